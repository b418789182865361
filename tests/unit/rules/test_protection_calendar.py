"""The month grid, and who falls due or lapses, at their edges."""

from datetime import date

import pytest

from payung.rules.protection import (
    Bounds,
    CellKind,
    MonthCell,
    Standing,
    bounds,
    calendar,
    counted,
    falls_due_within,
    lapse_day,
    lapses_within,
    last_paid_by,
    last_paid_lapsing_within,
    months_due_within,
    standing_on,
)
from payung.shared.months import Month

TODAY = date(2025, 10, 29)
JULY, SEPTEMBER, NOVEMBER = Month(2025, 7), Month(2025, 9), Month(2025, 11)


def kinds(first: str, last: str, **facts):
    given = {"paid": [], "started": date(2025, 5, 14), "ended_on": None, "today": TODAY}
    return [cell.kind.value for cell in calendar(Month.parse(first), Month.parse(last), **(given | facts))]


def test_grid_of_a_worker_who_paid_stopped_and_paid_ahead():
    paid = [Month(2025, 5), Month(2025, 10), Month(2025, 12)]
    assert kinds("2025-03", "2026-01", paid=paid) == [
        *["before_start"] * 2,
        "paid",
        *["grace"] * 3,
        "non_active",
        "paid",
        "to_come",
        "ahead",
        "to_come",
    ]


def test_grid_of_a_worker_who_never_paid():
    assert kinds("2025-04", "2025-11") == ["before_start", *["not_yet_paid"] * 6, "to_come"]


def test_grid_of_a_worker_who_is_not_accepted():
    assert kinds("2025-09", "2025-11", started=None) == ["before_start"] * 3


def test_a_payment_before_the_start_counts_for_nothing():
    assert kinds("2025-03", "2025-05", paid=[Month(2025, 3)]) == ["before_start", "before_start", "not_yet_paid"]


def test_a_payment_for_the_month_of_the_start_counts():
    assert counted([Month(2025, 4), Month(2025, 5)], started=date(2025, 5, 31)) == {Month(2025, 5)}
    assert counted([Month(2025, 5)], started=None) == frozenset()


def test_grid_of_a_worker_whose_membership_ended_keeps_the_payment_visible():
    cells = calendar(
        Month(2025, 8),
        Month(2025, 11),
        paid=[Month(2025, 8), SEPTEMBER, NOVEMBER],
        started=date(2025, 5, 14),
        ended_on=date(2025, 9, 20),
        today=TODAY,
    )
    assert cells == (
        MonthCell(Month(2025, 8), CellKind.PAID, date(2025, 8, 15), paid=True),
        MonthCell(SEPTEMBER, CellKind.ENDED, date(2025, 9, 15), paid=True),
        MonthCell(Month(2025, 10), CellKind.ENDED, date(2025, 10, 15), paid=False),
        MonthCell(NOVEMBER, CellKind.ENDED, date(2025, 11, 17), paid=True),
    )


@pytest.mark.parametrize(("today", "kind"), [(date(2025, 10, 20), "paid"), (date(2025, 10, 21), "ended")])
def test_month_in_progress_is_judged_on_today(today, kind):
    paid = [Month(2025, 10)]
    assert kinds("2025-10", "2025-10", paid=paid, ended_on=date(2025, 10, 20), today=today) == [kind]


def test_paid_through_a_later_month_counts_for_today():
    assert standing_on(TODAY, last_paid=Month(2025, 12)) is Standing.PAID


def test_a_standing_has_one_word():
    assert [str(each) for each in Standing] == ["paid", "grace", "non_active", "not_yet_paid", "ended"]


def test_last_paid_month_up_to_a_month():
    paid = [Month(2025, 5), SEPTEMBER, Month(2025, 12)]
    assert last_paid_by(NOVEMBER, paid) == SEPTEMBER
    assert last_paid_by(SEPTEMBER, paid) == SEPTEMBER
    assert last_paid_by(Month(2025, 4), paid) is None


def test_bounds_of_september():
    assert bounds(SEPTEMBER) == Bounds(
        month=SEPTEMBER, paid=SEPTEMBER, grace_from=Month(2025, 6), ended_before=date(2025, 9, 30)
    )


def test_lapse_day_of_july_is_the_first_of_november():
    assert lapse_day(JULY) == date(2025, 11, 1)


@pytest.mark.parametrize(("days", "months"), [(2, ()), (3, (JULY,)), (32, (JULY,)), (33, (JULY, Month(2025, 8)))])
def test_months_that_lapse_within_days(days, months):
    assert last_paid_lapsing_within(TODAY, days) == months


def test_a_law_of_ones_own_decides_who_lapses_and_who_falls_due(changed_law):
    longer = changed_law("bpu.protection.grace_months", "value: 3", "value: 4")
    assert lapse_day(JULY, legislation=longer) == date(2025, 12, 1)
    assert last_paid_lapsing_within(TODAY, 3, legislation=longer) == (Month(2025, 6),)
    assert lapses_within(TODAY, 3, paid=[Month(2025, 6)], legislation=longer)
    assert lapses_within(TODAY, 33, paid=[JULY], ended_on=date(2025, 12, 1), legislation=longer)
    assert not lapses_within(TODAY, 33, paid=[JULY], ended_on=date(2025, 11, 30), legislation=longer)
    sooner = changed_law("bpu.payment.due_day", "value: 15", "value: 5")
    assert falls_due_within(TODAY, 10, paid=[SEPTEMBER], legislation=sooner)


def test_who_lapses_within_days():
    assert lapses_within(TODAY, 30, paid=[JULY])
    assert not lapses_within(TODAY, 2, paid=[JULY])
    assert not lapses_within(TODAY, 30, paid=[JULY, SEPTEMBER]), "a later payment moved the day"
    assert not lapses_within(TODAY, 30, paid=[Month(2025, 6)]), "lapsed already"
    assert not lapses_within(TODAY, 30, paid=[])
    assert not lapses_within(TODAY, 30, paid=[JULY, NOVEMBER]), "paid for the very month of the lapse"
    assert lapses_within(TODAY, 30, paid=[JULY, Month(2025, 12)]), "paid ahead, but not for November"
    assert not lapses_within(TODAY, 30, paid=[JULY], ended_on=date(2025, 10, 31))
    assert lapses_within(TODAY, 30, paid=[JULY], ended_on=date(2025, 11, 1))
    assert not lapses_within(date(2025, 11, 1), 30, paid=[JULY]), "on the lapse day itself it has happened"


@pytest.mark.parametrize(
    ("day", "days", "months"),
    [
        (TODAY, 18, ()),
        (TODAY, 19, (NOVEMBER,)),
        (date(2025, 11, 17), 0, (NOVEMBER,)),
        (date(2025, 11, 18), 0, ()),
        (TODAY, 47, (NOVEMBER, Month(2025, 12))),
    ],
)
def test_months_due_within_days(day, days, months):
    assert months_due_within(day, days) == months


def test_who_falls_due_within_days():
    assert falls_due_within(TODAY, 30, paid=[SEPTEMBER])
    assert falls_due_within(TODAY, 30, paid=[]), "accepted and never paid"
    assert not falls_due_within(TODAY, 30, paid=[SEPTEMBER, NOVEMBER])
    assert not falls_due_within(TODAY, 30, paid=[JULY]), "non-active by then: nothing is owed for the gap"
    assert not falls_due_within(TODAY, 10, paid=[SEPTEMBER])
    assert not falls_due_within(TODAY, 30, paid=[SEPTEMBER], ended_on=date(2025, 11, 10))
