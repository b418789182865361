"""Where the roster begins and which column holds what, for headers of every shape."""

import datetime as dt

import pytest

from payung.rosters.headers.vocabulary import meaning
from tests.unit.rosters.making_files import BUDI, SITI, UDIN, Rows, checked, codes, xlsx

PEOPLE = [[1.0, "BUDI", BUDI], [2.0, "SITI", SITI], [3.0, "UDIN", UDIN]]


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("NIK", "nik"), ("N I K", "nik"), ("No. KTP", "nik"), ("Nomor Induk Kependudukan (16 digit)", "nik"), ("NIK*", "nik"), ("No.KTP/NIK", "nik"),
        ("ID Number", "nik"), ("NIK Karyawan", "other"), ("NIK Ibu", "other"), ("No. KK", "family_card"), ("Nomor Kartu Keluarga", "family_card"),
        ("N A M A", "full_name"), ("Nama\nLengkap", "full_name"), ("NAMA LENGKAP (SESUAI KTP)", "full_name"), ("Nama Tenaga Kerja", "full_name"),
        ("Nama Anggota Kelompok", "full_name"), ("Name", "full_name"), ("Nama Ibu", "mother_name"), ("Nama Gadis Ibu Kandung", "mother_name"),
        ("Mother's Maiden Name", "mother_name"), ("Nama Kepling", "other"), ("Nama Ayah", "other"), ("Nama Ahli Waris", "heir_name"),
        ("Hubungan Keluarga", "heir_relation"), ("Tgl. Lahir", "birth_date"), ("Tanggal Lahir (dd/mm/yyyy)", "birth_date"), ("Date of Birth", "birth_date"),
        ("Tmpt Lahir", "birth_place"), ("TTL", "birth_place birth_date"), ("Tempat & Tanggal Lahir", "birth_place birth_date"),
        ("Tempat Lahir / Tanggal Lahir", "birth_place birth_date"), ("L/P", "sex"), ("Jns Kel.", "sex"), ("Jenis Kelamin (L/P)", "sex"), ("Gender", "sex"),
        ("Lk/Pr", "sex"), ("No. HP/WA", "phone"), ("Nomor Telepon yang aktif", "phone"), ("Kontak", "phone"), ("Mobile", "phone"), ("No HP Istri", "other"),
        ("E-mail", "email"), ("Alamat Rumah", "address"), ("Jalan/Gang", "address"), ("Lingk.", "lingkungan"), ("Lk.", "lingkungan"), ("Kel.", "kelurahan"),
        ("Desa/Kelurahan", "kelurahan"), ("Kec.", "kecamatan"), ("Kel/Kec", "kelurahan kecamatan"), ("Lingkungan/Kelurahan", "lingkungan kelurahan"),
        ("RT/RW", "rt rw"), ("Kab/Kota", "city"), ("Kode Pos", "postcode"), ("Jenis Pekerjaan", "occupation"), ("Profesi", "occupation"),
        ("Jabatan", "position"), ("Tempat Kerja", "work_place"), ("Jam Kerja", "work_hours"), ("Perusahaan", "employer"), ("Koordinator", "employer"),
        ("Penghasilan/Bulan (Rp)", "monthly_income"), ("Gaji/Upah", "monthly_income"), ("No. KPJ", "member_number"), ("Ket.", "remark"),
        ("Status Kawin", "marital_status"), ("Umur", "age"), ("No.", "number"), ("No. Urut", "number"), ("Tanda Tangan", "other"), ("Tgl Masuk", "work_start"),
        ("BUDI", ""), ("Medan", ""), ("KELURAHAN AUR", ""), ("P", ""), ("Count of Nama", ""), ("Jl. Sei Deli No. 5", ""), ("Nelayan", ""),
    ],
)  # fmt: skip
def test_a_heading_means(heading: str, fields: str) -> None:
    assert " ".join(meaning(heading)) == fields


def columns(rows: Rows, **options: object) -> tuple[int | None, dict[str, str]]:
    sheet = checked(xlsx(rows, **options)).sheets[0]
    return sheet.header_row, sheet.columns


def test_titles_above_and_numbers_below() -> None:
    rows = [
        ["PEMERINTAH KOTA"],
        ["Kelurahan", ": AUR", "Kecamatan", ": MEDAN MAIMUN"],
        [],
        ["No", "Nama", "NIK"],
        [1.0, 2.0, 3.0],
        *PEOPLE,
    ]
    sheet = checked(xlsx(rows)).sheets[0]
    assert sheet.header_row == 4
    assert [row.row for row in sheet.rows] == [6, 7, 8]
    assert sheet.skipped == {1: "title", 2: "title", 3: "blank", 4: "header", 5: "header"}


