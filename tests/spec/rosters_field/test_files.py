"""Files as programs leave them: padded, packed in their own way, tables inside tables; and the command's own files."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from payung.cli.main import payung
from tests.spec.rosters_field.made import all_are_these_people, people
from tests.unit.rosters.making_files import checked, csv_bytes, xlsx

HEAD = ["No", "Nama", "NIK", "Tgl Lahir", "L/P", "HP"]
COLUMNS = ["no", "name", "nik", "words", "sex", "phone"]
FOUND = {"full_name": "B", "nik": "C", "birth_date": "D", "phone": "F"}


def lines() -> list[list[str]]:
    return [HEAD, *([str(cell) for cell in row] for row in people(COLUMNS))]


@pytest.mark.parametrize("padding", [b"\x00" * 3, b"\x1a", b"\x1a" + b"\x00" * 600])
def test_text_filled_up_by_an_old_program(padding: bytes) -> None:
    all_are_these_people(checked(csv_bytes(lines(), ";") + padding, name="a.csv"), FOUND)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", ""])
def test_encodings_with_and_without_a_last_line_end(encoding: str, end: str) -> None:
    text = "\r\n".join("\t".join(row) for row in lines()) + end
    all_are_these_people(checked(text.encode(encoding), name="a.csv"), FOUND)


@pytest.mark.parametrize(
    "rename",
    [lambda name: name.replace("/", "\\"), lambda name: name.replace("sharedStrings", "SharedStrings"), str.lower],
    ids=["backslashes", "another case", "lower case"],
)
def test_parts_named_otherwise_than_they_are_called(rename: Callable[[str], str]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx([HEAD, *people(COLUMNS)]))) as packed, zipfile.ZipFile(out, "w") as again:
        for name in packed.namelist():
            again.writestr(rename(name), packed.read(name))
    all_are_these_people(checked(out.getvalue()), FOUND)


def test_a_table_within_a_table_keeps_its_row_numbers() -> None:
    body = "".join("<tr>" + "".join(f"<td>&nbsp;{cell}<br></td>" for cell in row) for row in lines())
    report = checked(f"<HTML><BODY><TABLE><TR><TD><TABLE>{body}</TABLE></TD></TR></TABLE>".encode(), name="a.xls")
    assert (report.sheets[0].header_row, [row.row for _, row in report.rows]) == (1, [2, 3, 4, 5, 6, 7])
    all_are_these_people(report, FOUND)


@pytest.mark.parametrize(
    "listed", ["kelurahan_code,name\n12.71.15.1001,Lingkungan III\n", "\ufeffKelurahan_Code; Name\n1271151001;Lk. 3\n"]
)
def test_a_list_of_lingkungan_in_two_hands(listed: str, tmp_path: Path) -> None:
    roster, places = tmp_path / "a.xlsx", tmp_path / "l.csv"
    columns = [*COLUMNS, "kel", "ling"]
    rows = people(columns, 2)
    rows[1][-1] = "Lingkungan 9"
    roster.write_bytes(xlsx([[*HEAD, "Kelurahan", "Lingkungan"], *rows]))
    places.write_text(listed, encoding="utf-8")
    asked = ["roster", "check", str(roster), "--city", "12.71", "--as-of", "2026-11-21", "--lingkungan", str(places)]
    result = CliRunner().invoke(payung, asked)
    assert (result.exit_code, result.output.splitlines()[-1].split()) == (0, ["1", "territory_unknown"])


def test_a_list_of_lingkungan_that_is_not_there(tmp_path: Path) -> None:
    roster = tmp_path / "a.xlsx"
    roster.write_bytes(xlsx([HEAD, *people(COLUMNS)]))
    result = CliRunner().invoke(payung, ["roster", "check", str(roster), "--lingkungan", str(tmp_path / "none.csv")])
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
