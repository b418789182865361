"""What came of a matching, written in one transaction: every row with its word, every pair, and the counts."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from payung.apps.accounts.roles import AgencyOfficer
from payung.apps.audit import progress
from payung.apps.linkage.runs.enums import Reason, RunState
from payung.apps.linkage.runs.linking import Linked, Pair
from payung.apps.linkage.runs.lists import Listed
from payung.apps.linkage.runs.models import MatchPair, MatchRow, MatchRun
from payung.apps.linkage.runs.results import Judged
from payung.apps.notify import actions as notices
from payung.apps.notify.actions import Whom
from payung.apps.notify.kinds import Kind
from payung.apps.territory import scope
from payung.apps.territory.scope import Opened
from payung.rosters import UnreadableFile
from payung.shared.months import Month
from payung.shared.vault import Vault

LAYOUT, ROW, PAIR = MatchRun.SEALED["layout"], MatchRow.SEALED["values"], MatchPair.SEALED["values"]
MILLION, THOUSAND = 1_000_000, 1_000
TOLD_EVERY = 1000  # rows

CREATE_ROWS = """
CREATE TEMP TABLE matched_rows (position integer, sheet text, row integer, first integer, result text, reason text,
                                probability integer, rule text, values bytea) ON COMMIT DROP
"""
ROWS = "COPY matched_rows FROM STDIN (FORMAT BINARY)"
ROW_TYPES = ["integer", "text", "integer", "integer", "text", "text", "integer", "text", "bytea"]
INSERT_ROWS = """
INSERT INTO linkage_matchrow (run_id, city_id, area_id, registered_by_id, position, sheet, row, first, result, reason,
                              probability, rule, values)
SELECT %(run)s, %(city)s, %(area)s, %(owner)s, position, sheet, row, first, result, reason, probability, rule, values
FROM matched_rows
"""
CREATE_PAIRS = """
CREATE TEMP TABLE matched_pairs (number integer, waiting boolean, match boolean, probability integer, rule text,
                                 values bytea) ON COMMIT DROP
"""
PAIRS = "COPY matched_pairs FROM STDIN (FORMAT BINARY)"
PAIR_TYPES = ["integer", "boolean", "boolean", "integer", "text", "bytea"]
INSERT_PAIRS = """
INSERT INTO linkage_matchpair (run_id, city_id, area_id, registered_by_id, number, waiting, match, probability, rule,
                               values)