@pytest.mark.parametrize("marks", [["(1)", "(2)", "(3)"], ["1", "2", "3"], ["a", "b", "c"], [1.0, 2.0, 3.0]])
def test_rows_that_number_the_columns(marks: list[str | float]) -> None:
    sheet = checked(xlsx([["No", "Nama", "NIK"], marks, *PEOPLE])).sheets[0]
    assert (sheet.header_row, len(sheet.rows)) == (1, 3)


@pytest.mark.parametrize(
    ("top", "below"),
    [
        (
            ["No", "Nama", "NIK", "Tanggal Lahir", None, None, "L", "P"],
            [None, None, None, "Tgl", "Bln", "Thn", None, None],
        ),
        (
            ["No", "Identitas", None, "Tanggal Lahir", None, None, "Jenis Kelamin", None],
            [None, "Nama", "NIK", "Tgl", "Bln", "Thn", "L", "P"],
        ),
        (
            ["No", "Nama", "NIK", "Lahir", None, None, "Kelamin", None],
            [None, None, None, "Hari", "Bulan", "Tahun", "Lk", "Pr"],
        ),
    ],
)
def test_headers_of_two_tiers(top: list[str | None], below: list[str | None]) -> None:
    rows = [
        top,
        below,
        [1.0, "BUDI", BUDI, 17.0, 8.0, 1979.0, "v", None],
        [2.0, "SITI", SITI, "15", "April", "85", None, "√"],
    ]
    found = checked(xlsx(rows)).sheets[0]
    assert (found.header_row, found.columns) == (2, {"full_name": "B", "nik": "C", "birth_date": "D:F", "sex": "G:H"})
    assert [(row.values["birth_date"], row.values["sex"], row.problems) for row in found.rows] == [
        ("1979-08-17", "M", []), ("1985-04-15", "F", []),
    ]  # fmt: skip


def test_a_header_of_three_tiers() -> None:
    rows = [
        ["No", "Data Pekerja", None, None, None, "Alamat", None],
        [None, "Nama", "NIK", "Lahir", None, "Jalan", "Wilayah"],
        [None, None, None, "Tempat", "Tanggal", None, "Kel."],
        [1.0, "BUDI", BUDI, "Medan", "17-08-1979", "Jl. A", "Aur"],
    ]
    assert columns(rows) == (
        3,
        {"full_name": "B", "nik": "C", "birth_place": "D", "birth_date": "E", "address": "F", "kelurahan": "G"},
    )


def test_one_heading_above_three_columns_of_a_date() -> None:
    rows = [
        ["No", "Nama", "NIK", "Tanggal Lahir", None, None],
        *[
            [*p, d, m, y]
            for p, d, m, y in zip(PEOPLE, (17.0, 15.0, 1.0), (8.0, 4.0, 12.0), (1979.0, 1985.0, 1990.0), strict=True)
        ],
    ]
    assert columns(rows)[1]["birth_date"] == "D:F"
    assert codes(checked(xlsx(rows))) == {2: [], 3: [], 4: []}


def test_the_number_of_the_card_is_told_from_the_company_s() -> None:
    rows = [["NIK", "Nama", "No. KTP"], ["20112", "BUDI", BUDI], ["20113", "SITI", SITI]]
    assert columns(rows)[1]["nik"] == "C"
    rows = [["NIK", "Nama", "Nomor"], ["20112", "BUDI", BUDI], ["20113", "SITI", SITI], ["20114", "UDIN", UDIN]]
    assert columns(rows)[1]["nik"] == "C"


def test_of_two_phone_columns_the_first_valid_number_is_taken() -> None:
    rows = [
        ["Nama", "NIK", "No. HP", "No. WA"],
        ["BUDI", BUDI, "-", "081234567890"],
        ["SITI", SITI, "081234567891", "08"],
        ["UDIN", UDIN, "12", ""],
    ]
    report = checked(xlsx(rows))
    assert [row.values.get("phone") for _, row in report.rows] == ["+6281234567890", "+6281234567891", None]
    assert codes(report)[4] == ["phone_invalid"]


def test_no_header_at_all() -> None:
    rows = [
        ["1", "BUDI SANTOSO", BUDI, "MEDAN", "17-08-1979", "L", "081234567890", "Pedagang"],
        ["2", "SITI AMINAH", SITI, "BINJAI", "15-04-1985", "P", "081234567891", "Buruh"],
        ["3", "UDIN", UDIN, "MEDAN", "01-12-1990", "L", "-", "Sopir"],
    ]
    found = checked(xlsx(rows)).sheets[0]
    assert (found.header_row, len(found.rows)) == (None, 3)
    assert found.columns == {
        "nik": "C",
        "full_name": "B",
        "birth_date": "E",
        "sex": "F",
        "phone": "G",
        "occupation": "H",
    }


