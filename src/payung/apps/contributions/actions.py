"""First payments are written down, made void, and reminded of. Harmless when repeated: ids are made by the sender."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import connection

from payung.apps.contributions.changes import add_changes
from payung.apps.contributions.dues import FirstDue, first_due
from payung.apps.contributions.enums import Reach, Reply, State, Way
from payung.apps.contributions.errors import (
    DayOutOfPlace,
    DueUnknown,
    NotAccepted,
    NotVoidable,
    PaidAlready,
    PaidByOthers,
    ReasonMissing,
    ReminderOutOfPlace,
)
from payung.apps.contributions.models import Contact, Contribution, ContributionMonth
from payung.apps.contributions.reminders import pace
from payung.apps.contributions.transitions import allowed
from payung.apps.coverage.models import Protection
from payung.apps.coverage.standing_sql import number
from payung.apps.enrolment.enums import State as RegistrationState
from payung.apps.enrolment.models import Registration
from payung.apps.people.queries import within
from payung.apps.territory import locks, scope
from payung.apps.territory.locks import Work
from payung.rules.codes import Payer
from payung.shared.months import Month

REASON_LENGTH, NOTE_LENGTH = 300, 200


@dataclass(frozen=True, slots=True)
class Noted:
    """A first payment that stands. `number` is that of its receipt; `repeated`: this very note came before."""

    contribution_id: UUID
    number: int | None
    repeated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """How somebody was reminded and what came of it; without `next_on` the usual pace says when again."""

    reach: Reach
    reply: Reply
    note: str = ""
    next_on: dt.date | None = None


def receive_cash(*, by: int, client_id: UUID, registration_id: UUID, first: Month, on: dt.date) -> Noted:
    """Cash for the first payment is in the hands of `by`; the receipt gets the city's next number.

    The amount follows from the law and the registration, never from whoever writes. Raises `ContributionError`.
    """
    return _note(Way.CASH, by=by, client_id=client_id, registration_id=registration_id, first=first, on=on)


def note_self_paid(*, by: int, client_id: UUID, registration_id: UUID, first: Month, on: dt.date) -> Noted:
    """The worker says that they paid themselves on a day; the insurer's file will tell. Raises `ContributionError`."""
    return _note(Way.SELF, by=by, client_id=client_id, registration_id=registration_id, first=first, on=on)


def _note(way: Way, *, by: int, client_id: UUID, registration_id: UUID, first: Month, on: dt.date) -> Noted:
    found = _locked(registration_id)
    if known := Contribution.objects.filter(pk=client_id, registration=found).first():
        return Noted(known.pk, known.number, repeated=True)
    _check_free(found)
    _check_day(found, on)
    due = first_due(found, first)
    if due is None:
        raise DueUnknown
    made = _create(way, found, due, by=by, client_id=client_id, on=on)
    _add_months(made, due)
    add_changes([made], by=by)
    return Noted(made.pk, made.number, repeated=False)


def _locked(registration_id: UUID) -> Registration:
    """The accepted registration, held so that nobody writes another payment of it meanwhile."""
    mine = Registration.objects.filter(within(scope.current().scope), pk=registration_id)
    found = mine.select_for_update().first()
    if found is None or found.state != RegistrationState.ACCEPTED:
        raise NotAccepted
    return found


def _check_free(found: Registration) -> None:
    if found.payer != Payer.SELF.value:
        raise PaidByOthers
    standing = Contribution.objects.filter(registration=found).exclude(state=State.VOID)
    if standing.exists() or Protection.objects.filter(person_id=found.person_id).exclude(paid_months=[]).exists():
        raise PaidAlready


def _check_day(found: Registration, on: dt.date) -> None:
    earliest = found.registered_on
    if not earliest <= on <= scope.current().today:
        raise DayOutOfPlace(earliest)


def _create(way: Way, found: Registration, due: FirstDue, *, by: int, client_id: UUID, on: dt.date) -> Contribution:
    cash = way is Way.CASH
    return Contribution.objects.create(
        id=client_id,
        **_place(found),
        registration=found,
        person_id=found.person_id,
        way=way,
        state=State.HELD if cash else State.NOTED,
        number=_next_number(found.city_id) if cash else None,
        proof=uuid4() if cash else None,
        payer=found.payer,
        programmes=found.programmes,
        months=[number(each.month) for each in due.months],
        amount_idr=due.total,
        received_on=on,
        received_by_id=by,
        held_by_id=by,
    )


def _place(found: Registration) -> dict[str, int | None]:
    return {name: getattr(found, name) for name in ("city_id", "area_id", "branch_id", "registered_by_id")}


def _next_number(city: int) -> int:
    locks.hold(city, Work.RECEIPT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT payung_next_receipt_number()")
        return int(cursor.fetchone()[0])


def _add_months(made: Contribution, due: FirstDue) -> None:
    place = _place(made.registration)
    ContributionMonth.objects.bulk_create(
        ContributionMonth(
            **place,
            contribution=made,
            person_id=made.person_id,
            month=each.month.first_day,
            programme=programme.value,
            payer=made.payer,
            amount_idr=amount,
        )
        for each in due.months
        for programme, amount in each.amounts.items()
    )


def void(*, by: int, contribution_id: UUID, reason: str) -> None:
    """Make a receipt or note void; it stays, with the reason. Raises `ReasonMissing` and `NotVoidable`."""
    reason = reason.strip()[:REASON_LENGTH]
    if not reason:
        raise ReasonMissing
    mine = Contribution.objects.filter(within(scope.current().scope), pk=contribution_id)
    found = mine.select_for_update().first()
    if found is None or not allowed(State(found.state), State.VOID):
        raise NotVoidable
    found.state = State.VOID
    found.save(update_fields=["state"])
    ContributionMonth.objects.filter(contribution=found).update(stands=False)
    add_changes([found], by=by, reason=reason)


def remind(*, by: int, client_id: UUID, registration_id: UUID, reminder: Reminder) -> bool:
    """Write down that somebody was reminded today; False where this very note stands already.

    Raises `NotAccepted`, and `ReminderOutOfPlace` for a next day that is not after today or too far ahead.
    """
    today = scope.current().today
    found = _locked(registration_id)
    usual = pace(today)
    next_on = reminder.next_on or usual.next_after(today)
    if not today < next_on <= usual.latest_after(today):
        raise ReminderOutOfPlace(usual.latest_after(today))
    _, made = Contact.objects.get_or_create(
        id=client_id,
        defaults={
            **_place(found),
            "registration": found,
            "on": today,
            "by_id": by,
            "reach": reminder.reach,
            "reply": reminder.reply,
            "note": reminder.note.strip()[:NOTE_LENGTH],
            "next_on": next_on,
        },
    )
    return made
