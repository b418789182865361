"""Reads tables out of HTML that was saved as .xls (applications export so), as a spreadsheet program lays it out."""

import re
from html.parser import HTMLParser

from payung.rosters.limits import Meter
from payung.rosters.reading.packed import damage_as_sentence
from payung.rosters.reading.text_encoding import decode
from payung.rosters.sheets import WIDEST, Sheet, Workbook

_LINES = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "br", "center", "caption", "li", "pre"}
_SILENT = {"script", "style", "title", "xml", "head", "noscript", "template"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def read_html(data: bytes, name: str, meter: Meter) -> Workbook:
    """One sheet: the rows of all tables in their order, and text outside tables on rows of its own."""
    reader = _TableReader(Sheet(name), meter)
    with damage_as_sentence(AssertionError):  # how the parser ends on a declaration it does not know
        reader.feed(_text(data))
        reader.close()
    reader.end_line()
    return Workbook([reader.sheet])


def _text(data: bytes) -> str:
    charset = _CHARSET.search(data[:2048])
    named = charset.group(1).decode().lower() if charset else ""
    if named in ("windows-1252", "iso-8859-1", "latin1") and not data.startswith(
        (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
    ):
        return data.decode("cp1252", errors="replace")
    return decode(data)


class _TableReader(HTMLParser):
    def __init__(self, sheet: Sheet, meter: Meter) -> None:
        super().__init__(convert_charrefs=True)
        self.sheet, self._meter = sheet, meter
        self._row = self._tables = self._silent = 0
        self._column = 0
        self._spanned: dict[int, range] = {}  # by column, the rows into which a cell from above reaches
        self._span = (1, 1)
        self._text: list[str] | None = None
        self._outside: list[str] = []
        self._same_row = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += tag not in ("head", "xml")
        elif tag == "table":
            self.end_line()
            self._tables += 1
            # A table that is all a first cell holds begins on that cell's own row.
            self._same_row = (
                self._text is not None and self._row not in self.sheet.rows and not "".join(self._text).strip()
            )
        elif tag == "tr":
            self._start_row()
        elif tag in ("td", "th"):
            self._start_cell({key: value or "" for key, value in attrs})
        elif tag in _LINES:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - (tag not in ("head", "xml")))
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table":
            self._end_cell()
            self._tables = max(0, self._tables - 1)
        elif tag in _LINES and tag != "br":
            self._break()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._text is not None:
            self._text.append(data)
        elif not self._tables:
            self._outside.append(data)

    def end_line(self) -> None:
        """Text outside tables stands on a row of its own."""
        line = " ".join("".join(self._outside).split())
        self._outside = []
        if line:
            self._row += 1
            self._meter.put(self.sheet, self._row, 0, line)

    def _break(self) -> None:
        if self._text is not None:
            self._text.append("\n")
        elif not self._tables:
            self.end_line()

    def _start_row(self) -> None:
        self._end_cell()
        self._row += not self._same_row
        self._same_row = False
        self._column = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        while self._row in self._spanned.get(self._column, ()):
            self._column += 1
        self._span = (_count(attributes.get("rowspan")), _count(attributes.get("colspan")))
        self._text = []

    def _end_cell(self) -> None:
        if self._text is None:
            return
        text = "\n".join(" ".join(line.split()) for line in "".join(self._text).split("\n")).strip()
        self._text = None
        if text:
            self._meter.put(self.sheet, self._row, self._column, text)
        rows, columns = self._span
        if rows > 1 or columns > 1:
            self.sheet.merge((self._row, self._column, self._row + rows - 1, self._column + columns - 1))
        if rows > 1:
            below = range(self._row + 1, self._row + rows)
            self._spanned.update(dict.fromkeys(range(self._column, min(self._column + columns, WIDEST)), below))
        self._column += columns


def _count(text: str | None) -> int:
    return min(max(int(text), 1), WIDEST) if text and text.strip().isdecimal() else 1
