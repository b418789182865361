"""Rosters that would hang a careless engine: placeholders, one value everywhere, all rows the same. Right, or said."""

import time

import numpy as np
import pytest

from tests.unit.matching.running import HEAD, SIX, invented, links, matched, paired, report, table, true_pairs, written

pytestmark = pytest.mark.usefixtures("few_draws")
SECONDS = 30  # on a busy machine; a quiet one needs two
PEOPLE = 1500


def scored(found, made) -> tuple[float, float]:
    """Precision and recall of the matches."""
    pairs, truth = set(paired(found)), true_pairs(made)
    return len(pairs & truth) / max(len(pairs), 1), len(pairs & truth) / len(truth)


def planted(tmp_path, column: str, value: str, share: float, *, profile: str = "typical"):
    """Invented rosters with one value in a share of the rows of both; found links and their truth."""
    made = invented(PEOPLE, profile)
    draw = np.random.default_rng(9)
    sides = []
    for side in (made.a, made.b):
        cells = side[column].copy()
        cells[draw.random(len(cells)) < share] = value
        sides.append({**side, column: cells})
    began = time.monotonic()
    found = links(table(tmp_path / "A.parquet", sides[0]), table(tmp_path / "B.parquet", sides[1]))
    assert time.monotonic() - began < SECONDS
    return found, made


@pytest.mark.parametrize(
    "nik", ["0000000000000000", "1271000000000000", "1234567890123456", "1271012345670003", "9999999999999999"]
)
def test_a_placeholder_nik_on_five_rows_of_a_hundred(tmp_path, nik):
    precision, recall = scored(*planted(tmp_path, "nik", nik, 0.05))
    assert precision > 0.99
    assert recall > 0.93


@pytest.mark.parametrize(
    ("column", "value"),
    [("phone", "081260010001"), ("dob", "1990-01-01"), ("kelurahan", "Aur"), ("mother", "Siti Aminah"), ("street", "Jl. Aur No. 1"),
     ("nik", "1271021708790001"), ("kpj", "21012345678"), ("sex", "L")],
)  # fmt: skip
def test_one_value_in_nine_rows_of_ten(tmp_path, column, value):
    precision, recall = scored(*planted(tmp_path, column, value, 0.9))
    assert precision > 0.97
    assert recall > (0.6 if column in ("nik", "dob") else 0.85)


def test_one_name_in_nine_rows_of_ten(tmp_path):
    precision, recall = scored(*planted(tmp_path, "name", "Budi Santoso", 0.9))
    assert precision > 0.97
    assert recall > 0.6


@pytest.mark.parametrize("rows", [50, 5000])
def test_all_rows_the_same(tmp_path, rows):
    same = [(str(n), *SIX[0][1:]) for n in range(rows)]
    left = written(tmp_path / "left.csv", same)
    right = written(tmp_path / "right.csv", same)
    began = time.monotonic()
    found = links(left, right)
    assert time.monotonic() - began < SECONDS
    matches = paired(found)
    for side in (0, 1):
        assert len({pair[side] for pair in matches}) == len(matches)


def test_all_rows_the_same_in_one_roster(tmp_path):
    roster = written(tmp_path / "roster.csv", [(str(n), *SIX[0][1:]) for n in range(5000)])
    began = time.monotonic()
    result = matched(roster, "--dedupe", "--output", tmp_path / "l.csv", "--json", tmp_path / "r.json")
    assert time.monotonic() - began < SECONDS
    assert result.exit_code == 0
    assert report(tmp_path / "r.json")["dropped_pairs"]["same NIK"] > 10_000_000


def test_twenty_thousand_rows_of_one_name_and_what_was_dropped_is_said(tmp_path):
    draw = np.random.default_rng(2)
    numbers = draw.permutation(20_000)
    days = np.datetime64("1960-01-01") + draw.integers(0, 15_000, 20_000)
    rows = [
        (f"a{n}", f"127102{str(day)[8:]}{str(day)[5:7]}{str(day)[2:4]}{n % 10_000:04d}", "Budi Santoso", str(day))
        for n, day in zip(numbers.tolist(), days, strict=True)
    ]
    left = written(tmp_path / "left.csv", rows, HEAD[:4])
    right = written(tmp_path / "right.csv", [("b" + row[0], *row[1:]) for row in rows[:10_000]], HEAD[:4])
    began = time.monotonic()
    matches = paired(links(left, right, "--json", tmp_path / "r.json"))
    assert time.monotonic() - began < SECONDS
    right_ones = [pair for pair in matches if pair[1] == "b" + pair[0]]
    assert len(right_ones) > 0.9 * 10_000
    assert len(matches) - len(right_ones) < 20
    assert sum(report(tmp_path / "r.json")["dropped_pairs"].values()) > 100_000_000
