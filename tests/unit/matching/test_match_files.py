"""`payung match` on files of every kind: encodings, separators, titles above the headings, spreadsheets."""

import itertools
import os
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from payung.cli.main import payung
from tests.unit.matching.running import HEAD, SIX, lines, links, paired, report, table, written
from tests.unit.rosters.making_files import ods, xls, xlsx

pytestmark = pytest.mark.usefixtures("few_draws")
ACCENTED = [(row[0], row[1], row[2].replace("o", "ó"), *row[3:]) for row in SIX]
ROWS = [HEAD, *ACCENTED]
SAME = [(row[0], row[0]) for row in SIX]


@pytest.fixture
def left(tmp_path: Path) -> Path:
    return written(tmp_path / "left.csv", SIX)


def text(separator: str, end: str = "\r\n") -> str:
    return "".join(separator.join(row) + end for row in ROWS)


def found_in(left: Path, content: bytes, name: str = "right.csv") -> list[tuple[str, str]]:
    right = left.parent / name
    right.write_bytes(content)
    found = links(left, right, "--json", left.parent / "r.json")
    said = report(left.parent / "r.json")["right"]
    assert (said["rows"], said["refused"], set(said["columns"])) == (6, 0, set(HEAD))
    assert {link["rule"] for link in found if link["decision"] == "match"} == {"same NIK"}
    return paired(found)


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [
        *itertools.product(("utf-8", "cp1252", "utf-16"), (",", ";", "\t")),
        ("utf-8-sig", ","), ("utf-16-le", ","), ("utf-16-be", ","), ("utf-8", "|"), ("utf-32", ","),
    ],
)  # fmt: skip
def test_encodings_and_separators(left, encoding, separator):
    assert found_in(left, text(separator).encode(encoding)) == SAME


@pytest.mark.parametrize("name", ["right.tsv", "right.txt", "right.CSV", "right.dat"])
def test_the_end_of_the_name_does_not_decide(left, name):
    assert found_in(left, text("\t").encode(), name) == SAME


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_ends_of_lines(left, end):
    assert found_in(left, text(",", end).encode()) == SAME


@pytest.mark.parametrize(
    "title",
    ["DAFTAR PEKERJA RENTAN\nKota Medan 2026\n\n", "DAFTAR NAMA PEKERJA RENTAN,,,,,,,\n,,,,,,,\n", "\n\n"],
)
def test_titles_above_the_headings(left, title):
    assert found_in(left, (title + text(",", "\n")).encode()) == SAME


@pytest.mark.parametrize(("name", "made"), [("right.xlsx", xlsx), ("right.xls", xls), ("right.ods", ods)])
@pytest.mark.parametrize("title", [[], [["DAFTAR PEKERJA RENTAN"], [None]]])
def test_spreadsheets(left, name, made, title):
    assert found_in(left, made([*title, *ROWS]), name) == SAME


def test_a_spreadsheet_that_is_called_csv(left):
    assert found_in(left, xlsx(ROWS)) == SAME


@pytest.mark.parametrize("name", ["right [1].csv", "r*t?.csv", "right [1].parquet"])
def test_a_name_is_read_by_the_letter(left, name):
    columns = dict(zip(HEAD, map(list, zip(*ACCENTED, strict=True)), strict=True))
    for other in ("right 1.csv", "right.csv", "rat1.csv"):
        written(left.parent / other, SIX[:1])
    table(left.parent / "right 1.parquet", {column: cells[:1] for column, cells in columns.items()})
    whole = table(left.parent / "whole", columns).read_bytes()
    assert found_in(left, whole if name.endswith("parquet") else text(",").encode(), name) == SAME


def test_text_that_is_called_parquet_and_the_other_way_round(left, tmp_path):
    assert found_in(left, text(",").encode(), "right.parquet") == SAME
    columns = dict(zip(HEAD, map(list, zip(*ACCENTED, strict=True)), strict=True))
    assert found_in(left, table(tmp_path / "x.parquet", columns).read_bytes(), "right.csv") == SAME


