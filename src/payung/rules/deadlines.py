"""Due days of contributions, moved past weekends and holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

from payung.rules.legislation import Legislation, load
from payung.shared.months import Month

_KINDS_OF_HOLIDAY = ("public", "government")
OVERRIDE = "holidays.override"


def due_day(month: Month, *, segment: str = "bpu", legislation: Legislation | None = None) -> date:
    """The last day on which the contribution of a month is paid in time.

    For the self-employed ("bpu") it is the day `bpu.payment.due_day` of the contribution month itself, for wage earners
    ("pu") that of the month after (PP 44/2015, read in the press page named there), and the next working day when that
    is none. That Saturday is no working day is an inference (`working_week.days`). LegislationError when a figure is
    unknown for the month or segment.
    """
    return _due_day(month, segment, legislation or load())


def ordinary_due_day(month: Month, *, segment: str, legislation: Legislation | None = None) -> date:
    """The due day as the law names it, before it is moved past weekends and holidays; at most the month's last day."""
    law = legislation or load()
    due_month = month + law.integer(f"{segment}.payment.month_offset", month)
    day = min(law.integer(f"{segment}.payment.due_day", month), due_month.last_day.day)
    return due_month.first_day.replace(day=day)


def is_working_day(day: date, *, legislation: Legislation | None = None) -> bool:
    """Whether offices work: a day of the working week, no national holiday or joint leave (cuti bersama).

    What `holidays.override` says about the day comes before all else.
    """
    law = legislation or load()
    ruled = _overrides(law).get(day)
    if ruled is not None:
        return ruled
    return day.isoweekday() in law.table("working_week.days", day) and day not in _holidays(day.year)


def next_working_day(day: date, *, legislation: Legislation | None = None) -> date:
    """The day itself when offices work on it, else the first day after it on which they do."""
    while not is_working_day(day, legislation=legislation):
        day += timedelta(days=1)
    return day


def working_days_after(day: date, count: int, *, legislation: Legislation | None = None) -> date:
    """The day on which so many working days have passed; day 1 is the first working day after the day itself."""
    for _ in range(count):
        day = next_working_day(day + timedelta(days=1), legislation=legislation)
    return day


@lru_cache(maxsize=1024)
def _due_day(month: Month, segment: str, law: Legislation) -> date:
    return next_working_day(ordinary_due_day(month, segment=segment, legislation=law), legislation=law)


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    """Days off of one year; kept as a set of our own because the package's calendar grows while it is read."""
    return frozenset(country_holidays("ID", years=year, categories=_KINDS_OF_HOLIDAY))


@lru_cache(maxsize=8)
def _overrides(law: Legislation) -> dict[date, bool]:
    found: dict[date, bool] = {}
    parameter = law.parameter(OVERRIDE)
    for dated in parameter.values:
        for entry in dated.value if isinstance(dated.value, tuple) else (dated.value,):
            day = entry.get("day") if isinstance(entry, Mapping) else None
            working = entry.get("working") if isinstance(entry, Mapping) else None
            if not isinstance(day, date) or not isinstance(working, bool):
                mend = "write it as {day: 2027-03-09, working: false, name: ..., law: ...}"
                raise parameter.error(dated, f"{entry!r} is no day with a 'working' of true or false; {mend}.")
            found[day] = working
    return found