SELECT %(run)s, %(city)s, %(area)s, %(owner)s, number, waiting, match, probability, rule, values FROM matched_pairs
"""


@dataclass(frozen=True, slots=True)
class Second:
    """The second list: what each row says, its id and where it stands, how it stands, and which column told that."""

    cells: list[dict[str, str]]
    ids: list[str]
    where: list[tuple[str, int]]
    told: list[str]
    by: str

    def __repr__(self) -> str:
        """Says nothing of the people."""
        return f"Second({len(self.cells)} rows)"

    def partner(self, at: int) -> dict[str, Any]:
        """What is kept of a row that is somebody's partner."""
        sheet, row = self.where[at]
        return {"id": self.ids[at] or str(row), "sheet": sheet, "row": row}


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that is kept of a matching."""

    left: Listed
    second: Second
    found: Linked
    words: list[Judged]
    month: Month


def keep(run_id: UUID, outcome: Outcome, opened: Opened, on_progress: progress.Part) -> None:
    """Write the result of a matching that still waits for it; it is done then."""
    run = MatchRun.objects.select_for_update().filter(pk=run_id, state=RunState.ASKED).first()
    if run is None:
        return
    place: dict[str, Any] = {"run": run.pk, "city": run.city_id, "area": run.area_id, "owner": run.registered_by_id}
    with connection.cursor() as cursor:
        for create, copied, types, lines, insert in (
            (CREATE_ROWS, ROWS, ROW_TYPES, _rows(outcome, opened.vault, on_progress), INSERT_ROWS),
            (CREATE_PAIRS, PAIRS, PAIR_TYPES, _pairs(outcome, opened.vault), INSERT_PAIRS),
        ):
            cursor.execute(create)
            with cursor.copy(copied) as copy:
                copy.set_types(types)
                for line in lines:
                    copy.write_row(line)
            cursor.execute(insert, place)
    _sum_up(run, outcome, opened.vault)
    _tell(run, Kind.MATCHED, count=run.left_rows)


def fail(run_id: UUID, error: UnreadableFile, *, side: str) -> None:
    """Keep why a matching cannot be made, and which of its lists is to be mended."""
    said = {"id": error.indonesian[:500], "en": error.english[:500], "side": side}
    run = MatchRun.objects.select_for_update().filter(pk=run_id, state=RunState.ASKED).first()
    if run is not None:
        run.state, run.error = RunState.FAILED, said
        run.save(update_fields=["state", "error"])
        _tell(run, Kind.MATCH_FAILED)


def _tell(run: MatchRun, kind: Kind, *, count: int = 1) -> None:
    """Whoever asked, and their agency where they act for one."""
    owner = run.registered_by_id
    role = AgencyOfficer.code if owner < 0 else ""
    whom = Whom(area=run.area_id, role=role, user=run.asked_by_id, owner=owner)
    notices.tell(scope.current().scope, whom, kind, subject=run.pk, count=count)


def _sum_up(run: MatchRun, outcome: Outcome, vault: Vault) -> None:
    counts: dict[str, Counter[str]] = {}
    for word in outcome.words:
        counts.setdefault(word.result.value, Counter())[word.reason.value] += 1
    links = [pair for pair in outcome.found.pairs if pair.match]
    run.state = RunState.DONE
    run.month = outcome.month.first_day
    run.left_rows, run.right_rows = len(outcome.left), len(outcome.second.cells)
    run.told = outcome.second.by
    run.counts = counts
    run.waiting = sum(_waits(pair, outcome) for pair in outcome.found.pairs)
    run.expected_false = round(sum(1 - pair.probability for pair in links) * THOUSAND)
    left = outcome.left
    layout = {"headings": left.headings, "columns": left.columns, "skipped": left.skipped}
    run.layout = vault.seal_bytes(LAYOUT, json.dumps(layout, ensure_ascii=False).encode())
    run.save()


def _rows(outcome: Outcome, vault: Vault, on_progress: progress.Part) -> Iterator[tuple[Any, ...]]:
    left, total = outcome.left, len(outcome.words)
    for at, word in enumerate(outcome.words):
        sheet, row = left.where[at]
        pair = word.pair
        values = {"cells": left.cells[at]} | ({"partner": outcome.second.partner(pair.right)} if pair else {})
        probability = round(pair.probability * MILLION) if pair else None
        yield (
            at + 1, sheet, row, word.first + 1, word.result.value, word.reason.value, probability,
            pair.rule[:80] if pair else "", _sealed(vault, ROW, values),
        )  # fmt: skip
        if at % TOLD_EVERY == 0:
            on_progress(at, total)


def _pairs(outcome: Outcome, vault: Vault) -> Iterator[tuple[Any, ...]]:
    """Those that wait first, then links, each by their probability; the order of the lists decides between equals."""
    pairs = outcome.found.pairs
    order = sorted(range(len(pairs)), key=lambda at: _place(pairs[at], outcome))
    for number, at in enumerate(order, 1):
        pair, waits = pairs[at], _waits(pairs[at], outcome)
        probability = round(pair.probability * MILLION)
        values = _sealed(vault, PAIR, _said(pair, outcome, outcome.found.evidence.get(at) if waits else None))
        yield number, waits, pair.match, probability, pair.rule[:80], values


def _place(pair: Pair, outcome: Outcome) -> tuple[bool, bool, float, int, int]:
    return not _waits(pair, outcome), not pair.match, -pair.probability, pair.left, pair.right


def _waits(pair: Pair, outcome: Outcome) -> bool:
    """Whether it is open who the person of the first list is; the others of somebody found are no question any more."""
    first = outcome.found.persons[0][pair.left]
    return not pair.match and outcome.words[first].reason is Reason.REVIEW


def _said(pair: Pair, outcome: Outcome, levels: Mapping[str, str] | None) -> dict[str, Any]:
    left, second = outcome.left, outcome.second
    sheet, row = left.where[pair.left]
    found: dict[str, Any] = {
        "left": {"id": left.own_id(pair.left) or str(row), "sheet": sheet, "row": row},
        "right": second.partner(pair.right),
    }
    if levels is not None:
        found["left"]["said"], found["right"]["said"] = left.said(pair.left), second.cells[pair.right]
        found |= {"levels": dict(levels), "told": second.told[pair.right]}
    return found


def _sealed(vault: Vault, field: str, values: Mapping[str, Any] | Sequence[Any]) -> bytes:
    return vault.seal_bytes(field, json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())