def test_a_nik_that_a_parquet_file_holds_as_a_number(left, tmp_path):
    columns = dict(zip(HEAD, map(list, zip(*SIX, strict=True)), strict=True)) | {"nik": [int(row[1]) for row in SIX]}
    assert found_in(left, table(tmp_path / "x.parquet", columns).read_bytes(), "right.parquet") == SAME


@pytest.mark.parametrize(
    "name",
    [
        '"Budi ""Bud"" Santoso"',
        'Budi "Bud" Santoso',
        '"Budi Santoso',
        "'Budi Santoso",
        '"Budi, Santoso"',
        "#Budi Santoso",
    ],
)
def test_quotes_and_marks_in_a_name_cost_no_row(left, name):
    assert found_in(left, text(",", "\n").replace("Budi Santóso", name).encode()) == SAME


def test_empty_lines_at_the_end_are_no_rows(left):
    assert found_in(left, (text(",", "\n") + "\n\n").encode()) == SAME


BLANKS = ([""] * 7, [" "] * 7, [])
WITH_BLANKS = [SIX[0][1:], *BLANKS, SIX[1][1:], ("JUMLAH", *[""] * 6), *(row[1:] for row in SIX[2:])]
NUMBERED = [("1", "1"), ("2", "2"), *((str(n), str(n + 1)) for n in range(3, 7))]


@pytest.mark.parametrize("title", [[], [["DAFTAR PEKERJA RENTAN"], []]])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "xls", "ods"])
def test_rows_without_id_are_numbered_alike_in_every_kind_of_file(left, title, kind):
    """Blank rows are not counted, any other below the headings is; the total is nobody."""
    rows = [*title, HEAD[1:], *WITH_BLANKS]
    right = left.parent / f"right.{kind}"
    made = {"xlsx": xlsx, "xls": xls, "ods": ods}.get(kind)
    right.write_bytes(made(rows) if made else "".join(",".join(row) + "\n" for row in rows).encode())
    found = paired(links(left, right, "--json", left.parent / "r.json"))
    assert found == NUMBERED
    said = report(left.parent / "r.json")["right"]
    assert said.get("sheets") == (
        None if kind == "csv" and not title else [{"name": said["sheets"][0]["name"], "first_row": 1}]
    )


def test_hidden_sheets_are_read_and_named(left):
    book = left.parent / "right.xlsx"
    rest = [HEAD[1:], *(row[1:] for row in SIX[2:])]
    book.write_bytes(
        xlsx([HEAD[1:], *(row[1:] for row in SIX[:2])], more={"kosong": [], "data lama": rest}, hidden=["data lama"])
    )
    found = paired(links(left, book, "--json", left.parent / "r.json"))
    assert found == SAME
    assert report(left.parent / "r.json")["right"]["sheets"] == [
        {"name": "Data", "first_row": 1},
        {"name": "data lama", "first_row": 3, "hidden": True},
    ]


@pytest.mark.parametrize("made", [text(",").encode(), xlsx(ROWS)])
def test_a_pipe_is_read_to_its_end(left, made):
    pipe = left.parent / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(made,), daemon=True)
    writer.start()
    assert paired(links(left, pipe)) == SAME
    writer.join()


def test_standard_input_is_read(left):
    out = left.parent / "l.csv"
    result = CliRunner().invoke(payung, ["match", str(left), "-", "--output", str(out)], input=text(";").encode())
    assert (result.exit_code, paired(lines(out))) == (0, SAME)


def test_headings_of_a_spreadsheet_in_english(left):
    book = left.parent / "right.xlsx"
    book.write_bytes(xlsx([["id", "first_name", "surname", "birth_date", "sex", "phone_number"],
                           *([row[0], *row[2].split(), row[3], row[4], row[5]] for row in SIX)]))  # fmt: skip
    links(left, book, "--json", left.parent / "r.json")
    said = report(left.parent / "r.json")["right"]
    assert (said["rows"], said["columns"]["name"]) == (6, ["first_name", "surname"])
