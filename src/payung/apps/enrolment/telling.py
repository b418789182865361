"""Who is told of what happens to rosters, registrations and batches."""

from collections.abc import Collection
from uuid import UUID

from payung.apps.accounts.roles import AgencyOfficer, InsurerOfficer, Kepling, Manager
from payung.apps.coverage.models import InsurerFile
from payung.apps.enrolment.enums import BatchState, Source, State
from payung.apps.enrolment.models import Batch, Registration, Roster
from payung.apps.notify import actions as notices
from payung.apps.notify.actions import Whom
from payung.apps.notify.kinds import Kind
from payung.apps.territory import scope
from payung.apps.territory.codes import Level, level_of

CAME_BACK = {State.RETURNED: Kind.REGISTRATION_RETURNED, State.REFUSED: Kind.REGISTRATION_REFUSED}


def came_back(end: State, registration_ids: Collection[UUID]) -> None:
    """Whoever registered them, and the office of the lingkungan, once registrations are returned or refused.

    What is returned leads to its form, what is refused to its person.
    """
    if end not in CAME_BACK or not registration_ids:
        return
    found = Registration.objects.filter(pk__in=registration_ids)
    columns = ("id", "person_id", "area_id", "branch_id", "registered_by_id", "source")
    told = [
        (_registrar(area, branch, owner, source), pk if end is State.RETURNED else person)
        for pk, person, area, branch, owner, source in found.values_list(*columns)
    ]
    notices.tell_all(scope.current().scope, told, CAME_BACK[end])


def mended(registration_id: UUID) -> None:
    """A registration that had come back was submitted again."""
    notices.settle(Kind.REGISTRATION_RETURNED, [registration_id])


def _registrar(area: int, branch: int | None, owner: int, source: str) -> Whom:
    """The agency, the clerk, or the head and whoever typed."""
    role = ""
    if owner < 0:
        role = AgencyOfficer.code
    elif source == Source.FORM and level_of(area) is Level.LINGKUNGAN:
        role = Kepling.code
    return Whom(area=area, role=role, user=max(owner, 0), branch=branch, owner=owner)


def roster(found: Roster, kind: Kind, *, count: int = 1) -> None:
    """Whoever brought it, and their agency where they act for one."""
    owner = found.registered_by_id
    by = found.brought_by_id or max(owner, 0)
    whom = Whom(area=found.area_id, role=AgencyOfficer.code if owner < 0 else "", user=by, owner=owner)
    notices.tell(scope.current().scope, whom, kind, subject=found.pk, count=count)


def roster_moved(roster_id: UUID) -> None:
    """Somebody decided about a roster that was checked, or has one that could not be read tried again."""
    for kind in (Kind.ROSTER_CHECKED, Kind.ROSTER_FAILED):
        notices.settle(kind, [roster_id])


def batch_sent(batch: Batch, lines: int) -> None:
    """The branch that is to answer."""
    whom = Whom(area=batch.area_id, role=InsurerOfficer.code, branch=batch.branch_id)
    notices.tell(scope.current().scope, whom, Kind.BATCH_SENT, subject=batch.pk, count=lines)


def insurer_file(file: InsurerFile, *, lines: int) -> None:
    """The programme manager of what is in; of what could not be read, whoever brought it."""
    if file.state == InsurerFile.State.FAILED:
        kind, role, user = Kind.FILE_FAILED, "", file.received_by_id
    else:
        kind = Kind.ANSWERS_IN if file.kind == InsurerFile.Kind.ANSWERS else Kind.PAYMENTS_IN
        role, user = Manager.code, 0
        notices.settle(Kind.BATCH_SENT, Batch.objects.filter(state=BatchState.ANSWERED).values("pk"))
    whom = Whom(area=file.area_id, role=role, user=user, branch=file.branch_id)
    notices.tell(scope.current().scope, whom, kind, subject=file.pk, count=lines)
