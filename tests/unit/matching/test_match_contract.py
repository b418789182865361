"""`payung match` to the letter of its contract: columns, decisions, one-to-one, the report, the exit status."""

import csv
import io
import re
import sys
from pathlib import Path

import pytest

from payung.cli.match import match
from payung.matching.clock import STAGES
from tests.unit.matching.running import SIX, both, invented, lines, links, matched, paired, report, true_pairs, written
from tests.unit.rosters.making_files import xlsx

pytestmark = pytest.mark.usefixtures("few_draws")
REVIEW = 0.06
MATCH = 0.98


@pytest.fixture
def six(tmp_path: Path) -> tuple[Path, Path]:
    """Six persons in the register, five of them and a stranger in the insurer's roster."""
    left = written(tmp_path / "left.csv", [("a" + row[0], *row[1:]) for row in SIX])
    stranger = ("b7", "1271080202820007", "Hendra Wijaya", "1982-02-02", "L", "081990070007", "Kartini", "Petisah")
    return left, written(tmp_path / "right.csv", [*(("b" + row[0], *row[1:]) for row in SIX[:5]), stranger])


@pytest.fixture
def dirty(tmp_path: Path) -> tuple[Path, Path]:
    return both(tmp_path, invented(1500, "dirty"))


def test_who_agrees_in_everything_is_a_match_and_nobody_else(six):
    assert paired(links(*six)) == [(f"a{n}", f"b{n}") for n in range(1, 6)]


