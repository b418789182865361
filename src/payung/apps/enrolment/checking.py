"""A roster file is checked and its rows are staged: whole, or absent with the reason."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_noop
from psycopg.types.json import Jsonb

from payung.apps.audit import progress
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.enrolment import returning, roster_rows, telling
from payung.apps.enrolment.addresses import Addresses
from payung.apps.enrolment.batch_needs import row_lacks
from payung.apps.enrolment.enums import Decision, RosterState
from payung.apps.enrolment.known import known_niks
from payung.apps.enrolment.models import Roster, RosterRow
from payung.apps.enrolment.registration_needs import insurer_needs
from payung.apps.enrolment.roster_counts import recount
from payung.apps.enrolment.staging import FILE
from payung.apps.notify.kinds import Kind
from payung.apps.territory import scope
from payung.apps.territory.scope import Opened, Scope
from payung.rosters import CheckedRow, CheckedSheet, Limits, Problem, RosterReport, UnreadableFile
from payung.rosters import check as judge
from payung.shared.vault import Vault

REASON = "memeriksa daftar nama"
NIKS_AT_A_TIME = 5000
ELSEWHERE = "territory_unknown"
READING = gettext_noop("Membaca berkas")
JUDGING = gettext_noop("Memeriksa baris")
COMPARING = gettext_noop("Mencari yang sudah terdaftar")
STAGING = gettext_noop("Menyimpan hasil")

CREATE = """
CREATE TEMP TABLE staged (position integer, sheet text, row integer, status text, codes text[], lacking text[],
                          nik bytea, values bytea, problems jsonb, decision text) ON COMMIT DROP
"""
TYPES = ["integer", "text", "integer", "text", "text[]", "text[]", "bytea", "bytea", "jsonb", "text"]
COPY = "COPY staged FROM STDIN (FORMAT BINARY)"
INSERT = """
INSERT INTO enrolment_rosterrow (roster_id, city_id, area_id, registered_by_id, outcome, position, sheet, row, status,
                                 codes, lacking, nik, values, problems, decision)
SELECT %(roster)s, %(city)s, %(area)s, %(owner)s, '', position, sheet, row, status, codes, lacking, nik, values,
       problems, decision
FROM staged
"""


def check(roster_id: UUID, mine: Scope) -> None:
    """Check a roster in state `uploaded` and stage its rows (state `checked`), or keep why not (`failed`).

    A second transaction then prepares the file that goes back. Run again after a kill, it does what is missing.
    """
    found = _stage(roster_id, mine)
    with scope.opened(mine, reason=REASON) as opened:
        roster = Roster.objects.get(pk=roster_id)
        if roster.state in (RosterState.FAILED, RosterState.UPLOADED) or returning.is_ready(roster_id):
            return
        found = found or _judged(roster, opened, lambda done, total: None)
        returning.keep(roster, returning.annotated(found), opened.vault)


def _stage(roster_id: UUID, mine: Scope) -> RosterReport | None:
    with progress.tracked(roster_id, mine) as report, scope.opened(mine, reason=REASON) as opened:
        roster = Roster.objects.select_for_update().get(pk=roster_id)
        if roster.state != RosterState.UPLOADED:
            return None
        report(1, READING)
        try:
            found = _judged(roster, opened, report.part(15, 70, JUDGING))
        except UnreadableFile as error:
            _fail(roster, error)
            telling.roster(roster, Kind.ROSTER_FAILED)
            return None
        report(72, COMPARING)
        _mark_known(roster, found, opened)
        _write(roster, found, opened, report.part(75, 99, STAGING))
        telling.roster(roster, Kind.ROSTER_CHECKED, count=roster.rows_total)
        return found


def _judged(roster: Roster, opened: Opened, on_progress: Callable[[int, int], None]) -> RosterReport:
    """The engine's report on the file as of the city's today, against the city's own places."""
    content = opened.vault.open_bytes(FILE, roster.content)
    limits = replace(Limits.configured(), file_bytes=settings.PAYUNG_UPLOAD_BYTES)
    addresses = Addresses.load(opened.scope, today=opened.today)
    territory = addresses.territory
    found = judge(
        content, as_of=opened.today, name=roster.name, territory=territory, limits=limits, on_progress=on_progress
    )
    _note_homes(found, addresses)
    return found


