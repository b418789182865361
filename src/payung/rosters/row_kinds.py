"""Tells a person's row from totals, signatures, notes, section titles and empty form lines,
by its words and its columns.
"""

import re
from typing import Literal

from payung.identity.folding import clean, is_placeholder, words
from payung.rosters.cell_text import cell_texts
from payung.rosters.headers.columns import Columns
from payung.rosters.headers.content import looks_like_nik
from payung.rosters.headers.vocabulary import meaning
from payung.rosters.sheets import Sheet, Value

Reason = Literal["title", "header", "blank", "total", "signature", "note"]

# No person's name begins so, unless with another word than these behind it ('Total Manurung').
_TOTAL = re.compile(
    r"^(?:(?:sub ?(?:total|jumlah)|grand total|jumlah|jlh|jml|banyaknya)\b.{0,60}|total"
    r"(?: (?:total|peserta|pekerja|orang|keseluruhan|data|seluruhnya|seluruh|semua|laki\w*|perempuan|pria|"
    r"wanita|tenaga|kerja|lk|pr|l|p|\d+|jiwa|warga|anggota|baris|halaman|ini|dipindahkan|penerima|calon|org|rekap|"
    r"[a-f]|(?:lingkungan|lingk|ling|lk|kelurahan|kel|kecamatan|kec|kelompok)(?: \w+){0,4}))*)$"
)
_SIGNATURE = re.compile(
    r"\b(?:mengetahui|menyetujui|disetujui|diketahui|dibuat oleh|yang (?:men|mem|bertanda)\w{3,}|pembuat daftar|"
    r"hormat kami|hormat saya|disusun oleh|"
    r"diperiksa oleh|diverifikasi oleh|tanda tangan|ttd|a n (?:lurah|camat|kepala|walikota)|an (?:lurah|camat|"
    r"kepala)|nip|nrp|"
    r"^pembina(?: tk| utama)?|^penata (?:tk|muda)|tim pendata|petugas pendata|penanggung jawab)\b"
)
_OFFICE = re.compile(
    r"^(?:an |a n |plt |plh |pj )?(?:lurah|camat|kepala (?:lingkungan|dinas|bagian|seksi|bidang|kelurahan|desa|"
    r"kantor|cabang)|kepling|"
    r"sekretaris|ketua|bendahara|kasi|kabid|kabag|walikota|wakil walikota|direktur|pimpinan|operator|kadis|"
    r"manager|manajer|hrd|koordinator)\b"
)
_PLACE_AND_DAY = re.compile(
    r"^[a-z][a-z .]{2,25}\s*,?\s*(?:tanggal\s*)?(?:\d{1,2}|\.{2,}|_{2,}|\s)\s*[-/ ]?\s*(?:[a-z]{3,12}|\d{1,2}|"
    r"\.{2,})?\s*[-/ ]?\s*"
    r"(?:20\d\d|20\.{2,}|20_+)\.?$"
)
_NOTE = re.compile(
    r"^(?:catatan|keterangan|ket|nb|n b|note|notes|petunjuk|perhatian|penjelasan|sumber|source|demikian|"
    r"lampiran|contoh|cth|misal|"
    r"tembusan|dasar|disclaimer|halaman|page|dicetak|printed|dilanjutkan|bersambung)\b"
)
_SECTION = re.compile(
    r"^(?:data |daftar )?(?:lingkungan|lingk|ling|lk|kelurahan|kecamatan|kel|kec|rt|rw|kelompok|dusun|desa|"
    r"unit|bagian|wilayah|zona|"
    r"lanjutan|periode|bulan|tahun|tahap|gelombang|blok|bidang|kategori|golongan)\b(?: \S+){0,6}$"
)
_ENUMERATED = re.compile(r"^(?:[ivxl]+|[a-z]) (?=\w{2})")
_FOOTNOTE = re.compile(r"^(?:\*+|\d+[.)]|[a-z][.)]|-|•)\s*\S+(?:\s+\S+){2,}")
_MOST_CELLS_OF_SIGNATURE = 4

# What makes a row a person: something of their own. Kelurahan, sex or occupation alone may be prefilled down a form.
_OWN = (
    "nik", "full_name", "birth_date", "birth_place", "mother_name", "phone", "family_card", "address", "email",
    "member_number",
)  # fmt: skip


