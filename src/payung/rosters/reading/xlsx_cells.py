"""The cells of one xlsx sheet, taken from its XML as it streams by."""

import re
from collections.abc import Iterable

from payung.rosters.limits import Meter
from payung.rosters.reading.cell_dates import date_of_serial, date_of_text
from payung.rosters.reading.packed import local, new_parser
from payung.rosters.sheets import WIDEST, Sheet, Value, column_number

_LITERAL = re.compile(r'^=?\s*(?:T\()?"((?:[^"]|"")*)"\)?$')
_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+)$")


class SheetParser:
    """Fills a Sheet from its XML. Formulas count by their cached value;
    a formula that is a text in quotes by that text.
    """

    def __init__(self, sheet: Sheet, strings: list[str], dates: list[bool], meter: Meter) -> None:
        self.sheet, self.strings, self.dates, self.meter = sheet, strings, dates, meter
        self.row, self.column = 0, -1
        self.kind, self.style = "n", 0
        self.text: list[str] = []
        self.value: str | None = None
        self.formula: str | None = None
        self._phonetic = 0
        self._columns: dict[str, int] = {}
        self._names: dict[str, str] = {}

    def read(self, pieces: Iterable[bytes]) -> None:
        """Takes the sheet's XML piece by piece."""
        parser = self._parser = new_parser(self._start, self._end)
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "c":
            self._start_cell(attributes)
        elif element in ("v", "t", "f"):
            self._listen()
        else:
            self._start_other(element, attributes)

    def _start_other(self, element: str, attributes: dict[str, str]) -> None:
        name = local(element)
        if name != element and name in ("c", "v", "t", "f"):
            self._start(name, attributes)
        elif name == "row":
            self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = -1
        elif name == "rPh":
            self._phonetic += 1
        elif name == "col":
            self._width(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self.column = self._column_of(reference) if reference else self.column + 1
        self.kind = attributes.get("t", "n")
        self.style = int(attributes.get("s", 0))
        self.value = self.formula = None

    def _column_of(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_number(letters.replace("$", "").upper())
        return column

    def _listen(self) -> None:
        self.text = []
        if not self._phonetic:
            self._parser.CharacterDataHandler = self.text.append

    def _end(self, element: str) -> None:
        if element == "v":
            self.value = "".join(self.text)
            self._parser.CharacterDataHandler = None
        elif element == "c":
            self._end_cell()
        elif element == "t":
            self.value = (self.value or "") + "".join(self.text)
            self._parser.CharacterDataHandler = None
        elif element == "f":
            self.formula = "".join(self.text)
            self._parser.CharacterDataHandler = None
        elif ":" in element:
            self._end(local(element))
        elif element == "rPh":
            self._phonetic -= 1

    def _end_cell(self) -> None:
        if self.value is None and self.formula is None:
            return
        self.meter.put(self.sheet, self.row, self.column, self._typed() if self.value else self._from_formula())

    def _from_formula(self) -> Value:
        literal = _LITERAL.match(self.formula or "")
        return literal.group(1).replace('""', '"') if literal else None

    def _typed(self) -> Value:
        text, kind = self.value or "", self.kind
        if kind == "s":
            return self.strings[int(text)]
        if kind in ("str", "inlineStr", "e"):
            return unescape(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "d":
            return date_of_text(text)
        number = float(text)
        if self.style < len(self.dates) and self.dates[self.style]:
            return date_of_serial(number, self.sheet.epoch_1904) if number >= 0 else number
        return number

    def _width(self, attributes: dict[str, str]) -> None:
        if "width" not in attributes:
            return
        first, last = int(attributes.get("min", 1)) - 1, int(attributes.get("max", 1)) - 1
        for column in range(first, min(last + 1, WIDEST)):
            self.sheet.widths[column] = 0.0 if attributes.get("hidden") in ("1", "true") else float(attributes["width"])

    def _merge(self, reference: str) -> None:
        corners = [_REFERENCE.match(corner) for corner in reference.split(":")]
        if len(corners) == 2 and corners[0] and corners[1]:
            (c1, r1), (c2, r2) = corners[0].groups(), corners[1].groups()
            self.sheet.merge((int(r1), column_number(c1), int(r2), column_number(c2)))


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """Characters that XML cannot hold are written _x000D_ in xlsx; halves of one that stand alone are no text."""
    if "_x" not in text:
        return text
    found = _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), text)
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", errors="replace")