def _note_homes(found: RosterReport, addresses: Addresses) -> None:
    """Who lives outside the city, for certain, is no mistake of the roster: the row says so from here on."""
    for _sheet, row in found.rows:
        unknown = [each.params["place"] for each in row.problems if (each.code, each.field) == (ELSEWHERE, "kecamatan")]
        # where the city has a kelurahan of that name, the row holds its kecamatan instead of the one that was typed
        said = row.placed | ({"kecamatan": unknown[0]} if unknown else {})
        if home := addresses.home_of(said):
            row.values |= {"kecamatan": said.get("kecamatan", ""), roster_rows.HOME: home}
            row.problems = [each for each in row.problems if each.code != ELSEWHERE]


def _mark_known(roster: Roster, report: RosterReport, opened: Opened) -> None:
    """Rows whose NIK the city knows become errors; that so many were asked for is logged."""
    rows = (row for _, row in report.rows if row.values.get("nik"))
    asked = 0
    while batch := list(islice(rows, NIKS_AT_A_TIME)):
        sealed = [opened.vault.seal("nik", str(row.values["nik"])) for row in batch]
        known = known_niks(sealed)
        asked += len(batch)
        for row, nik in zip(batch, sealed, strict=True):
            if found := known.get(nik):
                row.problems.append(Problem(found.code, "nik", row.nik_cell))
    if asked:
        _log(roster, opened, asked)


def _log(roster: Roster, opened: Opened, asked: int) -> None:
    record_disclosure(
        opened.scope,
        kind=Disclosure.Kind.LOOKUP,
        subject="NIK di daftar nama",
        rows=asked,
        purpose=REASON,
        area=roster.area_id,
    )


def _write(roster: Roster, report: RosterReport, opened: Opened, on_progress: progress.Part) -> None:
    """Stage every row in place of those of an earlier check, and count them."""
    total = report.summary
    needs = Needs.of(opened)
    RosterRow.objects.filter(roster=roster).delete()
    with connection.cursor() as cursor:
        cursor.execute(CREATE)
        with cursor.copy(COPY) as copy:
            copy.set_types(TYPES)
            for position, (sheet, row) in enumerate(report.rows, 1):
                copy.write_row(_columns(position, sheet, row, vault=opened.vault, needs=needs))
                if position % 1000 == 0:
                    on_progress(position, total["rows"])
        place = {"city": roster.city_id, "area": roster.area_id, "owner": roster.registered_by_id}
        cursor.execute(INSERT, {"roster": roster.pk, **place})
    _count(roster, report, total)


@dataclass(frozen=True, slots=True)
class Needs:
    """What the city's insurer needs of everybody, and where the rows of a roster would be registered."""

    values: tuple[str, ...]
    addresses: Addresses

    @classmethod
    def of(cls, opened: Opened) -> "Needs":
        return cls(insurer_needs(opened.scope.city), Addresses.load(opened.scope, today=opened.today))

    def lacking(self, row: CheckedRow) -> list[str]:
        """What stays to be asked of a person who can be taken in; of a row with errors its errors come first."""
        return row_lacks(row.placed, self.addresses.find(row.placed), self.values) if row.usable else []


def _columns(position: int, sheet: CheckedSheet, row: CheckedRow, *, vault: Vault, needs: Needs) -> tuple[Any, ...]:
    codes = list(dict.fromkeys(problem.code for problem in row.problems))
    stated = [{"code": each.code, "field": each.field, "cell": each.cell} for each in row.problems]
    sealed = roster_rows.seal(vault, row.placed, [each.params for each in row.problems])
    decision = Decision.TAKE if row.usable else Decision.LEAVE
    name = sheet.name.replace("\x00", "")[:100]
    number = row.values.get("nik")
    nik = vault.seal("nik", str(number)) if number else None
    return position, name, row.row, row.status, codes, needs.lacking(row), nik, sealed, Jsonb(stated), decision.value


def _count(roster: Roster, report: RosterReport, total: dict[str, Any]) -> None:
    roster.state = RosterState.CHECKED
    roster.error = ""
    roster.rows_total, roster.rows_ok = total["rows"], total["ok"]
    roster.rows_warning, roster.rows_error = total["warning"], total["error"]
    notes = dict.fromkeys(note for sheet in report.sheets for note in sheet.notes)
    roster.notes = recount(roster.pk).beside([{"note": note} for note in notes])
    counted = [f"rows_{name}" for name in ("total", "ok", "warning", "error")]
    roster.save(update_fields=["state", "error", "notes", *counted])


def _fail(roster: Roster, error: UnreadableFile) -> None:
    roster.state, roster.error = RosterState.FAILED, error.indonesian[:300]
    roster.notes = [{"english": error.english}]
    roster.save(update_fields=["state", "error", "notes"])
