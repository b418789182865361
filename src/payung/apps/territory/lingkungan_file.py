"""Reads a city's list of lingkungan: csv or xlsx with the columns kelurahan_code, name and, if wished, serial."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from python_calamine import CalamineError, load_workbook

from payung.apps.territory.codes import HIGHEST_SERIAL, CodeError, Level, area_id, level_of
from payung.apps.territory.errors import ListError, TerritoryError
from payung.identity.folding import clean, words

COLUMNS = {
    "kelurahan_code": {"kelurahan code", "kode kelurahan", "kode kel", "kode"},
    "name": {"name", "nama", "nama lingkungan", "lingkungan"},
    "serial": {"serial", "nomor", "no", "urutan", "nomor urut"},
}
LONGEST_NAME = 100
MOST_LINES = 100_000
Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Line:
    """One lingkungan of the list: the line's number in the file, the kelurahan's area id, name, serial if given."""

    number: int
    kelurahan: int
    name: str
    serial: int | None


def read(path: Path) -> list[Line]:
    """The lines of the list; raises `ListError` with a sentence for each wrong line."""
    rows = list(_rows(path))
    if not rows:
        raise TerritoryError(_("Berkas %(file)s kosong.") % {"file": path.name})
    places = _columns(rows[0][1])
    lines: list[Line] = []
    problems: list[str] = []
    for number, cells in rows[1:]:
        try:
            lines.append(_line(number, {name: _cell(cells, at) for name, at in places.items()}))
        except TerritoryError as error:
            problems.append(str(error))
    if problems:
        raise ListError(problems)
    return lines


def _rows(path: Path) -> Iterator[tuple[int, Cells]]:
    """Rows that are not empty, with their line numbers counted from 1."""
    rows = _sheet(path) if path.suffix.lower() in {".xlsx", ".xls", ".ods"} else _text(path)
    for number, cells in enumerate(rows, start=1):
        if number > MOST_LINES:
            raise TerritoryError(_("Berkas %(file)s terlalu panjang.") % {"file": path.name})
        if any(str(cell).strip() for cell in cells):
            yield number, cells


def _sheet(path: Path) -> Sequence[Cells]:
    try:
        return load_workbook(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise TerritoryError(_("Berkas %(file)s tidak terbaca sebagai lembar kerja.") % {"file": path.name}) from error


def _text(path: Path) -> Iterator[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TerritoryError(_("Berkas %(file)s bukan CSV dengan UTF-8.") % {"file": path.name}) from error
    except OSError as error:
        raise TerritoryError(_("Berkas %(file)s tidak dapat dibuka.") % {"file": path.name}) from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return csv.reader(io.StringIO(text), delimiter=delimiter)


def _columns(header: Cells) -> dict[str, int]:
    titles = [words(str(cell)) for cell in header]
    found = {
        name: next((at for at, title in enumerate(titles) if title in accepted), -1)
        for name, accepted in COLUMNS.items()
    }
    missing = [name for name in ("kelurahan_code", "name") if found[name] < 0]
    if missing:
        raise TerritoryError(
            _("Baris 1: kolom %(missing)s tidak ada. Tulis judul kolom kelurahan_code,name[,serial].")
            % {"missing": ", ".join(missing)}
        )
    return found


def _cell(cells: Cells, at: int) -> str:
    """A cell as text; a sheet gives whole numbers as floats."""
    value = cells[at] if 0 <= at < len(cells) else ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(str(value))


def _line(number: int, cells: dict[str, str]) -> Line:
    code, name, serial = cells["kelurahan_code"], cells["name"], cells["serial"]
    where = {"line": number, "code": code, "serial": serial}
    try:
        kelurahan = area_id(code)
    except CodeError:
        kelurahan = 0
    if not kelurahan or level_of(kelurahan) is not Level.KELURAHAN:
        raise TerritoryError(_("Baris %(line)s: “%(code)s” bukan kode kelurahan. Tulis seperti 12.71.01.1001.") % where)
    if not name or len(name) > LONGEST_NAME:
        raise TerritoryError(_("Baris %(line)s: nama lingkungan kosong atau terlalu panjang.") % where)
    if serial and not (serial.isdecimal() and 1 <= int(serial) <= HIGHEST_SERIAL):
        raise TerritoryError(_("Baris %(line)s: nomor “%(serial)s” bukan bilangan 1 sampai 9999.") % where)
    return Line(number, kelurahan, name, int(serial) if serial else None)
