"""Whatever is paid, the ways of asking for a standing agree: by month, by day, by bounds for a database, by window."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from payung.rules.protection import (
    CellKind,
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
    standing_in,
    standing_on,
)
from payung.shared.months import Month, months

FIRST, LAST = Month(2024, 1), Month(2026, 12)
a_month = st.integers(0, LAST - FIRST).map(lambda step: FIRST + step)
a_day = st.dates(FIRST.first_day, LAST.last_day)
paid_months = st.frozensets(a_month, max_size=8)
an_end = st.none() | a_day
a_window = st.integers(0, 70)


@given(month=a_month, paid=paid_months, ended_on=an_end)
def test_bounds_classify_as_the_rule_does(month, paid, ended_on):
    """The rule is written here once more in words of its own: months since the last payment."""
    earlier = [month - each for each in paid if each <= month]
    if ended_on is not None and ended_on < month.last_day:
        expected = Standing.ENDED
    elif not earlier:
        expected = Standing.NOT_YET_PAID
    else:
        expected = {0: Standing.PAID, 1: Standing.GRACE, 2: Standing.GRACE, 3: Standing.GRACE}.get(
            min(earlier), Standing.NON_ACTIVE
        )
    assert standing_in(month, paid=paid, ended_on=ended_on) is expected
    by_bounds = bounds(month).standing(last_paid=last_paid_by(month, paid), ended_on=ended_on)
    assert by_bounds is expected


@given(month=a_month, paid=paid_months, ended_on=an_end)
def test_bounds_as_comparisons_of_a_database(month, paid, ended_on):
    """A CASE over the columns alone, as SQL writes it, gives the same answer."""
    found, last = bounds(month), max((each for each in paid if each <= month), default=None)
    answers = [
        (ended_on is not None and ended_on < found.ended_before, Standing.ENDED),
        (last is None, Standing.NOT_YET_PAID),
        (last is not None and last >= found.paid, Standing.PAID),
        (last is not None and last >= found.grace_from, Standing.GRACE),
        (True, Standing.NON_ACTIVE),
    ]
    assert next(answer for holds, answer in answers if holds) is standing_in(month, paid=paid, ended_on=ended_on)


@given(month=a_month, paid=paid_months, ended_on=an_end)
def test_a_month_stands_as_its_last_day(month, paid, ended_on):
    on_last_day = standing_on(month.last_day, last_paid=last_paid_by(month, paid), ended_on=ended_on)
    assert standing_in(month, paid=paid, ended_on=ended_on) is on_last_day


@given(month=a_month, paid=paid_months, later=paid_months)
def test_payments_for_later_months_change_nothing_before(month, paid, later):
    ahead = {each for each in later if each > month}
    assert standing_in(month, paid=paid) is standing_in(month, paid=paid | ahead)


@given(last_paid=a_month)
def test_lapse_day_is_the_first_non_active_day(last_paid):
    day = lapse_day(last_paid)
    assert standing_on(day, last_paid=last_paid) is Standing.NON_ACTIVE
    assert standing_on(day - timedelta(days=1), last_paid=last_paid) is Standing.GRACE


@given(day=a_day, days=a_window, paid=paid_months, ended_on=an_end)
def test_lapses_within_is_the_change_of_standing(day, days, paid, ended_on):
    """Walking day by day: grace yesterday, non-active today."""

    def standing(on: date) -> Standing:
        return standing_on(on, last_paid=last_paid_by(Month.of(on), paid), ended_on=ended_on)

    walked = [day + timedelta(days=step) for step in range(1, days + 1)]
    changes = any(
        standing(each) is Standing.NON_ACTIVE and standing(each - timedelta(days=1)) is Standing.GRACE
        for each in walked
    )
    assert lapses_within(day, days, paid=paid, ended_on=ended_on) is changes


@given(day=a_day, days=a_window)
def test_months_that_lapse_are_those_whose_lapse_day_lies_in_the_window(day, days):
    end = day + timedelta(days=days)
    everything = months(FIRST - 12, LAST + 12)
    assert last_paid_lapsing_within(day, days) == tuple(each for each in everything if day < lapse_day(each) <= end)


@given(day=a_day, days=a_window, paid=paid_months, ended_on=an_end)
def test_falls_due_only_for_unpaid_months_of_members(day, days, paid, ended_on):
    due = [
        month
        for month in months_due_within(day, days)
        if month not in paid
        and standing_in(month, paid=paid) is not Standing.NON_ACTIVE
        and (ended_on is None or ended_on >= month.last_day)
    ]
    assert falls_due_within(day, days, paid=paid, ended_on=ended_on) is bool(due)


@given(today=a_day, paid=paid_months, ended_on=an_end, started=an_end)
def test_grid_has_every_month_once_and_hides_no_payment_that_counts(today, paid, ended_on, started):
    cells = calendar(FIRST, LAST, paid=paid, started=started, ended_on=ended_on, today=today)
    assert [cell.month for cell in cells] == list(months(FIRST, LAST))
    assert {cell.month for cell in cells if cell.paid} == counted(paid, started=started)
    for cell in cells:
        if cell.paid:
            assert cell.kind in (CellKind.PAID, CellKind.AHEAD, CellKind.ENDED)
        if cell.month > Month.of(today):
            assert cell.kind in (CellKind.AHEAD, CellKind.TO_COME, CellKind.ENDED, CellKind.BEFORE_START)
        elif cell.month < Month.of(today) and cell.kind is not CellKind.BEFORE_START:
            known = counted(paid, started=started)
            assert cell.kind == standing_in(cell.month, paid=known, ended_on=ended_on).value
