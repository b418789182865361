"""The generator of invented rosters: the same seed gives the same rows, rates are as asked, the truth holds."""

from collections import Counter
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pytest

from tests.matching.invented import households
from tests.matching.invented.errors import addresses, dates, letters, names, nik
from tests.matching.invented.errors.spoiling import MOST, carelessness, scaled
from tests.matching.invented.people import People, city
from tests.matching.invented.profiles import NAMES, profile
from tests.matching.invented.record import function_of
from tests.matching.invented.rosters import COLUMNS, Rosters, kinds, rosters
from tests.matching.invented.write import write

PEOPLE = 2000
FROM_ANOTHER = {
    ("home", "moved"), ("village", "of_work"), ("nik", "family"), ("nik", "family_card"), ("nik", "filled_down"),
    ("nik", "counted_up"), ("name", "husbands_clan"), ("dob", "family"), ("dob", "filled_down"), ("dob", "office_format"),
    ("sex", "wrong"), ("phone", "filled_down"), ("phone", "changed"), ("phone", "of_family"), ("phone", "of_office"),
    ("mother", "other_woman"), ("rtrw", "wrong"), ("row", "name_and_mother"), ("row", "phone_as_nik"), ("kpj", "known_to_A"),
    ("kpj", "stale_in_A"),
}  # fmt: skip


@cache
def made(name: str, seed: int = 1, twice: float = 0.0) -> Rosters:
    return rosters(PEOPLE, name, seed, twice=twice)


@cache
def town() -> People:
    return city(6000, 3)


def persons(of: Rosters, roster: str) -> dict[str, int]:
    rows = zip(of.truth["roster"], of.truth["rec_id"], of.truth["person_id"], strict=True)
    return {rec_id: int(person) for where, rec_id, person in rows if where == roster}


def test_the_same_seed_gives_the_same_rows_and_another_seed_other_ones():
    again = rosters(PEOPLE, "dirty", 1)
    first = made("dirty")
    for column in COLUMNS:
        assert first.a[column].tolist() == again.a[column].tolist()
        assert first.b[column].tolist() == again.b[column].tolist()
    assert first.truth["person_id"].tolist() == again.truth["person_id"].tolist()
    assert made("dirty", seed=2).a["nik"].tolist() != first.a["nik"].tolist()


@pytest.mark.parametrize("name", NAMES)
def test_both_rosters_have_the_rows_and_columns_of_the_samples(name):
    pair = made(name)
    members = round(PEOPLE * 0.539)
    assert {len(column) for column in pair.a.values()} == {PEOPLE}
    assert {len(column) for column in pair.b.values()} == {members}
    assert set(pair.a) == set(pair.b) == set(COLUMNS)
    both = set(persons(pair, "A").values()) & set(persons(pair, "B").values())
    assert len(both) == round(members * 0.82)


@pytest.mark.parametrize("name", NAMES)
def test_every_value_is_a_text_with_something_in_it_or_none(name):
    for table in (made(name).a, made(name).b):
        for column, values in table.items():
            assert all(one is None or (type(one) is str and one.strip()) for one in values), column
        assert None not in table["name"].tolist()


def test_nobody_stands_twice_in_a_roster_and_every_record_has_its_person():
    pair = made("typical")
    for roster, table in (("A", pair.a), ("B", pair.b)):
        of = persons(pair, roster)
        assert list(of) == table["rec_id"].tolist()
        assert len(set(of.values())) == len(of)
    assert len(set(pair.b["kpj"])) == len(pair.b["kpj"])


def test_a_share_asked_for_stands_two_or_three_times_in_b_with_other_cards():
    pair = made("typical", twice=0.2)
    times = Counter(persons(pair, "B").values())
    assert sum(count > 1 for count in times.values()) / len(times) == pytest.approx(0.2, abs=0.04)
    assert set(times.values()) == {1, 2, 3}
    assert len(set(pair.b["kpj"])) == len(pair.b["kpj"])
    assert len(set(persons(pair, "A").values())) == PEOPLE


