"""Finds the header of a roster on a sheet: its rows, its columns, and where the data begins."""

import re
from dataclasses import dataclass
from itertools import pairwise

from payung.identity.folding import clean
from payung.rosters.cell_text import cell_texts
from payung.rosters.headers.columns import Columns
from payung.rosters.headers.content import looks_like_nik
from payung.rosters.headers.tiers import Tiers
from payung.rosters.headers.vocabulary import DATE_WORDS, PLACE_WORDS, meaning, normal
from payung.rosters.sheets import Sheet

_PERSONAL = {
    "nik", "full_name", "family_card", "birth_date", "birth_place", "sex", "mother_name", "phone", "address",
    "occupation", "member_number", "lingkungan", "kelurahan", "kecamatan", "email", "employer", "monthly_income",
}  # fmt: skip
_IDENTIFYING = {"birth_date", "mother_name", "phone", "family_card", "member_number"}
_MOST_TIERS = 3
_LONGEST_HEADING = 120
_ADVICE_CELL = re.compile(
    r"^\(.*\)$|^(?:contoh|cth|misal|format|wajib|opsional|harus|sesuai (?:e-?)?(?:ktp|kk)|diisi|isi|pilih|"
    r"tanpa (?:gelar|spasi)|huruf|angka|teks|text|\d+ (?:digit|angka|karakter)|"
    r"(?:dd|hh|tgl)\W?(?:mm|bb|bln)\W?(?:yy|tt|thn)\w*|0\d*x+|l ?/ ?p$)",
    re.IGNORECASE,
)
_DATA_DIGITS = re.compile(r"\d[\d\s.\-/]{5,}\d")


@dataclass(slots=True)
class Header:
    """A header found: its rows (tiers), rows of numbering or advice right below it, and what its columns mean."""

    rows: list[int]
    after: list[int]
    columns: Columns

    @property
    def last(self) -> int:
        """The header's last row, as the contract reports it."""
        return self.rows[-1]

    @property
    def next(self) -> int:
        """The first row that can be data."""
        return (self.after or self.rows)[-1] + 1


# A header has one of these somewhere in its rows; most rows of people have none, and are not looked at closer.
_NAMES_PEOPLE = re.compile(
    r"n\s*a\s*m\s*[ae]|n\.?\s?i\.?\s?k|k\.?\s?t\.?\s?p|identi|kependudukan|peserta|pekerja|tenaga", re.IGNORECASE
)


def header_at(sheet: Sheet, row: int) -> Header | None:
    """The header that begins in this row, else None."""
    if not any(_names_people(sheet, row + offset) for offset in range(_MOST_TIERS)) or not _can_begin(sheet, row):
        return None
    rows = [row]
    while len(rows) < _MOST_TIERS:
        below = rows[-1] + 1
        if below not in sheet.rows or not _is_lower_tier(sheet, rows, below):
            break
        rows.append(below)
    tiers = Tiers(sheet, rows)
    if not _is_roster(tiers.columns) or tiers.known <= tiers.unknown:
        return None
    return Header(rows, _decoration(sheet, rows[-1] + 1), tiers.columns)


def _names_people(sheet: Sheet, row: int) -> bool:
    return any(isinstance(value, str) and _NAMES_PEOPLE.search(value) for value in sheet.rows.get(row, ()))


def _can_begin(sheet: Sheet, row: int) -> bool:
    texts = cell_texts(sheet.rows.get(row, []))
    if len(texts) < 2 or any(len(text) > _LONGEST_HEADING for text in texts.values()):
        return False
    known = sum(1 for text in texts.values() if meaning(text))
    if known < 2 or known * 2 < len(texts):
        return False
    return not any(_is_data(text) or looks_like_nik(text) for text in texts.values())


def _is_data(text: str) -> bool:
    return bool(_DATA_DIGITS.search(text)) and not meaning(text)


def _is_lower_tier(sheet: Sheet, above: list[int], row: int) -> bool:
    """Whether a row goes on with the header: its cells are headings, and it says something new."""
    texts = cell_texts(sheet.rows.get(row, []))
    if not texts or is_numbering(sheet, row) or all(_ADVICE_CELL.match(text) for text in texts.values()):
        return False
    if any(not isinstance(value, str) for value in sheet.rows[row] if value is not None):
        return False
    if any(_is_data(text) or looks_like_nik(text) for text in texts.values()):
        return False
    before, after = Tiers(sheet, above), Tiers(sheet, [*above, row])
    hidden = {"full_name", "nik"} & (set(before.columns.fields) - set(after.columns.fields))
    if _same_heading(sheet, above[0], row) or hidden:
        return False
    lowest = _known_alone(after.columns, texts)
    return lowest >= 0.6 * len(texts) and after.unknown <= before.unknown + 1


def _known_alone(columns: Columns, texts: dict[int, str]) -> int:
    """How many cells of the last row mean something, by themselves or as parts of a group."""
    parts = set(columns.date_parts or ()) | set(columns.sex_marks or ())
    under = {column for name in ("birth_place", "birth_date") for column in columns.fields.get(name, [])}
    places = {column for column in under if normal(texts.get(column, "")) in PLACE_WORDS | DATE_WORDS}
    return sum(1 for column, text in texts.items() if meaning(text) or column in parts or column in places)


def _same_heading(sheet: Sheet, one: int, other: int) -> bool:
    a, b = cell_texts(sheet.rows.get(one, [])), cell_texts(sheet.rows.get(other, []))
    return len(b) > 2 and sum(1 for column, text in b.items() if a.get(column, "").lower() == text.lower()) > len(b) / 2


def _is_roster(columns: Columns) -> bool:
    """A roster lists people: a NIK column with one more, or a name with something that tells people apart."""
    personal = _PERSONAL & set(columns.fields)
    if "nik" in personal:
        return len(personal) >= 2
    if "full_name" not in personal:
        return False
    return bool(personal & _IDENTIFYING) or len(personal) >= 4


def _decoration(sheet: Sheet, row: int) -> list[int]:
    """Rows of column numbers or advice right below a header."""
    found = []
    while row in sheet.rows and (is_numbering(sheet, row) or _is_advice(sheet, row)):
        found.append(row)
        row += 1
    return found


def _is_advice(sheet: Sheet, row: int) -> bool:
    texts = cell_texts(sheet.rows.get(row, []))
    return bool(texts) and all(_ADVICE_CELL.match(text) for text in texts.values())


def is_numbering(sheet: Sheet, row: int) -> bool:
    """A row that numbers the columns: 1 2 3, (1) (2) (3), a b c."""
    marks = []
    for value in sheet.rows.get(row, []):
        if value is None or (isinstance(value, str) and not clean(value)):
            continue
        mark = _mark(value)
        if mark is None:
            return False
        marks.append(mark)
    rising = sum(1 for a, b in pairwise(marks) if b - a in (1, 2))
    return len(marks) >= 3 and rising >= len(marks) - 2 and marks[0] <= 3


def _mark(value: object) -> int | None:
    if isinstance(value, float) and value.is_integer() and 0 < value < 100:
        return int(value)
    if not isinstance(value, str):
        return None
    text = clean(value).strip("()[]. ").split("=")[0].strip()
    if text.isdecimal() and len(text) <= 2:
        return int(text)
    return ord(text.lower()) - 96 if len(text) == 1 and text.isalpha() and text.isascii() else None
