"""What stands around the people of a list, or in one cell with them."""

import pytest

from tests.spec.rosters_field.made import Person, all_are_these_people, people, said
from tests.unit.rosters.making_files import Cell, checked, xlsx

HEAD = ["No", "Nama", "NIK", "Tempat Lahir", "Tanggal Lahir", "L/P", "No. HP", "Alamat"]
COLUMNS = ["no", "name", "nik", "place", "words", "sex", "phone", "address"]
ALL = {"full_name": "B", "nik": "C", "birth_date": "E", "phone": "G"}


def with_row(row: list[Cell]) -> list[list[Cell]]:
    """Six people with a row that is no person after the third."""
    return [list(HEAD), *people(COLUMNS, 3), row, *people(COLUMNS, 3, start=3)]


ASIDE: dict[str, list[list[Cell]]] = {
    "total": [
        ["Jumlah Lingkungan I", "", "", "", "", "", 3.0], ["Jumlah Lingkungan II", "", "", "", "", "", "", "12 orang"],
        ["", "Jumlah Ling. II : 3 Orang"], ["Sub Total Kelurahan Aur", "", 3.0], ["TOTAL KEC. MEDAN MAIMUN", "", "3 orang"],
        ["", "", "", "", "JUMLAH L = 2, P = 1"], ["Jlh", 3.0], ["", "Sub Jumlah", "", "", "2", "1"], ["Banyaknya : 12 (dua belas) orang"],
        ["TOTAL (A+B)", "", 36.0], ["", "TOTAL KESELURUHAN", 12.0],
    ],
    "title": [
        ["LINGKUNGAN II"], ["A. LINGKUNGAN I"], ["II", "LINGKUNGAN II"], ["Lingkungan : III"], ["KECAMATAN MEDAN MAIMUN"], ["Kel. Aur"],
        ["RT 03 / RW 02"], ["", "KELOMPOK NELAYAN BAHARI"],
    ],
    "note": [["Nama Kelompok : Subur Makmur"], ["", "", "", "", "", "", "", "Lingkungan III Kelurahan Aur"], ["Halaman 2"]],
}  # fmt: skip


@pytest.mark.parametrize(("reason", "row"), [(reason, row) for reason, rows in ASIDE.items() for row in rows], ids=str)
def test_rows_between_people(reason: str, row: list[Cell]) -> None:
    report = checked(xlsx(with_row(row)))
    assert report.sheets[0].skipped[5] == reason or reason != "total"
    assert len(list(report.rows)) == 6
    all_are_these_people(report, ALL)


SIGNED: list[list[list[Cell]]] = [
    [["Medan, 3 November 2026"], ["Lurah Aur"], [], ["SYAHRUL EFENDI, S.Sos"], ["NIP. 19710812 199303 1 004"]],
    [["Medan,      November 2026"], ["Ketua Koperasi"], [], ["Drs. AMIR"]],
    [["Yang mendata,"], [], ["RINA"]],
    [["Yang menyerahkan,"], ["Kepala Lingkungan II"], [], ["( BUDI SANTOSO )"]],
    [["Mengetahui,"], ["Camat"], [], ["Ir. BENNY"], ["Pembina Tk. I"]],
]


@pytest.mark.parametrize("lines", SIGNED, ids=str)
@pytest.mark.parametrize("column", range(len(HEAD)))
def test_a_signature_under_any_column(lines: list[list[Cell]], column: int) -> None:
    rows = [list(HEAD), *people(COLUMNS), [], *([*[""] * column, *line] if line else [] for line in lines)]
    report = checked(xlsx(rows))
    assert len(list(report.rows)) == 6
    all_are_these_people(report, ALL)


@pytest.mark.parametrize(
    "name",
    [
        "Bulan Purnama Sari",
        "Dasar Purba",
        "Sumber Rezeki",
        "Ketua Ginting",
        "Penata Sembiring",
        "Total Manurung",
        "Note Simbolon",
    ],
)
@pytest.mark.parametrize("address", ["Jl. Pembina No. 3", "Gg. Lurah"])
def test_a_name_that_sounds_like_an_office_is_a_person_if_one_can_call(name: str, address: str) -> None:
    rows = [
        ["Nama", "NIK", "Alamat", "No HP"],
        *people(["name", "nik", "address", "phone"], 3),
        [name, "", address, "081377771111"],
    ]
    assert said(checked(xlsx(rows)))[5] == ("nik_missing",)


def test_the_name_and_the_number_in_one_cell() -> None:
    rows: list[list[Cell]] = [["No", "Nama / NIK", "Tempat, Tgl Lahir", "L/P", "No HP"]]
    for index, between in enumerate(["\n", " / ", " ", "\nNIK. ", " (NIK: ", ", "]):
        (row,) = people(["no", "name", "ttl", "sex", "phone"], 1, start=index)
        row[1] = f"{row[1]}{between}{Person(index).nik}"
        rows.append(row)
    report = checked(xlsx(rows))
    assert (report.sheets[0].columns["full_name"], report.sheets[0].columns["nik"]) == ("B", "B")
    all_are_these_people(report, ALL)


@pytest.mark.parametrize("sign", ['"', "sda", "s.d.a", "idem", '-"-', "〃"])
def test_a_ditto_sign_stands_for_the_cell_above(sign: str) -> None:
    columns = ["no", "name", "nik", "words", "phone", "job", "kel", "kec"]
    first, *others = people(columns)
    rows = [["No", "Nama", "NIK", "Tgl Lahir", "HP", "Pekerjaan", "Kelurahan", "Kecamatan"], first]
    rows += [[*row[:5], sign, sign, sign] for row in others]
    report = checked(xlsx(rows))
    all_are_these_people(report, {**ALL, "occupation": "F"})
    assert {row.values["kelurahan"] for _, row in report.rows} == {"Aur"}


def test_a_ditto_sign_stands_for_nobody_s_name_or_number() -> None:
    rows = [["No", "Nama", "NIK", "Tgl Lahir", "HP"], *people(["no", "name", "nik", "words", "phone"], 2)]
    rows.append([3.0, "sda", '"', "31 Mei 1980", "081200001111"])
    assert "nik_missing" in said(checked(xlsx(rows)))[4]


def test_lists_for_choosing_beside_the_people() -> None:
    side: list[Cell] = [None] * 8
    rows = [[*HEAD, *side, "DAFTAR PEKERJAAN"], *([*row, *side, "Nelayan"] for row in people(COLUMNS))]
    rows += [[None] * 16 + ["Pedagang"] for _ in range(40)]
    all_are_these_people(checked(xlsx(rows)), ALL)


def test_prefilled_lines_of_a_form_are_nobody() -> None:
    rows = [[*HEAD, "Kelurahan", "Umur"], *([*row, "Aur", 40.0] for row in people(COLUMNS))]
    rows += [[float(line), "", "", "", "", "", "", "", "Aur", 126.0] for line in range(7, 60)]
    report = checked(xlsx(rows))
    assert len(list(report.rows)) == 6
    all_are_these_people(report, ALL)


def test_two_lists_without_a_name_column_are_no_crash() -> None:
    rows = [
        ["NIK", "Tgl Lahir", "", "NIK", "Tgl Lahir"],
        *([row[0], row[1], "", "", ""] for row in people(["nik", "words"])),
    ]
    assert set(said(checked(xlsx(rows))).values()) == {("name_missing",)}
