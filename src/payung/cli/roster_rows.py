"""The first rows of a checked roster that need mending, as `payung roster check` prints them.

A line names the sheet, the row, the column's heading and what to do, and nothing of what stands in the row: what a
command prints may end up in a log.
"""

from collections.abc import Iterator

from payung.rosters.messages import message
from payung.rosters.notes import sentence as note_sentence
from payung.rosters.problems import Problem, Severity
from payung.rosters.report import CheckedRow, CheckedSheet, RosterReport
from payung.rosters.sheets import Sheet, column_number

MOST_ROWS = 10
LONGEST_HEADING = 40
WORDS = {
    "id": (
        "Yang harus diperbaiki:",
        "… dan {more} baris lagi.",
        "--xlsx FILE menulis semuanya ke dalam daftarnya, --json FILE sebagai data.",
        "baris",
    ),
    "en": (
        "To mend:",
        "… and {more} more rows.",
        "--xlsx FILE writes all of them into the list, --json FILE as data.",
        "row",
    ),
}


def notes_of_sheets(report: RosterReport, *, language: str) -> Iterator[str]:
    """What is to be known of each sheet as a whole, with the sheet's name."""
    for sheet in report.sheets:
        for note in sheet.notes:
            yield f"{sheet.name}: {note_sentence(note, language=language)}"


def rows_to_mend(report: RosterReport, *, language: str) -> Iterator[str]:
    """Lines about the first rows with errors, and where to find the others; none where every row is usable."""
    title, others, ways, row_word = WORDS[language]
    wrong = [
        (source, sheet, row)
        for source, sheet in zip(report.workbook.sheets, report.sheets, strict=True)
        for row in sheet.rows
        if not row.usable
    ]
    if not wrong:
        return
    yield title
    for source, sheet, row in wrong[:MOST_ROWS]:
        for problem in _errors(row):
            place = ", ".join([sheet.name, f"{row_word} {row.row}", *_heading(source, sheet, problem)])
            yield f"  {place}: {message(problem, language=language)}"
    if len(wrong) > MOST_ROWS:
        yield others.format(more=len(wrong) - MOST_ROWS)
    yield ways


def _errors(row: CheckedRow) -> list[Problem]:
    return [each for each in row.problems if each.severity is Severity.ERROR]


def _heading(source: Sheet, sheet: CheckedSheet, problem: Problem) -> list[str]:
    """What stands above the cell, in quotes; nothing where the sheet has no headings or the row no such cell."""
    if sheet.header_row is None or not problem.cell:
        return []
    found = source.cell(sheet.header_row, column_number(problem.cell.rstrip("0123456789")))
    return [f"“{' '.join(found.split())[:LONGEST_HEADING]}”"] if isinstance(found, str) else []
