"""The file as it goes back: the same sheets, order, values and widths, two columns more, no formula."""

import datetime as dt
import re
import tempfile
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from payung.apps.enrolment.returning import annotated
from payung.rosters.limits import Limits
from payung.rosters.reading import read_workbook
from payung.rosters.sheets import Sheet
from payung.rosters.write_xlsx import _sheet_name
from tests.unit.rosters.making_files import BUDI, SITI, checked, csv_bytes, ods, xls, xlsx

ROWS = [
    ["DAFTAR PEKERJA"], [],
    ["No", "Nama", "NIK", "Lahir", "HP", "Ket"],
    [1.0, "=1+1", BUDI, dt.date(1979, 8, 17), 81234567890.0, "+62"],
    [2.0, "SITI", 1271025504850002.0, dt.date(1890, 1, 1), "@x", "-1"],
    ["TOTAL", None, "2 orang"],
]  # fmt: skip


def returned(data: bytes, path: Path, name: str = "r.xlsx") -> list[Sheet]:
    checked(data, name=name).write_xlsx(path)
    return read_workbook(path, name="back.xlsx", limits=Limits()).sheets


def test_values_order_and_two_columns_more(tmp_path: Path) -> None:
    data = xlsx(ROWS, more={"Kosong": [], "Lama": [["x", 1.0]]}, hidden=["Lama"])
    sheets = returned(data, tmp_path / "b.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Data", False), ("Kosong", False), ("Lama", True)]
    rows = sheets[0].rows
    assert rows[3] == [*ROWS[2], "STATUS", "YANG PERLU DIPERBAIKI"]
    assert rows[4][:6] == ROWS[3]
    assert rows[4][6:] == ["PERIKSA", "Nama di B4 memuat angka atau tanda yang tidak lazim; tulis sesuai KTP."]
    assert rows[5][:6] == read_workbook(data, name="r.xlsx", limits=Limits()).sheets[0].rows[5]
    assert rows[5][6] == "PERBAIKI"
    assert str(rows[5][7]).count(";") == 3
    assert (rows[1], rows[6]) == (["DAFTAR PEKERJA"], ["TOTAL", None, "2 orang"])
    assert sheets[2].rows == {1: ["x", 1.0]}


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    evil = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "{=1}", "https://example.org", "1e5"]
    checked(xlsx([["Nama", "NIK", "Ket"], *[[text, BUDI, text] for text in evil]])).write_xlsx(tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b"<f" not in sheet
    assert b"hyperlink" not in sheet
    back = read_workbook(tmp_path / "b.xlsx", name="b", limits=Limits()).sheets[0]
    assert [back.rows[n][2] for n in range(2, 10)] == evil


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (xls(ROWS[:5], width=30), "a.xls"),
        (ods(ROWS[:4]), "a.ods"),
        (csv_bytes([["Nama", "NIK"], ["SITI", SITI]]), "Kel: [Aur].csv"),
    ],
)
def test_old_formats_return_as_xlsx(data: bytes, name: str, tmp_path: Path) -> None:
    (sheet,) = returned(data, tmp_path / "b.xlsx", name)
    assert any("STATUS" in row for row in sheet.rows.values())
    assert SITI in sheet.rows[2] if name.endswith("csv") else BUDI in sheet.rows[4]


def test_widths_are_kept(tmp_path: Path) -> None:
    (sheet,) = returned(xls(ROWS[:5], width=30), tmp_path / "b.xlsx", "a.xls")
    assert round(sheet.widths[1]) == 30
    assert sheet.widths[7] > 60


def test_a_cell_far_right_is_kept_and_names_of_sheets_stay_apart(tmp_path: Path) -> None:
    far = ["NIK", "Nama", *[None] * 300, "jauh"]
    more = {"a" * 31: [["x"]], "A" * 30: [["y"]]}
    sheets = returned(xlsx([far, [BUDI, "BUDI"]], more=more), tmp_path / "b.xlsx")
    assert sheets[0].far_cells == {(1, 302): "jauh"}
    assert len({sheet.name.lower() for sheet in sheets}) == 3


def test_names_of_sheets_longer_than_xlsx_allows(tmp_path: Path) -> None:
    names: set[str] = set()
    given = [*(f"Data Pekerja Rentan Kelurahan Aur Lingkungan {n}" for n in range(12)), "A" * 30 + "'x", "''"]
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    for name in given:
        book.add_worksheet(_sheet_name(name, names))
    book.close()
    assert len(names) == len(given)


def test_a_file_whose_only_sheet_is_hidden_shows_it(tmp_path: Path) -> None:
    more = {"B": [["NIK", "Nama"], [BUDI, "BUDI"]]}
    sheets = returned(xlsx([["x"]], more=more, hidden=["Data"]), tmp_path / "b.xlsx")
    assert [sheet.hidden for sheet in sheets] == [True, False]


def test_a_place_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"b\.xlsx"):
        checked(xlsx(ROWS)).write_xlsx(tmp_path / "no" / "b.xlsx")


def test_it_is_written_without_a_folder_for_temporary_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert annotated(checked(xlsx(ROWS))).startswith(b"PK")


def test_the_sheet_with_people_stands_in_front_and_verdicts_have_their_colour(tmp_path: Path) -> None:
    rows = [["NIK", "Nama"], [BUDI, "BUDI"], ["1", "SITI"]]
    checked(xlsx([["x"]], more={"B": rows})).write_xlsx(tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx") as package:
        book, sheet, styles = (
            package.read(f"xl/{name}.xml").decode() for name in ("workbook", "worksheets/sheet2", "styles")
        )
    looks = re.findall(r'<xf [^>]*fillId="(\d+)"', styles.partition("<cellXfs")[2])
    colours = ["", "", *re.findall(r'rgb="FF(\w+)"', styles)]
    verdicts = {
        said: colours[int(looks[int(at)])] for at, said in re.findall(r'<c r="C\d" s="(\d+)".*?>([A-Z]+)<', sheet)
    }
    assert 'activeTab="1"' in book
    assert verdicts == {"STATUS": "D9D9D9", "SIAP": "DDEFE0", "PERBAIKI": "F6D5CF"}
