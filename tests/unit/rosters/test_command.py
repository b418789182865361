"""`payung roster check` as a person or a script calls it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from payung.cli.main import payung
from tests.unit.rosters.making_files import BUDI, SITI, csv_bytes, xlsx

ENGLISH = re.compile(r"\b(the|is|no|cannot|has)\b", re.IGNORECASE)
INDONESIAN = re.compile(r"\b(tidak|bukan|harus|yang|seperti|periksa)\b", re.IGNORECASE)
HEAD = ["Nama", "NIK", "Kelurahan", "Lingkungan"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(payung, ["roster", "check", *map(str, arguments)])


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(xlsx([HEAD, ["BUDI", BUDI, "Aur", "IV"], ["SITI", "123", "Entah", "9"]]))
    return path


def test_the_json_is_the_contract_s(roster: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.json"
    result = run(roster, "--city", "12.71", "--as-of", "2026-11-21", "--json", out)
    assert (result.exit_code, result.stderr) == (1, "")
    report = json.loads(out.read_text(encoding="utf-8"))
    assert (report["file"], report["as_of"]) == ("daftar.xlsx", "2026-11-21")
    (sheet,) = report["sheets"]
    assert list(sheet) == ["name", "notes", "header_row", "columns", "rows", "skipped"]
    assert sheet["rows"][0]["status"] == "ok"
    assert sheet["rows"][1]["problems"][0] == {
        "code": "nik_length", "field": "nik", "severity": "error", "cell": "B3",
        "message": "NIK di B3 terbaca 3 angka, seharusnya 16; ketik ulang dari KTP.",
    }  # fmt: skip
    assert report["summary"] == {
        "rows": 2, "ok": 1, "warning": 0, "error": 1, "by_code": {"nik_length": 1, "territory_unknown": 1},
    }  # fmt: skip


def test_a_usable_roster_ends_with_0(tmp_path: Path) -> None:
    path = tmp_path / "ok.csv"
    path.write_bytes(csv_bytes([["Nama", "NIK"], ["BUDI", BUDI], ["SITI", SITI]]))
    result = run(path)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        0,
        "2 baris, 2 siap, 0 perlu dilihat, 0 harus diperbaiki",
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["entah.xlsx"], "tidak ditemukan"), (["."], "bukan lembar kerja"), (["{roster}", "--city", "99.99"], "99.99"),
        (["{roster}", "--as-of", "kemarin"], "2026-11-21"), (["{roster}", "--as-of", "1990-01-01"], "periksa --as-of"), (["{roster}", "--sheet", "X"], "Data"), (["{roster}", "--city", "12.71", "--lingkungan", "{roster}"], "kelurahan_code,name"),
        (["{roster}", "--json", "entah/apa/o.json"], "o.json"), (["{roster}", "--xlsx", "entah/apa/o.xlsx"], "o.xlsx"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line_of_one_language(roster: Path, arguments: list[str], says: str) -> None:
    given = [argument.format(roster=roster) for argument in arguments]
    indonesian, english = (run(*given, "--language", language) for language in ("id", "en"))
    assert (indonesian.exit_code, english.exit_code) == (2, 2)
    assert [len(each.stderr.splitlines()) for each in (indonesian, english)] == [1, 1]
    assert says in indonesian.stderr
    assert not ENGLISH.search(indonesian.stderr)
    assert ENGLISH.search(english.stderr)
    assert not INDONESIAN.search(english.stderr)


def test_the_city_s_lingkungan_are_checked_where_the_list_is_given(roster: Path, tmp_path: Path) -> None:
    for delimiter, encoding in ((",", "utf-8"), (";", "utf-8-sig")):
        listed = tmp_path / "lingkungan.csv"
        listed.write_bytes(
            csv_bytes([["kelurahan_code", "name"], ["12.71.15.1001", "Lingkungan 5"]], delimiter, encoding)
        )
        result = run(roster, "--city", "12.71", "--lingkungan", listed)
        assert "2  territory_unknown" in result.stdout


def test_the_file_comes_back_with_what_to_mend(roster: Path, tmp_path: Path) -> None:
    run(roster, "--xlsx", tmp_path / "back.xlsx")
    assert (tmp_path / "back.xlsx").read_bytes()[:2] == b"PK"


def test_messages_in_english(roster: Path, tmp_path: Path) -> None:
    run(roster, "--json", tmp_path / "o.json", "--language", "en")
    row = json.loads((tmp_path / "o.json").read_text())["sheets"][0]["rows"][1]
    assert row["problems"][0]["message"].startswith("The NIK in B3 has 3 digits")


def test_the_first_rows_to_mend_are_named_without_what_stands_in_them(tmp_path: Path) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(xlsx([["Nama", "No. KTP"], ["BUDI", BUDI], *([f"SITI {n}", f"12{n:03}"] for n in range(12))]))
    indonesian, english = (run(path, "--language", language) for language in ("id", "en"))
    lines = english.stdout.splitlines()
    start = lines.index("To mend:")
    assert lines[start + 1] == (
        "  Data, row 3, “No. KTP”: The NIK in B3 has 5 digits instead of 16; type it again from the identity card."
    )
    assert lines[-2:] == [
        "… and 2 more rows.",
        "--xlsx FILE writes all of them into the list, --json FILE as data.",
    ]
    assert len(lines) - start == 13
    assert "  Data, baris 3, “No. KTP”: NIK di B3 terbaca 5 angka" in indonesian.stdout
    assert "SITI" not in english.stdout + indonesian.stdout
    assert "12000" not in english.stdout + indonesian.stdout


def test_a_row_that_lacks_a_column_is_named_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "tanpa.csv"
    path.write_bytes(csv_bytes([["NIK", "Alamat"], [BUDI, "Jl. Contoh"], [SITI, "Jl. Contoh"]]))
    assert "  tanpa, row 2: There is no name (name column)" in run(path, "--language", "en").stdout


def test_a_file_is_named_as_it_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "entah.xlsx"
    assert run(path).stderr == f"Berkas ini tidak ditemukan; periksa namanya: {path}.\n"
    assert run(path, "--language", "en").stderr == f"The file is not there; check its name: {path}.\n"


def test_a_folder_is_refused_as_a_folder_in_the_form_of_the_other_refusals(tmp_path: Path) -> None:
    path = tmp_path / "dir.csv"
    path.mkdir()
    said = f"Berkas ini folder, bukan lembar kerja; tulis nama berkas di dalamnya: {path}.\n"
    assert run(path).stderr == said
    assert run(path, "--language", "en").stderr == (
        f"The file is a folder, not a spreadsheet; name a file inside it: {path}.\n"
    )


def test_a_file_that_may_not_be_read_is_refused_in_the_same_form(roster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert run(roster).stderr == f"Berkas ini tidak dapat dibuka; periksa izinnya: {roster}.\n"


def test_the_city_may_be_configured(roster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_CITY", "12.71")
    assert "territory_unknown" in run(roster).stdout
