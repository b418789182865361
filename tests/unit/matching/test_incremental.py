"""One new record against a register: read as a table is, compared as a table is, found first."""

import datetime as dt

import duckdb
import numpy as np
import pytest

from payung.matching.compare.patterns import Comparer
from payung.matching.few import Frequencies, Scorer, of_other_niks, shared
from payung.matching.incremental import Register
from payung.matching.run import Options, link
from payung.matching.standardise.records import standardise
from tests.matching.invented.rosters import rosters
from tests.matching.invented.write import relation

DAY = dt.date(2026, 11, 22)
COLUMNS = "nik name dob sex street rtrw kelurahan kecamatan phone mother kpj".split()


@pytest.fixture(scope="module")
def base():
    made = rosters(2_000, "typical", 11)
    with duckdb.connect() as connection:
        for name, side in (("a", made.a), ("b", made.b)):
            relation(connection, side, f"{name}_made")
            connection.execute(
                f"CREATE TABLE {name} AS SELECT row_number() OVER (ORDER BY rec_id) - 1 AS place, * FROM {name}_made"
            )
        relation(connection, made.truth, "truth_made")
        connection.execute("CREATE TABLE truth AS SELECT * FROM truth_made")
        yield connection


@pytest.fixture(scope="module")
def model(base):
    return link(base, ["a", "b"], Options(as_of=DAY)).model


@pytest.fixture(scope="module")
def register(base, model):
    return Register.of(base, "a", model, as_of=DAY)


def cells(base, table: str) -> list[dict[str, str]]:
    rows = base.execute(f"SELECT {', '.join(COLUMNS)} FROM {table} ORDER BY place").fetchall()
    return [{column: cell for column, cell in zip(COLUMNS, row, strict=True) if cell} for row in rows]


def test_a_record_by_itself_has_the_patterns_of_its_row(base, model):
    """The register knows the words of both rosters here, so that codes of both ways can stand beside each other."""
    (left, right), words = standardise(base, ["a", "b"], as_of=DAY)
    register = Register(left, words, model, as_of=DAY)
    comparer = Comparer.of(words, [left])
    several = np.arange(0, len(left), 7, dtype=np.int32)
    for place, row in enumerate(cells(base, "b")[:150]):
        one = register.reader.read(row)
        assert not one.sounds
        zero = np.zeros(len(several), np.int32)
        alone = comparer.patterns(one.records, left, zero, several)
        beside = comparer.patterns(right, left, zero + np.int32(place), several)
        assert alone.tolist() == beside.tolist(), row


def test_whoever_is_in_the_register_is_found_first(base, register):
    known = dict(base.execute("SELECT rec_id, person_id FROM truth").fetchall())
    ids = [row[0] for row in base.execute("SELECT rec_id FROM a ORDER BY place").fetchall()]
    people = {known[each] for each in ids}
    asked = [known[row[0]] for row in base.execute("SELECT rec_id FROM b ORDER BY place").fetchall()]
    right = wrong = 0
    for person, row in zip(asked[:300], cells(base, "b"), strict=False):
        found = register.find(row)
        if person in people:
            right += bool(found) and known[ids[found[0].place]] == person
        else:
            wrong += bool(found) and found[0].probability >= 0.98
    there = sum(person in people for person in asked[:300])
    assert right >= 0.95 * there
    assert wrong <= 2


def test_probabilities_of_one_record_add_up_to_one_at_most_and_stand_in_order(base, register):
    for row in cells(base, "b")[:50]:
        found = [each.probability for each in register.find(row, least=0.0)]
        assert sum(found) <= 1 + 1e-9
        assert found == sorted(found, reverse=True)


def test_who_is_removed_is_found_no_more(base, model):
    register = Register.of(base, "a", model, as_of=DAY)
    row = cells(base, "a")[17]
    assert register.find(row)[0].place == 17
    register.remove(17)
    assert 17 not in {each.place for each in register.find(row, least=0.0)}


@pytest.mark.parametrize(
    "row", [{}, {"name": " "}, {"nik": "-", "name": "?"}, {"name": "Zzyzx Qwrtp", "dob": "kemarin"}]
)
def test_who_says_nothing_known_is_nobody(register, row):
    assert register.find(row) == []


def frequencies(codes, sounds: list[str]) -> Frequencies:
    counts = np.bincount(codes[codes >= 0], minlength=len(sounds)).tolist()
    return Frequencies(dict(zip(sounds, counts, strict=True)), len(codes))


def test_a_few_records_by_themselves_get_the_numbers_of_the_register(base, model):
    """The same register, model and rarity of words: the same probability, whoever holds the records.

    The register knows the words of both rosters here: of a place that it never heard of it says nothing.
    """
    (records, _), words = standardise(base, ["a", "b"], as_of=DAY)
    register = Register(records, words, model, as_of=DAY)
    names, mothers = (frequencies(codes, words.sounds) for codes in (records.name, records.mother))
    scorer = Scorer(model, len(records), names, mothers, DAY)
    kept = cells(base, "a")
    compared = 0
    for row in cells(base, "b")[:120]:
        found = register.find(row, least=0.0)
        if not found:
            continue
        # whose number is several people's is known of a whole register alone
        candidates = [kept[each.place] | ({} if records.nik[each.place] else {"nik": ""}) for each in found]
        levels = scorer.compared([row, *candidates], [(0, place + 1) for place in range(len(found))])
        alone = shared(scorer.odds(levels), model.curve)
        assert alone.tolist() == pytest.approx([each.probability for each in found], rel=1e-9, abs=1e-15)
        compared += len(found)
    assert compared > 300


def test_a_word_that_many_bear_says_less(model):
    one = {"name": "Siti Rekaan", "dob": "1980-02-03"}
    often, rare = (
        Scorer(model, 10_000, Frequencies(borne, 10_000), Frequencies({}, 10_000), DAY)
        for borne in ({"siti": 5000, "rekan": 4000}, {"siti": 5000})
    )
    common, seldom = (float(each.odds(each.compared([one, one], [(0, 1)]))[0]) for each in (often, rare))
    assert seldom > 20 * common


def test_where_no_number_stands_twice_another_number_is_no_sign_of_another_person(model):
    there, asked = ({"name": "Siti Rekaan", "dob": "1980-02-03", "nik": nik} for nik in NIKS)
    asked_anew, no_number = asked | {"nik": "1207264302800911"}, asked | {"nik": ""}
    heard = Frequencies({}, 10_000)
    plain, other = (Scorer(each, 10_000, heard, heard, DAY) for each in (model, of_other_niks(model)))
    pairs = [(0, 1), (0, 2), (0, 3)]
    levels = plain.compared([there, asked, asked_anew, no_number], pairs)
    slip, new, none = plain.odds(levels).tolist()
    slip_of_others, new_of_others, none_of_others = other.odds(levels).tolist()
    assert none_of_others == pytest.approx(none)
    assert slip_of_others > 5 * slip
    assert new_of_others > 5 * new


NIKS = ("1271014302800001", "1271814302800001")
