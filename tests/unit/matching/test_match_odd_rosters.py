"""Rosters unlike most: nobody in common, nobody twice or few, no birth dates, numbers alone."""

from collections import Counter

import pytest

from tests.unit.matching.running import invented, lines, links, matched, paired, report, table, true_pairs

pytestmark = pytest.mark.usefixtures("few_draws")
PEOPLE = 4000  # among fewer, coincidences are too few to be learnt as persons
PROFILES = ["clean", "typical", "dirty"]


@pytest.mark.parametrize("profile", PROFILES)
def test_strangers_are_not_linked_for_a_coincidence(tmp_path, profile):
    left = table(tmp_path / "A.parquet", invented(PEOPLE, profile, 1).a)
    right = table(tmp_path / "B.parquet", invented(PEOPLE, profile, 2).b)
    assert len(links(left, right)) <= 3


@pytest.mark.parametrize("profile", PROFILES)
def test_nobody_stands_twice_for_a_coincidence(tmp_path, profile):
    roster = table(tmp_path / "A.parquet", invented(PEOPLE, profile, 1).a)
    result = matched(roster, "--dedupe", "--output", tmp_path / "l.csv", "--json", tmp_path / "r.json")
    assert result.exit_code == 0
    said = report(tmp_path / "r.json")
    assert said["pairs_compared"] > 500
    assert said["matches"] + said["reviews"] <= 3


def test_the_few_who_stand_twice_are_found(tmp_path):
    made = invented(PEOPLE, "typical", 3, 0.03)
    roster, out = table(tmp_path / "B.parquet", made.b), tmp_path / "l.csv"
    assert matched(roster, "--dedupe", "--output", out).exit_code == 0
    truth = zip(made.truth["roster"], made.truth["rec_id"], made.truth["person_id"], strict=True)
    person = {str(rec_id): int(who) for side, rec_id, who in truth if side == "B"}
    twice = sum(size * (size - 1) // 2 for size in Counter(person.values()).values())
    pairs = paired(lines(out))
    right = sum(person[one] == person[other] for one, other in pairs)
    assert twice > 50
    assert right > 0.85 * twice
    assert len(pairs) - right <= 3


@pytest.mark.parametrize("undated", ["a", "b", "ab"])
def test_equal_niks_weigh_where_a_roster_has_no_birth_dates(tmp_path, undated):
    made = invented(1500, "dirty")
    sides = [
        table(tmp_path / f"{side}.parquet", {**columns, "dob": [None] * len(columns["dob"])} if side in undated else columns)
        for side, columns in (("a", made.a), ("b", made.b))
    ]  # fmt: skip
    judged(sides, made, recall=0.7)


def test_numbers_alone_link_those_who_have_the_same(tmp_path):
    made = invented(1500, "typical")
    sides = [
        table(tmp_path / f"{side}.parquet", {column: columns[column] for column in ("rec_id", "nik")})
        for side, columns in (("a", made.a), ("b", made.b))
    ]
    judged(sides, made, recall=0.8)


def judged(sides, made, *, recall: float) -> None:
    """Hardly a match is wrong, and so many of the true ones are matches."""
    found, truth = set(paired(links(*sides))), true_pairs(made)
    assert len(found & truth) / len(found) > 0.98
    assert len(found & truth) / len(truth) > recall


def test_one_column_alone_is_said_to_tell_hardly_anything(tmp_path):
    made = invented(300, "typical")
    sides = [
        table(tmp_path / f"{side}.parquet", {column: columns[column] for column in ("rec_id", "name")})
        for side, columns in (("a", made.a), ("b", made.b))
    ]
    result = matched(*sides, "--output", tmp_path / "l.csv")
    assert result.exit_code == 0
    assert "one column alone" in result.stderr


def test_doubles_are_found_where_the_lists_share_nobody(tmp_path):
    made = invented(1000, "typical", 3, 0.2)
    left = table(tmp_path / "B.parquet", made.b)
    right = table(tmp_path / "A.parquet", invented(1000, "typical", 4).a)
    clusters = tmp_path / "c.csv"
    assert matched(left, right, "--output", tmp_path / "l.csv", "--clusters", clusters).exit_code == 0
    alone = tmp_path / "alone.csv"
    assert matched(left, "--dedupe", "--output", alone).exit_code == 0
    sure = sum(line["decision"] == "match" for line in lines(alone))
    assert sure > 50
    assert len([line for line in lines(clusters) if line["side"] == "left"]) > 1.5 * sure


def test_twins_of_one_roster_are_for_review_however_many_there_are(tmp_path):
    """Beside 40 who stand twice there are 40 twins: one home, the next number, another first name."""
    made = invented(1500, "clean", 5)
    columns = {name: list(values) for name, values in made.a.items()}
    ids, others = columns["rec_id"], ("Rekawan", "Contohana", "Misalun", "Andaiya")
    usable = [at for at in range(len(ids)) if columns["nik"][at] and columns["dob"][at] and " " in columns["name"][at]]
    twins = set()
    for count, at in enumerate(usable[:80]):
        number = columns["nik"][at]
        for values in columns.values():
            values.append(values[at])
        ids[-1] = f"Z{count:04}"
        if count % 2:
            columns["nik"][-1] = f"{number[:-1]}{(int(number[-1]) + 3) % 10}"
            columns["name"][-1] = f"{others[count // 2 % 4]} {columns['name'][at].split()[-1]}"
            twins.add(frozenset((ids[at], ids[-1])))
    out = tmp_path / "l.csv"
    assert matched(table(tmp_path / "A.parquet", columns), "--dedupe", "--output", out).exit_code == 0
    decisions = {frozenset((line["left_id"], line["right_id"])): line["decision"] for line in lines(out)}
    assert sum(decision == "match" for decision in decisions.values()) >= 38
    assert not any(decisions.get(pair) == "match" for pair in twins)
