"""Pace and steps on cases that can be counted on one's fingers."""

import datetime as dt
from collections import Counter
from fractions import Fraction

import pytest

from payung.apps.campaigns import progress
from payung.apps.campaigns.pace import Pace, recent, straight

TODAY = dt.date(2025, 10, 29)  # a Wednesday


def pace(**values: object) -> Pace:
    stated = {
        "today": TODAY, "ends": dt.date(2025, 11, 8), "target": 100, "accepted": 40, "in_process": 5, "heads": 3,
        "window_from": dt.date(2025, 10, 2), "recent": 28,
    }  # fmt: skip
    return Pace(**(stated | values))


def test_what_is_needed_is_spread_over_the_days_that_are_left_and_the_heads() -> None:
    found = pace()
    assert (found.remaining, found.days_left) == (60, 10)
    assert found.needed == 6
    assert found.needed_per_head == 2
    assert pace(heads=0).needed_per_head is None


def test_the_present_pace_is_that_of_the_window_and_leads_to_what_it_says() -> None:
    found = pace()
    assert (found.window_days, found.present) == (28, 1)
    assert found.expected(dt.date(2025, 11, 8)) == 50
    assert found.is_enough is False
    assert found.reached_on == TODAY + dt.timedelta(days=60)
    assert pace(recent=28 * 6).is_enough is True
    assert pace(recent=10, accepted=0).expected(TODAY + dt.timedelta(days=5)) == 1  # 10/28 of 5 days, rounded down


@pytest.mark.parametrize(
    ("values", "day"),
    [
        ({"accepted": 100}, TODAY),
        ({"accepted": 130}, TODAY),
        ({"recent": 0}, None),
        ({"recent": 1, "target": 10_000}, None),
        ({"recent": 42}, TODAY + dt.timedelta(days=40)),
        ({"recent": 43}, TODAY + dt.timedelta(days=40)),
    ],
)
def test_when_the_target_is_reached(values: dict[str, int], day: dt.date | None) -> None:
    assert pace(**values).reached_on == day


@pytest.mark.parametrize("ends", [None, TODAY, dt.date(2025, 10, 1)])
def test_nothing_is_needed_by_a_day_that_is_open_or_has_come(ends: dt.date | None) -> None:
    assert pace(ends=ends).needed is None
    assert pace(ends=ends).is_enough is None


def test_the_window_begins_no_earlier_than_the_campaign() -> None:
    accepted = Counter({dt.date(2025, 10, 1): 7, dt.date(2025, 10, 2): 4, TODAY: 2, dt.date(2025, 10, 30): 9})
    assert recent(accepted, starts=dt.date(2025, 1, 1), today=TODAY, days=28) == (dt.date(2025, 10, 2), 6)
    assert recent(accepted, starts=dt.date(2025, 10, 20), today=TODAY, days=28) == (dt.date(2025, 10, 20), 2)


def test_the_straight_path_ends_at_the_target() -> None:
    starts, ends = dt.date(2025, 10, 1), dt.date(2025, 10, 10)
    found = [straight(25, starts=starts, ends=ends, day=starts + dt.timedelta(n)) for n in (0, 1, 8, 9, 30)]
    assert found == [2, 5, 22, 25, 25]


def days() -> progress.Days:
    submitted = Counter({dt.date(2025, 10, 13): 3, dt.date(2025, 10, 19): 2, dt.date(2025, 10, 28): 4})
    accepted = Counter({dt.date(2025, 10, 20): 2, TODAY: 1, dt.date(2025, 11, 2): 1})
    return progress.Days(submitted, accepted, Counter())


def test_weeks_end_on_sundays_and_the_running_one_today() -> None:
    found = progress.steps(days(), starts=dt.date(2025, 10, 15), ends=dt.date(2025, 11, 4), today=TODAY, length=7)
    assert [(each.first.day, each.last.day) for each in found] == [(15, 19), (20, 26), (27, 29), (30, 2), (3, 4)]
    assert [each.submitted for each in found] == [5, 0, 4, None, None]  # 13 October counts on the first day
    assert [each.accepted_so_far for each in found] == [0, 2, 4, None, None]  # and what is dated ahead today


def test_days_stand_for_themselves_and_sum_to_the_same() -> None:
    found = progress.steps(days(), starts=dt.date(2025, 10, 13), ends=dt.date(2025, 10, 20), today=TODAY, length=1)
    assert len(found) == 17
    assert all(each.first == each.last for each in found)
    assert sum(each.submitted or 0 for each in found) == found[-1].submitted_so_far == 9
    assert progress.steps(days(), starts=dt.date(2025, 11, 1), ends=dt.date(2025, 12, 1), today=TODAY, length=7) == []


def test_in_process_is_what_nobody_has_refused_or_answered() -> None:
    states = Counter(submitted=1, returned=2, verified=4, batched=8, accepted=16, rejected=32, refused=64)
    assert progress.in_process(progress.Days(states=states)) == 15


def test_a_fraction_of_a_day_is_exact() -> None:
    assert pace(recent=1).present == Fraction(1, 28)
