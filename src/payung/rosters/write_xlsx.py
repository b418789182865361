"""Writes a checked roster back as xlsx: the same sheets, order, values and column widths, and two columns more.

No cell is a formula: text that looks like one is written as text. Numbers of a NIK stay text.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

from payung.rosters.messages import message
from payung.rosters.notes import unread_in_file
from payung.rosters.report import CheckedRow, CheckedSheet, RosterReport
from payung.rosters.sheets import Sheet, Value
from payung.shared import xlsx
from payung.shared.xlsx_parts import Style

STATUS = {"ok": "SIAP", "warning": "PERIKSA", "error": "PERBAIKI"}
HEADINGS = ("STATUS", "YANG PERLU DIPERBAIKI")
_WIDTHS = (12.0, 70.0)
_FIRST_DAY = date(1900, 3, 1)  # before it a spreadsheet's calendar is wrong
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))

_STYLES = (
    Style("dd-mm-yyyy"), Style("dd-mm-yyyy hh:mm"), Style("hh:mm"), Style("0"), Style(bold=True, fill="D9D9D9"),
    Style(bold=True, fill="DDEFE0"), Style(bold=True, fill="FCEFC7"), Style(bold=True, fill="F6D5CF"),
)  # fmt: skip
_PLAIN, _DAY, _MOMENT, _CLOCK, _WHOLE, _HEADING, *_BY_STATUS = range(len(_STYLES) + 1)
_COLOURS = dict(zip(STATUS, _BY_STATUS, strict=True))

_Cell = tuple[int, Value, int]


def packed(report: RosterReport) -> Iterator[bytes]:
    """The file in parts, one sheet per sheet of the source; nothing of it stands on a disk or twice in memory."""
    names: set[str] = set()
    front = _front(report)
    sheets = [
        xlsx.Sheet(
            _sheet_name(source.name, names),
            _rows(source, checked),
            _columns(source, _beside(source) if checked.is_roster else None),
            hidden=source.hidden and at != front,
        )
        for at, (source, checked) in enumerate(zip(report.workbook.sheets, report.sheets, strict=True))
    ]
    yield from xlsx.packed(sheets, _STYLES, front=front)


def _beside(source: Sheet) -> int:
    """The first column right of the rows."""
    return max((len(cells) for cells in source.rows.values()), default=0)


def _rows(source: Sheet, checked: CheckedSheet) -> Iterator[tuple[int, Iterator[_Cell]]]:
    found: dict[int, list[CheckedRow]] = {}
    for row in checked.rows:
        found.setdefault(row.row, []).append(row)
    far, beside = _far_cells(source), _beside(source)
    for number in sorted(source.rows.keys() | far.keys()):
        more: list[_Cell] = []
        if number in found:
            more = _verdict(beside, found[number])
        elif number == checked.header_row:
            more = [(beside + offset, heading, _HEADING) for offset, heading in enumerate(HEADINGS)]
        yield number, _cells(source.rows.get(number, []), more, far.get(number, []))


def _cells(row: list[Value], more: list[_Cell], far: list[tuple[int, Value]]) -> Iterator[_Cell]:
    for column, value in enumerate(row):
        if value is not None:
            yield column, *_styled(value)
    yield from more
    for column, value in far:
        yield column, *_styled(value)


def _columns(source: Sheet, beside: int | None) -> dict[int, xlsx.Column]:
    """As they were; a column of width 0 is hidden."""
    own = dict(enumerate(_WIDTHS, start=beside)) if beside is not None else {}
    return {at: xlsx.Column(width, hidden=width == 0) for at, width in (source.widths | own).items()}


def _far_cells(source: Sheet) -> dict[int, list[tuple[int, Value]]]:
    """Cells beyond the columns in which a roster is looked for; the two new columns never stand there."""
    found: dict[int, list[tuple[int, Value]]] = {}
    for (row, column), value in sorted(source.far_cells.items()):
        found.setdefault(row, []).append((column, value))
    return found


def _verdict(column: int, people: list[CheckedRow]) -> list[_Cell]:
    """The worst of the people in a row (of several only where lists stand side by side), and what to mend of each."""
    status = max((_status(person) for person in people), key=list(STATUS).index)
    advice = " ".join(said for person in people for said in _advice(person))
    return [(column, STATUS[status], _COLOURS[status]), (column + 1, advice, _PLAIN)]


def _status(person: CheckedRow) -> str:
    return "warning" if person.unread and person.status == "ok" else person.status


def _advice(person: CheckedRow) -> list[str]:
    unread = [unread_in_file(person.unread)] if person.unread else []
    return unread + [message(problem) for problem in person.problems]


def _styled(value: Value) -> tuple[Value, int]:
    """What a cell holds and how it looks; what a spreadsheet cannot hold as it is becomes text."""
    if isinstance(value, str | bool):
        return value, _PLAIN
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, time):
        return value, _CLOCK
    return (value, _PLAIN) if value is None else _moment(value)


def _number(value: float) -> tuple[Value, int]:
    if value != value or value in (float("inf"), float("-inf")):
        return str(value), _PLAIN
    shown_in_full = abs(value) >= 1e11 and float(value).is_integer()  # not as 1,27E+15
    return value, _WHOLE if shown_in_full else _PLAIN


def _moment(value: date | datetime) -> tuple[Value, int]:
    day = value.date() if isinstance(value, datetime) else value
    if day < _FIRST_DAY:
        return f"{day:%d-%m-}{day.year:04}", _PLAIN
    return value, _MOMENT if isinstance(value, datetime) else _DAY


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that xlsx allows: 31 characters, none of []:*?/\\, each once."""
    plain = name.translate(_FORBIDDEN_IN_NAMES)[:31].strip("'") or "Sheet"
    if plain.lower() == "history":
        plain = "History_"
    unique, number = plain, 2
    while unique.lower() in taken:
        unique = f"{plain[:25]} ({number})"
        number += 1
    taken.add(unique.lower())
    return unique


def _front(report: RosterReport) -> int:
    """A workbook must show a sheet: the first visible one that has people on it stands in front."""
    sheets = list(zip(report.workbook.sheets, report.sheets, strict=True))
    shown = [at for at, (source, _) in enumerate(sheets) if not source.hidden]
    peopled = [at for at, (_, checked) in enumerate(sheets) if checked.is_roster]
    return next(iter([at for at in peopled if at in shown] or shown or peopled))
