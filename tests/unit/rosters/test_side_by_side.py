"""Lists that stand side by side on one sheet, and a second person in a row."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from payung.cli.roster import roster
from payung.rosters.limits import Limits
from payung.rosters.reading import read_workbook
from payung.rosters.sheets import Value
from tests.unit.rosters.making_files import BUDI, SITI, UDIN, Cell, Rows, checked, xlsx

HEAD: list[Cell] = ["No", "Nama", "NIK", "HP"]
PHONE = "081234567890"
FOURTH = "1271030112900004"
BESIDE = "lists side by side, all read: "
UNREAD = "a second person in the row, not read: "


def people(rows: Rows) -> list[tuple[int, str | int, str | int | None]]:
    return [(row.row, row.values.get("full_name", ""), row.values.get("nik")) for _, row in checked(xlsx(rows)).rows]


def notes(rows: Rows) -> list[str]:
    return [note for sheet in checked(xlsx(rows)).sheets for note in sheet.notes if note != "no phone column"]


SIDE: Rows = [
    ["DAFTAR PEKERJA KELURAHAN AUR"],
    [*HEAD, None, *HEAD],
    [1.0, "BUDI", BUDI, PHONE, None, 1.0, "SITI", SITI, PHONE],
    [None, None, None, None, None, 2.0, "UDIN", UDIN, PHONE],
]


def test_two_lists_side_by_side_are_both_read() -> None:
    report = checked(xlsx(SIDE))
    (sheet,) = report.sheets
    assert people(SIDE) == [(3, "BUDI", BUDI), (3, "SITI", SITI), (4, "UDIN", UDIN)]
    assert (sheet.header_row, sheet.columns["nik"], sheet.notes) == (2, "C", [f"{BESIDE}A–D, F–I"])
    assert sheet.skipped == {1: "title", 2: "header"}
    assert report.summary["rows"] == 3
    assert [row.place.get("kelurahan") for row in sheet.rows] == ["AUR"] * 3


def test_lists_without_a_gap_begin_at_their_list_number() -> None:
    rows = [[*HEAD, *HEAD, *HEAD], [1.0, "BUDI", BUDI, PHONE, 2.0, "SITI", SITI, PHONE, 3.0, "UDIN", UDIN, PHONE]]
    assert [name for _, name, _ in people(rows)] == ["BUDI", "SITI", "UDIN"]


def test_what_one_list_lacks_is_never_taken_from_the_next() -> None:
    rows = [[*HEAD, None, *HEAD], [1.0, "BUDI", None, None, None, 1.0, "SITI", SITI, PHONE]]
    left, right = checked(xlsx(rows)).sheets[0].rows
    assert ("nik" in left.values, "phone" in left.values, left.problems[0].cell) == (False, False, "C2")
    assert right.values["nik"] == SITI


def test_each_list_belongs_to_the_place_above_it() -> None:
    rows = [["Lingkungan I", None, None, None, None, "Lingkungan II"], *SIDE[1:]]
    assert [row.place.get("lingkungan") for _, row in checked(xlsx(rows)).rows] == ["I", "II", "II"]


def test_the_same_nik_beside_itself_names_its_cell() -> None:
    rows = [[*HEAD, None, *HEAD], [1.0, "BUDI", BUDI, PHONE, None, 1.0, "BUDI", BUDI, PHONE]]
    left, right = checked(xlsx(rows)).sheets[0].rows
    assert (left.status, right.problems[0].code, right.problems[0].cell) == ("ok", "duplicate_in_file", "H2")
    assert right.problems[0].params["where"] == "baris 2 (C2)"


def test_the_file_that_goes_back_says_what_to_mend_of_everybody_in_a_row(tmp_path: Path) -> None:
    rows = [[*HEAD, None, *HEAD], [1.0, "BUDI", BUDI, PHONE, None, 1.0, "SITI", None, PHONE]]
    checked(xlsx(rows)).write_xlsx(tmp_path / "back.xlsx")
    assert _back(tmp_path)[2][9:] == ["PERBAIKI", "NIK belum diisi (H2); salin 16 angka dari KTP."]


RELATED: list[Rows] = [
    [["Nama", "NIK", "HP", "Nama", "NIK", "HP"], ["BUDI", BUDI, PHONE, "SITI", SITI, PHONE]],
    [
        ["PEKERJA", None, None, None, None, "AHLI WARIS"], [*HEAD, None, *HEAD],
        [1.0, "BUDI", BUDI, PHONE, None, 1.0, "SITI", SITI, PHONE],
    ],
]  # fmt: skip


@pytest.mark.parametrize("rows", RELATED)
def test_people_beside_people_who_may_be_their_relatives_are_left_out_and_said_so(rows: Rows, tmp_path: Path) -> None:
    assert [name for _, name, _ in people(rows)] == ["BUDI"]
    cell = {2: "E2", 3: "H3"}[len(rows)]
    assert notes(rows) == [f"{UNREAD}{cell}"]
    checked(xlsx(rows)).write_xlsx(tmp_path / "back.xlsx")
    status, advice = _back(tmp_path)[len(rows)][-2:]
    assert status == "PERIKSA"
    assert str(advice).startswith(f"Orang kedua di baris ini (NIK di {cell}) TIDAK dibaca")


def test_what_the_first_person_of_a_row_lacks_is_not_the_second_ones() -> None:
    head, first = ["Nama", "NIK", "HP", "Nama", "NIK", "HP"], ["BUDI", BUDI, PHONE, "SITI", SITI, PHONE]
    rows = [head, first, ["UDIN", None, None, "SITI", FOURTH, PHONE]]
    found = checked(xlsx(rows)).sheets[0].rows[1]
    assert set(found.values) == {"full_name"}


@pytest.mark.parametrize(("language", "words"), [("id", "TIDAK dibaca: NIK di E2"), ("en", "NOT read: NIK in E2")])
def test_the_command_says_it_in_both_languages(language: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "daftar.xlsx"
    file.write_bytes(xlsx(RELATED[0]))
    told = CliRunner().invoke(roster, ["check", str(file), "--as-of", "2026-11-21", "--language", language])
    assert words in told.stdout
    assert (told.exit_code, told.stdout.split(",")[0][:2]) == (0, "1 ")


def test_a_nik_typed_twice_for_one_person_is_nobody_else() -> None:
    rows = [["Nama", "NIK", "Nama sesuai KTP", "NIK (ulang)"], ["BUDI", BUDI, "BUDI", BUDI]]
    assert (notes(rows), len(people(rows))) == ([], 1)


def _back(folder: Path) -> dict[int, list[Value]]:
    (sheet,) = read_workbook(folder / "back.xlsx", name="back.xlsx", limits=Limits()).sheets
    return sheet.rows
