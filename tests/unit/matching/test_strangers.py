"""How often strangers agree, where many of the pairs drawn are no strangers."""

import datetime as dt

import duckdb
import numpy as np
import pytest

from payung.matching.compare import fields as f
from payung.matching.compare.patterns import Comparer
from payung.matching.score.chance import strangers
from payung.matching.standardise.records import standardise

DAY = dt.date(2026, 1, 1)
PEOPLE = 150


@pytest.fixture(scope="module")
def shares():
    """The same 150 people twice: every 150th pair drawn is one person's."""
    draw = np.random.default_rng(7)
    with duckdb.connect() as base:
        base.execute("CREATE TABLE a (place BIGINT, nik VARCHAR, name VARCHAR, dob VARCHAR, phone VARCHAR)")
        for place in range(PEOPLE):
            day = dt.date(1960, 1, 1) + dt.timedelta(days=int(draw.integers(0, 15_000)))
            number = f"127106{day:%d%m%y}{place + 1:04d}"
            name = " ".join("".join(draw.choice(list("abdegiklmnoprstu"), 6)) for _ in range(2))
            phone = f"0812{draw.integers(10**7, 10**8)}"
            base.execute("INSERT INTO a VALUES (?, ?, ?, ?, ?)", [place, number, name, day.isoformat(), phone])
        base.execute("CREATE TABLE b AS FROM a")
        sides, words = standardise(base, ["a", "b"], as_of=DAY)
    return strangers(sides[0], sides[1], Comparer.of(words, sides)).shares()


@pytest.mark.parametrize("field", [f.DAY, f.NAME, f.PHONE])
def test_pairs_of_one_person_are_no_strangers(shares, field):
    assert shares[field.name][1] < 0.1 / PEOPLE


def test_strangers_do_not_share_a_number(shares):
    differing = shares[f.NIK.name].reshape(-1, f.NIK.size)[-1]
    assert differing[1] < 1e-5
    assert differing[f.NIK.levels.index("different")] > 0.9


def test_what_most_agree_in_is_no_sign_of_one_person(shares):
    """Nearly all have a NIK of one place; that makes nobody's pair a likely one."""
    assert shares[f.DAY.name][f.DAY.levels.index("different")] > 0.5
