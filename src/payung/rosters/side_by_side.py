"""Lists that stand side by side on one sheet: the same headings again, further right in the same row.

Each list is read as if it stood alone. Whether columns further right are another list or say more about the same
people (an heir, a spouse) is told by the headings; where that is open, nothing is taken apart and the sheet says so.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from payung.identity.folding import words
from payung.rosters.cell_text import cell_texts
from payung.rosters.headers.columns import Columns
from payung.rosters.headers.content import looks_like_nik
from payung.rosters.headers.vocabulary import meaning, normal
from payung.rosters.row_kinds import Reason
from payung.rosters.rows import Block, Layout, lay_out
from payung.rosters.sheets import WIDEST, Sheet, Value, column_letter

_RELATED = re.compile(r"\b(?:waris|istri|isteri|suami|pasangan|anak|ibu|ayah|orang ?tua|wali|penjamin|keluarga)\b")
_ROWS_ABOVE = 4  # a heading over a group of columns stands within so many rows above the header
_FEWEST_HEADINGS = 2

Span = tuple[int, int]  # the first column of a list, and the first one after it


@dataclass(frozen=True, slots=True)
class PeopleList:
    """One list of a sheet: the sheet as far as it belongs to this list (rows and columns keep their numbers), and what
    its rows are.
    """

    sheet: Sheet
    layout: Layout

    @property
    def letters(self) -> str:
        """Its columns as people name them: 'B–D'."""
        used = [column for block in self.layout.blocks for column in block.columns.used()]
        return f"{column_letter(min(used))}–{column_letter(max(used))}"


def lists_of(sheet: Sheet) -> list[PeopleList]:
    """The lists of people on a sheet: one, or those that stand side by side, from the left."""
    whole = lay_out(sheet)
    spans = _spans(sheet, whole.blocks)
    parts = [_part(sheet, span, spans, whole) for span in spans]
    found = [PeopleList(part, lay_out(part)) for part in parts]
    if len(found) > 1 and all(each.layout.blocks for each in found):
        return found
    return [PeopleList(sheet, whole)]


def skipped_in_all(lists: list[PeopleList]) -> dict[int, Reason]:
    """The rows of a sheet that are people in none of its lists, with the reason that the first list gives."""
    people = {row for each in lists for block in each.layout.blocks for row in block.rows}
    found: dict[int, Reason] = {}
    for each in lists:
        for row, reason in each.layout.skipped.items():
            if row not in people and found.get(row, "blank") == "blank":
                found[row] = reason
    return found


def second_people(sheet: Sheet, block: Block) -> dict[int, str]:
    """The rows of a list in which a second person with a NIK of their own stands beside the first, with the cell of it,
    where it is not certain that the sheet holds several lists.
    """
    if not _holds_two(block.columns):
        return {}
    first, second = block.columns.fields["nik"][:2]
    name = block.columns.fields["full_name"][1]
    found = {}
    for row in block.rows:
        number = sheet.cell(row, second)
        if looks_like_nik(number) and number != sheet.cell(row, first) and sheet.cell(row, name) is not None:
            found[row] = f"{column_letter(second)}{row}"
    return found


def of_the_first_person(columns: Columns) -> Columns:
    """The columns without those that repeat a field where the second person's begin: what the first person left out is
    never taken from the second.
    """
    begins = min(columns.fields[name][1] for name in ("nik", "full_name"))
    own = {name: [column for column in found if column < begins] or found for name, found in columns.fields.items()}
    return replace(columns, fields=own)


def _holds_two(columns: Columns) -> bool:
    """Whether several columns claim to be the NIK and several the name, so that a row may hold more than one person."""
    return all(len(columns.fields.get(name, [])) > 1 for name in ("nik", "full_name"))


def _spans(sheet: Sheet, blocks: list[Block]) -> list[Span]:
    """Where the lists stand; [] where there are not several, or where it is not certain."""
    found = {tuple(_repeated(block.columns)) if _holds_two(block.columns) else () for block in blocks}
    if len(found) != 1:
        return []
    spans = list(found.pop())
    related = any(_names_relation(sheet, block.header_row, spans) for block in blocks if spans and block.header_row)
    return [] if related else spans


def _repeated(columns: Columns) -> list[Span]:
    """The spans of a header that says the same several times over: 'No, Nama, NIK' and again 'No, Nama, NIK'."""
    headings = {column: normal(text) for column, text in sorted(columns.headings.items()) if text}
    order = list(headings)
    for size in range(_FEWEST_HEADINGS, len(order) // 2 + 1):
        runs = [order[start : start + size] for start in range(0, len(order), size)]
        if any([headings[column] for column in run] != [headings[column] for column in runs[0]] for run in runs):
            continue
        apart = all(right[0] - left[-1] > 1 for left, right in pairwise(runs))
        if apart or meaning(columns.headings[runs[0][0]]) == ("number",):
            firsts = [0, *(run[0] for run in runs[1:])]
            return list(pairwise([*firsts, WIDEST]))
    return []


def _names_relation(sheet: Sheet, header_row: int, spans: list[Span]) -> bool:
    """Whether what stands above a list further right says that it holds relatives of the first list's people."""
    for row in range(max(1, header_row - _ROWS_ABOVE), header_row):
        texts = cell_texts(sheet.rows.get(row, []))
        left = {text for column, text in texts.items() if column < spans[1][0]}
        right = [text for column, text in texts.items() if column >= spans[1][0] and text not in left]
        if any(_RELATED.search(words(text)) for text in right):
            return True
    return False


def _part(sheet: Sheet, span: Span, spans: list[Span], whole: Layout) -> Sheet:
    """The sheet as one list sees it. A title that stands above the lists alone in its row is everybody's."""
    header = min(block.header_row or 0 for block in whole.blocks)
    rows = {
        row: cells if row < header and _in_one(cells, spans) else _masked(cells, span)
        for row, cells in sheet.rows.items()
    }
    filled = {row: cells for row, cells in rows.items() if any(value is not None for value in cells)}
    return replace(sheet, rows=filled, merged=[each for each in sheet.merged if span[0] <= each[1] < span[1]])


def _in_one(cells: list[Value], spans: list[Span]) -> bool:
    return sum(1 for first, end in spans if any(value is not None for value in cells[first:end])) == 1


def _masked(cells: list[Value], span: Span) -> list[Value]:
    return [None] * min(span[0], len(cells)) + cells[span[0] : span[1]]
