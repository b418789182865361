"""What `payung match` cannot use: exit status 2, one line that says what is wrong, no traceback, nothing written."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from payung.cli.match import _sentence
from payung.rosters.tables import load
from tests.unit.matching.running import HEAD, SIX, lines, matched, table, written

pytestmark = pytest.mark.usefixtures("few_draws")
NOISE = np.random.default_rng(1).bytes(4000)


def a_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("catatan.txt", "x" * 500)
    return out.getvalue()


@pytest.fixture
def left(tmp_path: Path) -> Path:
    return written(tmp_path / "left.csv", SIX)


def refused(*arguments: str | Path) -> str:
    """The line on the error stream."""
    result = matched(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.endswith(".")
    for word in ("Traceback", "Error", "Exception", "report it"):
        assert word not in line
    return line


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("r.csv", b"", "empty"),
        ("r.csv", b"\n\n\n", "empty"),
        ("r.csv", b"\0" * 5000, "empty"),
        ("r.csv", bytes.fromhex("89504e470d0a1a0a0000000d49484452") + NOISE, "is a PNG picture"),
        ("r.csv", bytes.fromhex("ffd8ffe000104a46494600") + NOISE, "is a JPG picture"),
        ("r.csv", b"%PDF-1.4\n%\xe2\xe3\n1 0 obj\n<<>>\nendobj\n", "is a PDF,"),
        ("r.csv", b"MZ" + NOISE, "is a program,"),
        ("r.csv", a_zip(), "neither a spreadsheet nor a table"),
        ("r.xlsx", a_zip(), "neither a spreadsheet nor a table"),
        ("r.csv", NOISE, "send .xlsx, .xls, .ods or .csv. Parquet will do too"),
        ("r.csv", b"x,y\n1,2\n3,4\n", "no header row"),
        ("r.csv", b"id,dob,sex\n1,1990-01-01,L\n", "--map"),
        ("r.csv", b"rec_id,nik,name\n", "no row with a name or a number"),
        ("r.csv", b"rec_id,nik,name", "no row with a name or a number"),
        ("r.csv", b"rec_id,nik,name\n,,\n,,\n", "no row with a name or a number"),
        ("r.csv", b"rec_id,nik,name,dob\n1,,,1990-01-01\n", "no row with a name or a number"),
        ("r.csv", b"rec_id,name\n1,Budi\n2,Siti\n1,Udin\n", "same id"),
        ("r.parquet", b"PAR1", "damaged"),
        ("r.parquet", b"PAR1" + NOISE + b"PAR1", "damaged"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_roster(left, tmp_path, name, content, says):
    right = tmp_path / name
    right.write_bytes(content)
    out = tmp_path / "links.csv"
    for pair in ((left, right), (right, left)):
        assert says in refused(*pair, "--output", out)
    assert says in refused(right, "--dedupe", "--output", out)
    assert not out.exists()


def test_a_parquet_file_cut_short(left, tmp_path):
    whole = table(tmp_path / "whole.parquet", dict(zip(HEAD, map(list, zip(*SIX, strict=True)), strict=True)))
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(whole.read_bytes()[:900])
    assert refused(left, cut, "--output", tmp_path / "l.csv") == (
        "cut.parquet is damaged or no Parquet file: take a new copy."
    )


def test_no_file(left, tmp_path):
    for path, says in (
        (tmp_path / "none.csv", "There is no file {}."),
        (tmp_path, "{} is a folder: name a file in it."),
    ):
        assert refused(left, path, "--output", tmp_path / "l.csv") == says.format(path)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_an_empty_id_whose_row_number_is_an_id(left, tmp_path, kind, order):
    rows = [("2", *SIX[0][1:]), ("", *SIX[1][1:]), ("9", *SIX[2][1:])]
    right = written(tmp_path / "right.csv", rows)
    if kind == "parquet":
        cells = [list(column) for column in zip(*rows, strict=True)]
        right = table(tmp_path / "right.parquet", dict(zip(HEAD, cells, strict=True)))
    assert refused(*[left, right][::order], "--output", tmp_path / "l.csv") == (
        f"In {right.name} some ids are empty and their row numbers serve, but 2 is the id of another row too "
        "(column rec_id): give each row an id of its own."
    )


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--map", "entah=name"], "entah"),
        (["--map", "name=entah"], "NAME being one of"),
        (["--map", "name"], "COLUMN=NAME"),
        (["--engine", "spark"], "spark"),
        (["--engine", "polars"], "polars"),
        (["--threshold", "1.5"], "between 0 and 1"),
        (["--threshold", "nan"], "between 0 and 1"),
        (["--threshold", "0.5", "--review", "0.6"], "--review the smaller one"),
        (["--review", "0"], "between 0 and 1"),
        (["--review", "-1"], "between 0 and 1"),
    ],
)  # fmt: skip
def test_an_option_that_cannot_be_used(left, tmp_path, options, says):
    assert says in refused(left, left, "--output", tmp_path / "l.csv", *options)
    assert not (tmp_path / "l.csv").exists()


@pytest.mark.parametrize("option", ["--output", "--json", "--clusters"])
def test_a_file_to_write_where_there_is_no_folder_or_that_is_the_roster(left, tmp_path, option):
    out = [] if option == "--output" else ["--output", tmp_path / "l.csv"]
    right = written(tmp_path / "right.csv", SIX)
    for path in (tmp_path / "nowhere" / "x.csv", tmp_path):
        assert "cannot be written" in refused(left, right, *out, option, path)
    assert "the roster itself" in refused(left, right, *out, option, right)
    assert len(lines(right)) == 6
    assert not (tmp_path / "l.csv").exists()


@pytest.mark.parametrize("count", [0, 1, 3])
def test_not_two_rosters(left, tmp_path, count):
    assert "two rosters" in refused(*[left] * count, "--output", tmp_path / "l.csv")


def test_two_rosters_with_dedupe_and_none_to_write_to(left, tmp_path):
    assert "one roster with --dedupe" in refused(left, left, "--dedupe", "--output", tmp_path / "l.csv")
    assert "--output" in refused(left, left)
    assert "--model" in refused("train", left, left)


@pytest.mark.parametrize("option", ["--output", "--json", "--clusters"])
def test_what_training_does_not_write(left, tmp_path, option):
    assert option in refused("train", left, left, "--model", tmp_path / "m.json", option, tmp_path / "x")
    assert [path.name for path in tmp_path.iterdir()] == ["left.csv"]


@pytest.mark.parametrize("option", ["--output", "--json", "--clusters"])
@pytest.mark.parametrize("stream", ["-", "/dev/stdout", "/dev/stderr", "/dev/fd/1"])
def test_nothing_is_written_to_a_stream(left, tmp_path, option, stream):
    out = [] if option == "--output" else ["--output", tmp_path / "l.csv"]
    assert f"{stream} is a stream" in refused(left, written(tmp_path / "right.csv", SIX), *out, option, stream)


def test_one_file_for_two_things_to_write(left, tmp_path):
    right, out = written(tmp_path / "right.csv", SIX), tmp_path / "l.csv"
    for option in ("--json", "--clusters"):
        assert "named twice" in refused(left, right, "--output", out, option, tmp_path / "." / "l.csv")
    assert not out.exists()


def test_rosters_that_tell_nothing_alike(tmp_path):
    named = written(tmp_path / "named.csv", [("1", "Budi Santoso")], ("rec_id", "name"))
    numbered = written(tmp_path / "numbered.csv", [("1", SIX[0][1])], ("rec_id", "nik"))
    dated = written(tmp_path / "dated.csv", [("1", "Siti", "1985-04-15")], ("rec_id", "name", "dob"))
    out = tmp_path / "l.csv"
    for pair in ((named, numbered), (numbered, named)):
        assert "no column in common" in refused(*pair, "--output", out)
    assert matched(numbered, dated, "--output", out).exit_code == 0  # a NIK tells a birth date too


def test_it_is_said_which_file_cannot_be_read(left, tmp_path):
    right = tmp_path / "kosong.csv"
    right.write_bytes(b"")
    assert refused(left, right, "--output", tmp_path / "l.csv").startswith("kosong.csv: ")


@pytest.mark.parametrize("option", ["--output", "--json", "--clusters"])
def test_a_disk_that_is_full(left, tmp_path, option):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no such device")
    out = [] if option == "--output" else ["--output", tmp_path / "l.csv"]
    line = refused(left, written(tmp_path / "right.csv", SIX), *out, option, full)
    assert line.startswith("There is no room left on the disk")


@pytest.mark.parametrize(
    "lacking", [duckdb.OutOfMemoryException("failed"), duckdb.IOException("Cannot allocate memory")]
)
@pytest.mark.parametrize("name", ["left.csv", "left.parquet"])
def test_no_memory_to_read_a_file_is_not_said_to_be_its_fault(left, tmp_path, name, lacking):
    class Base:
        def execute(self, query: str, *_: object) -> None:
            if "read_" in query:
                raise lacking

    table(tmp_path / "left.parquet", dict(zip(HEAD, map(list, zip(*SIX, strict=True)), strict=True)))
    with pytest.raises(type(lacking)) as fault:
        load(Base(), "t", tmp_path / name, {})
    assert "too large for this computer" in _sentence(fault.value)


def without(model: dict[str, Any], *keys: str) -> dict[str, Any]:
    inner = model
    for key in keys[:-1]:
        inner = inner[key]
    del inner[keys[-1]]
    return model


@pytest.fixture
def model(left: Path) -> dict[str, Any]:
    path = left.parent / "model.json"
    assert matched("train", left, left, "--model", path).exit_code == 0
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda model: "[1]",
        lambda model: "{}",
        lambda model: "not JSON",
        lambda model: json.dumps(model)[:-40],
        lambda model: json.dumps(without(model, "shares", "name")),
        lambda model: json.dumps(without(model, "shares", "name", "same words")),
        lambda model: json.dumps(without(model, "rarity_bits", "mother", "a word")),
        lambda model: json.dumps(without(model, "matched_per_record")),
        lambda model: json.dumps({**model, "matched_per_record": -1}),
        lambda model: json.dumps({**model, "matched_per_record": float("nan")}),
        lambda model: json.dumps({**model, "shares": {**model["shares"], "sex": {"same": "most", "different": 0}}}),
    ],
)
def test_a_model_that_is_none(left, model, spoilt, tmp_path):
    path = tmp_path / "spoilt.json"
    path.write_text(spoilt(model), encoding="utf-8")
    line = refused(left, left, "--output", tmp_path / "l.csv", "--model", path)
    assert "spoilt.json holds no model" in line


def test_a_model_of_another_version(left, model, tmp_path):
    path = tmp_path / "old.json"
    path.write_text(json.dumps({**model, "format": "payung match model 0"}), encoding="utf-8")
    line = refused(left, left, "--output", tmp_path / "l.csv", "--model", path)
    assert line == "old.json is a model of another version: train it anew."
    assert "holds no model" in refused(left, left, "--output", tmp_path / "l.csv", "--model", tmp_path / "none.json")


@pytest.mark.parametrize("column", ["nik", "mother"])
def test_a_parquet_file_that_is_damaged_within(tmp_path, left, column):
    """The headings can be read, and some of the columns."""
    words = [f"{column} {number:x}" for number in np.random.default_rng(3).integers(0, 2**62, 3000).tolist()]
    rows = {"rec_id": [str(number) for number in range(3000)], "nik": words, "mother": words}
    right = table(tmp_path / "right.parquet", rows)
    with duckdb.connect() as base:
        (begins,) = base.execute(
            "SELECT total_compressed_size // 2 + coalesce(dictionary_page_offset, data_page_offset) "
            f"FROM parquet_metadata('{right}') WHERE path_in_schema = '{column}'"
        ).fetchall()[0]
    content = bytearray(right.read_bytes())
    content[begins : begins + 500] = NOISE[:500]
    right.write_bytes(content)
    assert "damaged" in refused(left, right, "--output", tmp_path / "links.csv")


def test_a_parquet_column_named_as_the_number_of_its_rows(tmp_path, left):
    right = table(tmp_path / "right.parquet", {"name": ["Budi", "Siti"], "file_row_number": ["7", "7"]})
    assert "another name" in refused(left, right, "--output", tmp_path / "links.csv")
