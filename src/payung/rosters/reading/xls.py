"""Reads the old binary .xls (BIFF8, Excel 97-2003), record by record,
so that a stray cell in a far corner costs nothing.
"""

import struct
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import python_calamine

from payung.rosters.limits import Meter
from payung.rosters.reading.cell_dates import date_of_serial
from payung.rosters.reading.compound_file import CompoundFile
from payung.rosters.reading.number_formats import shows_date
from payung.rosters.reading.packed import CORRUPT, LOCKED, damage_as_sentence
from payung.rosters.reading.xls_strings import long_text, shared_strings
from payung.rosters.sheets import Sheet, UnreadableFile, Value, Workbook

_BIFF8 = 0x0600
_BOF, _EOF, _FILE_PASS, _BOUND_SHEET, _DATE_MODE, _SST, _CONTINUE = 0x809, 0x0A, 0x2F, 0x85, 0x22, 0xFC, 0x3C
_FORMAT, _XF, _COLUMN_INFO, _MERGED, _STRING = 0x41E, 0xE0, 0x7D, 0xE5, 0x207
_NUMBER, _RK, _MANY_RK, _BOOLEAN, _FORMULA = 0x203, 0x27E, 0xBD, 0x205, 0x06
_SHARED_LABEL, _LABEL, _RICH_LABEL = 0xFD, 0x204, 0xD6
_WORKSHEET = 0
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def read_xls(data: bytes, meter: Meter) -> Workbook:
    """All worksheets of a binary workbook; workbooks older than Excel 97 go through calamine."""
    with damage_as_sentence(struct.error):
        stream = CompoundFile(data).stream("Workbook", "Book")
        if stream is None:
            raise UnreadableFile(
                "Berkas ini bukan lembar kerja Excel; simpan sebagai .xlsx lalu coba lagi.",
                "The file is no Excel workbook; save it as .xlsx and retry.",
            )
        if int.from_bytes(stream[4:6], "little") != _BIFF8:
            return read_with_calamine(data, meter)
        return Workbook(_Book(stream, meter).read())


class _Book:
    """The workbook's own records, then those of each sheet."""

    def __init__(self, stream: bytes, meter: Meter) -> None:
        self._stream, self._meter = stream, meter
        self._sheets: dict[int, Sheet] = {}
        self._strings: list[str] = []
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._epoch_1904 = False

    def read(self) -> list[Sheet]:
        pending: list[bytes] = []
        for kind, body in _records(self._stream, 0):
            if pending and kind != _CONTINUE:
                self._strings, pending = shared_strings(pending), []
            if kind == _FILE_PASS:
                raise LOCKED
            if kind == _SST or (kind == _CONTINUE and pending):
                pending.append(body)
            elif kind == _EOF:
                break
            else:
                self._note(kind, body)
        if pending:
            self._strings = shared_strings(pending)
        dates = [shows_date(number, self._codes.get(number)) for number in self._formats]
        for start, sheet in self._sheets.items():
            sheet.epoch_1904 = self._epoch_1904
            _SheetRecords(sheet, self._strings, dates, self._meter).read(_records(self._stream, start))
        return list(self._sheets.values())

    def _note(self, kind: int, body: bytes) -> None:
        if kind == _BOUND_SHEET:
            start, visible, what, length, wide = struct.unpack_from("<IBBBB", body)
            raw = body[8 : 8 + length * (2 if wide & 1 else 1)]
            name = raw.decode("utf-16-le" if wide & 1 else "latin-1", errors="replace")
            if what == _WORKSHEET:
                self._sheets[start] = Sheet(name, hidden=bool(visible & 3))
        elif kind == _FORMAT:
            self._codes[int.from_bytes(body[:2], "little")] = long_text(body, 2)
        elif kind == _XF:
            self._formats.append(int.from_bytes(body[2:4], "little"))
        elif kind == _DATE_MODE:
            self._epoch_1904 = body[:1] == b"\x01"


