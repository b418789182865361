"""The same input gives the same links: whatever the order of the rows, the sides, the threads."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.matching.invented.rosters import Rosters
from tests.unit.matching.running import invented, lines, links, matched, table

pytestmark = pytest.mark.usefixtures("few_draws")
PEOPLE = 1200
Table = dict[str, Any]


def shuffled(columns: Table, seed: int) -> Table:
    order = np.random.default_rng(seed).permutation(len(columns["name"]))
    return {name: cells[order] for name, cells in columns.items()}


def first_rows(columns: Table, rows: int, *, without: tuple[str, ...] = ()) -> Table:
    return {name: cells[:rows] for name, cells in columns.items() if name not in without}


@pytest.fixture(scope="module")
def made() -> Rosters:
    return invented(PEOPLE, "dirty", twice=0.1)


@pytest.fixture
def plain(made, tmp_path) -> bytes:
    """LINKS.csv and clusters of the rosters as they are, on one thread."""
    return run(tmp_path, made.a, made.b, "--threads", "1")


def run(folder: Path, left: Table, right: Table, *options: str) -> bytes:
    out, clusters = folder / "out.csv", folder / "clusters.csv"
    files = table(folder / "l.parquet", left), table(folder / "r.parquet", right)
    assert matched(*files, "--output", out, "--clusters", clusters, *options).exit_code == 0
    return out.read_bytes() + clusters.read_bytes()


def test_again(plain, made, tmp_path):
    assert len(plain.splitlines()) > 400
    assert run(tmp_path, made.a, made.b, "--threads", "1") == plain


@pytest.mark.parametrize(("seeds", "threads"), [((1, 2), "1"), ((3, 4), "2")])
def test_rows_shuffled_on_any_number_of_threads(plain, made, tmp_path, seeds, threads):
    left, right = shuffled(made.a, seeds[0]), shuffled(made.b, seeds[1])
    assert run(tmp_path, left, right, "--threads", threads) == plain


def test_sides_swapped(plain, made, tmp_path):
    run(tmp_path, made.a, made.b)
    straight = [
        (x["left_id"], x["right_id"], x["probability"], x["decision"], x["rule"]) for x in lines(tmp_path / "out.csv")
    ]
    clusters = [(x["side"], x["id"], x["cluster"]) for x in lines(tmp_path / "clusters.csv")]
    run(tmp_path, made.b, made.a)
    swapped = [
        (x["right_id"], x["left_id"], x["probability"], x["decision"], x["rule"]) for x in lines(tmp_path / "out.csv")
    ]
    other = {"left": "right", "right": "left"}
    assert sorted(swapped) == straight
    assert sorted((other[x["side"]], x["id"], x["cluster"]) for x in lines(tmp_path / "clusters.csv")) == sorted(
        clusters
    )


def by_content(left: Table, right: Table, found: list[dict[str, str]]) -> list[tuple[object, ...]]:
    """Links between rows told by what they hold, their row numbers being others after a shuffle."""
    rows = [list(zip(*side.values(), strict=True)) for side in (left, right)]
    return sorted(
        (
            str(rows[0][int(x["left_id"]) - 1]),
            str(rows[1][int(x["right_id"]) - 1]),
            x["probability"],
            x["decision"],
            x["rule"],
        )
        for x in found
    )


@pytest.mark.parametrize("seed", [5, 6])
def test_rows_shuffled_without_ids_and_two_rosters_of_one_size(made, tmp_path, seed):
    """Row numbers change with the order; neither they nor the sides may decide anything."""
    size = len(made.b["name"])
    left, right = (first_rows(side, size, without=("rec_id",)) for side in (made.a, made.b))
    straight = by_content(left, right, links(table(tmp_path / "a.parquet", left), table(tmp_path / "b.parquet", right)))
    other, another = shuffled(left, seed), shuffled(right, seed + 10)
    files = table(tmp_path / "a.parquet", other), table(tmp_path / "b.parquet", another)
    assert by_content(other, another, links(*files)) == straight
    assert by_content(another, other, links(*files[::-1])) == sorted(
        (right_row, left_row, *rest) for left_row, right_row, *rest in straight
    )


def test_one_roster_with_itself_shuffled_on_any_number_of_threads(made, tmp_path):
    written = []
    for seed, threads in ((0, "1"), (7, "1"), (8, "2")):
        file = table(tmp_path / "b.parquet", shuffled(made.b, seed))
        out = tmp_path / "out.csv"
        assert matched(file, "--dedupe", "--output", out, "--threads", threads).exit_code == 0
        written.append(out.read_bytes())
    assert len(written[0].splitlines()) > 40
    assert written[0] == written[1] == written[2]


def test_a_trained_model_is_the_same_whatever_the_order_and_the_sides(made, tmp_path):
    models = []
    for left, right in ((made.a, made.b), (shuffled(made.a, 1), shuffled(made.b, 2)), (made.b, made.a)):
        files = table(tmp_path / "l.parquet", left), table(tmp_path / "r.parquet", right)
        assert matched("train", *files, "--model", tmp_path / "m.json").exit_code == 0
        model = (tmp_path / "m.json").read_text(encoding="utf-8")
        models.append(model[model.index('"matched_per_record"') :])
    assert models[0] == models[1] == models[2]
