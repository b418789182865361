"""What the pages show of matchings: the list, one with its figures, its rows and its pairs page by page."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from payung.apps.audit.progress import Progress
from payung.apps.audit.progress import of as progress_of
from payung.apps.enrolment.queries import user_names
from payung.apps.linkage.runs.enums import REASONS_OF, Reason, Result
from payung.apps.linkage.runs.keeping import LAYOUT, MILLION, PAIR, ROW, THOUSAND
from payung.apps.linkage.runs.lists import said
from payung.apps.linkage.runs.models import MatchPair, MatchRow, MatchRun
from payung.apps.people.queries import within
from payung.apps.territory.scope import Scope
from payung.shared.months import Month
from payung.shared.vault import Vault

ROWS_A_PAGE, PAIRS_A_PAGE = 50, 10


@dataclass(frozen=True, slots=True)
class RunView:
    """A matching as it is listed and as its page begins. An empty `right_name` is the register."""

    id: UUID
    state: str
    left_name: str
    right_name: str
    asked_at: dt.datetime
    asked_by: str
    month: Month | None
    told: str
    left_rows: int
    right_rows: int
    counts: Mapping[str, Mapping[str, int]]
    waiting: int
    expected_false: float
    error: Mapping[str, str]
    progress: Progress | None = None

    def count(self, result: Result) -> int:
        """How many rows have this word."""
        return sum(self.counts.get(result.value, {}).values())

    def reasons(self, result: Result) -> list[tuple[Reason, int]]:
        """The reasons for a word that any row has, in their order."""
        found = self.counts.get(result.value, {})
        return [(reason, found[reason.value]) for reason in REASONS_OF[result] if found.get(reason.value)]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the first list. `cells` are all its cells, `said` what they say by column of the matching."""

    position: int
    sheet: str
    row: int
    first: int
    result: Result
    reason: Reason
    probability: float | None
    rule: str
    cells: list[str]
    said: Mapping[str, str]
    partner: Mapping[str, Any] | None
    first_row: int = 0  # where the first row of a person stands who is there twice

    def __repr__(self) -> str:
        """Says nothing of the person."""
        return f"Row({self.position})"


@dataclass(frozen=True, slots=True)
class PairView:
    """Two rows: `left` and `right` have their ids and where they stand, those of a pair that waits what they say."""

    number: int
    match: bool
    probability: float
    rule: str
    left: Mapping[str, Any]
    right: Mapping[str, Any]
    levels: Mapping[str, str]
    told: Reason | None

    def __repr__(self) -> str:
        """Says nothing of the people."""
        return f"PairView({self.number})"


