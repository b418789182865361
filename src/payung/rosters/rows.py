"""Lays out a sheet: runs of people under their headers, and a reason for every other row."""

from dataclasses import dataclass, field

from payung.identity.folding import words
from payung.rosters.cell_text import cell_texts
from payung.rosters.headers.columns import Columns
from payung.rosters.headers.find import Header, header_at, is_numbering
from payung.rosters.headers.refine import refine, without_header
from payung.rosters.row_kinds import Reason, RowKinds, is_note
from payung.rosters.sheets import Sheet


@dataclass(slots=True)
class Block:
    """A run of people under one header. `header_row` is None where there is no header at all."""

    header_row: int | None
    columns: Columns
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """What a sheet's rows are: blocks of people, and why each other row was skipped."""

    blocks: list[Block] = field(default_factory=list)
    skipped: dict[int, Reason] = field(default_factory=dict)


def lay_out(sheet: Sheet) -> Layout:
    """Finds the blocks of people on a sheet and gives every other filled row (and gap) a reason."""
    return _Scan(sheet).run()


class _Scan:
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._layout = Layout()
        self._block: Block | None = None
        self._kinds: RowKinds | None = None

    def run(self) -> Layout:
        next_row = 0
        for row, cells in sorted(self._sheet.rows.items()):
            if row < next_row:
                continue
            if self._kinds and self._block and self._kinds.is_plainly_person(cells):
                self._block.rows.append(row)
                self._kinds.ended = None
                continue
            header = header_at(self._sheet, row)
            if header:
                self._begin(header)
                next_row = header.next
            else:
                self._place(row)
        if not self._layout.blocks:
            self._without_header()
        self._gaps()
        return self._layout

    def _begin(self, header: Header) -> None:
        for row in [*header.rows, *header.after]:
            self._layout.skipped[row] = "header"
        if self._block and self._kinds and header.columns.headings == self._block.columns.headings:
            self._kinds.ended = None  # the same header again, as at the top of a printed page
            return
        self._open(Block(header.last, refine(header.columns, self._sheet, header.next)))

    def _open(self, block: Block) -> None:
        self._block, self._kinds = block, RowKinds(self._sheet, block.columns)
        self._layout.blocks.append(block)

    def _place(self, row: int) -> None:
        if self._kinds is None or self._block is None:
            self._layout.skipped[row] = self._before_header(row)
            return
        reason = "header" if is_numbering(self._sheet, row) else self._kinds.reason(row)
        if reason:
            self._layout.skipped[row] = reason
        else:
            self._block.rows.append(row)

    def _before_header(self, row: int) -> Reason:
        texts = cell_texts(self._sheet.rows[row])
        if not texts:
            return "blank"
        return "note" if is_note(words(next(iter(texts.values())))) else "title"

    def _without_header(self) -> None:
        found = without_header(self._sheet)
        if not found:
            return
        start, columns, header_row = found
        self._layout.skipped = {row: reason for row, reason in self._layout.skipped.items() if row < start}
        if header_row:
            self._layout.skipped[header_row] = "header"
        self._open(Block(header_row, columns))
        for row in sorted(self._sheet.rows):
            if row >= start:
                self._place(row)

    def _gaps(self) -> None:
        """Empty rows between filled ones; a stray cell far below the table makes no million of them."""
        last = 0
        for row in sorted(self._sheet.rows):
            if row - last <= 1000:
                self._layout.skipped.update((gap, "blank") for gap in range(last + 1, row))
            last = row
