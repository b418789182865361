"""A batch as a spreadsheet and as text: identifiers stay text, and nothing in a cell can run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import xlsxwriter

from payung.integrations.insurer.columns import NUMBERS, Cell, ColumnMap
from payung.shared.formulas import harmless

BYTE_ORDER_MARK = "\ufeff"  # Excel reads the file as UTF-8 only with it


def write_xlsx(target: BinaryIO, *, columns: ColumnMap, title: str, rows: Iterable[Sequence[Cell]]) -> None:
    """Write one sheet, row by row in constant memory, headings frozen above."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet(title[:31])
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text, number = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0"})
        for index, column in enumerate(columns.columns):
            sheet.set_column(index, index, column.width, number if column.value in NUMBERS else text)
            sheet.write_string(0, index, column.header, heading)
        sheet.freeze_panes(1, 0)
        for row, cells in enumerate(rows, start=1):
            for index, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(row, index, cell, number)
                else:
                    sheet.write_string(row, index, cell, text)


def csv_lines(*, columns: ColumnMap, rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The same as text, line by line; what a spreadsheet would take for a formula gets an apostrophe before it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=columns.delimiter, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    buffer.write(BYTE_ORDER_MARK)
    for cells in _with_heading(columns, rows):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def _with_heading(columns: ColumnMap, rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield [column.header for column in columns.columns]
    yield from rows