@dataclass(frozen=True, slots=True)
class Layout:
    """The headings of the first list, which of its cells mean what, and the rows that were taken for no person."""

    headings: list[str]
    columns: Mapping[str, Sequence[int]]
    skipped: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins and where its neighbours do; None where there is none."""

    before: int | None
    after: int | None


def runs(scope: Scope, *, limit: int, before: dt.datetime | None = None) -> list[RunView]:
    """The matchings of the scope, newest first, from a moment back."""
    found = _all(scope).order_by("-asked_at")
    if before is not None:
        found = found.filter(asked_at__lt=before)
    page = list(found[:limit])
    names = user_names(each.asked_by_id for each in page)
    return [_view(each, names) for each in page]


def run(scope: Scope, run_id: UUID) -> RunView | None:
    """One matching, with how far its job is; None outside the scope."""
    found = _all(scope).filter(pk=run_id).first()
    return _view(found, user_names([found.asked_by_id]), progress_of(run_id)) if found else None


def layout(vault: Vault, run_id: UUID) -> Layout:
    """The headings of a matching that is done."""
    sealed = MatchRun.objects.values_list("layout", flat=True).get(pk=run_id)
    found = json.loads(vault.open_bytes(LAYOUT, sealed)) if sealed else {"headings": [], "columns": {}}
    return Layout(found["headings"], found["columns"], [(sheet, row) for sheet, row in found.get("skipped", ())])


def rows(
    vault: Vault, run_id: UUID, *, result: str = "", reason: str = "", after: int = 0, before: int = 0
) -> tuple[list[Row], Cursor]:
    """Fifty rows in the order of the list, after a position or before one; of one word and reason, or of all."""
    every = MatchRow.objects.filter(run_id=run_id)
    wanted = {name: value for name, value in (("result", result), ("reason", reason)) if value}
    page, cursor = _page(every.filter(**wanted), "position", (after, before), ROWS_A_PAGE)
    firsts = [each.first for each in page if each.first != each.position]
    stands = dict(every.filter(position__in=firsts).values_list("position", "row"))
    found = _opened(page, vault, run_id)
    return [
        each if each.first == each.position else replace(each, first_row=stands[each.first]) for each in found
    ], cursor


def pairs(vault: Vault, run_id: UUID, *, after: int = 0, before: int = 0) -> tuple[list[PairView], Cursor]:
    """Ten pairs that wait to be looked at, the likeliest first."""
    page, cursor = _page(MatchPair.objects.filter(run_id=run_id, waiting=True), "number", (after, before), PAIRS_A_PAGE)
    return [_pair(each, vault) for each in page], cursor


def rows_after(vault: Vault, run_id: UUID, last: Row | None, *, size: int) -> list[Row]:
    """The next rows in the order of the list, for whoever reads them all."""
    found = MatchRow.objects.filter(run_id=run_id, position__gt=last.position if last else 0).order_by("position")
    return _opened(found[:size], vault, run_id)


def twice_after(vault: Vault, run_id: UUID, last: Row | None, *, size: int) -> list[Row]:
    """The next rows of people who stand there more than once, those of one person together."""
    found = _of_repeated(run_id).order_by("first", "position")
    if last:
        found = found.filter(Q(first__gt=last.first) | Q(first=last.first, position__gt=last.position))
    return _opened(found[:size], vault, run_id)


def pairs_after(vault: Vault, run_id: UUID, last: PairView | None, *, size: int) -> list[PairView]:
    """The next links and pairs for review, those that wait first."""
    found = MatchPair.objects.filter(run_id=run_id, number__gt=last.number if last else 0).order_by("number")
    return [_pair(each, vault) for each in found[:size]]


def count_twice(run_id: UUID) -> int:
    """How many rows `twice_after` gives in all."""
    return _of_repeated(run_id).count()


def has_pairs(run_id: UUID) -> bool:
    """Whether any link or pair for review was found."""
    return MatchPair.objects.filter(run_id=run_id).exists()


def count_pairs(run_id: UUID) -> int:
    """How many pairs `pairs_after` gives in all."""
    return MatchPair.objects.filter(run_id=run_id).count()


def _all(scope: Scope) -> QuerySet[MatchRun]:
    named = ("left_file__name", "left_roster__name", "right_file__name", "right_roster__name")
    found = MatchRun.objects.filter(within(scope)).defer("layout")
    return found.annotate(**{name.replace("__", "_"): F(name) for name in named})


def _view(found: Any, names: Mapping[int, str], progress: Progress | None = None) -> RunView:
    return RunView(
        id=found.pk,
        state=found.state,
        left_name=found.left_file_name or found.left_roster_name,
        right_name=found.right_file_name or found.right_roster_name or "",
        asked_at=found.asked_at,
        asked_by=names.get(found.asked_by_id, ""),
        month=Month.of(found.month) if found.month else None,
        told=found.told,
        left_rows=found.left_rows,
        right_rows=found.right_rows,
        counts=found.counts,
        waiting=found.waiting,
        expected_false=found.expected_false / THOUSAND,
        error=found.error,
        progress=progress,
    )


def _page(found: QuerySet[Any], key: str, asked: tuple[int, int], size: int) -> tuple[list[Any], Cursor]:
    after, before = asked
    if before:
        back = list(found.filter(**{f"{key}__lt": before}).order_by(f"-{key}")[: size + 1])
        page, earlier, later = back[:size][::-1], len(back) > size, True
    else:
        ahead = list(found.filter(**{f"{key}__gt": after}).order_by(key)[: size + 1])
        page, earlier, later = ahead[:size], after > 0, len(ahead) > size
    ends = (getattr(page[0], key), getattr(page[-1], key)) if page else (0, 0)
    return page, Cursor(ends[0] if page and earlier else None, ends[1] if page and later else None)


def _of_repeated(run_id: UUID) -> QuerySet[MatchRow]:
    """The rows of people who stand there more than once."""
    repeated = MatchRow.objects.filter(run_id=run_id, result=Result.TWICE).values("first")
    return MatchRow.objects.filter(run_id=run_id, first__in=repeated)


def _opened(found: Iterable[MatchRow], vault: Vault, run_id: UUID) -> list[Row]:
    columns = layout(vault, run_id).columns
    return [_row(each, vault, columns) for each in found]


def _row(found: MatchRow, vault: Vault, columns: Mapping[str, Sequence[int]]) -> Row:
    values = json.loads(vault.open_bytes(ROW, found.values))
    return Row(
        position=found.position,
        sheet=found.sheet,
        row=found.row,
        first=found.first,
        result=Result(found.result),
        reason=Reason(found.reason),
        probability=None if found.probability is None else found.probability / MILLION,
        rule=found.rule,
        cells=values["cells"],
        said=said(values["cells"], columns),
        partner=values.get("partner"),
    )


def _pair(found: MatchPair, vault: Vault) -> PairView:
    values = json.loads(vault.open_bytes(PAIR, found.values))
    told = values.get("told")
    return PairView(
        number=found.number,
        match=found.match,
        probability=found.probability / MILLION,
        rule=found.rule,
        left=values["left"],
        right=values["right"],
        levels=values.get("levels", {}),
        told=Reason(told) if told else None,
    )
