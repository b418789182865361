"""The pace of a campaign: what is still needed until its last day, and what the present pace leads to."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

FURTHEST = 5 * 365  # days; what lies beyond is no forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """`window` are the days up to today over which `recent` were accepted. `heads` hold office today.

    `ends` is None while the campaign's last day is open; then nothing is needed by a day.
    """

    today: dt.date
    ends: dt.date | None
    target: int
    accepted: int
    in_process: int
    heads: int
    window_from: dt.date
    recent: int

    @property
    def window_days(self) -> int:
        return (self.today - self.window_from).days + 1

    @property
    def remaining(self) -> int:
        return max(self.target - self.accepted, 0)

    @property
    def days_left(self) -> int | None:
        """Days after today until the last one, that one included; 0 once it has come."""
        return None if self.ends is None else max((self.ends - self.today).days, 0)

    @property
    def needed(self) -> Fraction | None:
        """Acceptances a day so that the target is met on the last day; None where no days are left or named."""
        return Fraction(self.remaining, self.days_left) if self.days_left else None

    @property
    def needed_per_head(self) -> Fraction | None:
        return self.needed / self.heads if self.needed is not None and self.heads else None

    @property
    def present(self) -> Fraction:
        """Acceptances a day over the window."""
        return Fraction(self.recent, self.window_days)

    def expected(self, day: dt.date) -> int:
        """How many are accepted on a day to come if the present pace goes on, rounded down."""
        return self.accepted + int(self.present * (day - self.today).days)

    @property
    def reached_on(self) -> dt.date | None:
        """The day on which the present pace reaches the target; None where it does not within five years."""
        if not self.remaining:
            return self.today
        if not self.recent:
            return None
        days = -(-self.remaining // self.present)
        return self.today + dt.timedelta(days=int(days)) if days <= FURTHEST else None

    @property
    def is_enough(self) -> bool | None:
        """Whether the present pace meets the target by the last day; None without a last day ahead."""
        return None if self.needed is None else self.present >= self.needed


def recent(accepted: Counter[dt.date], *, starts: dt.date, today: dt.date, days: int) -> tuple[dt.date, int]:
    """The first day of the window, no earlier than the campaign's, and how many were accepted in it."""
    first = max(starts, today - dt.timedelta(days=days - 1))
    return first, sum(number for day, number in accepted.items() if first <= day <= today)


def straight(target: int, *, starts: dt.date, ends: dt.date, day: dt.date) -> int:
    """How many a path of equal days would have by the end of a day, rounded down."""
    whole = (ends - starts).days + 1
    gone = min((day - starts).days + 1, whole)
    return target * gone // whole
