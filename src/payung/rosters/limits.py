"""How large a roster file may be; what is larger is refused in one sentence before it costs memory."""

import os
from dataclasses import dataclass

from payung.rosters.sheets import Sheet, UnreadableFile, Value


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the file, bytes it may unpack to, filled rows and filled cells in all sheets together."""

    file_bytes: int = 100 * 1024 * 1024
    unpacked_bytes: int = 512 * 1024 * 1024
    rows: int = 200_000
    cells: int = 8_000_000

    @staticmethod
    def configured() -> "Limits":
        """The defaults, changed by PAYUNG_ROSTER_MAX_BYTES, _MAX_UNPACKED_BYTES, _MAX_ROWS and _MAX_CELLS.

        UnreadableFile where one of these is no whole number: no file is read by a limit that nobody meant.
        """
        names = {"file_bytes": "BYTES", "unpacked_bytes": "UNPACKED_BYTES", "rows": "ROWS", "cells": "CELLS"}
        return Limits(**{field: number for field, name in names.items() if (number := _given(name)) is not None})


def _given(name: str) -> int | None:
    variable = f"PAYUNG_ROSTER_MAX_{name}"
    text = os.environ.get(variable, "")
    if not text:
        return None
    if not text.isascii() or not text.isdecimal():
        raise UnreadableFile(
            f"{variable} berisi {text!r}; tulis bilangan bulat.",
            f"{variable} is {text!r}; write a whole number.",
        )
    return int(text)


class Meter:
    """Counts what is read and stops the reading where a limit is passed."""

    __slots__ = ("_bytes", "_cells", "_rows", "limits")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._bytes = self._rows = self._cells = 0

    def unpacked(self, size: int) -> None:
        """So many bytes more came out of a packed file."""
        self._bytes += size
        if self._bytes > self.limits.unpacked_bytes:
            most = self.limits.unpacked_bytes // (1024 * 1024)
            raise UnreadableFile(
                f"Berkas ini membengkak melebihi {most} MB saat dibuka; bagi menjadi beberapa berkas.",
                f"The file unpacks to more than {most} MB; split it into several files.",
            )

    def put(self, sheet: Sheet, row: int, column: int, value: Value) -> None:
        """Stores one filled cell of a sheet, as `Sheet.put` does, and counts it and its row."""
        before = len(sheet.rows)
        sheet.put(row, column, value)
        self._rows += len(sheet.rows) - before
        self._cells += 1
        if self._rows > self.limits.rows:
            raise UnreadableFile(
                f"Berkas ini lebih dari {self.limits.rows} baris; bagi menjadi beberapa berkas.",
                f"The file has more than {self.limits.rows} rows; split it into several files.",
            )
        if self._cells > self.limits.cells:
            raise UnreadableFile(
                f"Berkas ini lebih dari {self.limits.cells} sel; bagi menjadi beberapa berkas.",
                f"The file has more than {self.limits.cells} cells; split it into several files.",
            )


def check_size(size: int, limits: Limits) -> None:
    """Refuses a file of too many bytes, or of none."""
    if size == 0:
        raise UnreadableFile(
            "Berkas ini kosong (0 byte); simpan ulang lalu coba lagi.", "The file is empty (0 bytes); save it again."
        )
    if size > limits.file_bytes:
        most = limits.file_bytes // (1024 * 1024)
        raise UnreadableFile(
            f"Berkas ini lebih besar dari {most} MB; bagi menjadi beberapa berkas.",
            f"The file is larger than {most} MB; split it into several files.",
        )
