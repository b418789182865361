"""What the pages show of rosters: the list, one roster with its problems counted, its rows page by page."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from payung.apps.audit.progress import Progress
from payung.apps.audit.progress import of as progress_of
from payung.apps.enrolment import roster_rows
from payung.apps.enrolment.enums import Decision, Outcome
from payung.apps.enrolment.models import Roster, RosterRow
from payung.apps.enrolment.queries import user_names
from payung.apps.enrolment.roster_counts import Counts
from payung.apps.territory.scope import Scope
from payung.identity import regions
from payung.rosters import Problem, message
from payung.shared.vault import Vault

ROWS_A_PAGE = 50
ATTENTION, EVERY = "attention", "every"
BARE = re.compile(r"[0-9]+|[IVXL]+", re.I)
DATED = frozenset({"nik_birth_date_mismatch", "birth_date_ambiguous"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of a row: the cell where it stands ("C7"; empty where there is none), and one sentence about it."""

    code: str
    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """A staged row for the page. `nik_region` is where the NIK was issued: all that is shown of it."""

    position: int
    sheet: str
    row: int
    status: str
    decision: str
    outcome: str
    name: str
    nik_region: str
    job: str
    place: str
    problems: tuple[Finding, ...]
    lacking: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Says nothing of the person."""
        return f"Row({self.position})"

    @property
    def open(self) -> bool:
        """Whether a decision still changes something."""
        return self.status != "error" and self.outcome in ("", Outcome.LEFT)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in the order of the file; `before` and `after` are positions to go on from, where there are more."""

    rows: tuple[Row, ...]
    before: int | None
    after: int | None


