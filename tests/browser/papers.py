"""Files as people bring them: a roster as a clerk types it, the insurer's answers and payments. Everybody is invented."""

import io
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

Cells = Sequence[Any]
HEADINGS = (
    "No.", "N I K", "Nama Lengkap", "Tempat Lahir", "Tgl. Lahir", "L/P", "Nama Ibu Kandung", "Alamat KTP",
    "Kelurahan", "Lingk.", "Pekerjaan", "No. HP/WA",
)  # fmt: skip
SUNIARTI = (
    "1271014505820001", "Suniarti br. Sembiring", "Kabanjahe", "05-05-1982", "P", "Rekaan Tarigan", "Jl. Rekaan No. 2",
    "Pasar Baru", "I", "Pedagang sayur", "0812-6000-1001",
)  # fmt: skip
BAHARUDDIN = (
    "1271011703790002", "Baharuddin Lubis", "Medan", "17-03-1979", "L", "Rekaan Nasution", "Jl. Rekaan No. 5",
    "Pasar Baru", "I", "Tukang becak", "0812-6000-1002",
)  # fmt: skip
TIURMA = (
    "1271016108900003", "Tiurma Sihombing", "Tarutung", "21 Agustus 1990", "P", "Rekaan Manalu", "Jl. Rekaan No. 8",
    "Ps. Baru", "2", "Penjahit", "",
)  # fmt: skip
LACKS_A_DIGIT = (
    "127101120685000", "Rudi Hartono", "Binjai", "12-06-1985", "L", "Rekaan Sari", "Jl. Rekaan No. 9",
    "Pasar Baru", "I", "Buruh bangunan", "0812-6000-1004",
)  # fmt: skip
TOO_YOUNG = (
    "1271015001120005", "Nurul Aini", "Medan", "10-01-2012", "P", "Rekaan Dewi", "Jl. Rekaan No. 11",
    "Pasar Baru", "II", "Penjual kue", "0812-6000-1005",
)  # fmt: skip


def book(sheets: dict[str, Iterable[Cells]]) -> bytes:
    """A workbook with these sheets."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return target.getvalue()


def rows_of(content: bytes) -> list[list[Any]]:
    """What stands on the first sheet of a workbook."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)


@cache
def roster() -> bytes:
    """Title, headings, three who can be enrolled, one NIK short, one too young, one twice, a sum and a signature."""
    people = [SUNIARTI, BAHARUDDIN, TIURMA, LACKS_A_DIGIT, TOO_YOUNG, BAHARUDDIN]
    lines: list[Cells] = [
        ("DATA PEKERJA RENTAN KELURAHAN PASAR BARU TAHUN 2025 (REKAAN)",),
        (),
        HEADINGS,
        *((number, *person) for number, person in enumerate(people, 1)),
        ("", "JUMLAH", "6 orang"),
        (),
        ("", "", "", "", "", "", "", "Medan, 20 Oktober 2025"),
    ]
    return book({"Data Lingk. I-II": lines})


def answers(batch: bytes, results: dict[str, Cells]) -> bytes:
    """The batch as it was downloaded with four columns more: what the insurer says to each name."""
    heading, *lines = rows_of(batch)
    name = heading.index("NAMA LENGKAP")
    said = [[*line, *results.get(str(line[name]).title(), [""] * 4)] for line in lines]
    return book({"Jawaban": [[*heading, "HASIL", "NOMOR PESERTA", "TANGGAL MULAI", "ALASAN"], *said]})


def with_line(workbook: bytes, cells: Cells) -> bytes:
    """The same workbook with one line more at its end."""
    return book({"Jawaban": [*rows_of(workbook), cells]})


def payments(rows: Iterable[Cells]) -> bytes:
    """A month's payments as the insurer's report gives them."""
    heading = ("NOMOR PESERTA", "BULAN IURAN", "PROGRAM", "JUMLAH", "TANGGAL BAYAR", "PEMBAYAR")
    return book({"Iuran": [heading, *rows]})
