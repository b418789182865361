"""Tells the rows of people from the rest of a sheet: titles, totals, signatures, notes, empty form lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from payung.identity.folding import clean, is_placeholder, words
from payung.rosters.headers.columns import Columns
from payung.rosters.headers.content import looks_like_nik
from payung.rosters.headers.find import Header, header_at, is_numbering
from payung.rosters.headers.refine import refine, without_header
from payung.rosters.headers.vocabulary import meaning
from payung.rosters.sheets import WIDEST, Sheet, Value

Reason = Literal["title", "header", "blank", "total", "signature", "note"]


@dataclass(slots=True)
class Block:
    """A run of people under one header. `header_row` is None where there is no header at all."""

    header_row: int | None
    columns: Columns
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """What a sheet's rows are: blocks of people, and why each other row was skipped."""

    blocks: list[Block] = field(default_factory=list)
    skipped: dict[int, Reason] = field(default_factory=dict)


_TOTAL = re.compile(r"^(?:sub ?total|grand total|total|jumlah|jlh|jml|jumlah total|total (?:peserta|pekerja|orang|keseluruhan|data|seluruhnya|semua)|jumlah (?:peserta|pekerja|orang|keseluruhan|data|seluruhnya|laki\w*|perempuan|semua|seluruh|tenaga|total)|rekap(?:itulasi)?)\b")  # fmt: skip
_SIGNATURE = re.compile(
    r"\b(?:mengetahui|menyetujui|disetujui|diketahui|dibuat oleh|yang membuat|pembuat|hormat kami|hormat saya|disusun oleh|diperiksa|diverifikasi oleh|"
    r"tanda tangan|ttd|an lurah|a n|plt|plh|nip|nrp|pembina|penata tk|penata muda|tim pendata|petugas pendata|petugas verifikasi|penanggung jawab|koordinator lapangan)\b"
)
_OFFICE = re.compile(r"^(?:an |plt |plh |pj )?(?:lurah|camat|kepala (?:lingkungan|dinas|bagian|seksi|bidang|kelurahan|desa)|kepling|sekretaris|ketua|bendahara|kasi|kabid|kabag|walikota|wakil walikota|direktur|pimpinan|operator|kadis|manager|manajer|hrd)\b")  # fmt: skip
_PLACE_AND_DAY = re.compile(r"^[a-z][a-z .]{2,25}\s*,?\s*(?:tanggal\s*)?(?:\d{1,2}|\.{2,}|_{2,}|\s)\s*[-/ ]?\s*(?:[a-z]{3,12}|\d{1,2}|\.{2,})\s*[-/ ]?\s*(?:20\d\d|20\.{2}|20_+)$")  # fmt: skip
_NOTE = re.compile(
    r"^(?:catatan|keterangan|ket|nb|n b|note|notes|p s|petunjuk|perhatian|penjelasan|sumber|source|demikian|lampiran|contoh|cth|misal|tembusan|dasar|"
    r"disclaimer|warna|legend|halaman|page|hal|dicetak|printed|dilanjutkan|lanjut|bersambung)\b"
)
_SECTION = re.compile(r"^(?:data |daftar )?(?:lingkungan|lingk|kelurahan|kecamatan|kel|kec|rt|rw|kelompok|dusun|desa|unit|bagian|wilayah|zona|lanjutan|periode|bulan|tahun|tahap|gelombang)\b")  # fmt: skip
_FOOTNOTE = re.compile(r"^(?:\*+|\d+[.)]|[a-z][.)]|-|•)\s*\S+(?:\s+\S+){2,}")

# What makes a row a person: something of their own. Kelurahan, sex or occupation alone may be prefilled down a form.
_OWN = ("nik", "full_name", "birth_date", "birth_place", "mother_name", "phone", "family_card", "address", "email", "member_number")


def lay_out(sheet: Sheet) -> Layout:
    """Finds the blocks of people on a sheet and gives every other filled row (and gap) a reason."""
    return _Scan(sheet).run()


