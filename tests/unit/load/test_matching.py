"""How links are scored, what is said of several runs, and when a gate counts as reached."""

import itertools
import sys
from pathlib import Path

import duckdb
import numpy as np
import pytest

from tests.load.matching import gates, intervals, scoring
from tests.load.matching.gates import Gate
from tests.load.matching.one_to_one import greedy
from tests.load.matching.processes import measured
from tests.load.matching.scoring import Band, Judged


def judged(*links: tuple[float, bool], true: int) -> Judged:
    probability = np.asarray([one for one, _ in links])
    return Judged(probability, probability, np.asarray([right for _, right in links], dtype=bool), true)


def test_pairs_of_equal_score_stand_or_fall_together() -> None:
    figures = judged((0.9, True), (0.9, False), (0.5, True), true=2).figures()
    assert figures["f1"] == pytest.approx(0.8)
    assert (figures["precision"], figures["recall"], figures["bound"]) == pytest.approx((2 / 3, 1, 0.5))
    assert figures["errors"] == 1


def test_recall_at_the_precision_may_lie_beyond_a_worse_bound() -> None:
    links = [(0.9, False), *((0.8, True) for _ in range(999))]
    figures = judged(*links, true=1000).figures()
    assert figures["recall_at_998"] == pytest.approx(0.999)
    assert judged((0.9, False), (0.8, True), true=1).figures()["recall_at_998"] == 0


def test_figures_at_a_bound_count_pairs_at_the_bound_itself() -> None:
    figures = judged((0.98, True), (0.97, True), true=2).figures()
    assert figures["recall_at_0.98"] == 0.5
    assert figures["f1_at_0.98"] == pytest.approx(2 / 3)
    assert figures["f1_at_0.5"] == 1


def test_nothing_found_is_a_figure_too() -> None:
    assert judged(true=3).figures()["f1"] == 0


def test_bands_of_several_runs_count_each_pair_once() -> None:
    one = judged((0.97, True), (0.97, True), true=2).bands()
    other = judged((0.96, False), (1.0, True), true=2).bands()
    first, last = scoring.pooled([one, other])
    assert (first.low, first.high, first.pairs) == (0.95, 0.98, 3)
    assert (first.stated, first.observed) == pytest.approx((2.9 / 3, 2 / 3))
    assert last == Band(0.995, 1.0, 1, 1.0, 1.0)


def write(path: Path, columns: str, rows: list[tuple[object, ...]]) -> Path:
    with duckdb.connect() as base:
        base.execute(f"CREATE TABLE written ({columns})")
        base.executemany(f"INSERT INTO written VALUES ({', '.join('?' * len(rows[0]))})", rows)
        base.execute(f"COPY written TO '{path}' (FORMAT parquet)")
    return path


LINKS = "left_id VARCHAR, right_id VARCHAR, weight DOUBLE, probability DOUBLE"


def test_links_of_rosters_are_judged_by_person_and_strangers_are_wrong(tmp_path: Path) -> None:
    people = [
        ("A", "A1", 1),
        ("A", "A2", 2),
        ("A", "A3", 3),
        ("B", "B1", 1),
        ("B", "B2", 2),
        ("B", "B9", 9),
        ("K", "K3", 3),
    ]
    truth = write(tmp_path / "truth.parquet", "roster VARCHAR, rec_id VARCHAR, person_id BIGINT", people)
    links = write(
        tmp_path / "links.parquet", LINKS, [("A1", "B1", 9, 0.9), ("A3", "B9", 8, 0.8), ("A2", "nobody", 7, 0.7)]
    )
    found = scoring.linked(links, truth)
    assert found.right.tolist() == [True, False, False]
    assert found.true == 2


def test_pairs_within_one_file_count_once_whichever_way_they_are_written(tmp_path: Path) -> None:
    people = [(name, person, "a") for name, person in (("1", "x"), ("2", "x"), ("3", "x"), ("4", "y"))]
    truth = write(tmp_path / "truth.parquet", "rec_id VARCHAR, cluster VARCHAR, side VARCHAR", people)
    links = write(tmp_path / "links.parquet", LINKS, [("2", "1", 9, 0.9), ("3", "4", 8, 0.8)])
    found = scoring.within(links, truth)
    assert (found.right.tolist(), found.true) == ([True, False], 3)