class _SheetRecords:
    """Fills a Sheet from its records."""

    def __init__(self, sheet: Sheet, strings: list[str], dates: list[bool], meter: Meter) -> None:
        self._sheet, self._strings, self._dates, self._meter = sheet, strings, dates, meter
        self._waiting: tuple[int, int] | None = None  # a formula whose text follows in a record of its own
        self._handlers: dict[int, Callable[[bytes], None]] = {
            _NUMBER: lambda body: self._put_number(body, struct.unpack_from("<d", body, 6)[0]),
            _RK: lambda body: self._put_number(body, _rk(body, 6)),
            _MANY_RK: self._many,
            _SHARED_LABEL: lambda body: self._put(body, self._strings[int.from_bytes(body[6:10], "little")]),
            _LABEL: lambda body: self._put(body, long_text(body, 6)),
            _RICH_LABEL: lambda body: self._put(body, long_text(body, 6)),
            _FORMULA: self._formula,
            _STRING: self._formula_text,
            _BOOLEAN: lambda body: self._put(body, _ERRORS.get(body[6], "#N/A") if body[7] else bool(body[6])),
            _COLUMN_INFO: self._width,
            _MERGED: self._merge,
        }

    def read(self, found: Iterator[tuple[int, bytes]]) -> None:
        depth = 0
        for kind, body in found:
            if kind == _BOF:
                depth += 1
            elif kind == _EOF:
                depth -= 1
                if depth <= 0:
                    return
            elif depth == 1 and kind in self._handlers:  # deeper are embedded charts
                self._handlers[kind](body)

    def _put(self, body: bytes, value: Value) -> None:
        row, column = struct.unpack_from("<HH", body)
        self._store(row, column, value)

    def _store(self, row: int, column: int, value: Value) -> None:
        self._meter.put(self._sheet, row + 1, column, value)

    def _put_number(self, body: bytes, number: float) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        self._store(row, column, self._typed(number, style))

    def _typed(self, number: float, style: int) -> Value:
        if style < len(self._dates) and self._dates[style] and number >= 0:
            return date_of_serial(number, self._sheet.epoch_1904)
        return number

    def _many(self, body: bytes) -> None:
        row, first = struct.unpack_from("<HH", body)
        for offset in range((len(body) - 6) // 6):
            at = 4 + 6 * offset
            self._store(
                row, first + offset, self._typed(_rk(body, at + 2), int.from_bytes(body[at : at + 2], "little"))
            )

    def _formula(self, body: bytes) -> None:
        if body[12:14] != b"\xff\xff":
            self._put_number(body, struct.unpack_from("<d", body, 6)[0])
        elif body[6] == 0:
            self._waiting = struct.unpack_from("<HH", body)
        elif body[6] in (1, 2):
            self._put(body, bool(body[8]) if body[6] == 1 else _ERRORS.get(body[8], "#N/A"))

    def _formula_text(self, body: bytes) -> None:
        if self._waiting:
            self._store(*self._waiting, long_text(body, 0))
            self._waiting = None

    def _width(self, body: bytes) -> None:
        first, last, width, _, options = struct.unpack_from("<HHHHH", body)
        for column in range(first, min(last, 255) + 1):
            self._sheet.widths[column] = 0.0 if options & 1 else round(width / 256, 2)

    def _merge(self, body: bytes) -> None:
        for index in range(int.from_bytes(body[:2], "little")):
            first_row, last_row, first, last = struct.unpack_from("<HHHH", body, 2 + 8 * index)
            self._sheet.merge((first_row + 1, first, last_row + 1, last))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record from a position on."""
    at = start
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _rk(body: bytes, at: int) -> float:
    """A number packed into four bytes: a short integer or the upper half of a double, perhaps in hundredths."""
    packed = int.from_bytes(body[at : at + 4], "little", signed=True)
    number = float(packed >> 2) if packed & 2 else struct.unpack("<d", struct.pack("<q", (packed & ~3) << 32))[0]
    return float(number / 100 if packed & 1 else number)


def read_with_calamine(data: bytes, meter: Meter) -> Workbook:
    """Cells through calamine, for the rare formats that are not read here (xlsb, Excel 95 and older)."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = []
        for meta in book.sheets_metadata:
            if meta.typ == python_calamine.SheetTypeEnum.WorkSheet:
                sheet = Sheet(meta.name, meta.visible != python_calamine.SheetVisibleEnum.Visible)
                _fill(sheet, book.get_sheet_by_name(meta.name), meter)
                sheets.append(sheet)
        return Workbook(sheets)
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
        for column, value in enumerate(cells):
            plain = str(value) if isinstance(value, timedelta) else float(value) if type(value) is int else value
            if plain != "":
                meter.put(sheet, first_row + offset + 1, first_column + column, plain)