READY = Q(status="ok", lacking=[])  # nothing to look at, and all that the insurer needs
USABLE = ~Q(status="error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows: by status (not `ok`: ATTENTION), by problem code, by what was decided or became of them.

    `lacking` is a value that the insurer needs and the row leaves out, or EVERY for any of them.
    """

    status: str = ""
    code: str = ""
    lacking: str = ""
    fate: str = ""  # take, leave (decisions), or an outcome

    def apply(self, rows: QuerySet[RosterRow]) -> QuerySet[RosterRow]:
        if self.status == ATTENTION:
            rows = rows.exclude(status="ok")
        elif self.status == "ok":
            rows = rows.filter(READY)
        elif self.status and self.status != EVERY:
            rows = rows.filter(status=self.status)
        if self.code:
            rows = rows.filter(codes__contains=[self.code])
        if self.lacking == EVERY:
            rows = rows.exclude(lacking=[])
        elif self.lacking:
            rows = rows.filter(lacking__contains=[self.lacking])
        if self.fate in Outcome.values:
            return rows.filter(outcome=self.fate)
        if self.fate in Decision.values:
            return rows.filter(decision=self.fate).exclude(status="error")
        return rows


@dataclass(frozen=True, slots=True)
class RosterView:
    """A roster as its page shows it."""

    id: UUID
    name: str
    state: str
    payer: str
    rows: int
    ok: int
    warning: int
    error: int
    taken: int
    reason: str
    uploaded_at: dt.datetime
    uploaded_by: str
    consent: bool = False
    notes: tuple[str, ...] = ()
    by_code: Mapping[str, int] = field(default_factory=dict)
    lacking: Mapping[str, int] = field(default_factory=dict)
    incomplete: int = 0
    known: int = 0  # rows that cannot be taken in because their people are registered, or members, already
    chosen: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    progress: Progress | None = None

    @property
    def usable(self) -> int:
        """Rows that can be taken in, or were."""
        return self.ok + self.warning

    @property
    def to_mend(self) -> int:
        """Rows that somebody has to mend before they can be taken in."""
        return self.error - self.known


def rosters(
    scope: Scope, *, limit: int = 50, before: dt.datetime | None = None, group: UUID | None = None
) -> list[RosterView]:
    """The rosters of the scope, or of one group, newest first, from a moment back."""
    found = Roster.objects.filter(area__id__range=(scope.lo, scope.hi)).defer("content").order_by("-uploaded_at")
    if before is not None:
        found = found.filter(uploaded_at__lt=before)
    if group is not None:
        found = found.filter(group_id=group)
    page = list(found[:limit])
    names = user_names(pk for each in page for pk in _brought_by(each))
    return [_view(roster, names) for roster in page]


def roster(scope: Scope, roster_id: UUID) -> RosterView | None:
    """One roster with its rows counted by problem, decision and outcome; None outside the scope."""
    found = Roster.objects.filter(pk=roster_id, area__id__range=(scope.lo, scope.hi)).defer("content").first()
    if found is None:
        return None
    names = user_names(_brought_by(found))
    return _view(found, names, chosen=_chosen(roster_id), progress=progress_of(roster_id))


def page(vault: Vault, roster_id: UUID, which: Filter, *, after: int = 0, before: int = 0) -> Page:
    """Up to fifty rows after a position (or before one, going back)."""
    rows = which.apply(RosterRow.objects.filter(roster_id=roster_id))
    if before:
        found = list(rows.filter(position__lt=before).order_by("-position")[: ROWS_A_PAGE + 1])
        more, found = len(found) > ROWS_A_PAGE, found[:ROWS_A_PAGE][::-1]
        return _page(found, vault, earlier=more, later=True)
    found = list(rows.filter(position__gt=after).order_by("position")[: ROWS_A_PAGE + 1])
    return _page(found[:ROWS_A_PAGE], vault, earlier=after > 0, later=len(found) > ROWS_A_PAGE)


def _page(found: Sequence[RosterRow], vault: Vault, *, earlier: bool, later: bool) -> Page:
    rows = tuple(_row(row, vault) for row in found)
    before = rows[0].position if rows and earlier else None
    return Page(rows, before, rows[-1].position if rows and later else None)


def _row(row: RosterRow, vault: Vault) -> Row:
    values, params = roster_rows.unseal(vault, row.values)
    return Row(
        row.position,
        row.sheet,
        row.row,
        row.status,
        row.decision,
        row.outcome,
        str(values.get("full_name") or ""),
        _region(row, values),
        str(values.get("occupation") or ""),
        _place(values),
        tuple(_findings(row, params)),
        tuple(row.lacking),
    )


def _place(values: Mapping[str, Any]) -> str:
    """The place as it was typed; a bare number ("2", "IV") says that it is a lingkungan."""
    parts = [str(values[name]) for name in ("lingkungan", "kelurahan", "kecamatan") if values.get(name)]
    if parts and values.get("lingkungan") and BARE.fullmatch(parts[0]):
        parts[0] = f"Lingkungan {parts[0]}"
    return ", ".join(parts)


def _region(row: RosterRow, values: Mapping[str, Any]) -> str:
    """Where the NIK was issued; nothing where a sentence beside it tells the birth date."""
    if DATED.intersection(row.codes):
        return ""
    return regions.names().get(str(values.get("nik") or "")[:4], "")


def _findings(row: RosterRow, params: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    language = "en" if get_language() == "en" else "id"
    found = [
        Problem(each["code"], each["field"], each["cell"], dict(given))
        for each, given in zip(row.problems, params, strict=False)
    ]
    known = {each.code for each in found}
    found += [Problem(code, "nik") for code in row.codes if code not in known]
    for problem in found:
        yield Finding(problem.code, problem.cell or "", message(problem, language=language))


def _chosen(roster_id: UUID) -> int:
    """How many rows would be taken in as things stand."""
    rows = RosterRow.objects.filter(roster_id=roster_id, decision=Decision.TAKE, outcome__in=("", Outcome.LEFT))
    return rows.exclude(status="error").count()


def _view(found: Roster, names: Mapping[int, str], **more: Any) -> RosterView:
    counts = Counts.of(found.notes)
    more |= {"by_code": counts.codes, "outcomes": counts.outcomes}
    more |= {"lacking": counts.lacking, "incomplete": counts.incomplete, "known": counts.known}
    return RosterView(
        found.pk,
        found.name,
        found.state,
        found.payer,
        found.rows_total,
        found.rows_ok,
        found.rows_warning,
        found.rows_error,
        found.rows_taken,
        _reason(found),
        found.uploaded_at,
        ", ".join(names[pk] for pk in _brought_by(found) if pk in names),
        found.consent_declared,
        tuple(note["note"] for note in found.notes if "note" in note),
        **more,
    )


def _brought_by(found: Roster) -> list[int]:
    """Who brought it, and the agency for which they did."""
    return list(dict.fromkeys((found.brought_by_id, found.registered_by_id)))


def _reason(found: Roster) -> str:
    """Why it was refused or could not be read, in the reader's language where both are known."""
    english = next((note["english"] for note in found.notes if "english" in note), "")
    return english if english and get_language() == "en" else found.error
