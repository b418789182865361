"""Limits of shares, against values worked out by hand, and what is too small to be judged."""

import datetime as dt
from dataclasses import replace

import pytest

from payung.apps.campaigns import reading as readings
from payung.apps.campaigns.funnel import Funnel, Part, Verdict, funnel

READ = replace(readings.reading(dt.date(2025, 10, 29)), fewest_compared=100, fewest_places=5, confidence=0.95, cut=0.1)


def parts(*pairs: tuple[int, int]) -> list[Part]:
    return [Part(key, count, of) for key, (count, of) in enumerate(pairs)]


def verdicts(found: Funnel) -> list[str]:
    return [each.verdict.value for each in found.judged]


def test_limits_are_those_of_chance_where_places_differ_no_more() -> None:
    found = funnel(parts((50, 100), (48, 100), (52, 100), (49, 100), (201, 400)), READ, people=True)
    assert found.centre == 0.5
    assert found.spread == 1
    low, high = found.judged[0].limits or (0, 0)
    assert (low, high) == pytest.approx((0.5 - 1.959964 * 0.05, 0.5 + 1.959964 * 0.05), abs=1e-6)
    assert found.judged[4].limits == pytest.approx((0.5 - 1.959964 * 0.025, 0.5 + 1.959964 * 0.025), abs=1e-6)
    assert verdicts(found) == ["within"] * 5


def test_one_place_stands_out_when_the_others_do_not_differ() -> None:
    found = funnel(parts(*[(500, 1000)] * 10, (430, 1000), (570, 1000)), READ, people=True)
    assert verdicts(found)[-2:] == ["below", "above"]
    assert set(verdicts(found)[:-2]) == {"within"}


def test_places_that_differ_of_themselves_widen_the_limits() -> None:
    """Ten places at 40 % and ten at 60 %: chance alone would call each of them out, and none is."""
    found = funnel(parts(*[(400, 1000), (600, 1000)] * 10), READ, people=True)
    assert found.spread == pytest.approx(40.0)  # each lies 0.1 / sqrt(0.25 / 1000) standard errors away, squared
    assert set(verdicts(found)) == {"within"}


def test_a_number_expected_may_be_passed() -> None:
    found = funnel(parts(*[(120, 100)] * 5), READ, people=False)
    assert found.centre == 1.2
    assert found.judged[0].limits == pytest.approx((1.2 - 1.959964 * 0.012**0.5, 1.2 + 1.959964 * 0.012**0.5), abs=1e-6)


def test_small_places_count_for_the_centre_and_are_not_judged() -> None:
    found = funnel(parts(*[(50, 100)] * 5, (0, 99), (0, 0)), READ, people=True)
    assert found.centre == 250 / 599
    assert found.judged[5].limits is None
    assert verdicts(found)[-2:] == ["small", "small"]


def test_few_places_are_not_judged() -> None:
    found = funnel(parts(*[(10, 100), (90, 100)] * 2, (1, 10)), READ, people=True)
    assert verdicts(found) == ["alone"] * 4 + ["small"]


@pytest.mark.parametrize("count", [0, 100])
def test_where_all_or_nobody_did_nobody_stands_out(count: int) -> None:
    found = funnel(parts(*[(count, 100)] * 6), READ, people=True)
    assert set(verdicts(found)) == {Verdict.WITHIN.value}
    assert funnel([], READ, people=True).judged == ()


def test_a_day_before_the_first_entry_is_read_as_that_one() -> None:
    assert readings.reading(dt.date(2000, 1, 1)) == readings.reading(dt.date(2025, 1, 1))
