"""Reads .xlsx as a stream: values as cached in the file, text told from numbers, widths, hidden sheets.

A stray cell in a far corner or a million declared rows cost nothing, for only filled cells are kept.
"""

from dataclasses import dataclass, field

from payung.rosters.limits import Meter
from payung.rosters.reading.number_formats import shows_date
from payung.rosters.reading.packed import CORRUPT, Package, damage_as_sentence, local, new_parser
from payung.rosters.reading.xlsx_cells import SheetParser, unescape
from payung.rosters.sheets import Sheet, Workbook


@dataclass(slots=True)
class _Book:
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)  # name, relationship, hidden
    epoch_1904: bool = False


def read_xlsx(package: Package, meter: Meter) -> Workbook:
    """All worksheets in their order; chart sheets have no cells and are left out."""
    with damage_as_sentence():
        place = _workbook_part(package)
        folder = place.rpartition("/")[0]
        book = _read_book(package, place)
        targets = _relationships(package, place)
        strings = _shared_strings(package, _target(targets, "sharedStrings", package, folder))
        dates = _date_styles(package, _target(targets, "styles", package, folder))
        sheets = []
        for name, relation, hidden in book.sheets:
            kind, target = targets.get(relation, ("", ""))
            part = package.resolve(folder, target)
            if kind != "worksheet" or part not in package:
                continue
            sheet = Sheet(name, hidden, epoch_1904=book.epoch_1904)
            SheetParser(sheet, strings, dates, meter).read(package.pieces(part))
            sheets.append(sheet)
        if not book.sheets:
            raise CORRUPT
        return Workbook(sheets)


def _workbook_part(package: Package) -> str:
    for kind, target in _relationships(package, "").values():
        if kind == "officeDocument" and package.resolve("", target) in package:
            return package.resolve("", target)
    return "xl/workbook.xml"


def _relationships(package: Package, part: str) -> dict[str, tuple[str, str]]:
    folder, _, name = part.rpartition("/")
    place = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if local(element) == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", str(len(found)))] = (kind, attributes.get("Target", ""))

    if place in package:
        new_parser(start, None).Parse(package.read(place), True)
    return found


def _target(targets: dict[str, tuple[str, str]], kind: str, package: Package, folder: str) -> str | None:
    part = next((package.resolve(folder, target) for found, target in targets.values() if found == kind), None)
    return part if part and part in package else None


def _read_book(package: Package, place: str) -> _Book:
    book = _Book()

    def start(element: str, attributes: dict[str, str]) -> None:
        element = local(element)
        if element == "sheet":
            relation = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            book.sheets.append((attributes.get("name", ""), relation, attributes.get("state", "visible") != "visible"))
        elif element == "workbookPr":
            book.epoch_1904 = attributes.get("date1904", "0") in ("1", "true")

    new_parser(start, None).Parse(package.read(place), True)
    return book


class _Strings:
    """Collects the shared strings; readings aids for Asian script (rPh) are no part of the text."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._text: list[str] = []
        self._depth = 0
        self._open = False

    def start(self, element: str, _: dict[str, str]) -> None:
        element = local(element)
        if element == "si":
            self._text = []
        elif element == "rPh":
            self._depth += 1
        elif element == "t":
            self._open = not self._depth

    def end(self, element: str) -> None:
        element = local(element)
        if element == "si":
            self.found.append(unescape("".join(self._text)))
        elif element == "rPh":
            self._depth -= 1
        elif element == "t":
            self._open = False

    def text(self, piece: str) -> None:
        if self._open:
            self._text.append(piece)


def _shared_strings(package: Package, part: str | None) -> list[str]:
    strings = _Strings()
    if part:
        parser = new_parser(strings.start, strings.end)
        parser.CharacterDataHandler = strings.text
        for piece in package.pieces(part):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    return strings.found


def _date_styles(package: Package, part: str | None) -> list[bool]:
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside = [False]

    def start(element: str, attributes: dict[str, str]) -> None:
        element = local(element)
        if element == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif element == "cellXfs":
            inside[0] = True
        elif element == "xf" and inside[0]:
            formats.append(int(attributes.get("numFmtId", "0")))

    def end(element: str) -> None:
        if local(element) == "cellXfs":
            inside[0] = False

    if part:
        new_parser(start, end).Parse(package.read(part), True)
    return [shows_date(number, codes.get(number)) for number in formats]