def test_the_truth_is_the_same_person_behind_both_records():
    pair = made("clean")
    of_b = {person: row for row, person in enumerate(persons(pair, "B").values())}
    of_a = {person: row for row, person in enumerate(persons(pair, "A").values())}
    both = of_a.keys() & of_b.keys()
    for column, least in (("nik", 0.95), ("dob", 0.97), ("sex", 0.99)):
        same = [pair.a[column][of_a[one]] == pair.b[column][of_b[one]] for one in both]
        assert np.mean(same) > least, column
    others = np.roll(np.array(sorted(both)), 1)
    assert (
        np.mean([pair.a["nik"][of_a[x]] == pair.b["nik"][of_b[y]] for x, y in zip(sorted(both), others, strict=True)])
        < 0.01
    )


def test_the_order_of_rows_tells_nothing():
    pair = made("clean")
    of_a, of_b = list(persons(pair, "A").values()), list(persons(pair, "B").values())
    assert abs(np.corrcoef(np.arange(PEOPLE), of_a)[0, 1]) < 0.1
    shared = [person for person in of_b if person in set(of_a)]
    places = {person: place for place, person in enumerate(of_a)}
    assert abs(np.corrcoef(np.arange(len(shared)), [places[one] for one in shared])[0, 1]) < 0.1


def test_a_card_in_the_register_is_mostly_the_insurers():
    pair = made("typical")
    cards = dict(zip(persons(pair, "B").values(), pair.b["kpj"], strict=True))
    held = [
        (cards.get(person), card)
        for person, card in zip(persons(pair, "A").values(), pair.a["kpj"], strict=True)
        if card
    ]
    assert 0.08 < len(held) / PEOPLE < 0.25
    assert np.mean([theirs == card for theirs, card in held if theirs]) > 0.9


@pytest.mark.parametrize("name", NAMES)
def test_values_are_missing_at_the_rates_asked(name):
    pair = made(name)
    for roster, table in (("A", pair.a), ("B", pair.b)):
        for column in ("nik", "dob", "phone", "mother", "street", "kelurahan"):
            rate = profile(name).rate(column, f"missing_{roster}")
            missing = np.mean([one is None for one in table[column]])
            assert missing == pytest.approx(rate, abs=0.01 + 0.15 * rate), (roster, column)


@pytest.mark.parametrize("name", NAMES)
def test_errors_befall_no_more_rows_than_asked_and_always_applicable_ones_as_many(name):
    pair = made(name)
    for (roster, column, kind), rows in pair.befell.items():
        size = len(pair.a["name"] if roster == "A" else pair.b["name"])
        if kind != "office_format":  # whole offices, a few of them
            rate = profile(name).rate(column, kind)
            assert rows.size / size <= rate + 4 * np.sqrt(rate / size) + 0.003, (roster, column, kind)
    for column, kind in (("nik", "digit_wrong"), ("name", "keyboard"), ("dob", "year_by_one"), ("phone", "phone_form")):
        rate = profile(name).rate(column, kind)
        found = pair.befell["A", column, kind].size / PEOPLE
        assert found == pytest.approx(rate, abs=4 * np.sqrt(rate / PEOPLE)), (column, kind)


def test_profiles_are_in_order_and_every_kind_is_known():
    clean, typical, dirty = (profile(name) for name in NAMES)
    for column, kind in clean.rates:
        three = [each.rate(column, kind) for each in (clean, typical, dirty)]
        assert sorted(three, reverse=kind == "known_to_A") == three, (column, kind)
        known = function_of(column, kind) is not None or (column, kind) in FROM_ANOTHER or kind.startswith("missing_")
        assert known, (column, kind)
    with pytest.raises(ValueError, match="No profile is called filthy"):
        profile("filthy")


