"""Which rows are people, and why the others are not."""

import pytest

from tests.unit.rosters.making_files import BUDI, SITI, UDIN, Cell, checked, xlsx

HEAD = ["No", "Nama", "NIK", "TTL", "Pekerjaan", "HP"]
FIRST = [1.0, "BUDI", BUDI, "Medan, 17-08-1979", "Nelayan", "081234567890"]
LAST = [9.0, "UDIN", UDIN, "Medan, 01-12-1990", "Buruh", "081234567891"]


def reason_of(*cells: Cell, last: bool = False) -> str | None:
    """The reason of a row between people (or after the last); None where it is a person."""
    rows = [HEAD, FIRST, list(cells)] if last else [HEAD, FIRST, list(cells), LAST]
    return checked(xlsx(rows)).sheets[0].skipped.get(3)


@pytest.mark.parametrize(
    "cells",
    [
        (2.0, "SITI", SITI, None, None, None), (2.0, "SITI", None, None, None, None), (2.0, None, SITI, None, None, None), (None, "SITI", None, None, None, "0812"),
        (2.0, "-", "-", "Medan, 15-04-1985", None, None), (None, "SITI", None, "Medan, 17 Agustus 2005", "Operator", None), (2.0, "SITI", "belum ada", None, "PNS", None),
        (2.0, None, "127", None, None, None), (2.0, None, None, None, None, "081234567899"), ("2.", "LURAH SITI", None, None, None, None),
        (2.0, "TOTALINA SARAGIH", None, None, None, None), (2.0, "SITI", None, None, "Ketua", None),
    ],
)  # fmt: skip
def test_a_person_of_whom_little_is_known(cells: tuple[Cell, ...]) -> None:
    assert reason_of(*cells) is None


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ((2.0, None, None, None, None, None), "blank"), ((2.0, " ", "-", None, None, None), "blank"), (("3", None, None, None, "Nelayan", None), "blank"),
        (("LINGKUNGAN II",), "title"), ((None, "Lingkungan II"), "title"), (("Kelurahan Aur",), "title"), (("Kecamatan:", "Medan Area"), "title"),
        (("JUMLAH", None, 2.0), "total"), ((None, "Jumlah", "2 orang"), "total"), (("Sub Total", 5.0), "total"), (("TOTAL : 25 ORANG",), "total"),
        ((None, "Jumlah laki-laki", 3.0), "total"), (("Grand Total",), "total"), ((1.0, 2.0, 3.0, 4.0, 5.0, 6.0), "header"), (tuple(HEAD), "header"),
        ((None, None, None, None, None, None), "blank"),
    ],
)  # fmt: skip
def test_rows_between_people_that_are_none(cells: tuple[Cell, ...], reason: str) -> None:
    assert reason_of(*cells) == reason


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ((None, None, None, None, "Medan, 20 November 2026"), "signature"), ((None, "Mengetahui,", None, None, "Dibuat oleh,"), "signature"),
        ((None, "LURAH AUR"), "signature"), ((None, "NIP. 19750223 200211 1 001", 197502232002111001.0), "signature"), (("Catatan :",), "note"),
        (("Keterangan: NIK wajib 16 digit",), "note"), (("*) sesuai KTP yang berlaku",), "note"), (("1. NIK wajib 16 digit dan sesuai KTP",), "note"),
        ((None, "Demikian daftar ini dibuat dengan sebenarnya"), "note"), (("Kepala Lingkungan IV", None, None, None, "Operator"), "signature"),
        ((None, "Medan,      November 2026"), "signature"),
    ],
)  # fmt: skip
def test_rows_after_the_last_person(cells: tuple[Cell, ...], reason: str) -> None:
    assert reason_of(*cells, last=True) == reason