def test_the_columns_of_links_are_the_contract_s(six, tmp_path):
    links(*six)
    with (tmp_path / "links.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == ["left_id", "right_id", "probability", "decision", "rule"]


def test_a_rule_says_in_words_why(six):
    assert {link["rule"] for link in links(*six)} == {"same NIK"}


def test_a_nik_one_digit_off_is_said_with_what_else_drew_the_pair_up(tmp_path):
    spoilt = [("b" + row[0], row[1][:9] + str(9 - int(row[1][9])) + row[1][10:], *row[2:]) for row in SIX]
    left = written(tmp_path / "left.csv", SIX)
    found = links(left, written(tmp_path / "right.csv", spoilt))
    assert {link["rule"] for link in found if link["decision"] == "match"} == {"NIK one digit off + name + birth date"}


@pytest.mark.parametrize(
    ("bounds", "match", "review"),
    [([], MATCH, REVIEW), (["--threshold", "0.6", "--review", "0.3"], 0.6, 0.3), (["--review", "0.98"], 0.98, 0.98)],
)
def test_decisions_follow_the_bounds_and_a_person_stands_in_one_match(dirty, bounds, match, review):
    found = links(*dirty, *bounds)
    matches = paired(found)
    for link in found:
        assert float(link["probability"]) >= review - 5e-7
        if link["decision"] == "match":
            assert float(link["probability"]) >= match - 5e-7
    assert {link["decision"] for link in found} <= {"match", "review"}
    assert len(matches) > 300
    for side in (0, 1):
        ids = [pair[side] for pair in matches]
        assert len(set(ids)) == len(ids)


def test_a_review_is_less_probable_than_a_match_or_its_record_is_taken(dirty):
    found = links(*dirty)
    taken = {("left", left) for left, _ in paired(found)} | {("right", right) for _, right in paired(found)}
    reviews = [link for link in found if link["decision"] == "review"]
    assert reviews
    for link in reviews:
        held = ("left", link["left_id"]) in taken or ("right", link["right_id"]) in taken
        assert float(link["probability"]) < MATCH or held


def test_the_default_bounds_are_those_of_the_contract(dirty, tmp_path):
    links(*dirty)
    plain = (tmp_path / "links.csv").read_bytes()
    links(*dirty, "--threshold", "0.98", "--review", "0.06")
    assert (tmp_path / "links.csv").read_bytes() == plain


def test_a_lower_bound_only_adds(dirty):
    narrow = {(link["left_id"], link["right_id"]): link["probability"] for link in links(*dirty)}
    wide = {(link["left_id"], link["right_id"]): link["probability"] for link in links(*dirty, "--review", "0.001")}
    assert narrow.items() <= wide.items()
    assert len(wide) > len(narrow)


def test_links_stand_in_order_of_their_ids(dirty):
    pairs = [(link["left_id"], link["right_id"]) for link in links(*dirty)]
    assert pairs == sorted(pairs)
    assert len(set(pairs)) == len(pairs)


def test_the_report_is_the_contract_s(dirty, tmp_path):
    found = links(*dirty, "--json", tmp_path / "r.json")
    said = report(tmp_path / "r.json")
    assert {"left", "right", "pairs_compared", "matches", "reviews", "expected_false_matches", "stages", "engine",
            "versions"} <= set(said)  # fmt: skip
    assert (said["left"]["rows"], said["right"]["rows"]) == (1500, 808)
    assert (said["left"]["refused"], said["right"]["refused"]) == (0, 0)
    assert said["matches"] == len(paired(found))
    assert said["reviews"] == len(paired(found, "review"))
    assert said["pairs_compared"] >= len(found)
    sure = [float(link["probability"]) for link in found if link["decision"] == "match"]
    assert said["expected_false_matches"] == pytest.approx(sum(1 - each for each in sure), abs=0.01)
    assert [stage["name"] for stage in said["stages"]] == list(STAGES)
    assert all(stage["seconds"] >= 0 and stage["peak_mib"] > 10 for stage in said["stages"])
    assert said["engine"] == "duckdb"
    assert {"payung", "duckdb"} <= set(said["versions"])
    assert all(re.match(r"\d+\.\d+", version) for version in said["versions"].values())


def test_sides_of_the_report_are_as_given_whichever_comes_first(six, tmp_path):
    left, _ = six
    short = written(tmp_path / "short.csv", [("b" + row[0], *row[1:]) for row in SIX[:2]])
    for pair, rows in (((left, short), (6, 2)), ((short, left), (2, 6))):
        links(*pair, "--json", tmp_path / "r.json")
        said = report(tmp_path / "r.json")
        assert (said["left"]["rows"], said["right"]["rows"]) == rows


def test_rows_that_say_neither_name_nor_number_are_refused_and_counted(tmp_path):
    blank = ("b9", "", "", "1990-01-01", "L", "", "", "Aur")
    left = written(tmp_path / "left.csv", SIX)
    links(left, written(tmp_path / "right.csv", [*SIX, blank, blank]), "--json", tmp_path / "r.json")
    said = report(tmp_path / "r.json")
    assert said["right"] == {**said["right"], "rows": 8, "refused": 2}
    assert said["left"]["refused"] == 0


def test_refused_rows_are_linked_with_nobody(tmp_path):
    blank = ("x", "", "", "1990-01-01", "L", "", "", "Aur")
    left = written(tmp_path / "left.csv", [*SIX, blank])
    found = links(left, written(tmp_path / "right.csv", [*SIX, blank]), "--review", "0.001")
    assert "x" not in {link["left_id"] for link in found} | {link["right_id"] for link in found}


def test_a_pipe_hears_nothing(six, tmp_path):
    result = matched(*six, "--output", tmp_path / "l.csv")
    assert (result.exit_code, result.output) == (0, "")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_each_stage_from_the_first_and_one_line_says_what_came_of_it(six, tmp_path, monkeypatch):
    out, err = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    match.main([*map(str, six), "--output", str(tmp_path / "l.csv")], standalone_mode=False)
    assert re.fullmatch(r"5 matches, 0 to review, of \d+ pairs compared\.\n", out.getvalue())
    shown = re.findall(r"(\d+)%.*?([a-z]+)", err.getvalue())
    assert shown[0] == ("0", "read")
    assert [name for _, name in shown if name != "read"][: len(STAGES)] == list(STAGES)
    assert "100%" in err.getvalue()


def test_without_an_id_the_row_number_serves(tmp_path):
    left = written(tmp_path / "left.csv", [row[1:] for row in SIX], ("nik", "name", "dob", "sex", "phone", "mother"))
    right = written(tmp_path / "right.csv", [row[1:] for row in reversed(SIX)], ("nik", "name", "dob", "sex", "phone"))
    assert paired(links(left, right)) == [(str(n), str(7 - n)) for n in range(1, 7)]


def test_an_empty_id_is_its_row_number_too(tmp_path):
    left = written(
        tmp_path / "left.csv", [("", *row[1:]) if row[0] == "3" else ("a" + row[0], *row[1:]) for row in SIX]
    )
    assert ("3", "3") in paired(links(left, written(tmp_path / "right.csv", SIX)))


def test_ids_are_text_and_stay_as_they_are(tmp_path):
    ids = ["007", "1e5", "0x1F", "1.0", "-3", 'é, "x"']
    left = written(tmp_path / "left.csv", [(given, *row[1:]) for given, row in zip(ids, SIX, strict=True)])
    found = links(left, written(tmp_path / "right.csv", SIX))
    assert dict(paired(found)) == dict(zip(ids, "123456", strict=True))


@pytest.mark.parametrize(
    "head",
    [
        ("id", "NIK", "Nama", "Tanggal Lahir", "L/P", "No HP", "Nama Ibu", "Kelurahan"),
        ("id", "no ktp", "nama lengkap", "tgl lahir", "jenis kelamin", "telepon", "mother_name", "Kel."),
        ("rec_id", "nik", "full_name", "date_of_birth", "gender", "phone_number", "nama ibu kandung", "desa"),
    ],
)
def test_usual_headings_are_recognised(tmp_path, head):
    left, right = written(tmp_path / "left.csv", SIX), written(tmp_path / "right.csv", SIX, head)
    found = links(left, right, "--json", tmp_path / "r.json")
    assert paired(found) == [(str(n), str(n)) for n in range(1, 7)]
    read = report(tmp_path / "r.json")["right"]["columns"]
    assert {column: headings[0] for column, headings in read.items()} == dict(
        zip(("rec_id", "nik", "name", "dob", "sex", "phone", "mother", "kelurahan"), head, strict=True)
    )


def test_other_columns_are_left_out_unless_mapped(tmp_path):
    head = ("rec_id", "angka_satu", "si_anu", "dob", "sex", "phone", "mother", "kelurahan")
    left, right = written(tmp_path / "left.csv", SIX), written(tmp_path / "right.csv", SIX, head)
    links(left, right, "--json", tmp_path / "r.json")
    assert not {"nik", "name"} & set(report(tmp_path / "r.json")["right"]["columns"])
    found = links(left, right, "--map", "angka_satu=nik", "--map", "si_anu=name", "--json", tmp_path / "r.json")
    columns = report(tmp_path / "r.json")["right"]["columns"]
    assert (columns["nik"], columns["name"]) == (["angka_satu"], ["si_anu"])
    assert {link["rule"] for link in found if link["decision"] == "match"} == {"same NIK"}


def test_matches_of_invented_rosters_are_almost_all_right(tmp_path):
    made = invented(1500, "typical")
    found = set(paired(links(*both(tmp_path, made))))
    truth = true_pairs(made)
    assert len(found & truth) / len(found) > 0.99
    assert len(found & truth) / len(truth) > 0.95


def test_files_of_both_kinds_give_the_same_links(tmp_path):
    made = invented(1500, "dirty")
    of_parquet = links(*both(tmp_path, made))
    text = [
        written(tmp_path / f"{name}.csv", zip(*([each or "" for each in column] for column in side.values()), strict=True), tuple(side))
        for name, side in (("A", made.a), ("B", made.b))
    ]  # fmt: skip
    assert links(*text) == of_parquet
    assert lines(tmp_path / "links.csv") == of_parquet


def test_a_mapped_heading_of_a_spreadsheet_is_read(tmp_path):
    head = ("rec_id", "angka_satu", "si_anu", "dob", "sex", "phone", "mother", "kelurahan")
    book = tmp_path / "right.xlsx"
    book.write_bytes(xlsx([head, *SIX]))
    left = written(tmp_path / "left.csv", SIX)
    found = links(left, book, "--map", "angka_satu=nik", "--map", "si_anu=name", "--json", tmp_path / "r.json")
    columns = report(tmp_path / "r.json")["right"]["columns"]
    assert (columns["nik"], columns["name"]) == (["angka_satu"], ["si_anu"])
    assert paired(found) == [(str(n), str(n)) for n in range(1, 7)]
