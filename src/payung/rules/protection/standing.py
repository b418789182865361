"""How a self-employed worker stands on a day and in a month; the decisions are those of this package's docstring."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from payung.rules.legislation import Legislation, load
from payung.shared.months import Month

GRACE = "bpu.protection.grace_months"


class Standing(StrEnum):
    """How a worker stands on a day or in a month; never two of them at once, never summed into one word."""

    PAID = "paid"
    GRACE = "grace"
    NON_ACTIVE = "non_active"
    NOT_YET_PAID = "not_yet_paid"
    ENDED = "ended"


def last_paid_by(month: Month, paid: Collection[Month]) -> Month | None:
    """The last paid month not after the month asked; None when nothing is paid up to it."""
    return max((each for each in paid if each <= month), default=None)


def counted(paid: Collection[Month], *, started: date | None) -> frozenset[Month]:
    """The paid months that protect: none before the month in which the membership started (None: no membership)."""
    return frozenset(each for each in paid if started is not None and each >= Month.of(started))


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the standings of one month divide, for a database that knows the last month paid up to it.

    With `last` = the latest paid month not after `month`: ended when the end lies before `ended_before`; else not yet
    paid without a `last`; paid when `last` >= `paid`; grace when `last` >= `grace_from`; else non-active.
    """

    month: Month
    paid: Month
    grace_from: Month
    ended_before: date

    def standing(self, *, last_paid: Month | None, ended_on: date | None = None) -> Standing:
        """The standing by these bounds; the database's CASE says the same in the same order."""
        if ended_on is not None and ended_on < self.ended_before:
            return Standing.ENDED
        if last_paid is None:
            return Standing.NOT_YET_PAID
        if last_paid >= self.paid:
            return Standing.PAID
        return Standing.GRACE if last_paid >= self.grace_from else Standing.NON_ACTIVE


def bounds(month: Month, *, legislation: Legislation | None = None) -> Bounds:
    """The bounds of a month, by the grace in force in it."""
    return _bounds(month, legislation or load())


@lru_cache(maxsize=1024)
def _bounds(month: Month, law: Legislation) -> Bounds:
    return Bounds(month=month, paid=month, grace_from=month - law.integer(GRACE, month), ended_before=month.last_day)


def standing_on(
    day: date, *, last_paid: Month | None, ended_on: date | None = None, legislation: Legislation | None = None
) -> Standing:
    """The standing on a day of a worker whose payments reach through `last_paid`.

    With gaps or payments in advance, `last_paid` is `last_paid_by(Month.of(day), paid)`: a month after the day's own
    counts as paid through without a gap.
    """
    if ended_on is not None and ended_on < day:
        return Standing.ENDED
    return bounds(Month.of(day), legislation=legislation).standing(last_paid=last_paid)


def standing_in(
    month: Month, *, paid: Collection[Month], ended_on: date | None = None, legislation: Legislation | None = None
) -> Standing:
    """The standing in a month as a whole: that of its last day, from all months paid."""
    found = bounds(month, legislation=legislation)
    return found.standing(last_paid=last_paid_by(month, paid), ended_on=ended_on)


def lapse_day(last_paid: Month, *, legislation: Legislation | None = None) -> date:
    """The first day on which a worker is non-active when nothing is paid after `last_paid`."""
    month = last_paid + 1
    while bounds(month, legislation=legislation).grace_from <= last_paid:
        month += 1
    return month.first_day
