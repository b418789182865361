"""Reads Excel 2003 XML (SpreadsheetML), which some applications save under the name .xls."""

import re

from payung.rosters.limits import Meter
from payung.rosters.reading.cell_dates import date_of_text
from payung.rosters.reading.packed import damage_as_sentence, local, new_parser
from payung.rosters.sheets import WIDEST, Sheet, Value, Workbook


def read_excel_xml(data: bytes, meter: Meter) -> Workbook:
    """All worksheets; text is told from numbers by the type that each cell states."""
    reader = _Reader(meter)
    with damage_as_sentence():
        parser = new_parser(reader.start, reader.end)
        parser.CharacterDataHandler = reader.characters
        parser.Parse(data.lstrip(), True)
    return Workbook(reader.sheets)


class _Reader:
    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self.sheets: list[Sheet] = []
        self._row = 0
        self._column = -1
        self._next_width = 0
        self._across = 0
        self._kind = ""
        self._text: list[str] | None = None

    def start(self, element: str, attributes: dict[str, str]) -> None:
        name = local(element)
        given = {local(key): value for key, value in attributes.items()}
        if name == "Worksheet":
            self.sheets.append(Sheet(given.get("Name", "")))
            self._row = self._next_width = 0
        elif name == "Column" and self.sheets:
            self._width(given)
        elif name == "Row":
            self._row = int(given["Index"]) if "Index" in given else self._row + 1
            self._column, self._across = -1, 0
        elif name == "Cell":
            self._start_cell(given)
        elif name == "Data":
            self._kind, self._text = given.get("Type", "String"), []

    def end(self, element: str) -> None:
        name = local(element)
        if name == "Data" and self._text is not None and self.sheets:
            self._meter.put(self.sheets[-1], self._row, self._column, _typed(self._kind, "".join(self._text)))
            self._text = None
        elif name == "Visible" and self.sheets:
            self.sheets[-1].hidden = True  # the element stands only for hidden sheets

    def characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _start_cell(self, given: dict[str, str]) -> None:
        self._column = int(given["Index"]) - 1 if "Index" in given else self._column + 1 + self._across
        self._across = int(given.get("MergeAcross", "0"))
        down = int(given.get("MergeDown", "0"))
        if self._across or down:
            self.sheets[-1].merge((self._row, self._column, self._row + down, self._column + self._across))

    def _width(self, given: dict[str, str]) -> None:
        first = int(given["Index"]) - 1 if "Index" in given else self._next_width
        last = first + int(given.get("Span", "0"))
        if "Width" in given:
            for column in range(first, min(last + 1, WIDEST)):
                self.sheets[-1].widths[column] = round(float(given["Width"]) / 5.25, 2)
        self._next_width = last + 1


def _typed(kind: str, text: str) -> Value:
    if kind == "Number":
        return float(text)
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        return date_of_text(re.sub(r"\.000$", "", text))
    return text
