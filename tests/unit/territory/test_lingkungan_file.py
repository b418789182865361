"""Reading a city's list of lingkungan: every wrong line is named, and nothing else is."""

from pathlib import Path

import pytest
import xlsxwriter

from payung.apps.territory.errors import ListError, TerritoryError
from payung.apps.territory.lingkungan_file import Line, read

KELURAHAN = 12710110010000


def written(folder: Path, text: str, name: str = "lingkungan.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "kelurahan_code,name,serial\n12.71.01.1001,Lingkungan I,\n12.71.01.1001,Lingkungan II,7\n",
        "\ufeffKode Kelurahan;Nama;Nomor\n12.71.01.1001;Lingkungan I;\n12.71.01.1001;Lingkungan II;7\n",
        "nama\tkode kelurahan\tserial\nLingkungan I\t1271011001\t\nLingkungan  II\t1271011001\t7\n",
    ],
    ids=["commas", "semicolons", "tabs"],
)
def test_lists_as_people_save_them(tmp_path: Path, text: str) -> None:
    assert read(written(tmp_path, text)) == [
        Line(2, KELURAHAN, "Lingkungan I", None),
        Line(3, KELURAHAN, "Lingkungan II", 7),
    ]


def test_a_sheet_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "lingkungan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["kelurahan_code", "name", "serial"])
        sheet.write_row(2, 0, ["12.71.01.1001", 4, 4])
    assert read(path) == [Line(3, KELURAHAN, "4", 4)]


def test_every_wrong_line_is_named(tmp_path: Path) -> None:
    text = "kelurahan_code,name,serial\n12.71.01,I,\n12.71.01.1001,,\n12.71.01.1001,II,x\n12.71.01.1001,III,0\nx,I,\n"
    with pytest.raises(ListError) as caught:
        read(written(tmp_path, text))
    assert [problem.split(":")[0] for problem in caught.value.problems] == [f"Baris {n}" for n in (2, 3, 4, 5, 6)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kosong.csv", b""),
        ("lain.csv", b"a,b\n1,2\n"),
        ("rusak.xlsx", b"not a workbook"),
        ("biner.csv", b"\xff\xfe\x00kelurahan_code"),
    ],
)
def test_what_is_no_list_is_one_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(TerritoryError) as caught:
        read(path)
    assert "\n" not in str(caught.value)
