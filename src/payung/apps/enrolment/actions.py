"""Steps of registrations that stand already: verified, returned, refused, mended. Harmless when repeated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import telling
from payung.apps.enrolment.carrying import carry
from payung.apps.enrolment.enums import EDITABLE, State
from payung.apps.enrolment.errors import (
    AlreadyRegistered,
    NotMendable,
    PlaceIsFixed,
    ReasonMissing,
    ReasonTooLong,
    StaleRegistration,
)
from payung.apps.enrolment.known import known_niks
from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.enrolment.particulars import Particulars
from payung.apps.enrolment.transitions import NEEDS_REASON, sources_of
from payung.apps.people import actions as people
from payung.apps.people.details import Details
from payung.apps.people.queries import details_of
from payung.apps.territory import scope

REASON_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of the registrations asked for. `repeated` stood there already by this very request, sent again.

    `stale` were changed by somebody after the page was opened (or lie elsewhere): nothing was done to them. Nor to
    `own`, those of whoever decides: two people see every registration.
    """

    moved: frozenset[UUID]
    repeated: frozenset[UUID]
    stale: frozenset[UUID]
    own: frozenset[UUID] = frozenset()

    @property
    def done(self) -> int:
        """How many stand where they were to go."""
        return len(self.moved) + len(self.repeated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything a form says about a registration: who, what, where, and a note for whoever verifies."""

    details: Details
    particulars: Particulars
    area_id: int
    note: str = ""

    def __repr__(self) -> str:
        """Says nothing, so that no log holds a person."""
        return "Content(…)"


def verify(*, by: int, wanted: Mapping[UUID, int]) -> Moved:
    """Accept registrations: `wanted` gives the version of each as it was read."""
    return _move(State.VERIFIED, by=by, wanted=wanted)


def return_(*, by: int, wanted: Mapping[UUID, int], reason: str) -> Moved:
    """Send registrations back to whoever registered them. Raises `ReasonMissing` and `ReasonTooLong`."""
    return _move(State.RETURNED, by=by, wanted=wanted, reason=reason)


def refuse(*, by: int, wanted: Mapping[UUID, int], reason: str) -> Moved:
    """Close registrations for good; the person may be registered anew. Raises `ReasonMissing` and `ReasonTooLong`."""
    return _move(State.REFUSED, by=by, wanted=wanted, reason=reason)


MOVE = """
WITH wanted AS (SELECT * FROM unnest(%(ids)s::uuid[], %(versions)s::int[]) AS w(id, version)),
moved AS (
    UPDATE enrolment_registration AS r SET state = %(end)s, version = r.version + 1 FROM wanted
    WHERE r.id = wanted.id AND r.version = wanted.version AND r.state = ANY(%(sources)s)
      AND r.city_id = %(city)s AND r.area_id BETWEEN %(lo)s AND %(hi)s
      AND (%(everybody)s OR EXISTS (SELECT 1 FROM people_person AS p WHERE p.id = r.person_id AND p.home_regency <> ''))
    RETURNING r.id, r.city_id, r.area_id, r.branch_id, r.registered_by_id)
INSERT INTO enrolment_statechange
    (registration_id, city_id, area_id, branch_id, registered_by_id, state, "on", at, by_id, reason)
SELECT id, city_id, area_id, branch_id, registered_by_id, %(end)s, %(today)s, statement_timestamp(), %(by)s, %(reason)s
FROM moved RETURNING registration_id
"""


def explained(end: State, reason: str) -> str:
    """The reason of a step as it is kept; raises `ReasonMissing` and, since nothing is cut off, `ReasonTooLong`."""
    reason = reason.strip()
    if end in NEEDS_REASON and not reason:
        raise ReasonMissing
    if len(reason) > REASON_LENGTH:
        raise ReasonTooLong(len(reason), REASON_LENGTH)
    return reason


def _move(end: State, *, by: int, wanted: Mapping[UUID, int], reason: str = "") -> Moved:
    reason = explained(end, reason)
    opened = scope.current()
    own = _own(by, wanted)
    wanted = {pk: version for pk, version in wanted.items() if pk not in own}
    values: dict[str, Any] = {
        "ids": list(wanted),
        "versions": list(wanted.values()),
        "sources": [state.value for state in sources_of(end)],
        "city": opened.scope.city,
        "lo": opened.scope.lo,
        "hi": opened.scope.hi,
        "today": opened.today,
        "end": end.value,
        "everybody": opened.scope.may(Permission.REGISTRATION_VERIFY),
        "by": by,
        "reason": reason,
    }
    with connection.cursor() as cursor:
        cursor.execute(MOVE, values)
        moved = frozenset(row[0] for row in cursor.fetchall())
    telling.came_back(end, moved)
    repeated = _repeated(end, by=by, wanted={pk: version for pk, version in wanted.items() if pk not in moved})
    return Moved(moved, repeated, frozenset(wanted) - moved - repeated, own)


def _own(by: int, wanted: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the person whom the account that decides is tied to, whoever was merged into them included."""
    theirs = Q(person__account_id=by) | Q(person__absorbed__account_id=by)
    return frozenset(Registration.objects.filter(theirs, pk__in=list(wanted)).values_list("pk", flat=True))


def _repeated(end: State, *, by: int, wanted: Mapping[UUID, int]) -> frozenset[UUID]:
    """Those that stand at `end` one version later, moved by the same person: the same request, sent twice."""
    if not wanted:
        return frozenset()
    standing = Registration.objects.filter(pk__in=wanted, state=end, changes__state=end, changes__by_id=by)
    rows = standing.values_list("pk", "version").distinct()
    return frozenset(pk for pk, version in rows if version == wanted[pk] + 1)


def mend(*, by: int, registration_id: UUID, version: int, content: Content) -> None:
    """Write a registration's content anew; one that was returned or rejected is submitted again.

    Raises `StaleRegistration`, `NotMendable`, `PlaceIsFixed`, or `AlreadyRegistered` where the NIK is another's.
    """
    found = Registration.objects.select_for_update().filter(pk=registration_id).first()
    if found is not None and found.version == version + 1 and _says(found, content):
        return  # the same form, sent twice
    if found is None or found.version != version:
        raise StaleRegistration
    if State(found.state) not in EDITABLE:
        raise NotMendable
    _write(found, content)
    telling.mended(found.pk)
    annotate(by=by, registration_id=found.pk, note=content.note)


def _says(found: Registration, content: Content) -> bool:
    """Whether the registration is submitted and says exactly this already."""
    columns = content.particulars.columns(scope.current().vault)
    same = found.state == State.SUBMITTED and found.area_id == content.area_id
    heir = bytes(found.heir) if found.heir else None
    return (
        same
        and all(getattr(found, name) == value for name, value in columns.items() if name != "heir")
        and heir == columns["heir"]
        and details_of(found.person) == content.details
    )


def _write(found: Registration, content: Content) -> None:
    opened = scope.current()
    if content.area_id != found.area_id and opened.scope.own and found.state == State.REJECTED:
        raise PlaceIsFixed  # an own-rows role does not see the lines of batches, so could not move them
    try:
        with transaction.atomic():
            people.update(person_id=found.person_id, details=content.details, area_id=content.area_id)
    except IntegrityError as error:
        nik = opened.vault.seal("nik", content.details.nik)
        known = known_niks([nik]).get(nik)
        raise AlreadyRegistered(known.where if known else "elsewhere") from error
    if content.area_id != found.area_id:
        carry(found.person_id, area_id=content.area_id)
    columns = content.particulars.columns(opened.vault)
    Registration.objects.filter(pk=found.pk).update(state=State.SUBMITTED, version=found.version + 1, **columns)


def annotate(*, by: int, registration_id: UUID, note: str) -> None:
    """Add to the history that a registration is submitted as it now stands, with a note for whoever verifies."""
    found = Registration.objects.get(pk=registration_id)
    StateChange.objects.create(
        registration=found,
        city_id=found.city_id,
        area_id=found.area_id,
        branch_id=found.branch_id,
        registered_by_id=found.registered_by_id,
        state=State.SUBMITTED,
        on=scope.current().today,
        by_id=by,
        reason=note.strip()[:REASON_LENGTH],
    )
