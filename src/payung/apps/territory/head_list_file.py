"""Reads a list of heads as cities keep it: names, where they head, telephones; places may stand in titles or sheets."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from payung.identity import names, phones
from payung.identity.folding import is_placeholder, words
from payung.identity.places import Territory
from payung.rosters import Limits, UnreadableFile
from payung.rosters.cell_text import cell_texts
from payung.rosters.named_places import places_of_rows
from payung.rosters.reading import read_workbook
from payung.rosters.rows import Layout
from payung.rosters.sheets import Sheet

MOST_ROWS = 5000
HEADER_WITHIN = 30  # rows
PLACES = ("lingkungan", "kelurahan", "kecamatan")
FIELDS: dict[str, re.Pattern[str]] = {
    "lingkungan": re.compile(r"(?:(?:no|nomor|nama) )?(?:lingkungan|lingk|ling|lk)"),
    "kelurahan": re.compile(r"(?:nama )?(?:kelurahan|kel|kelurahan desa)"),
    "kecamatan": re.compile(r"(?:nama )?(?:kecamatan|kec)"),
    "phone": re.compile(r".*\b(?:hp|telepon|telpon|telp|tlp|wa|whatsapp|ponsel|handphone|kontak)\b.*"),
    "name": re.compile(r"nama\b.*|kepala lingkungan|kepling"),
}
VACANT = re.compile(r"kosong|lowong|belum ada|belum terisi|vakum")


@dataclass(frozen=True, slots=True)
class Line:
    """One head of the list: where it stands, what was typed for the name and the places, the telephone in E.164.

    `vacant`: the list itself says that nobody heads there. `phone_typed`: something was typed, a telephone or not.
    """

    sheet: str
    row: int
    name: str
    suspicious: bool
    vacant: bool
    places: Mapping[str, str]
    phone: str
    phone_typed: bool

    def __repr__(self) -> str:
        """Says nothing of the person."""
        return f"Line({self.row})"


def read(content: bytes, *, name: str, territory: Territory, limits: Limits) -> list[Line]:
    """The lines of all sheets; raises `UnreadableFile`, also where no list of heads is found."""
    workbook = read_workbook(content, name=name, limits=limits)
    lines = [line for sheet in workbook.sheets for line in _of_sheet(sheet, name, territory)]
    if not lines:
        raise UnreadableFile(
            "Tidak ditemukan daftar kepala lingkungan: beri judul kolom Nama dan Lingkungan di atas datanya.",
            "No list of heads was found: put the column headings Nama and Lingkungan above the data.",
        )
    if len(lines) > MOST_ROWS:
        raise UnreadableFile(
            f"Daftar ini lebih dari {MOST_ROWS} baris; bagi menjadi beberapa berkas.",
            f"The list has more than {MOST_ROWS} rows; split it into several files.",
        )
    return lines


def _of_sheet(sheet: Sheet, file: str, territory: Territory) -> Iterator[Line]:
    rows = {number: cell_texts(cells) for number, cells in sorted(sheet.rows.items())}
    header, columns = _header(rows)
    if not header:
        return
    titles = {number for number, texts in rows.items() if number < header or _is_title(texts, columns)}
    layout = Layout(skipped=dict.fromkeys(sorted(titles), "title"))
    named = places_of_rows(file, sheet, layout, territory)
    for number, texts in rows.items():
        if number <= header or number in titles or _columns(texts) == columns:
            continue
        if columns["name"] not in texts and columns["lingkungan"] not in texts:
            continue
        own = {field: texts[columns[field]] for field in PLACES if columns.get(field, -1) in texts}
        yield _line(sheet.name, number, texts, columns, {**named.left_out(number, own), **own})


def _header(rows: Mapping[int, Mapping[int, str]]) -> tuple[int, dict[str, int]]:
    """The row with the headings and the column of each field; (0, {}) where there is none."""
    for number, texts in list(rows.items())[:HEADER_WITHIN]:
        columns = _columns(texts)
        if "name" in columns and "lingkungan" in columns:
            return number, columns
    return 0, {}


def _columns(texts: Mapping[int, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, text in texts.items():
        heading = words(text)
        field = next((field for field, known in FIELDS.items() if known.fullmatch(heading)), None)
        if field:
            found.setdefault(field, column)
    return found


def _is_title(texts: Mapping[int, str], columns: Mapping[str, int]) -> bool:
    """A section row, such as 'Kelurahan Aur': one text, and neither name nor lingkungan where they belong."""
    return len(texts) == 1 and columns["lingkungan"] not in texts and not next(iter(texts.values())).isdecimal()


def _line(
    sheet: str, number: int, texts: Mapping[int, str], columns: Mapping[str, int], places: Mapping[str, str]
) -> Line:
    typed = texts.get(columns["name"], "")
    read_name = names.read(names.without_numbering(typed))
    read_phone = phones.read_text(texts.get(columns.get("phone", -1), ""))
    vacant = not typed or is_placeholder(typed) or bool(VACANT.fullmatch(words(typed)))
    return Line(
        sheet=sheet,
        row=number,
        name=read_name.name or "",
        suspicious=read_name.suspicious,
        vacant=vacant,
        places=places,
        phone=read_phone.number or "",
        phone_typed=read_phone.given,
    )


def asked(line: Line) -> Sequence[str]:
    """The place as it was typed, from narrow to wide, for a sentence about it."""
    return [line.places[field] for field in PLACES if line.places.get(field)]
