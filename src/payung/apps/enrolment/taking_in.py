"""A reviewed roster enters the register: all chosen rows in one transaction, or none."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils.translation import gettext_noop

from payung.apps.audit import progress
from payung.apps.enrolment import intake_sql, roster_rows, telling
from payung.apps.enrolment.addresses import Addresses
from payung.apps.enrolment.enums import Decision, Outcome, RosterState
from payung.apps.enrolment.models import Roster, RosterRow
from payung.apps.enrolment.roster_counts import recount
from payung.apps.notify.kinds import Kind
from payung.apps.territory import locks, scope
from payung.apps.territory.locks import Work
from payung.apps.territory.scope import Opened, Scope
from payung.shared.ids import ordered_id

ROWS_AT_A_TIME = 1000
REASON = "memasukkan daftar nama"
READING = gettext_noop("Menyiapkan baris")
WRITING = gettext_noop("Mencatat pekerja")
REGISTERING = gettext_noop("Mencatat pendaftaran")
CLOSING = gettext_noop("Menyelesaikan")
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a roster's rows so far: newly registered, known before, left out."""

    taken: int
    identical: int
    left: int


def take_in(roster_id: UUID, mine: Scope) -> TakenIn | None:
    """Register the usable, chosen rows of a roster in state `taking_in` that are not yet in; None in other states.

    Set-based and whole or absent. People whom the city knows already are left as they are (outcome `identical`), so
    that running again, or another file with the same people, changes nothing. Rows with errors are never taken.
    """
    with progress.tracked(roster_id, mine) as report, scope.opened(mine, reason=REASON) as opened:
        roster = Roster.objects.select_for_update().defer("content").get(pk=roster_id)
        if roster.state != RosterState.TAKING_IN:
            return None
        _fill(roster, opened, report.part(0, 40, READING))
        _move(roster, opened, report)
        found = _counted(roster)
        telling.roster(roster, Kind.ROSTER_TAKEN_IN, count=found.taken)
        return found


def _move(roster: Roster, opened: Opened, report: progress.Report) -> None:
    values: dict[str, Any] = {
        "city": roster.city_id,
        "owner": roster.registered_by_id,
        "by": opened.scope.actor,
        "on": opened.today,
        "roster": roster.pk,
        "consent_version": roster.consent_version,
        "consent_on": roster.consent_on,
        "consent_by": roster.consent_by_id,
    }
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE intake")
        report(42, WRITING)
        locks.hold(roster.city_id, Work.INTAKE)
        cursor.execute(intake_sql.KNOWN)
        cursor.execute(intake_sql.PEOPLE, values)
        cursor.execute("ANALYZE intake_made")
        report(65, REGISTERING)
        cursor.execute(intake_sql.REGISTRATIONS, values)
        cursor.execute(intake_sql.CHANGES, values)
        report(85, CLOSING)
        cursor.execute(intake_sql.KNOWN)  # whoever came in by the form meanwhile
        for statement in (intake_sql.TAKEN, intake_sql.IDENTICAL, intake_sql.REST, intake_sql.DONE):
            cursor.execute(statement, values)


def _fill(roster: Roster, opened: Opened, report: progress.Part) -> None:
    """Copy the chosen rows into a temporary table, as columns of people and registrations."""
    addresses = Addresses.load(opened.scope, today=opened.today)
    with connection.cursor() as cursor:
        cursor.execute(intake_sql.CREATE)
        done = 0
        while rows := _chosen(roster, after=done):
            with cursor.copy(intake_sql.COPY) as copy:
                copy.set_types(list(intake_sql.COLUMNS.values()))
                for row in rows:
                    copy.write_row(_columns(row, roster, addresses, opened))
            done = rows[-1].position
            report(done, roster.rows_total)


def _chosen(roster: Roster, *, after: int) -> list[RosterRow]:
    """The next usable rows that are chosen and not taken, in the order of the file."""
    rows = RosterRow.objects.filter(roster=roster, position__gt=after, decision=Decision.TAKE)
    rows = rows.exclude(status="error").filter(outcome__in=("", Outcome.LEFT)).order_by("position")
    return list(rows.only("id", "position", "values")[:ROWS_AT_A_TIME])


def _columns(row: RosterRow, roster: Roster, addresses: Addresses, opened: Opened) -> Row:
    values, _ = roster_rows.unseal(opened.vault, row.values)
    person = roster_rows.details(values, today=opened.today).columns(opened.vault)
    stated = roster_rows.particulars(values, payer=roster.payer, today=opened.today)
    work = replace(stated, group_id=roster.group_id).columns(opened.vault)
    ids = {"row_id": row.pk, "person_id": uuid4(), "registration_id": ordered_id(), "area_id": addresses.find(values)}
    made = ids | person | work
    return tuple(made[name] for name in intake_sql.COLUMNS)


def _counted(roster: Roster) -> TakenIn:
    counts = recount(roster.pk)
    Roster.objects.filter(pk=roster.pk).update(notes=counts.beside(roster.notes))
    return TakenIn(*(counts.outcomes.get(name.value, 0) for name in (Outcome.TAKEN, Outcome.IDENTICAL, Outcome.LEFT)))