@pytest.mark.parametrize("seed", range(5))
def test_the_closure_is_what_counting_every_pair_gives(tmp_path: Path, seed: int) -> None:
    dice = np.random.default_rng(seed)
    who = {f"r{n:02}": str(dice.integers(8)) for n in range(24)}
    truth = write(
        tmp_path / "truth.parquet",
        "rec_id VARCHAR, cluster VARCHAR, side VARCHAR",
        [(*one, "a") for one in who.items()],
    )
    every = list(itertools.combinations(who, 2))
    pairs = [every[at] for at in dice.choice(len(every), 30, replace=False)]
    weights = [1 + n + (50 if who[one] == who[other] else 0) for n, (one, other) in enumerate(pairs)]
    rows = [(*pair, weight, weight / 100) for pair, weight in zip(pairs, weights, strict=True)]
    links = write(tmp_path / "links.parquet", LINKS, rows)
    best = max(counted(who, [row[:2] for row in rows if row[2] >= bound]) for bound in weights)
    assert scoring.closed(links, truth)["closed_f1"] == pytest.approx(best)


def counted(who: dict[str, str], pairs: list[tuple[str, str]]) -> float:
    group = {record: {record} for record in who}
    for one, other in pairs:
        merged = group[one] | group[other]
        group |= dict.fromkeys(merged, merged)
    kept = {pair for pair in itertools.combinations(sorted(who), 2) if pair[1] in group[pair[0]]}
    true = {pair for pair in itertools.combinations(sorted(who), 2) if who[pair[0]] == who[pair[1]]}
    return 2 * len(kept & true) / (len(kept) + len(true))


def test_the_first_pair_takes_both_its_records() -> None:
    assert greedy([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]) == [0, 3]


def test_an_interval_is_students() -> None:
    found = intervals.mean([1.0, 2.0, 3.0])
    assert (found.value, found.half) == (2.0, pytest.approx(4.303 / 3**0.5))
    assert found.shown(1) == "2.0 ± 2.5"
    assert intervals.mean([1.0]).shown(1) == "1.0"


def test_a_share_of_all_has_an_interval_below_one() -> None:
    low, high = intervals.share(10, 10)
    assert (low, high) == (pytest.approx(0.7225, abs=1e-3), 1.0)


def test_time_in_proportion_grows_with_exponent_one() -> None:
    assert intervals.exponents([10, 100, 1000], [1, 10, 1000]) == pytest.approx([1, 2])


@pytest.mark.parametrize(
    ("value", "kind", "spoilt", "expected"),
    [
        (6.0, "least", False, "goal"),
        (5.999, "least", False, "must"),
        (2.999, "least", False, "**not reached**"),
        (6.0, "least", True, "must"),
        (None, "least", False, "not measured"),
        (7.0, "most", False, "**not reached**"),
        (0.0, "most", False, "goal"),
    ],
)
def test_a_gate_is_not_reached_by_rounding(value: float | None, kind: str, spoilt: bool, expected: str) -> None:
    assert Gate("times faster", 3, 6, value, kind, spoilt=spoilt).reached() == expected  # type: ignore[arg-type]


def test_the_worst_is_shown_with_its_place() -> None:
    assert gates.worst([("one", 2.0), ("other", 3.0)], "least") == (2.0, "one")
    assert gates.worst([("one", 2.0), ("other", 3.0)], "most") == (3.0, "other")
    assert gates.worst([], "most") == (None, "")


def test_memory_of_a_child_counts_and_a_failure_says_its_last_line() -> None:
    eats = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; x = bytearray(90 << 20); time.sleep(.2)'])"
    ended = measured([sys.executable, "-c", eats])
    assert ended.status == 0
    assert 95 < ended.peak_mib < 200
    assert 0 < ended.cpu_seconds < ended.seconds * 2 + 1
    assert ended.seconds > 0.2
    assert measured([sys.executable, "-c", "raise SystemExit('it is wrong')"]).complaint == "it is wrong"
