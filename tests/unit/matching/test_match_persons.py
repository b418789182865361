"""Several rows of one person: clusters beside the links, and one roster matched with itself."""

import csv

import pytest

from tests.unit.matching.running import SIX, both, invented, lines, links, matched, paired, table, true_pairs, written

pytestmark = pytest.mark.usefixtures("few_draws")


@pytest.fixture
def roster(tmp_path):
    """Budi on three rows, Siti on two, spelt as clerks do; the others once."""
    budi, siti = SIX[0], SIX[1]
    more = [
        ("b12", budi[1], "BUDI  SANTOSO", "17/08/1979", *budi[4:]),
        ("b3", budi[1], "Budi Santosa", *budi[3:]),
        ("s10", siti[1], "Hj. Siti Khadijah", *siti[3:]),
    ]
    return written(tmp_path / "right.csv", [("b2", *budi[1:]), ("s9", *siti[1:]), *SIX[2:], *more])


def test_links_name_one_representative_and_clusters_the_rest(roster, tmp_path):
    left = written(tmp_path / "left.csv", SIX)
    matches = paired(links(left, roster, "--clusters", tmp_path / "c.csv"))
    assert [one for one, _ in matches] == ["1", "2", "3", "4", "5", "6"]
    assert dict(matches)["1"] in ("b2", "b3", "b12")
    assert dict(matches)["2"] in ("s9", "s10")
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["side", "id", "cluster"],
            ["right", "b12", "b12"], ["right", "b2", "b12"], ["right", "b3", "b12"],
            ["right", "s10", "s10"], ["right", "s9", "s10"],
        ]  # fmt: skip


def test_the_sides_of_clusters_are_as_given(roster, tmp_path):
    other = written(tmp_path / "other.csv", SIX)
    links(roster, other, "--clusters", tmp_path / "c.csv")
    assert {line["side"] for line in lines(tmp_path / "c.csv")} == {"left"}


def test_a_roster_in_which_nobody_stands_twice_has_no_clusters(tmp_path):
    left, right = written(tmp_path / "left.csv", SIX), written(tmp_path / "right.csv", SIX)
    links(left, right, "--clusters", tmp_path / "c.csv")
    assert (tmp_path / "c.csv").read_text(encoding="utf-8").strip() == "side,id,cluster"


def test_clusters_of_invented_rosters_are_persons(tmp_path):
    made = invented(1500, "typical", twice=0.15)
    found = links(*both(tmp_path, made), "--clusters", tmp_path / "c.csv")
    persons = dict(zip(made.truth["rec_id"].tolist(), made.truth["person_id"].tolist(), strict=True))
    clusters = lines(tmp_path / "c.csv")
    assert len(clusters) > 150
    wrong = [line for line in clusters if persons[line["id"]] != persons[line["cluster"]]]
    assert len(wrong) <= 0.02 * len(clusters)
    matches = paired(found)
    assert len({one for one, _ in matches}) == len({other for _, other in matches}) == len(matches)
    of = {line["id"]: line["cluster"] for line in clusters}
    held = [of.get(other, other) for _, other in matches]
    assert len(set(held)) == len(held)  # no two rows of a cluster are linked with two persons
    assert len(set(matches) & true_pairs(made)) > 0.98 * len(matches)


def deduplicated(path, *options):
    out = path.parent / "d.csv"
    result = matched(path, "--dedupe", "--output", out, *options)
    assert result.exit_code == 0, result.output
    return lines(out)


def test_dedupe_writes_the_pairs_within_a_roster_with_their_cluster(roster, tmp_path):
    found = deduplicated(roster)
    assert list(found[0]) == ["left_id", "right_id", "probability", "decision", "rule", "cluster"]
    matches = {(x["left_id"], x["right_id"], x["cluster"]) for x in found if x["decision"] == "match"}
    assert matches == {
        ("b12", "b2", "b12"), ("b12", "b3", "b12"), ("b2", "b3", "b12"), ("s10", "s9", "s10"),
    }  # fmt: skip


def test_dedupe_of_invented_rosters(tmp_path):
    made = invented(1500, "dirty", twice=0.15)
    path = table(tmp_path / "B.parquet", made.b)
    found = deduplicated(path, "--json", tmp_path / "r.json", "--clusters", tmp_path / "c.csv")
    persons = dict(zip(made.truth["rec_id"].tolist(), made.truth["person_id"].tolist(), strict=True))
    assert all(x["left_id"] < x["right_id"] for x in found)
    assert len({(x["left_id"], x["right_id"]) for x in found}) == len(found)
    assert all(bool(x["cluster"]) == (x["decision"] == "match") for x in found)
    matches = paired(found)
    right = [pair for pair in matches if persons[pair[0]] == persons[pair[1]]]
    assert len(right) > 0.95 * len(matches)
    assert len(right) > 80
    clusters = {line["id"]: line["cluster"] for line in lines(tmp_path / "c.csv")}
    for x in found:
        if x["decision"] == "match":
            assert clusters[x["left_id"]] == clusters[x["right_id"]] == x["cluster"]
    members: dict[str, list[str]] = {}
    for one, cluster in clusters.items():
        members.setdefault(cluster, []).append(one)
    assert all(cluster == min(ids) for cluster, ids in members.items())
    assert sum(len(ids) * (len(ids) - 1) // 2 for ids in members.values()) == len(matches)


def test_dedupe_keeps_to_the_bounds_and_reads_row_numbers_as_text(tmp_path):
    rows = [row[1:] for row in SIX] * 2
    path = written(tmp_path / "roster.csv", rows, ("nik", "name", "dob", "sex", "phone", "mother", "kelurahan"))
    found = deduplicated(path, "--threshold", "0.9", "--review", "0.9")
    assert set(paired(found)) == {("1", "7"), ("2", "8"), ("3", "9"), ("10", "4"), ("11", "5"), ("12", "6")}
    assert {x["decision"] for x in found} == {"match"}