class RowKinds:
    """Judges rows under one header. Whoever calls it in order of rows lets it know what a signature or a note began."""

    def __init__(self, sheet: Sheet, columns: Columns) -> None:
        self._sheet, self._columns = sheet, columns
        self._nik, self._name, self._phone = (columns.first(name) for name in ("nik", "full_name", "phone"))
        self._own = {column for name in _OWN for column in columns.fields.get(name, [])} | set(columns.date_parts or ())
        self._shared = columns.used() - self._own
        self._births = {column for name in ("birth_date", "birth_place") for column in columns.fields.get(name, [])}
        self._work = {
            column for name in ("occupation", "employer", "remark") for column in columns.fields.get(name, [])
        }
        self._wide = {(first_row, first): last - first for first_row, first, _, last in sheet.merged if last > first}
        self.ended: Reason | None = None

    def is_plainly_person(self, cells: list[Value]) -> bool:
        """A name beside 16 digits: no need to look further."""
        nik, name = self._nik, self._name
        if nik is None or name is None or nik >= len(cells) or name >= len(cells):
            return False
        value = cells[name]
        return isinstance(value, str) and bool(value) and value != " " and looks_like_nik(cells[nik])

    def reason(self, row: int) -> Reason | None:
        """Why a row is no person; None where it is one."""
        texts = cell_texts(self._sheet.rows[row])
        if not texts:
            return "blank"
        if _repeats_heading(texts):
            return "header"
        plain = {column: words(text) for column, text in texts.items()}
        reason = self._aside(row, texts, plain)
        if reason is None and not self._is_person(texts):
            reason = self._leftover(texts)
        if reason is None:
            self.ended = None
        return reason

    def _aside(self, row: int, texts: dict[int, str], plain: dict[int, str]) -> Reason | None:
        """Totals, signatures and notes, recognised by their words."""
        first = next(iter(plain.values()))
        listed, has_nik = self._is_listed(row), self._has_nik(row)
        if (
            not has_nik
            and any(_TOTAL.match(text) for text in list(plain.values())[:3])
            and not (listed and len(texts) > 4)
        ):
            return "total"
        if not listed and not has_nik:
            if self._is_reachable(texts):
                return None
            if self._is_signature(texts, plain):
                self.ended = "signature"
            elif _NOTE.match(first) and len(texts) <= 3:
                self.ended = "note"
        if self.ended and not (has_nik or (listed and len(texts) >= 3)):
            return self.ended
        return None if listed or has_nik else self._title_or_note(row, texts, plain, first)

    def _is_signature(self, texts: dict[int, str], plain: dict[int, str]) -> bool:
        if len(texts) > _MOST_CELLS_OF_SIGNATURE:
            return False
        if any(_SIGNATURE.search(text) and len(text) < 60 for text in plain.values()):
            return True
        born = self._births if len(texts) > 1 else set()  # alone in its row, a place with a day is no birth
        if any(column not in born and _PLACE_AND_DAY.match(text.lower()) for column, text in texts.items()):
            return True
        offices = {column for column, text in plain.items() if _OFFICE.match(text)}
        return bool(offices - self._work) and not any(_figures(text) >= 8 for text in texts.values())

    def _title_or_note(self, row: int, texts: dict[int, str], plain: dict[int, str], first: str) -> Reason | None:
        """A section's title, a footnote, or (None) perhaps a person of whom little was typed."""
        column, text = next(iter(texts.items()))
        if len(texts) <= 2 and _SECTION.match(_ENUMERATED.sub("", " ".join(plain.values()))):
            return "title"
        if len(texts) > 1:
            return None
        if self._wide.get((row, column), 0) >= 3:
            return "title"
        if _FOOTNOTE.match(text.lower()) or len(first.split()) > 7:
            return "note"
        if column == self._name:
            return None
        return "blank" if column in self._shared else "note"

    def _is_reachable(self, texts: dict[int, str]) -> bool:
        """A name with a telephone number beside it is a person, whatever the name sounds like."""
        phone = texts.get(self._phone, "") if self._phone is not None else ""
        return self._name in texts and self.ended is None and 9 <= _figures(phone) <= 15 and "ni" not in phone.lower()

    def _has_nik(self, row: int) -> bool:
        return any(looks_like_nik(self._sheet.cell(row, column)) for column in self._columns.fields.get("nik", []))

    def _is_listed(self, row: int) -> bool:
        """Whether the row carries a list number."""
        number = self._columns.number
        value = self._sheet.cell(row, number) if number is not None else None
        if isinstance(value, str):
            return clean(value).strip(". )(").isdecimal()
        return isinstance(value, int | float) and not isinstance(value, bool)

    def _is_person(self, texts: dict[int, str]) -> bool:
        """Something of a person's own stands in the row; numbered empty form lines have nothing."""
        return any(column in texts and not is_placeholder(texts[column]) for column in self._own)

    def _leftover(self, texts: dict[int, str]) -> Reason:
        beyond = [c for c in texts if c not in self._shared and c not in self._own and c != self._columns.number]
        return "note" if beyond and len(texts) <= 2 and not self._shared & set(texts) else "blank"


def is_note(plain: str) -> bool:
    """Whether a row's first words say that a note follows."""
    return bool(_NOTE.match(plain))


def _figures(text: str) -> int:
    return sum(c.isdecimal() for c in text)


_HEADING_WORD = re.compile(r"n\s*a\s*m\s*[ae]|n\.?\s?i\.?\s?k\b|k\s?t\s?p|lahir|alamat|kelamin", re.IGNORECASE)


def _repeats_heading(texts: dict[int, str]) -> bool:
    if not any(_HEADING_WORD.search(text) for text in texts.values()):
        return False
    known = sum(1 for text in texts.values() if meaning(text) not in ((), ("other",)))
    return known >= 2 and known > len(texts) / 2 and not any(_figures(text) > 3 for text in texts.values())
