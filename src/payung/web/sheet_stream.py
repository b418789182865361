"""An Excel workbook of one sheet, packed while its rows are read: nothing of it stands on a disk or whole in memory.

The packed folder is written front to back (a zip may say the size of a file behind it), texts stand in their cells.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import IO, cast
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from payung.rosters.sheets import column_letter

Cell = str | int | float

MOST_ROWS = 1_048_575  # a sheet has one row more, which holds the headings
AT_ONCE = 64 * 1024  # bytes
LONGEST = 32_767  # characters of a cell; Excel calls a file with a longer one broken

_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_DOCUMENT}">'
        '<sheets><sheet name="Daftar" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_SPREADSHEET}">'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ),
}
_HEAD = (
    f'<worksheet xmlns="{_SPREADSHEET}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
_NUMBER, _HEADING, _TEXT = range(3)  # the styles above; text stays text when somebody edits a long number
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SEEMS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


_letter = cache(column_letter)


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


def workbook(lines: Iterable[Sequence[Cell]], *, widths: Mapping[int, int] | None = None) -> Iterator[bytes]:
    """The file in parts. The first line holds the headings; `widths` are characters by column, from 0.

    No text becomes a formula, a number or a link. What `lines` raises ends the file in the middle, so that it cannot
    be taken for whole.
    """
    sink = _Sink()
    with ZipFile(cast(IO[bytes], sink), "w", ZIP_DEFLATED) as book:
        for path, text in _PARTS.items():
            book.writestr(path, _XML + text)
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write((_XML + _HEAD + _columns(widths or {}) + "<sheetData>").encode())
            for number, line in enumerate(lines, start=1):
                sheet.write(_row(number, line).encode())
                if sink.size >= AT_ONCE:
                    yield sink.take()
            sheet.write(b"</sheetData></worksheet>")
    yield sink.take()


def _columns(widths: Mapping[int, int]) -> str:
    told = "".join(
        f'<col min="{at + 1}" max="{at + 1}" width="{width}" customWidth="1"/>' for at, width in sorted(widths.items())
    )
    return f"<cols>{told}</cols>" if told else ""


def _row(number: int, line: Sequence[Cell]) -> str:
    text_style = _HEADING if number == 1 else _TEXT
    cells = (_cell(f"{_letter(at)}{number}", value, text_style) for at, value in enumerate(line) if value != "")
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(name: str, value: Cell, text_style: int) -> str:
    if not isinstance(value, str):
        return f'<c r="{name}" s="{_NUMBER}"><v>{value!r}</v></c>'
    text = _SEEMS_ESCAPED.sub("_x005F_", value) if "_x" in value else value
    text = escape(_NOT_XML.sub(" ", text)[:LONGEST])
    return f'<c r="{name}" s="{text_style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
