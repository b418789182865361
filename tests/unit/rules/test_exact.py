"""Rounding, and numbers written so that a reader can compute with them again."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.rules.exact import MODES, percent, plain, rounded, whole


@pytest.mark.parametrize(
    ("amount", "half_up", "down", "up"),
    [
        (Fraction(5, 2), 3, 2, 3),
        (Fraction(-5, 2), -2, -3, -2),
        (Fraction(249, 100), 2, 2, 3),
        (Fraction(251, 100), 3, 2, 3),
        (7, 7, 7, 7),
        (0, 0, 0, 0),
    ],
)
def test_ways_to_round(amount, half_up, down, up):
    assert [rounded(amount, mode=mode) for mode in MODES] == [half_up, down, up]
    assert rounded(amount) == half_up


@pytest.mark.parametrize(("amount", "found"), [(149, 100), (150, 200), (151, 200), (Fraction(2999, 20), 100)])
def test_to_a_unit(amount, found):
    assert rounded(amount, unit=100) == found


def test_a_column_is_rounded_like_each_of_its_numbers():
    tops = np.arange(-50, 50)
    for mode in MODES:
        assert whole(tops, 8, mode).tolist() == [whole(top, 8, mode) for top in tops.tolist()]


def test_an_unknown_way_is_named():
    with pytest.raises(ValueError, match=r"^Rounding 'even' is not known; use one of half_up, down, up\.$"):
        whole(1, 2, "even")


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "0"),
        (10_404, "10404"),
        (-7, "-7"),
        (1_000_000, "1000000"),
        (Fraction(104044752, 10_000), "10404.4752"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(3, 5), "0.6"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-5, 6), "-5/6"),
        (Fraction(1, 2 * (2**60 + 1)), f"1/{2 * (2**60 + 1)}"),
        (10**40 + 1, "1" + "0" * 39 + "1"),
        (Fraction(10**30 + 1, 10), "1" + "0" * 29 + ".1"),
    ],
)
def test_numbers_in_digits(amount, written):
    assert plain(amount) == written


@given(st.fractions())
def test_what_is_written_is_the_number(amount):
    assert Fraction(plain(amount)) == amount


@pytest.mark.parametrize(
    ("rate", "written"), [(Fraction(24, 10_000), "0.24%"), (1, "100%"), (Fraction(1, 3), "100/3%"), (0, "0%")]
)
def test_rates(rate, written):
    assert percent(rate) == written