def test_all_below_a_signature_belongs_to_it_until_people_come_again() -> None:
    rows = [
        HEAD, FIRST, ["JUMLAH", 1.0], [], [None, "Mengetahui,"], [None, "LURAH AUR"], [], [], [None, "ROSLINDA MUNTHE, SH"],
        [None, "NIP. 19750223 200211 1 001"], ["Catatan:"], ["data dari kelurahan"], HEAD, LAST,
    ]  # fmt: skip
    sheet = checked(xlsx(rows)).sheets[0]
    assert [row.row for row in sheet.rows] == [2, 14]
    assert {row: sheet.skipped[row] for row in (3, 5, 6, 9, 10, 11, 12, 13)} == {
        3: "total", 5: "signature", 6: "signature", 9: "signature", 10: "signature", 11: "note", 12: "note", 13: "header",
    }  # fmt: skip


def test_empty_numbered_lines_before_the_total_are_skipped() -> None:
    rows = [HEAD, FIRST, *[[float(n), None, None] for n in range(2, 8)], ["TOTAL", None, 7.0]]
    sheet = checked(xlsx(rows)).sheets[0]
    assert (len(sheet.rows), set(sheet.skipped.values())) == (1, {"header", "blank", "total"})


def test_list_numbers_before_names_are_taken_off_where_it_is_the_habit() -> None:
    rows = [["Nama", "NIK"], ["1. BUDI", BUDI], ["2. SITI", SITI], ["3. UDIN", UDIN]]
    assert [row.values["full_name"] for _, row in checked(xlsx(rows)).rows] == ["BUDI", "SITI", "UDIN"]
    rows[2][0] = rows[3][0] = "SITI"
    assert [p.code for _, row, p in checked(xlsx(rows)).problems if row.row == 2] == ["name_suspicious"]


def test_fields_of_the_insurer_s_form_are_read_too() -> None:
    head = [
        "Nama",
        "NIK",
        "Kode Pos",
        "Status Kawin",
        "Tempat Kerja",
        "Jam Kerja",
        "Ahli Waris",
        "Hubungan",
        "Program",
        "RT/RW",
        "Gaji",
        "No KPJ",
        "E-mail",
        "No KK",
        "TMT",
    ]
    cells: list[Cell] = [
        "BUDI",
        BUDI,
        20151.0,
        "K",
        "Pasar Sambas",
        "8-16",
        "SITI",
        "Istri",
        "JKK JKM",
        "01/02",
        "Rp 1.500.000,-",
        "19 504 200 907",
        "A@B.id",
        BUDI,
        "1/2/2020",
    ]
    ((_, row),) = checked(xlsx([head, cells])).rows
    assert row.values == {
        "nik": BUDI, "full_name": "BUDI", "birth_date": "1979-08-17", "sex": "M", "postcode": "20151", "marital_status": "K", "work_place": "Pasar Sambas",
        "work_hours": "8-16", "heir_name": "SITI", "heir_relation": "Istri", "programmes": "JKK JKM", "rt": "01", "rw": "02", "monthly_income": 1500000,
        "member_number": "19504200907", "email": "a@b.id", "family_card": BUDI, "work_start": "2020-02-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        (1500000.0, 1500000), ("1.500.000", 1500000), ("Rp. 1.500.000,-", 1500000), ("Rp1.500.000,00", 1500000), ("1,5 juta", 1500000), ("2 jt", 2000000),
        ("500rb", 500000), ("1500000/bulan", 1500000), ("1,500,000", 1500000), ("1.500rb", 1500000), ("1.250rb", 1250000),
        ("2.500 ribu", 2500000), ("1.500k", 1500000), ("2,500 ribu/bln", 2500000), ("1.5 ribu", 1500), ("1,5jt", 1500000), ("1.5 juta", 1500000),
        ("1.250 juta", 1250000), ("Rp 1.500 rb,-", 1500000), ("tidak tentu", None), ("1-2 juta", None), ("-", None), (None, None), (True, None),
    ],
)  # fmt: skip
def test_incomes_as_people_type_them(typed: Cell, rupiah: int | None) -> None:
    from payung.rosters.rupiah import read_rupiah

    assert read_rupiah(typed) == rupiah
