"""Who falls due and who lapses within so many days: as months for a database, and as a question about one worker."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from payung.rules.deadlines import due_day
from payung.rules.legislation import Legislation
from payung.rules.protection.standing import Standing, bounds, lapse_day, last_paid_by, standing_in
from payung.shared.months import Month, months


def months_due_within(day: date, days: int, *, legislation: Legislation | None = None) -> tuple[Month, ...]:
    """The months whose due day is the day asked or one of the `days` days after it."""
    last = day + timedelta(days=days)
    near = months(Month.of(day) - 1, Month.of(last))  # a due day at a month's end may move into the next
    return tuple(each for each in near if day <= due_day(each, legislation=legislation) <= last)


def falls_due_within(
    day: date,
    days: int,
    *,
    paid: Collection[Month],
    ended_on: date | None = None,
    legislation: Legislation | None = None,
) -> bool:
    """Whether a month that is not paid falls due on the day or in the `days` days after it.

    Only for a worker who is in grace or has never paid in that month: a non-active one owes nothing for the gap.
    """
    owing = (Standing.GRACE, Standing.NOT_YET_PAID)
    return any(
        standing_in(month, paid=paid, ended_on=ended_on, legislation=legislation) in owing
        for month in months_due_within(day, days, legislation=legislation)
    )


def last_paid_lapsing_within(day: date, days: int, *, legislation: Legislation | None = None) -> tuple[Month, ...]:
    """The last paid months whose lapse day is one of the `days` days after the day asked.

    A worker lapses within them when the last month paid up to the lapse day's own month is one of these.
    """
    last = day + timedelta(days=days)
    month = Month.of(day)
    oldest = bounds(month, legislation=legislation).grace_from
    near = months(oldest, Month.of(last))
    return tuple(each for each in near if day < lapse_day(each, legislation=legislation) <= last)


def lapses_within(
    day: date,
    days: int,
    *,
    paid: Collection[Month],
    ended_on: date | None = None,
    legislation: Legislation | None = None,
) -> bool:
    """Whether the worker, if nothing more is paid, becomes non-active in the `days` days after the day asked."""
    lapsing = last_paid_lapsing_within(day, days, legislation=legislation)
    lapses = ((last_paid, lapse_day(last_paid, legislation=legislation)) for last_paid in lapsing)
    return any(
        last_paid_by(Month.of(lapse), paid) == last_paid and not (ended_on is not None and ended_on < lapse)
        for last_paid, lapse in lapses
    )
