"""Two cities with rows in every guarded table, in several places, branches and hands; all invented."""

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

from django.utils import timezone

from payung.apps.accounts.models import User
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure, JobProgress
from payung.apps.coverage.models import BranchShare, UnfitLine
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import (
    Answer,
    Batch,
    BatchLine,
    Group,
    Registration,
    Roster,
    RosterReturn,
    RosterRow,
    SavedFilter,
    StateChange,
)
from payung.apps.notify.kinds import Kind
from payung.apps.notify.models import Notice
from payung.apps.people.models import Person
from payung.apps.territory import owners
from payung.apps.territory.codes import Level
from payung.apps.territory.models import Agency, Branch, City
from payung.apps.territory.scope import Opened
from tests import factories, factories_contributions, factories_linkage, factories_matching

MAY = dt.date(2025, 5, 1)


@dataclass(frozen=True)
class Filled:
    """A filled city: its branches (two), and a clerk and an agency that brought some of the rows."""

    city: City
    branches: tuple[Branch, Branch]
    clerk: User
    agency: Agency


def fill(city: City) -> Filled:
    """In each lingkungan: one worker waiting, and one member at each branch; the clerk and the agency brought some."""
    branches = (factories.branch(city), Branch.objects.create(city=city, name="Cabang Kedua"))
    clerk = factories.user()
    agency = factories.agency(city)
    bringers = (owners.of_agency(agency.pk), clerk.pk, 0)
    with factories.as_system(city) as opened:
        for number, area in enumerate(factories.areas(city, Level.LINGKUNGAN)):
            by = bringers[number % len(bringers)]
            _waiting(area, opened, by)
            for branch in branches:
                _sent(area, opened, branch, by)
                _notice(area, opened, branch, by)
                _saved(area, opened, branch, by)
            _two_branches(area, opened, branches)
            factories_linkage.rows_about(area, opened)
            _progress(area, opened, by)
            _roster(area, opened, by)
            factories_matching.done(area, opened, by)
            _group(area, opened, by)
            record_disclosure(
                opened.scope, kind=Disclosure.Kind.REVEAL, subject="uji", rows=1, purpose="uji", area=area
            )
    return Filled(city, branches, clerk, agency)


def _two_branches(area: int, opened: Opened, branches: tuple[Branch, Branch]) -> None:
    """The member of the first branch is known to the second too: both sides of it."""
    who = Person.objects.get(area_id=area, branch=branches[0])
    for mine, theirs in (branches, branches[::-1]):
        BranchShare.objects.create(
            city_id=opened.scope.city, area_id=area, person=who, branch=mine, other=theirs, found_on=opened.today
        )


def _progress(area: int, opened: Opened, by: int) -> None:
    JobProgress.objects.create(
        id=uuid4(), city_id=opened.scope.city, area_id=area, registered_by_id=by, state="done", percent=100, text="",
        updated_at=timezone.now(),
    )  # fmt: skip


def _notice(area: int, opened: Opened, branch: Branch, by: int) -> None:
    """For whoever heads the place, about something of the branch's."""
    Notice.objects.create(
        city_id=opened.scope.city, area_id=area, branch_id=branch.pk, registered_by_id=by, role="kepling",
        kind=Kind.REGISTRATION_RETURNED, subject=uuid4(),
    )  # fmt: skip


def _saved(area: int, opened: Opened, branch: Branch, by: int) -> None:
    """Of somebody with a seat at the place."""
    SavedFilter.objects.create(
        city_id=opened.scope.city, area_id=area, branch_id=branch.pk, registered_by_id=by, user_id=by, role="kepling",
        name="Dikembalikan", query="keadaan=returned",
    )  # fmt: skip


def _waiting(area: int, opened: Opened, by: int) -> None:
    factories.registration(area, opened, registered_by_id=by)


def _sent(area: int, opened: Opened, branch: Branch, by: int) -> None:
    """A member whose batch, answers, payment and an unfit line all belong to the branch."""
    made = factories.registration(area, opened, state=State.ACCEPTED, registered_by_id=by)
    for model, key in (
        (Person, {"pk": made.person_id}),
        (Registration, {"pk": made.pk}),
        (StateChange, {"registration": made}),
    ):
        model.objects.filter(**key).update(branch=branch)
    made.refresh_from_db()
    member = factories.membership(made)
    factories.pay(member, MAY)
    line = _batch(area, opened, branch, made)
    file = factories.insurer_file(opened.scope.city, month=MAY, area_id=area, branch=branch)
    Answer.objects.create(
        file=file, city_id=opened.scope.city, area_id=area, branch=branch, line=2, batch_line=line, accepted=True,
        member_number=member.member_number, starts=member.starts, said_on=member.starts,
        content=opened.vault.seal("content", "{}"),
    )  # fmt: skip
    factories_contributions.rows_about(made, opened, by)
    UnfitLine.objects.create(
        file=file, city_id=opened.scope.city, area_id=area, branch=branch, line=1, code="unknown_member", content=b"x"
    )


def _batch(area: int, opened: Opened, branch: Branch, registration: Registration) -> BatchLine:
    shared = {"city_id": opened.scope.city, "area_id": area, "branch": branch}
    batch = Batch.objects.create(
        **shared, number=Batch.objects.count() + 1, sent_on=opened.today, column_map={}, created_by_id=0
    )
    return BatchLine.objects.create(
        **shared,
        batch=batch,
        registration=registration,
        nik=registration.person.nik,
        line=1,
        snapshot=opened.vault.seal("snapshot", "{}"),
        outcome="accepted",
        answered_on=opened.today,
    )


def _group(area: int, opened: Opened, by: int) -> None:
    sealed = {name: opened.vault.seal(name, "Rekaan") for name in Group.SEALED}
    Group.objects.create(
        city_id=opened.scope.city, area_id=area, registered_by_id=by, name=f"Kelompok {area}", kind="drivers", **sealed
    )


def _roster(area: int, opened: Opened, by: int) -> None:
    shared = {"city_id": opened.scope.city, "area_id": area, "registered_by_id": by}
    roster = Roster.objects.create(
        **shared, name="rekaan.xlsx", digest=f"{area}", content=opened.vault.seal_bytes("content", b"")
    )
    RosterReturn.objects.create(**shared, roster=roster, content=opened.vault.seal_bytes("roster_return", b""))
    RosterRow.objects.create(
        **shared, roster=roster, position=1, sheet="A", row=1, status="ok", values=opened.vault.seal("values", "{}")
    )
