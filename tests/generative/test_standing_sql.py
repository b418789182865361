"""The database's form of the protection rules says what the rules say, for random payment histories.

The database is given memberships and payments, as files bring them, and its trigger makes of them what its rules read.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.apps.coverage import queries
from payung.apps.coverage import standing_sql as sql
from payung.apps.coverage.models import InsurerFile, Membership, Payment
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration
from payung.apps.territory.models import City
from payung.apps.territory.scope import Opened
from payung.rules import protection
from payung.rules.protection import CellKind, Standing
from payung.shared.months import Month
from tests import factories

MONTHS = st.integers(-8, 8).map(lambda step: Month(2025, 9) + step)
DAYS = st.dates(dt.date(2025, 7, 1), dt.date(2026, 1, 31))
STARTS = st.dates(dt.date(2024, 12, 1), dt.date(2026, 6, 30))  # before, among and after the months that are paid


@dataclass(frozen=True)
class History:
    paid: frozenset[Month]
    ended_on: dt.date | None
    starts: tuple[dt.date, ...]  # of one or two member numbers

    @property
    def started(self) -> dt.date:
        return min(self.starts)

    @property
    def counted(self) -> frozenset[Month]:
        return protection.counted(self.paid, started=self.started)


STARTED = st.lists(STARTS, min_size=1, max_size=2).map(tuple)
HISTORIES = st.builds(History, st.frozensets(MONTHS, max_size=8), st.none() | DAYS, STARTED)


@dataclass(frozen=True)
class Worker:
    """Somebody accepted, who lives one history after another."""

    opened: Opened
    registration: Registration

    @contextmanager
    def living(self, history: History, *, paid_first: bool) -> Iterator[None]:
        """The history as the database holds it. `paid_first`: an answer brings the start to its day after the payments;
        a payment is then recorded before that day is known.
        """
        with transaction.atomic():
            numbers = [factories.membership(self.registration) for _ in history.starts]
            if not paid_first:
                self._start(numbers, history)
            file = factories.insurer_file(self.registration.city_id, month=None)
            Payment.objects.bulk_create([_payment(numbers[0], month, file) for month in sorted(history.paid)])
            self._start(numbers, history)
            yield
            transaction.set_rollback(True)

    def _start(self, numbers: list[Membership], history: History) -> None:
        for number, starts in zip(numbers, history.starts, strict=True):
            number.starts = starts
            number.save(update_fields=["starts"])


def _payment(number: Membership, month: Month, file: InsurerFile) -> Payment:
    place = {name: getattr(number, name) for name in ("city_id", "area_id", "branch_id", "registered_by_id")}
    money = {"programmes": "JKK,JKM", "amount_idr": 16_800, "paid_on": month.first_day, "payer": "SELF"}
    return Payment(**place, **money, person_id=number.person_id, membership=number, file=file, month=month.first_day)


@pytest.fixture
def worker(city: City) -> Iterator[Worker]:
    with factories.as_system(city) as opened:
        yield Worker(opened, factories.registration(factories.lingkungan(city), opened, state=State.ACCEPTED))


def ask(expressions: list[str], ended_on: dt.date | None = None) -> tuple[object, ...]:
    """What the database answers about the only row of `coverage_protection`, had the membership ended on a day."""
    row = "SELECT paid_months, %s::date AS ended_on FROM coverage_protection"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(expressions)} FROM ({row}) AS p", [ended_on])
        return tuple(cursor.fetchone())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES, month=MONTHS, day=DAYS, horizon=st.integers(0, 45), paid_first=st.booleans())
def test_database_and_rules_agree(
    worker: Worker, history: History, month: Month, day: dt.date, horizon: int, paid_first: bool
) -> None:
    expressions = [sql.standing_sql(month), sql.falls_due_sql(day, horizon), sql.lapses_sql(day, horizon)]
    with worker.living(history, paid_first=paid_first):
        *answered, months = ask([*expressions, "p.paid_months"], history.ended_on)
    facts = {"paid": history.counted, "ended_on": history.ended_on}
    assert answered == [
        protection.standing_in(month, **facts),
        protection.falls_due_within(day, horizon, **facts),
        protection.lapses_within(day, horizon, **facts),
    ]
    assert months == sorted(map(sql.number, history.counted))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES, today=DAYS, paid_first=st.booleans())
def test_a_page_of_somebody_and_the_lists_agree(
    worker: Worker, history: History, today: dt.date, paid_first: bool
) -> None:
    """The month grid and the headline of one person, and what lists and figures say of each ended month."""
    with worker.living(history, paid_first=paid_first):
        shown = queries.calendar(worker.opened.scope, worker.registration.person_id, today)
        ended = [cell for cell in shown.cells if cell.month < Month.of(today)]
        said = ask([sql.standing_sql(cell.month) for cell in ended]) if ended else ()
    for cell, standing in zip(ended, said, strict=True):
        before = cell.kind is CellKind.BEFORE_START
        assert standing == (Standing.NOT_YET_PAID if before else Standing(cell.kind.value))
    assert shown.paid == history.counted
    assert shown.cells[0].month >= min(Month.of(history.started) - queries.SHOWN_BEFORE, Month.of(today))
