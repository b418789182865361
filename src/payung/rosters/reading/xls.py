"""Reads the old binary .xls (cells through calamine; column widths, which it does not tell, from the file's own records)."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import python_calamine

from payung.rosters.limits import Meter
from payung.rosters.reading.compound_file import CompoundFile
from payung.rosters.reading.packed import CORRUPT, LOCKED
from payung.rosters.sheets import Sheet, UnreadableFile, Value, Workbook

_BOUND_SHEET, _COLUMN_INFO, _BEGIN, _END, _FILE_PASS = 0x85, 0x7D, 0x809, 0x0A, 0x2F
_CELL_RECORDS = {0x203, 0x27E, 0xBD, 0xFD, 0x204, 0x06, 0x205, 0xD6}  # number, RK, many RK, text, label, formula, boolean, rich text
_MOST_AREA = 20_000_000  # cells that calamine may lay out as one rectangle


def read_xls(data: bytes, meter: Meter) -> Workbook:
    """All worksheets of a binary workbook."""
    stream = CompoundFile(data).stream("Workbook", "Book")
    if stream is None:
        raise UnreadableFile(
            "File ini bukan lembar kerja Excel; simpan sebagai .xlsx lalu coba lagi.",
            "The file is no Excel workbook; save it as .xlsx and retry.",
        )
    layouts = _layouts(stream)
    if any(layout.area > _MOST_AREA for layout in layouts.values()):
        raise UnreadableFile(
            "Ada isian jauh di luar tabel (pojok lembar kerja); hapus isian itu atau simpan sebagai .xlsx.",
            "A stray cell stands far outside the table; delete it or save the file as .xlsx.",
        )
    return read_with_calamine(data, meter, "xls", {name: layout.widths for name, layout in layouts.items()})


def read_with_calamine(data: bytes, meter: Meter, kind: str, widths: dict[str, dict[int, float]]) -> Workbook:
    """Cells through calamine, for the formats that are not read here."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = []
        for meta in book.sheets_metadata:
            if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
            sheet = Sheet(meta.name, hidden, widths=widths.get(meta.name, {}))
            _fill(sheet, book.get_sheet_by_name(meta.name), meter)
            sheets.append(sheet)
        return Workbook(kind, sheets)
    except python_calamine.PasswordError as fault:
        raise LOCKED from fault
    except UnreadableFile:
        raise
    except BaseException as fault:
        # calamine is compiled: a damaged file can end in its PanicException, which is no Exception.
        if isinstance(fault, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise CORRUPT from fault


def _fill(sheet: Sheet, source: python_calamine.CalamineSheet, meter: Meter) -> None:
    first_row, first_column = source.start or (0, 0)
    for offset, cells in enumerate(source.iter_rows()):
        filled = 0
        for column, value in enumerate(cells):
            if value != "":
                filled += 1
                sheet.put(first_row + offset + 1, first_column + column, _plain(value))
        if filled:
            meter.row(filled)


def _plain(value: object) -> Value:
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value  # type: ignore[return-value]


class _Layout:
    def __init__(self) -> None:
        self.widths: dict[int, float] = {}
        self.rows: list[int] = []
        self.last_row = self.last_column = 0

    @property
    def area(self) -> int:
        return (self.last_row + 1) * (self.last_column + 1)


def _layouts(stream: bytes) -> dict[str, _Layout]:
    """Column widths and extent of each sheet, read from the workbook's records."""
    starts: dict[int, str] = {}
    found: dict[str, _Layout] = {}
    current: _Layout | None = None
    for at, kind, body in _records(stream):
        if kind == _FILE_PASS:
            raise LOCKED
        if kind == _BOUND_SHEET and len(body) > 8:
            starts[int.from_bytes(body[:4], "little")] = _sheet_name(body)
        elif kind == _BEGIN and at in starts:
            current = found[starts[at]] = _Layout()
        elif current is not None:
            _note(current, kind, body)
    return found


def _note(layout: _Layout, kind: int, body: bytes) -> None:
    if kind == _COLUMN_INFO and len(body) >= 6:
        first, last, width = (int.from_bytes(body[i : i + 2], "little") for i in (0, 2, 4))
        for column in range(first, min(last, 255) + 1):
            layout.widths[column] = round(width / 256, 2)
    elif kind in _CELL_RECORDS and len(body) >= 4:
        layout.last_row = max(layout.last_row, int.from_bytes(body[:2], "little"))
        column = int.from_bytes(body[-2:] if kind == 0xBD else body[2:4], "little")
        layout.last_column = max(layout.last_column, column)


def _sheet_name(body: bytes) -> str:
    length, wide = body[6], body[7] & 1
    raw = body[8 : 8 + length * (2 if wide else 1)]
    return raw.decode("utf-16-le" if wide else "latin-1", errors="replace")


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind = int.from_bytes(stream[at : at + 2], "little")
        size = int.from_bytes(stream[at + 2 : at + 4], "little")
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
