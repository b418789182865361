"""A batch as a spreadsheet and as text: identifiers stay text, and nothing in a cell can run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from payung.integrations.insurer.columns import NUMBERS, Cell, ColumnMap
from payung.shared.formulas import harmless
from payung.shared.xlsx import Column, Sheet, packed
from payung.shared.xlsx_parts import Style

BYTE_ORDER_MARK = "\ufeff"  # Excel reads the file as UTF-8 only with it
_STYLES = (Style("@", bold=True, wrap=True), Style("@"), Style("0"))
_HEADING, _TEXT, _NUMBER = range(1, 4)


def packed_xlsx(*, columns: ColumnMap, title: str, rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """One sheet, packed while its rows are read, headings frozen above; nothing of it stands on a disk."""
    heading = ((at, column.header, _HEADING) for at, column in enumerate(columns.columns))
    lines = chain([heading], map(_styled, rows))
    wide = {
        at: Column(column.width, _NUMBER if column.value in NUMBERS else _TEXT)
        for at, column in enumerate(columns.columns)
    }
    yield from packed([Sheet(title[:31], enumerate(lines, start=1), wide, headed=True)], _STYLES)


def _styled(cells: Sequence[Cell]) -> Iterator[tuple[int, Cell, int]]:
    for at, cell in enumerate(cells):
        yield at, cell, _NUMBER if isinstance(cell, int) else _TEXT


def csv_lines(*, columns: ColumnMap, rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The same as text, line by line; what a spreadsheet would take for a formula gets an apostrophe before it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=columns.delimiter, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    buffer.write(BYTE_ORDER_MARK)
    for cells in _with_heading(columns, rows):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def _with_heading(columns: ColumnMap, rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield [column.header for column in columns.columns]
    yield from rows