class _Scan:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.layout = Layout()
        self.block: Block | None = None
        self._ended: Reason | None = None  # signature or note: what stands below belongs to it
        self._own: list[int] = []
        self._marks: set[int] = set()

    def run(self) -> Layout:
        rows = sorted(self.sheet.rows)
        at = 0
        while at < len(rows):
            row = rows[at]
            if self.block and self._is_plainly_person(row):
                self._take(row)
                at += 1
                continue
            header = header_at(self.sheet, row)
            if header:
                self._begin(header)
                at = next((i for i in range(at + 1, len(rows)) if rows[i] >= header.next), len(rows))
                continue
            self._other(row)
            at += 1
        if not self.layout.blocks:
            self._without_header()
        self._blanks()
        return self.layout

    def _begin(self, header: Header) -> None:
        for row in [*header.rows, *header.after]:
            self.layout.skipped[row] = "header"
        headings = sorted(header.columns.headings.values())
        if self.block and headings == sorted(self.block.columns.headings.values()) and header.columns.letters().keys() <= self.block.columns.letters().keys():
            self._ended = None
            return
        self._open(Block(header.last, refine(header.columns, self.sheet, header.next)))

    def _open(self, block: Block) -> None:
        self.block, self._ended = block, None
        self.layout.blocks.append(block)
        columns = block.columns
        self._own = sorted({column for name in _OWN for column in columns.fields.get(name, [])} | set(columns.date_parts or ()))
        self._marks = {column for column in columns.used() if column not in self._own}

    def _is_plainly_person(self, row: int) -> bool:
        cells, columns = self.sheet.rows[row], self.block.columns  # type: ignore[union-attr]
        nik, name = columns.first("nik"), columns.first("full_name")
        if nik is None or name is None or nik >= len(cells) or name >= len(cells):
            return False
        return isinstance(cells[name], str) and bool(cells[name]) and looks_like_nik(cells[nik])

    def _take(self, row: int) -> None:
        self.block.rows.append(row)  # type: ignore[union-attr]
        self._ended = None

    def _other(self, row: int) -> None:
        reason = self._reason(row)
        if reason is None:
            self._take(row)
        else:
            self.layout.skipped[row] = reason

    def _reason(self, row: int) -> Reason | None:
        texts = _texts(self.sheet.rows[row])
        if not texts:
            return "blank"
        if self.block is None:
            return "note" if _NOTE.match(words(next(iter(texts.values())))) else "title"
        if is_numbering(self.sheet, row) or _repeats_heading(texts):
            return "header"
        plain = {column: words(text) for column, text in texts.items()}
        aside = self._aside(row, texts, plain)
        return aside if aside or self._is_person(row, texts) else self._leftover(texts)

    def _aside(self, row: int, texts: dict[int, str], plain: dict[int, str]) -> Reason | None:
        """Totals, signatures and notes, recognised by their words."""
        first = next(iter(plain.values()))
        listed = self._is_listed(row)
        has_nik = any(looks_like_nik(self.sheet.cell(row, column)) for column in self.block.columns.fields.get("nik", []))  # type: ignore[union-attr]
        if any(_TOTAL.match(text) for text in list(plain.values())[:3]) and not has_nik and not (listed and len(texts) > 3):
            return "total"
        if not listed or self._ended:
            if self._signs(texts, plain) and not (has_nik and len(texts) > 4):
                self._ended = "signature"
                return "signature"
            if _NOTE.match(first) and len(texts) <= 3:
                self._ended = "note"
                return "note"
        if self._ended and not (has_nik and listed):
            return self._ended
        if len(texts) == 1 and not listed:
            return self._single(*next(iter(texts.items())), first)
        return None

    def _signs(self, texts: dict[int, str], plain: dict[int, str]) -> bool:
        for column, text in plain.items():
            if _SIGNATURE.search(text) and len(text) < 60 or _PLACE_AND_DAY.match(clean(texts[column]).lower()):
                return True
        return len(texts) <= 3 and any(_OFFICE.match(text) for text in plain.values()) and not self._has_figures(texts)

    def _has_figures(self, texts: dict[int, str]) -> bool:
        return any(sum(c.isdigit() for c in text) >= 8 for text in texts.values())

    def _single(self, column: int, text: str, plain: str) -> Reason | None:
        """A row with one cell filled: a section's title, a footnote, or a person of whom only the name was typed."""
        if _SECTION.match(plain):
            return "title"
        if _FOOTNOTE.match(clean(text).lower()) or len(plain.split()) > 7:
            return "note"
        if column != self.block.columns.first("full_name"):  # type: ignore[union-attr]
            return "blank" if column in self._marks and not _own_kind(text) else "note" if column not in self._own else None
        return None

    def _is_listed(self, row: int) -> bool:
        """Whether the row carries a list number."""
        number = self.block.columns.number  # type: ignore[union-attr]
        value = self.sheet.cell(row, number) if number is not None else None
        if isinstance(value, str):
            return clean(value).strip(". )(").isdigit()
        return isinstance(value, int | float) and not isinstance(value, bool)

    def _is_person(self, row: int, texts: dict[int, str]) -> bool:
        """Something of a person's own stands in the row; numbered empty form lines have nothing."""
        filled = [column for column in self._own if column in texts and not is_placeholder(texts[column])]
        return bool(filled)

    def _leftover(self, texts: dict[int, str]) -> Reason:
        number = self.block.columns.number  # type: ignore[union-attr]
        beyond = [column for column in texts if column not in self._marks and column != number and column not in self._own]
        return "note" if beyond and len(texts) <= 2 and not self._marks & set(texts) else "blank"

    def _without_header(self) -> None:
        found = without_header(self.sheet)
        if not found:
            return
        start, columns = found
        self.layout.skipped = {row: reason for row, reason in self.layout.skipped.items() if row < start}
        self._open(Block(None, columns))
        for row in sorted(self.sheet.rows):
            if row >= start:
                if self._is_plainly_person(row):
                    self._take(row)
                else:
                    self._other(row)

    def _blanks(self) -> None:
        last = max(self.sheet.rows, default=0)
        if last <= 2 * len(self.sheet.rows) + 1000:
            for row in _gaps(self.sheet.rows, last):
                self.layout.skipped[row] = "blank"


def _gaps(filled: dict[int, list[Value]], last: int) -> Iterator[int]:
    return (row for row in range(1, last) if row not in filled)


def _texts(cells: list[Value]) -> dict[int, str]:
    found = {}
    for column, value in enumerate(cells[:WIDEST]):
        if value is None:
            continue
        text = clean(value) if isinstance(value, str) else _number_text(value)
        if text:
            found[column] = text
    return found


def _number_text(value: Value) -> str:
    return str(int(value)) if isinstance(value, float) and value == int(value) and abs(value) < 1e300 else str(value)


def _repeats_heading(texts: dict[int, str]) -> bool:
    known = sum(1 for text in texts.values() if meaning(text) not in ((), ("other",)))
    return known >= 2 and known > len(texts) / 2 and not any(sum(c.isdigit() for c in text) > 3 for text in texts.values())


def _own_kind(text: str) -> bool:
    return sum(c.isdigit() for c in text) >= 8