def test_every_kind_of_the_dirty_profile_befalls_somebody():
    befell = rosters(12_000, "dirty", 5).befell
    for column, kind in profile("dirty").rates:
        rows = sum(befell[roster, column, kind].size for roster in "AB" if (roster, column, kind) in befell)
        assert rows > 0, (column, kind)


def test_errors_stand_together_in_careless_records():
    pair = rosters(12_000, "dirty", 7)
    counts = np.zeros(12_000)
    for (roster, column, _), rows in pair.befell.items():
        if roster == "A" and column in ("nik", "name", "dob"):
            counts[rows] += 1
    assert counts.var() > 1.4 * counts.mean()  # of independent errors the variance would be below the mean


def test_carelessness_has_mean_one_and_scaled_chances_the_rate_asked():
    rng = np.random.default_rng(1)
    factor = carelessness(rng, rng.integers(0, 30, 50_000), records=1.0, offices=0.5)
    assert factor.mean() == pytest.approx(1.0)
    for rate in (0.001, 0.05, 0.5, 0.8):
        chances = scaled(rate, factor)
        assert chances.mean() == pytest.approx(rate, rel=0.01)
        assert chances.max() <= MOST


def test_households_share_address_phone_mother_and_clan():
    people = town()
    layout = people.layout
    children = np.flatnonzero((layout.role == households.CHILD) & (layout.kind[layout.household] == households.FAMILY))
    wives = {int(layout.household[at]): people.name[at] for at in np.flatnonzero(layout.role == households.SPOUSE)}
    assert all(people.mother[at] == wives[int(layout.household[at])] for at in children)
    heads = layout.start[layout.household[children]]
    assert np.mean(people.clan[children] == people.clan[heads]) == 1.0
    assert 0.2 < np.mean(people.phone[children] == people.phone[heads]) < 0.4
    assert np.all(layout.birth[children] - layout.birth[heads] > 15 * 365)


def test_lodgers_share_an_address_and_nothing_else():
    people = town()
    lodgers = np.flatnonzero(people.layout.role == households.LODGER)
    homes = Counter(people.layout.household[lodgers].tolist())
    assert max(homes.values()) >= 8
    assert len(set(people.phone[lodgers])) > 0.99 * lodgers.size
    assert len(set(people.mother[lodgers])) > 0.8 * lodgers.size


def test_there_are_twins_and_sons_of_their_fathers_name():
    people = town()
    twins = np.flatnonzero(people.layout.twin)
    assert twins.size > 5
    assert np.all(people.layout.birth[twins] == people.layout.birth[twins - 1])
    assert np.all(people.mother[twins] == people.mother[twins - 1])
    heads = people.layout.start[people.layout.household]
    named = (
        (people.layout.role == households.CHILD)
        & (people.name == people.name[heads])
        & (heads != np.arange(len(people)))
    )
    assert named.sum() > 2


def test_true_niks_are_unique_and_tell_birth_and_sex_of_nearly_all():
    people = town()
    assert len(set(people.nik)) == len(people)
    assert all(len(one) == 16 and one.isdigit() for one in people.nik)
    days = people.layout.birth.astype("datetime64[D]").astype("U10")
    told = [
        int(n[6:8]) % 40 == int(d[8:]) and n[8:10] == d[5:7] and n[10:12] == d[2:4]
        for n, d in zip(people.nik, days, strict=True)
    ]
    assert 0.97 < np.mean(told) < 1
    women = [int(n[6:8]) > 40 for n in people.nik]
    assert 0.985 < np.mean(np.array(women) == (people.layout.sex == 1)) < 1