def test_a_header_whose_words_say_nothing() -> None:
    assert columns([["Kolom1", "Kolom2", "Kolom3"], ["BUDI SANTOSO", BUDI, "L"], ["SITI AMINAH", SITI, "P"]]) == (
        1, {"nik": "B", "full_name": "A", "sex": "C"},
    )  # fmt: skip


def test_a_family_card_beside_is_not_taken_for_the_number() -> None:
    card = "1271021503120009"
    rows = [["1", "BUDI SANTOSO", card, BUDI], ["2", "SITI AMINAH", card, SITI], ["3", "UDIN LUBIS", card, UDIN]]
    assert columns(rows)[1] == {"nik": "D", "full_name": "B", "family_card": "C"}


def test_an_empty_heading_above_plain_values() -> None:
    rows = [["No", "Nama", "NIK", None, None], *[[*p, "0812345678" + str(n), "L"] for n, p in enumerate(PEOPLE)]]
    assert columns(rows)[1] | {} == {"full_name": "B", "nik": "C", "phone": "D", "sex": "E"}


def test_a_repeated_header_and_blocks_with_other_columns() -> None:
    rows = [
        ["LINGKUNGAN I"], ["No", "Nama", "NIK"], PEOPLE[0], ["No", "Nama", "NIK"], PEOPLE[1], ["Jumlah", 2.0], [],
        ["LINGKUNGAN II"], ["No", "NIK", "Nama", "Tgl Lahir"], [1.0, UDIN, "UDIN", dt.date(1990, 12, 1)],
    ]  # fmt: skip
    found = checked(xlsx(rows)).sheets[0]
    assert [(row.row, row.values["full_name"], row.problems) for row in found.rows] == [
        (3, "BUDI", []),
        (5, "SITI", []),
        (10, "UDIN", []),
    ]
    assert found.skipped == {1: "title", 2: "header", 4: "header", 6: "total", 7: "blank", 8: "title", 9: "header"}


def test_a_header_without_people_is_a_roster_with_no_rows() -> None:
    report = checked(xlsx([["No", "Nama", "NIK"]]))
    assert (report.sheets[0].is_roster, report.summary["rows"]) == (True, 0)


def test_cells_merged_downwards_count_for_all_their_rows() -> None:
    from payung.rosters.check import filled_up, merged_downwards
    from payung.rosters.rows import lay_out
    from payung.rosters.sheets import Sheet

    sheet = Sheet(
        "Data",
        rows={1: ["Nama", "NIK", "Alamat"], 2: ["BUDI", BUDI, "Jl. A"], 3: ["SITI", SITI], 4: ["UDIN", UDIN, "Jl. B"]},
    )
    sheet.merged = [(2, 2, 4, 2), (2, 0, 3, 0)]
    below = merged_downwards(sheet, lay_out(sheet).blocks[0])
    assert below == {3: {2: "Jl. A"}, 4: {2: "Jl. A"}}
    assert filled_up(sheet.rows[3], below[3]) == ["SITI", SITI, "Jl. A"]
    assert filled_up(sheet.rows[4], below[4]) == ["UDIN", UDIN, "Jl. B"]


def test_pria_and_wanita() -> None:
    report = checked(xlsx([["Nama", "NIK", "P/W"], ["BUDI", BUDI, "P"], ["SITI", SITI, "W"]]))
    assert [(row.values["sex"], row.problems) for _, row in report.rows] == [("M", []), ("F", [])]


def test_contacts_beside_rosters_are_none_and_hidden_sheets_are_read() -> None:
    more = {
        "Kepling": [["No", "Nama", "No HP"], [1.0, "MARLINA", "081234567890"]],
        "Lama": [["Nama", "NIK"], ["BUDI", BUDI]],
    }
    report = checked(xlsx([["No", "Nama", "NIK"], *PEOPLE], more=more, hidden=["Lama"]))
    assert [(sheet.name, sheet.is_roster, sheet.hidden, len(sheet.rows)) for sheet in report.sheets] == [
        ("Data", True, False, 3), ("Kepling", False, False, 0), ("Lama", True, True, 1),
    ]  # fmt: skip
    assert [problem.code for _, _, problem in report.problems] == ["duplicate_in_file"]
