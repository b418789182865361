"""Lines of a page as an Excel workbook of one sheet, packed while they are read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from payung.shared import xlsx
from payung.shared.xlsx import Column, Sheet
from payung.shared.xlsx_parts import Style

Cell = str | int | float

MOST_ROWS = xlsx.MOST_ROWS - 1  # a sheet has one row more, which holds the headings
_STYLES = (Style("@", bold=True), Style("@"))  # text stays text when somebody edits a long number
_NUMBER, _HEADING, _TEXT = range(3)


def workbook(lines: Iterable[Sequence[Cell]], *, widths: Mapping[int, int] | None = None) -> Iterator[bytes]:
    """The file in parts. The first line holds the headings; `widths` are characters by column, from 0.

    What `lines` raises ends the file in the middle, so that it cannot be taken for whole.
    """
    rows = ((number, _cells(line, heading=number == 1)) for number, line in enumerate(lines, start=1))
    columns = {at: Column(width) for at, width in (widths or {}).items()}
    yield from xlsx.packed([Sheet("Daftar", rows, columns, headed=True)], _STYLES)


def _cells(line: Sequence[Cell], *, heading: bool) -> Iterator[tuple[int, Cell, int]]:
    text = _HEADING if heading else _TEXT
    for at, value in enumerate(line):
        yield at, value, text if isinstance(value, str) else _NUMBER
