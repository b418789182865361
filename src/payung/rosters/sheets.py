"""What a spreadsheet holds, whatever its format: sheets of rows of plain values,
as the spreadsheet program numbers them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time

Value = str | int | float | bool | date | datetime | time | None

Range = tuple[int, int, int, int]  # first row, first column, last row, last column

# Cells further right than this are kept for writing back, but no roster is looked for there.
WIDEST = 256
_MOST_MERGED = 50_000


class UnreadableFile(Exception):
    """The file cannot be read as a roster. `sentence` says in one line what is wrong and what to do (Indonesian,
    English).
    """

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(indonesian)
        self.indonesian = indonesian
        self.english = english


@dataclass(slots=True)
class Sheet:
    """One sheet: `rows` by row number (1 is the first) with values from column A on; empty rows are left out."""

    name: str
    hidden: bool = False
    rows: dict[int, list[Value]] = field(default_factory=dict)
    far_cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    epoch_1904: bool = False

    def put(self, row: int, column: int, value: Value) -> None:
        """Stores one cell; row from 1, column from 0. An empty text is no cell."""
        if value is None or value == "":
            return
        if column >= WIDEST:
            self.far_cells[row, column] = value
            self.rows.setdefault(row, [])
            return
        cells = self.rows.get(row)
        if cells is None:
            cells = self.rows[row] = []
        if len(cells) <= column:
            cells.extend([None] * (column - len(cells)))
            cells.append(value)
        else:
            cells[column] = value

    def merge(self, corners: Range) -> None:
        """Notes a merged range; a file has some thousands at the most, and what is beyond is let go."""
        if len(self.merged) < _MOST_MERGED:
            self.merged.append(corners)

    def cell(self, row: int, column: int) -> Value:
        """The value of a cell, None where there is none."""
        cells = self.rows.get(row)
        return cells[column] if cells is not None and 0 <= column < len(cells) else None


@dataclass(slots=True)
class Workbook:
    """A file's sheets in their order."""

    sheets: list[Sheet]


def column_letter(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
