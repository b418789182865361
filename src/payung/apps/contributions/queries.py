"""Reads about one first payment: what stands, what the insurer's file says of it, and what a receipt's QR tells."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet, Sum

from payung.apps.contributions.enums import State
from payung.apps.contributions.models import Contact, Contribution, ContributionChange
from payung.apps.coverage.models import Payment, Protection
from payung.apps.coverage.standing_sql import month_of
from payung.apps.enrolment.models import Registration
from payung.apps.enrolment.queries import user_names
from payung.apps.people.queries import within
from payung.apps.territory.scope import Scope
from payung.shared.months import Month


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the insurer's files say of the months of a first payment; `amount_idr` is None while a month is missing."""

    arrived: bool
    amount_idr: int | None = None

    def difference(self, found: Contribution) -> int:
        """How much more (or less) the insurer has than the receipt says; 0 while nothing arrived."""
        return self.amount_idr - found.amount_idr if self.amount_idr is not None else 0


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a first payment, with the name of whoever made it."""

    state: State
    on: dt.date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """What anybody who holds a receipt may know: what stands on the paper, and what became of the money."""

    number: str
    city: str
    amount_idr: int
    received_on: dt.date
    state: State
    void_on: dt.date | None
    arrived: bool


def receipt_number(city_code: str, number: int) -> str:
    """A receipt's number as it stands on paper, told apart from other cities': 12.71-K000123."""
    return f"{city_code}-K{number:06d}"


def reference(found: Contribution) -> str:
    """The number of a receipt on paper; empty for a note without one."""
    return receipt_number(found.city.code, found.number) if found.number else ""


def contributions(scope: Scope) -> QuerySet[Contribution]:
    """Every first payment within the scope, with its person and city."""
    return Contribution.objects.filter(within(scope)).select_related("person", "city", "handover")


def contribution(scope: Scope, contribution_id: UUID) -> Contribution | None:
    """One first payment, or None where it lies outside the scope."""
    return contributions(scope).filter(pk=contribution_id).first()


def of_registration(scope: Scope, found: Registration) -> list[Contribution]:
    """Every first payment of a registration, the latest first; all but one are void."""
    return list(contributions(scope).filter(registration=found).order_by("-created_at"))


def standing(scope: Scope, found: Registration) -> Contribution | None:
    """The first payment of a registration that is not void."""
    return contributions(scope).filter(registration=found).exclude(state=State.VOID).first()


def contacts(scope: Scope, found: Registration) -> list[Contact]:
    """Every reminder of a registration, the latest first."""
    return list(Contact.objects.filter(within(scope), registration=found).order_by("-at"))


def steps(scope: Scope, found: Contribution) -> list[Step]:
    """Every move of a first payment, the latest first."""
    rows = list(ContributionChange.objects.filter(within(scope), contribution=found).order_by("-at", "-id"))
    names = user_names(each.by_id for each in rows)
    return [Step(State(each.state), each.on, names.get(each.by_id, ""), each.reason) for each in rows]


def has_paid(scope: Scope, person_id: UUID) -> bool:
    """Whether any file of the insurer shows a month of this person."""
    return Protection.objects.filter(within(scope), person_id=person_id).exclude(paid_months=[]).exists()


def arrival(scope: Scope, found: Contribution) -> Arrival:
    """Whether all months of a first payment stand in the insurer's files, and how much was paid for them there."""
    mine = Protection.objects.filter(within(scope), person_id=found.person_id)
    if not mine.filter(paid_months__contains=found.months).exists():
        return Arrival(arrived=False)
    paid = Payment.objects.filter(
        within(scope), person_id=found.person_id, month__in=[each.first_day for each in months_of(found)]
    )
    return Arrival(True, paid.aggregate(amount=Sum("amount_idr"))["amount"] or 0)


def months_of(found: Contribution) -> list[Month]:
    """The months that a first payment is for, in order."""
    return [month_of(each) for each in found.months]


def told(proof: UUID) -> Told | None:
    """What a receipt's QR tells, asked in no scope; None for a proof that no receipt bears."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM payung_receipt_told(%s)", [proof])
        row = cursor.fetchone()
    if row is None:
        return None
    code, city, number, amount, received_on, state, void_on, arrived = row
    return Told(receipt_number(code, number), city, amount, received_on, State(state), void_on, arrived)
