"""Reads .ods as a stream. Repeated empty rows and cells, of which a sheet has millions, cost nothing."""

import re
from datetime import time

from payung.rosters.limits import Meter
from payung.rosters.reading.cell_dates import date_of_text
from payung.rosters.reading.packed import Package, damage_as_sentence, local, new_parser
from payung.rosters.sheets import WIDEST, Sheet, Value, Workbook

_LENGTH = re.compile(r"^([\d.]+)(cm|mm|in|pt|pc|px)?$")
_CHARACTERS = {"cm": 4.7, "mm": 0.47, "in": 12.0, "pt": 0.166, "pc": 2.0, "px": 0.14}  # widths of a digit in each unit
_DURATION = re.compile(r"^PT(\d+)H(\d+)M(\d+)")
_MOST_REPEATED = 2_000  # a filled row or cell that stands more often in a row than this is decoration
_MOST_COLUMNS = 16_384  # as many as spreadsheet programs have


def read_ods(package: Package, meter: Meter) -> Workbook:
    """All tables of the document in their order."""
    with damage_as_sentence():
        reader = _OdsReader(meter)
        parser = new_parser(reader.start, reader.end)
        parser.CharacterDataHandler = reader.characters
        for piece in package.pieces("content.xml"):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
        return Workbook(reader.sheets)


class _OdsReader:
    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self.sheets: list[Sheet] = []
        self._styles: dict[str, dict[str, str]] = {}
        self._style = ""
        self._sheet: Sheet | None = None
        self._row = self._column = self._next_width = 0
        self._row_repeat = self._cell_repeat = 1
        self._cells: list[tuple[int, Value]] = []
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._paragraphs = self._aside = self._inside = 0

    def start(self, element: str, attributes: dict[str, str]) -> None:
        name = local(element)
        if name == "annotation" or self._aside:
            self._aside += 1
        elif self._cell is not None and name in ("p", "h", "s", "tab", "line-break"):
            self._start_text(name, attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self._cell = {local(key): value for key, value in attributes.items()}
            self._text, self._paragraphs = [], 0
        elif name == "table-row":
            self._row_repeat = int(attributes.get("table:number-rows-repeated", "1"))
            self._column, self._cells = 0, []
        elif name == "table-column":
            self._width(attributes)
        elif name == "table":
            self._start_table(attributes)
        elif name == "style":
            self._style = attributes.get("style:name", "")
        elif name in ("table-properties", "table-column-properties"):
            self._styles.setdefault(self._style, {}).update({local(key): value for key, value in attributes.items()})

    def end(self, element: str) -> None:
        if self._aside:
            self._aside -= 1
            return
        name = local(element)
        if name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "table-row":
            self._end_row()
        elif name in ("p", "h"):
            self._inside -= 1

    def characters(self, text: str) -> None:
        if self._inside and not self._aside:
            self._text.append(text)

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("p", "h"):
            if self._paragraphs:
                self._text.append("\n")
            self._paragraphs += 1
            self._inside += 1
        else:
            count = int(attributes.get("text:c", "1")) if name == "s" else 1
            self._text.append({"s": " ", "tab": "\t"}.get(name, "\n") * min(count, 100))

    def _start_table(self, attributes: dict[str, str]) -> None:
        style = self._styles.get(attributes.get("table:style-name", ""), {})
        self._sheet = Sheet(attributes.get("table:name", ""), style.get("display") == "false")
        self.sheets.append(self._sheet)
        self._row = self._next_width = 0

    def _width(self, attributes: dict[str, str]) -> None:
        repeat = int(attributes.get("table:number-columns-repeated", "1"))
        style = self._styles.get(attributes.get("table:style-name", ""), {})
        length = _LENGTH.match(style.get("column-width", ""))
        if length and self._sheet:
            width = float(length.group(1)) * _CHARACTERS[length.group(2) or "px"]
            for column in range(self._next_width, min(self._next_width + repeat, WIDEST)):
                self._sheet.widths[column] = round(width, 2)
        self._next_width += repeat

    def _end_cell(self) -> None:
        cell, self._cell = self._cell or {}, None
        repeat = int(cell.get("number-columns-repeated", "1"))
        value = _typed(cell, "".join(self._text))
        if value is not None and value != "" and self._column < _MOST_COLUMNS:
            for offset in range(repeat if repeat <= _MOST_REPEATED else 1):
                self._cells.append((self._column + offset, value))
        if self._sheet and ("number-columns-spanned" in cell or "number-rows-spanned" in cell):
            last_row = self._row + int(cell.get("number-rows-spanned", "1"))
            last_column = self._column + int(cell.get("number-columns-spanned", "1")) - 1
            if last_row > self._row + 1 or last_column > self._column:
                self._sheet.merge((self._row + 1, self._column, last_row, last_column))
        self._column += repeat

    def _end_row(self) -> None:
        if self._cells and self._sheet:
            for offset in range(self._row_repeat if self._row_repeat <= _MOST_REPEATED else 1):
                for column, value in self._cells:
                    self._meter.put(self._sheet, self._row + offset + 1, column, value)
        self._row += self._row_repeat


def _typed(cell: dict[str, str], text: str) -> Value:
    kind = cell.get("value-type", "string" if text else "")
    if kind in ("float", "percentage", "currency"):
        return float(cell.get("value", "nan"))
    if kind == "date":
        return date_of_text(cell.get("date-value", text))
    if kind == "boolean":
        return cell.get("boolean-value") == "true"
    if kind == "time":
        clock = _DURATION.match(cell.get("time-value", ""))
        hours = int(clock.group(1)) if clock else 99
        return time(hours, int(clock.group(2)), int(clock.group(3))) if clock and hours < 24 else text
    return cell.get("string-value", text) or None
