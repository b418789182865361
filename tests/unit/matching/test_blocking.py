"""Which pairs are compared: equal keys meet, blocks too large are left out and counted."""

import datetime as dt
from collections import Counter

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.matching.block import pairs as of_pairs
from payung.matching.block.hashing import mixed
from payung.matching.block.keys import BROAD, KINDS, RULES, Seen, beginnings
from payung.matching.block.pairs import LARGEST_BLOCK, LARGEST_BLOCK_WITHIN, TELLING, Blocks
from payung.matching.standardise.records import standardise


@pytest.fixture(scope="module")
def base():
    with duckdb.connect() as opened:
        yield opened


few_keys = st.lists(st.integers(0, 6), max_size=25)


def keyed(keys: list[int]) -> tuple[np.ndarray, np.ndarray]:
    rows = np.random.default_rng(len(keys)).permutation(len(keys)).astype(np.int32)
    return rows, mixed(np.array(keys, np.int64))  # what joins is a key already mixed


def blocks(keys: list[int]) -> Blocks:
    return Blocks.of([keyed(keys)], 5)


def naive(left: list[int], right: list[int]) -> list[tuple[int, int]]:
    one, other = keyed(left), keyed(right)
    return sorted(
        (int(a), int(b))
        for a, key in zip(*one, strict=True)
        for b, other_key in zip(*other, strict=True)
        if key == other_key
    )


@settings(deadline=None)
@given(few_keys, few_keys)
def test_joined_is_the_join_of_equal_keys(left, right):
    rows, others, lost = blocks(left).joined(blocks(right), largest=LARGEST_BLOCK)
    assert sorted(zip(rows.tolist(), others.tolist(), strict=True)) == naive(left, right)
    assert lost == 0


@settings(deadline=None)
@given(few_keys, few_keys, st.integers(1, 60))
def test_blocks_too_large_are_left_out_and_counted(left, right, largest):
    rows, _, lost = blocks(left).joined(blocks(right), largest=largest)
    ones, twos = Counter(left), Counter(right)
    large = {key for key in ones if ones[key] * twos[key] > largest}
    assert lost == sum(ones[key] * twos[key] for key in large)
    assert len(rows) + lost == len(naive(left, right))
    one, _ = keyed(left)
    key_of = dict(zip(one.tolist(), left, strict=True))
    assert not {key_of[row] for row in rows.tolist()} & large


@settings(deadline=None)
@given(few_keys, few_keys, st.integers(0, 80))
def test_a_kind_that_draws_up_too_many_is_left_out_as_a_whole(left, right, most):
    every = len(naive(left, right))
    rows, _, lost = blocks(left).joined(blocks(right), largest=LARGEST_BLOCK_WITHIN, most=most)
    assert (len(rows), lost) == ((0, every) if every > most else (every, 0))


def test_a_block_of_many_rows_costs_no_pairs():
    many = Blocks.of([(np.arange(200_000, dtype=np.int32), np.zeros(200_000, np.uint64))], 18)
    rows, _, lost = many.joined(many, largest=LARGEST_BLOCK)
    assert (len(rows), lost) == (0, 200_000**2)
    assert lost > LARGEST_BLOCK


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-5, 2**62), st.integers(-5, 50)), unique=True, min_size=2, max_size=40))
def test_keys_of_other_values_differ_and_of_the_same_agree(values):
    one, other = (np.array(column, np.int64) for column in zip(*values, strict=True))
    keys = mixed(one, other)
    assert len(set(keys.tolist())) == len(values)
    assert mixed(one.copy(), other.copy()).tolist() == keys.tolist()


def test_the_order_of_the_columns_counts():
    one, other = np.array([1, 2]), np.array([2, 1])
    keys = mixed(one, other)
    assert keys[0] != keys[1]


def test_keys_are_the_same_on_every_machine():
    assert mixed(np.array([1271021708790001]), np.array([-1])).tolist() == [9235801852522783175]


def test_kinds_of_keys_are_named_in_words_and_told_from_broad_ones():
    assert len(RULES) == len(KINDS) <= of_pairs._KINDS
    assert set(TELLING) <= set(KINDS)
    assert not set(TELLING) & BROAD
    assert RULES[0] == "same NIK"


SPOILT = {"name": ["Laura Hefford", "Laur a Hefford"], "street": ["3 Partridge Street", "3 Partridqge Street"],
          "rtrw": ["6530", "6531"], "kelurahan": ["Banksia", "Bansia"], "dob": ["1990-01-02", "1985-11-30"]}  # fmt: skip


def spoilt(base: duckdb.DuckDBPyConnection, rows: dict[str, list[int]]) -> list[Seen]:
    """Tables of these records of `SPOILT`, with their keys."""
    for table, records in rows.items():
        cells = [", ".join(f"'{SPOILT[column][record]}' AS {column}" for column in SPOILT) for record in records]
        chosen = " UNION ALL ".join(f"SELECT {place}::BIGINT AS place, {each}" for place, each in enumerate(cells))
        base.execute(f"CREATE TABLE {table} AS {chosen} ORDER BY place")
    sides, known = standardise(base, list(rows), as_of=dt.date(2026, 11, 22))
    return [Seen.of(side, beginnings(known.sounds)) for side in sides]


def test_a_word_of_the_name_and_the_number_of_the_house_survive_all_else(base):
    pairs = of_pairs.draw_up(*spoilt(base, {"t0": [0], "t1": [1]}))
    assert [RULES[kind] for kind in pairs.rule] == ["word of the name + house number"]


def test_within_one_roster_families_are_not_drawn_up_by_their_house(base):
    (seen,) = spoilt(base, {"t2": [0, 1]})
    assert len(of_pairs.draw_up(seen, seen, within=True)) == 0
