"""An Excel workbook, packed while its rows are read: nothing of it stands on a disk or whole in memory.

The packed folder is written front to back (a zip may say the size of a file behind it), texts stand in their cells.
No text becomes a formula, a number or a link.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import IO, cast
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from payung.shared import xlsx_parts
from payung.shared.xlsx_parts import Style

Value = str | bool | int | float | date | datetime | time | None
Cells = Iterable[tuple[int, Value, int]]  # column from 0 and growing, what stands there, style; None and "" are no cell

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
AT_ONCE = 64 * 1024  # bytes
LONGEST = 32_767  # characters of a cell; Excel calls a file with a longer one broken

_PANE = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
_NO_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones
_DAY = timedelta(days=1)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SEEMS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Column:
    """How wide a column is, in characters, and the style of cells that are still to be typed into it."""

    width: float
    style: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows` with their numbers, from 1 and growing; what a sheet has no room for is left out.

    `headed`: the first row stays in sight.
    """

    name: str
    rows: Iterable[tuple[int, Cells]]
    columns: Mapping[int, Column] = field(default_factory=dict)
    hidden: bool = False
    headed: bool = False


class _Sink:
    """Takes what is packed until it is sent."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0

    def write(self, part: bytes) -> int:
        self.parts.append(part)
        self.size += len(part)
        return len(part)

    def flush(self) -> None:
        """Nothing lies behind it."""

    def take(self) -> bytes:
        """All since the last time."""
        taken, self.parts, self.size = b"".join(self.parts), [], 0
        return taken


def packed(sheets: Sequence[Sheet], styles: Sequence[Style] = (), *, front: int = 0) -> Iterator[bytes]:
    """The file in parts. Style 0 is a plain cell, 1 the first of `styles`; `front` is the sheet that is seen first.

    What `rows` raises ends the file in the middle, so that it cannot be taken for whole.
    """
    sink = _Sink()
    tabs = [(_text(sheet.name), sheet.hidden) for sheet in sheets]
    with ZipFile(cast(IO[bytes], sink), "w", ZIP_DEFLATED) as book:
        for path, text in xlsx_parts.parts(tabs, styles, front).items():
            book.writestr(path, text)
        for number, sheet in enumerate(sheets, start=1):
            with book.open(xlsx_parts.SHEET.format(number), "w") as part:
                part.write(_head(sheet, in_front=number == front + 1).encode())
                for line in _lines(sheet):
                    part.write(line)
                    if sink.size >= AT_ONCE:
                        yield sink.take()
                part.write(b"</sheetData></worksheet>")
    yield sink.take()


def _head(sheet: Sheet, *, in_front: bool) -> str:
    selected = ' tabSelected="1"' if in_front else ""
    columns = "".join(
        f'<col min="{at + 1}" max="{at + 1}" width="{column.width}" customWidth="1"'
        + (f' style="{column.style}"' if column.style else "")
        + (' hidden="1"' if column.hidden else "")
        + "/>"
        for at, column in sorted(sheet.columns.items())
        if at < MOST_COLUMNS
    )
    return (
        f'{xlsx_parts.XML}<worksheet xmlns="{xlsx_parts.SPREADSHEET}">'
        f'<sheetViews><sheetView{selected} workbookViewId="0">{_PANE if sheet.headed else ""}</sheetView></sheetViews>'
        + (f"<cols>{columns}</cols>" if columns else "")
        + "<sheetData>"
    )


def _lines(sheet: Sheet) -> Iterator[bytes]:
    for number, cells in sheet.rows:
        if number <= MOST_ROWS:
            said = "".join([_cell(at, number, value, style) for at, value, style in cells if at < MOST_COLUMNS])
            yield f'<row r="{number}">{said}</row>'.encode()


def _cell(at: int, row: int, value: Value, style: int) -> str:
    if value is None or value == "":
        return ""
    place = f'<c r="{_letter(at)}{row}" s="{style}"'
    if isinstance(value, str):
        return f'{place} t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
    if isinstance(value, bool):
        return f'{place} t="b"><v>{value:d}</v></c>'
    return f"{place}><v>{_number(value)!r}</v></c>"


def _number(value: float | date | datetime | time) -> float:
    """A moment is a number of days; a clock time a part of one."""
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _NO_DAY) / _DAY
    if isinstance(value, date):
        return (value - _NO_DAY.date()).days
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / _DAY
    return value


def _text(text: str) -> str:
    if "_x" in text:
        text = _SEEMS_ESCAPED.sub("_x005F_", text)
    return escape(_NOT_XML.sub(" ", text)[:LONGEST], {'"': "&quot;"})


@cache
def _letter(column: int) -> str:
    """0 is A, 26 is AA."""
    before, last = divmod(column, 26)
    return (_letter(before - 1) if before else "") + chr(65 + last)
