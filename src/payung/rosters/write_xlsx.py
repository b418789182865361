"""Writes a checked roster back as xlsx: the same sheets, order, values and column widths, and two columns more.

No cell is a formula: text that looks like one is written as text. Numbers of a NIK stay text.
"""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from payung.rosters.messages import message
from payung.rosters.notes import unread_in_file
from payung.rosters.report import CheckedRow, CheckedSheet, RosterReport
from payung.rosters.sheets import Sheet, Value

STATUS = {"ok": "SIAP", "warning": "PERIKSA", "error": "PERBAIKI"}
HEADINGS = ("STATUS", "YANG PERLU DIPERBAIKI")
_WIDTHS = (12.0, 70.0)
_LONGEST_TEXT = 32_767
_FIRST_DAY = date(1900, 3, 1)  # before it a spreadsheet's calendar is wrong
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


def write_xlsx(report: RosterReport, path: Path) -> None:
    """One sheet per sheet of the source; raises OSError where the path cannot be written."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with path.open("wb") as out:
        book = xlsxwriter.Workbook(out, options)
        formats = _Formats(book)
        names: set[str] = set()
        for source, checked in zip(report.workbook.sheets, report.sheets, strict=True):
            sheet = book.add_worksheet(_sheet_name(source.name, names))
            if source.hidden:
                sheet.hide()
            _write_sheet(sheet, source, checked, formats)
        _show_one(book, report)
        book.close()


class _Formats:
    def __init__(self, book: Any) -> None:
        self.day = book.add_format({"num_format": "dd-mm-yyyy"})
        self.moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        self.clock = book.add_format({"num_format": "hh:mm"})
        self.whole = book.add_format({"num_format": "0"})
        self.heading = book.add_format({"bold": True, "bg_color": "#D9D9D9"})
        self.advice = book.add_format({"text_wrap": False})
        colours = {"ok": "#DDEFE0", "warning": "#FCEFC7", "error": "#F6D5CF"}
        self.status = {
            status: book.add_format({"bold": True, "bg_color": colour}) for status, colour in colours.items()
        }


def _write_sheet(sheet: Any, source: Sheet, checked: CheckedSheet, formats: _Formats) -> None:
    beside = max((len(cells) for cells in source.rows.values()), default=0)
    _set_widths(sheet, source, beside if checked.is_roster else None)
    found: dict[int, list[CheckedRow]] = {}
    for row in checked.rows:
        found.setdefault(row.row, []).append(row)
    far = _far_cells(source)
    for number in sorted(source.rows.keys() | far.keys()):
        for column, value in enumerate(source.rows.get(number, [])):
            _write_value(sheet, number - 1, column, value, formats)
        if number in found:
            _write_verdict(sheet, number - 1, beside, found[number], formats)
        elif number == checked.header_row:
            for offset, heading in enumerate(HEADINGS):
                sheet.write_string(number - 1, beside + offset, heading, formats.heading)
        for column, value in far.get(number, []):
            _write_value(sheet, number - 1, column, value, formats)


def _set_widths(sheet: Any, source: Sheet, beside: int | None) -> None:
    for column, width in source.widths.items():
        if beside is None or column not in (beside, beside + 1):
            sheet.set_column(column, column, width or None, None, {"hidden": True} if width == 0 else {})
    if beside is not None:
        for offset, width in enumerate(_WIDTHS):
            sheet.set_column(beside + offset, beside + offset, width)


def _far_cells(source: Sheet) -> dict[int, list[tuple[int, Value]]]:
    """Cells beyond the columns in which a roster is looked for; the two new columns never stand there."""
    found: dict[int, list[tuple[int, Value]]] = {}
    for (row, column), value in sorted(source.far_cells.items()):
        found.setdefault(row, []).append((column, value))
    return found


def _write_verdict(sheet: Any, row: int, column: int, people: list[CheckedRow], formats: _Formats) -> None:
    """The worst of the people in a row (of several only where lists stand side by side), and what to mend of each."""
    status = max((_status(person) for person in people), key=list(STATUS).index)
    sheet.write_string(row, column, STATUS[status], formats.status[status])
    advice = " ".join(said for person in people for said in _advice(person))
    if advice:
        sheet.write_string(row, column + 1, advice[:_LONGEST_TEXT], formats.advice)


def _status(person: CheckedRow) -> str:
    return "warning" if person.unread and person.status == "ok" else person.status


def _advice(person: CheckedRow) -> list[str]:
    unread = [unread_in_file(person.unread)] if person.unread else []
    return unread + [message(problem) for problem in person.problems]


def _write_value(sheet: Any, row: int, column: int, value: Value, formats: _Formats) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value[:_LONGEST_TEXT])
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        _write_number(sheet, row, column, value, formats)
    elif isinstance(value, datetime | date | time):
        _write_moment(sheet, row, column, value, formats)


def _write_number(sheet: Any, row: int, column: int, value: float, formats: _Formats) -> None:
    if value != value or value in (float("inf"), float("-inf")):
        sheet.write_string(row, column, str(value))
    elif abs(value) >= 1e11 and float(value).is_integer():
        sheet.write_number(row, column, value, formats.whole)  # shown in full, not as 1,27E+15
    else:
        sheet.write_number(row, column, value)


def _write_moment(sheet: Any, row: int, column: int, value: datetime | date | time, formats: _Formats) -> None:
    if isinstance(value, time):
        sheet.write_datetime(row, column, value, formats.clock)
        return
    day = value.date() if isinstance(value, datetime) else value
    if day < _FIRST_DAY:
        sheet.write_string(row, column, f"{day:%d-%m-}{day.year:04}")
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), formats.moment)
    else:
        sheet.write_datetime(row, column, value, formats.day)


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


def _show_one(book: Any, report: RosterReport) -> None:
    """A workbook must show a sheet: the first visible one that has people on it stands in front."""
    sheets = book.worksheets()
    shown = [sheet for sheet, source in zip(sheets, report.workbook.sheets, strict=True) if not source.hidden]
    peopled = [sheet for sheet, checked in zip(sheets, report.sheets, strict=True) if checked.is_roster]
    front = next(iter([sheet for sheet in peopled if sheet in shown] or shown or peopled))
    front.hidden = 0
    front.activate()
    if front is not sheets[0] and sheets[0] not in shown:
        front.set_first_sheet()
