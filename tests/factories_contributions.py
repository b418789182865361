"""First payments, hand-overs and reminders as rows, without the steps that lead to them; everybody is invented."""

import datetime as dt
import itertools
import uuid
from typing import Any

from payung.apps.contributions import actions, handovers
from payung.apps.contributions.enums import Reach, Reply, State, Way
from payung.apps.contributions.handovers import Slip
from payung.apps.contributions.models import (
    Contact,
    Contribution,
    ContributionChange,
    ContributionMonth,
    Handover,
)
from payung.apps.coverage.standing_sql import number
from payung.apps.enrolment.models import Registration
from payung.apps.territory import scope
from payung.apps.territory.models import City, Holding
from payung.shared.months import Month
from tests import factories

_numbers = itertools.count(1)
OCTOBER = Month(2025, 10)
WORK = {"monthly_income_idr": 1_000_000, "occupation": "Pedagang"}


def accepted(area: int, opened: scope.Opened, **values: Any) -> Registration:
    """A member who has not paid anything, accepted on `on` (twelve days ago)."""
    on = values.pop("on", opened.today - dt.timedelta(days=12))
    return factories.member(area, opened, on=on, **(WORK | values))


def receive(made: Registration, holding: Holding, **values: Any) -> actions.Noted:
    """Cash in the hands of whoever holds the office; opens the scope."""
    with scope.opened(scope.of_holding(holding), reason="test") as opened:
        return actions.receive_cash(
            **{
                "by": holding.user_id,
                "client_id": uuid.uuid4(),
                "registration_id": made.pk,
                "first": OCTOBER,
                "on": opened.today,
                **values,
            }
        )


def slip(amount: int, **values: Any) -> Slip:
    stated = {"channel": "pos", "reference": f"UJI{next(_numbers)}", "amount_idr": amount, "on": dt.date(2025, 10, 29)}
    return Slip(**(stated | values))


def hand_over(holding: Holding, *noted: actions.Noted, **values: Any) -> Handover:
    """Everything given is handed over in one go; opens the scope."""
    ids = [each.contribution_id for each in noted]
    with scope.opened(scope.of_holding(holding), reason="test"):
        total = sum(Contribution.objects.filter(pk__in=ids).values_list("amount_idr", flat=True))
        return handovers.hand_over(
            by=holding.user_id,
            client_id=values.pop("client_id", uuid.uuid4()),
            chosen=ids,
            slip=values.pop("slip", slip(total)),
        )


def states(city: City) -> list[tuple[int | None, str]]:
    """The receipts of a city by number, with their states."""
    with factories.as_system(city):
        return list(Contribution.objects.order_by("number").values_list("number", "state"))


def rows_about(made: Registration, opened: scope.Opened, by: int) -> None:
    """A row in each table of the app, where the registration belongs."""
    shared = {name: getattr(made, name) for name in ("city_id", "area_id", "branch_id", "registered_by_id")}
    handover = Handover.objects.create(
        city_id=made.city_id, area_id=made.area_id, registered_by_id=by, handed_by_id=by, channel="pos",
        reference=f"UJI{next(_numbers)}", handed_on=opened.today, receipts=1, receipts_idr=10_000, amount_idr=10_000,
    )  # fmt: skip
    paid = Contribution.objects.create(
        **shared, registration=made, person_id=made.person_id, way=Way.CASH, state=State.HANDED, proof=uuid.uuid4(),
        number=next(_numbers), payer="SELF", programmes="JKK,JKM", months=[number(OCTOBER)], amount_idr=10_000,
        received_on=opened.today, received_by_id=by, held_by_id=by, handover=handover,
    )  # fmt: skip
    ContributionMonth.objects.create(
        **shared, contribution=paid, person_id=made.person_id, month=OCTOBER.first_day, programme="JKK", payer="SELF",
        amount_idr=10_000,
    )  # fmt: skip
    ContributionChange.objects.create(**shared, contribution=paid, state=State.HANDED, on=opened.today, by_id=by)
    Contact.objects.create(
        **shared, registration=made, on=opened.today, by_id=by, reach=Reach.VISIT, reply=Reply.WILL_PAY,
        next_on=opened.today + dt.timedelta(days=7),
    )  # fmt: skip