@pytest.mark.parametrize(
    ("how", "text", "results"),
    [
        (letters.lookalike, "OS", {"0S", "O5"}),
        (letters.transposed, "AB", {"BA"}),
        (letters.cut_20, "Muhammad Zulkarnain Siregar", {"Muhammad Zulkarnain"}),
        (names.swapped, "Budi Halim", {"Halim Budi", "Halim, Budi"}),
        (names.glued, "Nur Aini", {"Nuraini"}),
        (names.boru, "Maria Sitorus", {f"Maria {word} Sitorus" for word in ("Br", "Br.", "Boru", "br", "B.")}),
        (names.old_spelling, "Surya", {"Soerya", "Surja"}),
        (names.last_dropped, "Maria Sitorus", {"Maria"}),
        (names.last_dropped, "Sri", {"Sri"}),
        (nik.precision_lost, "1271010203040005", {"1271010203040000"}),
        (nik.woman_as_man, "1271014203040005", {"1271010203040005"}),
        (nik.woman_as_man, "1271010203040005", {"1271014203040005"}),
        (nik.serial_one, "1271010203040005", {"1271010203040001"}),
        (dates.day_month_swapped, "1980-03-05", {"1980-05-03"}),
        (dates.day_month_swapped, "1980-03-25", {"1980-03-25"}),
        (dates.as_slashes, "1980-12-31", {"31/12/1980"}),
        (dates.as_short, "1980-12-31", {"31-12-80"}),
        (dates.as_words, "1980-12-31", {"31 Des 1980", "31 Desember 1980"}),
        (dates.as_serial, "1980-12-31", {"29586"}),
        (dates.year_by_ten, "1980-02-29", {"1990-02-28", "1970-02-28"}),
        (dates.year_transposed, "1992-02-29", {"1929-02-28"}),
        (addresses.number_lost, "Jl. Karya No. 12A", {"Jl. Karya"}),
        (addresses.lane_lost, "Jl. Karya Gg. Amal No. 12", {"Jl. Karya No. 12"}),
    ],
)
def test_a_kind_of_error_does_what_it_says(how, text, results):
    assert {how(text, r) for r in range(400)} == results


def test_no_kind_of_text_error_fails_or_empties_a_text():
    texts = ("Sri", "A", "Wan Jo", "Muhammad Abdul Karim Perangin-angin", " H. SITI  NUR, S.Pd", "Ma'ruf", "Ã© Bé")
    rng = np.random.default_rng(2)
    for module in (letters, names):
        hows = [how for name, how in vars(module).items() if callable(how) and not name.startswith("_")]
        for how in hows:
            for text in texts:
                assert all(how(text, int(r)).strip() for r in rng.integers(0, 1 << 62, 60)), (how, text)


def test_niks_have_the_lengths_their_errors_say():
    given = "1271015203040005"
    for r in range(500):
        assert len(nik.digit_lost(given, r)) == 15
        assert len(nik.digit_too_many(given, r)) == 17
        assert sum(x != y for x, y in zip(given, nik.digit_wrong(given, r), strict=True)) == 1
        assert sum(x != y for x, y in zip(given, nik.two_digits_wrong(given, r), strict=True)) in (1, 2)
        assert sorted(nik.digits_transposed(given, r)) == sorted(given) != list(nik.digits_transposed(given, r))


def test_the_files_read_back_as_they_were_made(tmp_path: Path):
    pair = made("typical")
    write(tmp_path, pair, kinds=True)
    for name, table in (("A", pair.a), ("B", pair.b), ("truth", pair.truth), ("kinds", kinds(pair))):
        found = duckdb.sql(f"SELECT * FROM '{tmp_path / name}.parquet'")
        assert dict(zip(found.columns, zip(*found.fetchall(), strict=True), strict=True)) == {
            column: tuple(values.tolist()) for column, values in table.items()
        }
        types = {"person_id": "BIGINT"}
        assert [str(one) for one in found.types] == [types.get(column, "VARCHAR") for column in found.columns]


def test_the_columns_stand_in_the_order_of_the_samples():
    assert tuple(made("clean").a) == tuple(made("clean").b) == COLUMNS
