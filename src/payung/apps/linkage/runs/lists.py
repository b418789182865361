"""A list of people as somebody brought it: every row with all its cells, and which of them can be compared."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.conf import settings

from payung.matching.columns import ID
from payung.rosters import Limits, UnreadableFile
from payung.rosters.matched_columns import assigned, named
from payung.rosters.reading import read_workbook, refuse_unreadable
from payung.rosters.rows import Block
from payung.rosters.sheets import Sheet, Value, column_letter
from payung.rosters.side_by_side import PeopleList, lists_of, skipped_in_all

MOST_ROWS = 1_000_000  # the limit of cells comes first for all but the narrowest lists
TELLING = ("nik", "name", "phone", "kpj", "email")  # who says none of these is nobody
LEFT_OUT = frozenset({"total", "signature", "note"})
NO_COLUMNS = UnreadableFile(
    "Tidak ada kolom nama, NIK, nomor peserta, telepon, atau surel. Beri judul pada kolomnya, lalu unggah lagi.",
    "There is no column of names, NIK, member numbers, phones or e-mail. Give the columns headings and upload again.",
)


@dataclass(slots=True)
class Listed:
    """`cells` has for each person the text under each of `headings`; `where` the sheet and the row it stands in.
    `skipped` are rows that were taken for a total, a note or a signature.

    `columns` has for each column of the matching which cells fill it, in the order in which they are joined.
    """

    headings: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    where: list[tuple[str, int]] = field(default_factory=list)
    columns: dict[str, list[int]] = field(default_factory=dict)
    skipped: list[tuple[str, int]] = field(default_factory=list)

    def __repr__(self) -> str:
        """Says nothing of the people."""
        return f"Listed({len(self.cells)} rows)"

    def __len__(self) -> int:
        return len(self.cells)

    def said(self, place: int) -> dict[str, str]:
        """What one person's row says, by column of the matching."""
        return said(self.cells[place], self.columns)

    def own_id(self, place: int) -> str:
        """The list's own id of a row: its id column, else the member number; empty where there is neither."""
        found = self.said(place)
        return found.get(ID) or found.get("kpj") or ""


def said(cells: Sequence[str], columns: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """The cells of a row by column of the matching; what is empty is left out."""
    joined = {
        column: " ".join(cells[each] for each in which if each < len(cells) and cells[each])
        for column, which in columns.items()
    }
    return {column: text for column, text in joined.items() if text}


def refuse(content: bytes) -> None:
    """Raises `UnreadableFile` for a file of which it is plain at once that `read` cannot read it."""
    refuse_unreadable(content, limits=_limits())


def _limits() -> Limits:
    limits = Limits.configured()
    return replace(limits, file_bytes=settings.PAYUNG_UPLOAD_BYTES, rows=max(limits.rows, MOST_ROWS))


def read(content: bytes, *, name: str) -> Listed:
    """Every person of a spreadsheet or text file; raises `UnreadableFile` with a sentence for what is none."""
    listed = Listed()
    for sheet in read_workbook(content, name=name, limits=_limits()).sheets:
        lists = lists_of(sheet)
        for people in lists:
            for part in _parts(people):
                _add(listed, people.sheet, part)
        left_out = [row for row, reason in sorted(skipped_in_all(lists).items()) if reason in LEFT_OUT]
        listed.skipped += [(_name(sheet), row) for row in left_out]
    if not set(listed.columns) & set(TELLING):
        raise NO_COLUMNS
    if not any(set(listed.said(place)) & set(TELLING) for place in range(len(listed))):
        raise UnreadableFile(
            "Tidak ada satu orang pun di dalamnya: tidak ada baris dengan nama atau nomor.",
            "There is not one person in it: no row has a name or a number.",
        )
    return listed


@dataclass(slots=True)
class _Part:
    """People below one row of headings: what each column is called, and which fill which column of the matching."""

    headings: dict[int, str]
    columns: dict[str, list[int]]
    rows: list[int]


def _parts(people: PeopleList) -> Iterator[_Part]:
    for block in people.layout.blocks:
        yield _part(block)
    if not people.layout.blocks:
        yield from _below_headings(people.sheet)


def _part(block: Block) -> _Part:
    """As `payung match` reads it: headings first, then what the cells below say a column is."""
    headings = {place: heading for place, heading in block.columns.headings.items() if heading}
    columns = _assigned(headings)
    for known, column in named(block.columns.fields).items():
        first = block.columns.first(known)
        if first is not None and column not in columns:
            columns[column] = [first]
    if block.columns.date_parts and "dob" not in columns:
        columns["dob"] = list(block.columns.date_parts)
    return _Part(headings, columns, block.rows)


def _below_headings(sheet: Sheet) -> Iterator[_Part]:
    """The rows below the first that holds headings of the matching, where no list is recognised otherwise."""
    for row, cells in sorted(sheet.rows.items()):
        headings = {place: str(cell) for place, cell in enumerate(cells) if cell is not None}
        columns = _assigned(headings)
        if set(columns) & set(TELLING):
            yield _Part(headings, columns, [each for each in sorted(sheet.rows) if each > row])
            return


def _assigned(headings: Mapping[int, str]) -> dict[str, list[int]]:
    place = {heading: column for column, heading in headings.items()}
    return {column: [place[each] for each in found] for column, found in assigned(list(place), {}).items()}


def _add(listed: Listed, sheet: Sheet, part: _Part) -> None:
    """The rows of a part, their cells under the headings of the whole list."""
    widest = max((len(sheet.rows[row]) for row in part.rows), default=0)
    targets = _targets(listed, part, widest)
    for column, places in part.columns.items():
        mine = listed.columns.setdefault(column, [])
        mine += [targets[place] for place in places if place in targets and targets[place] not in mine]
    for row in part.rows:
        cells = [""] * len(listed.headings)
        for place, value in enumerate(sheet.rows[row]):
            if place in targets:
                cells[targets[place]] = text(value)
        listed.cells.append(cells)
        listed.where.append((_name(sheet), row))


def _name(sheet: Sheet) -> str:
    return sheet.name.replace("\x00", "")[:100]


def _targets(listed: Listed, part: _Part, widest: int) -> dict[int, int]:
    """Where each column of a part stands in the whole list; a heading that stands twice in a part is numbered."""
    found: dict[int, int] = {}
    seen: dict[str, int] = {}
    for place in sorted({*part.headings, *range(widest)}):
        heading = " ".join(part.headings.get(place, "").split()) or column_letter(place)
        seen[heading] = seen.get(heading, 0) + 1
        if seen[heading] > 1:
            heading = f"{heading} ({seen[heading]})"
        if heading not in listed.headings:
            listed.headings.append(heading)
        found[place] = listed.headings.index(heading)
    return found


def text(value: Value) -> str:
    """A cell as it is read: whole numbers without a decimal point, days without a time of midnight."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return " ".join(str(value).replace("\x00", "").split())
