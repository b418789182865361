"""Changed files change the answers: no figure hides in the code."""

from datetime import date

import pytest

from payung.rules.codes import Payer, Programme
from payung.rules.contributions.bpu import bpu_due
from payung.rules.deadlines import due_day, is_working_day, next_working_day
from payung.rules.legislation import LegislationError
from payung.rules.protection import (
    Standing,
    bounds,
    falls_due_within,
    lapse_day,
    lapses_within,
    last_paid_lapsing_within,
    months_due_within,
    standing_in,
    standing_on,
)
from payung.rules.registration import AgeDecision, bpu_age
from payung.shared.months import Month

MAY, JUNE, JULY = Month(2025, 5), Month(2025, 6), Month(2025, 7)
NO_OVERRIDE = "value: []"


def test_grace_of_one_month(changed_law):
    law = changed_law("bpu.protection.grace_months", "value: 3", "value: 1")
    assert bounds(JULY, legislation=law).grace_from == JUNE
    assert standing_in(JULY, paid=[MAY], legislation=law) is Standing.NON_ACTIVE
    assert standing_on(date(2025, 6, 30), last_paid=MAY, legislation=law) is Standing.GRACE
    assert lapse_day(MAY, legislation=law) == date(2025, 7, 1)
    assert last_paid_lapsing_within(date(2025, 6, 30), 1, legislation=law) == (MAY,)
    assert lapses_within(date(2025, 6, 30), 1, paid=[MAY], legislation=law)
    assert not falls_due_within(date(2025, 7, 1), 20, paid=[MAY], legislation=law)


def test_due_day_of_another_date_and_month(changed_law):
    assert due_day(JULY, legislation=changed_law("bpu.payment.due_day", "value: 15", "value: 31")) == date(2025, 7, 31)
    short = changed_law("bpu.payment.due_day", "value: 15", "value: 30")
    assert due_day(Month(2025, 2), legislation=short) == date(2025, 2, 28), "the last day of a shorter month"
    late = changed_law("bpu.payment.month_offset", "value: 0", "value: 1")
    assert due_day(JULY, legislation=late) == date(2025, 8, 15)


def test_due_day_at_the_end_of_a_month_can_lie_in_the_next(changed_law):
    law = changed_law("bpu.payment.due_day", "value: 15", "value: 31")
    assert due_day(MAY, legislation=law) == date(2025, 6, 2), "31 May is a Saturday"
    assert months_due_within(date(2025, 6, 1), 5, legislation=law) == (MAY,)


def test_six_day_week(changed_law):
    law = changed_law("working_week.days", "[1, 2, 3, 4, 5]", "[1, 2, 3, 4, 5, 6]")
    assert due_day(Month(2025, 2), legislation=law) == date(2025, 2, 15)


def test_override_takes_a_day_off_and_gives_one_back(changed_law):
    entries = "[{day: 2025-09-15, working: false, name: city day, law: SK}, {day: 2026-05-15, working: true}]"
    law = changed_law("holidays.override", NO_OVERRIDE, f"value: {entries}")
    assert due_day(Month(2025, 9), legislation=law) == date(2025, 9, 16)
    assert due_day(Month(2026, 5), legislation=law) == date(2026, 5, 15)
    assert next_working_day(date(2025, 9, 13), legislation=law) == date(2025, 9, 16)


@pytest.mark.parametrize(
    "entries", ["[2025-09-15]", "[{day: 2025-09-15}]", "[{working: true}]", "[{day: x, working: true}]", "closed"]
)
def test_override_that_says_nothing_is_refused(changed_law, entries):
    law = changed_law("holidays.override", NO_OVERRIDE, f"value: {entries}")
    with pytest.raises(LegislationError, match=r"override\.yaml, line \d+: .* is no day with a 'working'"):
        is_working_day(date(2025, 9, 15), legislation=law)


def test_unknown_segment_is_refused():
    with pytest.raises(LegislationError, match=r"there is no parameter 'xx\.payment\.month_offset'"):
        due_day(JULY, segment="xx")


def test_joint_leave_and_national_holidays_are_no_working_days():
    assert not is_working_day(date(2025, 8, 18)), "joint leave after Independence Day"
    assert not is_working_day(date(2025, 5, 1))
    assert is_working_day(date(2025, 5, 2))


@pytest.mark.parametrize(
    ("birth", "decision"),
    [
        (date(2008, 10, 30), AgeDecision.TOO_YOUNG),
        (date(2008, 10, 29), AgeDecision.ACCEPT),
        (date(1960, 10, 30), AgeDecision.ACCEPT),
        (date(1960, 10, 29), AgeDecision.REVIEW),
        (date(1959, 10, 30), AgeDecision.REVIEW),
        (date(1959, 10, 29), AgeDecision.TOO_OLD),
    ],
)
def test_age_at_registration_on_the_birthday_and_the_day_before(birth, decision):
    found = bpu_age(birth, on=date(2025, 10, 29))
    assert found is decision
    assert found.refused is (decision in {AgeDecision.TOO_YOUNG, AgeDecision.TOO_OLD})


def test_ages_come_from_the_files(changed_law):
    birth, day = date(2009, 1, 1), date(2025, 10, 29)
    law = changed_law("bpu.registration.age.minimum", "value: 17", "value: 16")
    assert bpu_age(birth, on=day) is AgeDecision.TOO_YOUNG
    assert bpu_age(birth, on=day, legislation=law) is AgeDecision.ACCEPT


def due(month: Month = JUNE, **changes):
    given = {
        "income": 1_000_000,
        "programmes": [Programme.JKK, Programme.JKM],
        "payer": Payer.SELF,
        "transport": False,
    }
    return bpu_due(month, **(given | changes))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"programmes": [Programme.JKM]}, "programmes: these members always have JKK; add it"),
        ({"programmes": []}, "programmes: these members always have JKK, JKM; add it"),
        ({"programmes": ["JKK", "JKM", "JP"]}, "programmes: these members cannot have JP; take it out"),
        ({"income": -1}, "income cannot be below 0; you wrote -1"),
        ({"payer": "UNKNOWN"}, "payer: UNKNOWN is not known; use "),
    ],
)
def test_impossible_dues_are_refused(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        due(**changes)


def test_month_before_the_first_figure_is_refused():
    with pytest.raises(LegislationError, match="is known from 2015-07-01 on, not on 2015-06-01"):
        due(Month(2015, 6))


def test_amounts_are_rounded_half_up_once(changed_law):
    law = changed_law("bpu.contribution.jkm", "value: 6800", "value: 6801")
    assert due(Month(2026, 4), legislation=law).amounts[Programme.JKM] == 3401, "half of 6801 is 3400.5"
    assert due(Month(2026, 4), legislation=law).amounts[Programme.JKK] == 5000
    coarse = changed_law("rounding.unit", "value: 1", "value: 1000")
    assert due(JUNE, legislation=coarse).amounts[Programme.JKM] == 7000
