"""Reads about one registration, those that wait for verification, and everything that happened to a worker's."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import taking_back
from payung.apps.enrolment.enums import LineOutcome, State
from payung.apps.enrolment.models import Batch, BatchLine, Registration, StateChange
from payung.apps.enrolment.narrowing import outside_the_city
from payung.apps.enrolment.particulars import Particulars
from payung.apps.people.duplicates import Lookalike, finder
from payung.apps.people.models import Person
from payung.apps.people.queries import own_rows, within
from payung.apps.territory import owners
from payung.apps.territory import scope as scopes
from payung.apps.territory.scope import Scope

VERIFIED_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Happening:
    """One step in a registration's history."""

    registration_id: UUID
    state: State
    on: dt.date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A registration in a batch to the insurer; `number` is None where the batch lies outside one's territory."""

    number: int | None
    batch_id: UUID
    sent_on: dt.date | None
    outcome: LineOutcome
    reason: str
    answered_on: dt.date | None


@dataclass(frozen=True, slots=True)
class CameBack:
    """A registration that is to be mended, and what whoever sent it back wrote."""

    registration_id: UUID
    name: str
    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class Around:
    """After which registration the pages before and after one begin; nobody: the first page, or no page."""

    previous: UUID | None
    following: UUID | None


@dataclass(frozen=True, slots=True)
class ToVerify:
    """What a decision needs: the registration with its person, who registered, the note, possible duplicates."""

    registration: Registration
    registered_by: str
    note: str
    alike: list[Lookalike]


def registrations(scope: Scope) -> QuerySet[Registration]:
    """Every registration within the scope."""
    return Registration.objects.filter(within(scope), own_rows(scope))


def registration(scope: Scope, registration_id: UUID) -> Registration | None:
    """One registration with its person, or None where it lies outside the scope."""
    return registrations(scope).select_related("person").filter(pk=registration_id).first()


def of_person(scope: Scope, person_id: UUID) -> list[Registration]:
    """A person's registrations, the latest first (all but the latest were refused)."""
    return list(registrations(scope).filter(person_id=person_id).order_by("-registered_on", "-version", "id"))


def particulars_of(found: Registration) -> Particulars:
    """What a registration says beyond the person, in the open."""
    vault = scopes.current().vault
    heir = vault.open("heir", found.heir) if found.heir else ""
    names = [name for name in Particulars.__dataclass_fields__ if name != "heir"]
    return Particulars(**{name: getattr(found, name) for name in names}, heir=heir)


def user_names(user_ids: Iterable[int]) -> dict[int, str]:
    """The names of accounts, and of the agencies that own rows, by number; the program itself (0) has none."""
    return owners.names(user_ids)


def history(scope: Scope, person_id: UUID) -> list[Happening]:
    """Every step of a person's registrations, the latest first."""
    mine = StateChange.objects.filter(within(scope), registration__person_id=person_id)
    changes = list(mine.order_by("-at", "-id"))
    names = user_names(change.by_id for change in changes)
    return [Happening(c.registration_id, State(c.state), c.on, names.get(c.by_id, ""), c.reason) for c in changes]


def last_reason(found: Registration) -> str:
    """Why a registration stands where it does, as whoever moved it there wrote."""
    latest = found.changes.filter(state=found.state).order_by("-id").first()
    return latest.reason if latest else ""


def sent(scope: Scope, person_id: UUID) -> list[Sent]:
    """The batches a person was sent in, the latest first. A batch's row is the city's, so its number may be unseen."""
    mine = BatchLine.objects.filter(within(scope), registration__person_id=person_id)
    lines = list(mine.only("batch_id", "outcome", "reason", "answered_on").order_by("-id"))
    batches = Batch.objects.in_bulk([line.batch_id for line in lines])
    found = []
    for line in lines:
        batch = batches.get(line.batch_id)
        number, day = (batch.number, batch.sent_on) if batch else (None, None)
        found.append(Sent(number, line.batch_id, day, LineOutcome(line.outcome), line.reason, line.answered_on))
    return found


def came_back(scope: Scope, *, size: int) -> tuple[list[CameBack], int]:
    """The oldest that were returned by the lurah or rejected by the insurer, with their reasons; how many in all."""
    states = (State.RETURNED, State.REJECTED)
    every = registrations(scope).filter(state__in=states)
    found = list(every.select_related("person").order_by("registered_on", "id")[:size])
    if not found:
        return [], 0
    told = StateChange.objects.filter(registration__in=found, state__in=states).order_by("id")
    reasons = dict(told.values_list("registration_id", "reason"))
    rows = [CameBack(each.pk, each.person.name, State(each.state), reasons.get(each.pk, "")) for each in found]
    return rows, len(found) if len(found) < size else every.count()


def waiting(scope: Scope) -> QuerySet[Registration]:
    """Registrations that the role verifies (`policies.may_decide`), the oldest first."""
    found = registrations(scope).filter(state=State.SUBMITTED)
    if not scope.may(Permission.REGISTRATION_VERIFY):
        found = outside_the_city(found, scope.city)
    return found.order_by("registered_on", "id")


def to_verify(scope: Scope, *, after: UUID | None = None, only: UUID | None = None) -> tuple[list[ToVerify], Around]:
    """The oldest registrations that wait, those after one of them, or only the one asked for; and the pages around.

    With all that a decision needs, in as many queries for one as for all. `after` may be decided on by now.
    """
    size, asked = VERIFIED_AT_ONCE, waiting(scope)
    if only:
        asked = asked.filter(pk=only)
    seen = registrations(scope).filter(pk=after).first() if after else None
    found = list((asked.filter(_later(seen)) if seen else asked).select_related("person")[: size + 1])
    around = Around(_page_before(asked, seen, size), found[size - 1].pk if len(found) > size else None)
    return _told(scope, found[:size]), around


def _later(than: Registration) -> Q:
    return Q(registered_on__gt=than.registered_on) | Q(registered_on=than.registered_on, pk__gt=than.pk)


def _page_before(asked: QuerySet[Registration], seen: Registration | None, size: int) -> UUID | None:
    """After which one the page begins whose last is `seen`; nobody where that is the first page."""
    if seen is None:
        return None
    earlier = asked.exclude(_later(seen)).reverse().values_list("pk", flat=True)
    return next(iter(earlier[size : size + 1]), None)


def _told(scope: Scope, found: list[Registration]) -> list[ToVerify]:
    people: list[Person] = [each.person for each in found]
    alike = finder().among(scope, people)
    names = user_names(each.registered_by_id for each in found)
    notes = notes_of(each.pk for each in found)
    return [
        ToVerify(each, names.get(each.registered_by_id, ""), notes.get(each.pk, ""), alike[each.person_id])
        for each in found
    ]


def notes_of(registration_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The latest note that came with each registration when it was handed in; a decision taken back left none."""
    changes = StateChange.objects.filter(registration_id__in=list(registration_ids), state=State.SUBMITTED)
    return dict(
        changes.exclude(reason__in=["", taking_back.REASON]).order_by("id").values_list("registration_id", "reason")
    )
