"""Compares birth dates, those in identity numbers included."""

import numpy as np

from payung.matching.compare.fields import Levels
from payung.matching.standardise.words import Codes


def days(one: Codes, other: Codes) -> Levels:
    """Levels of `fields.DAY` for dates as YYYYMMDD, 0 for none."""
    year, month, day = one // 10_000, one // 100 % 100, one % 100
    year_, month_, day_ = other // 10_000, other // 100 % 100, other % 100
    same_year, same_month, same_day = year == year_, month == month_, day == day_
    birthday = same_month & same_day
    level = np.full(len(one), 9, np.int8)
    first, first_ = (month == 1) & (day == 1), (month_ == 1) & (day_ == 1)
    level[same_year] = 8
    level[birthday] = 7
    level[birthday & np.isin(np.abs(year - year_), (1, 10))] = 6
    level[same_year & (same_day | same_month)] = 5
    level[same_year & (first | first_)] = 4
    level[same_year & (month == day_) & (day == month_)] = 3
    level[same_year & birthday] = 1
    level[same_year & first & first_] = 2  # who does not know the day says so
    level[(one == 0) | (other == 0)] = 0
    return level


def births(day: tuple[Codes, Codes], nik_day: tuple[Codes, Codes], nik: Levels, *, dated: bool = True) -> Levels:
    """Birth dates; where both identity numbers do not speak, the date in one may agree with the other's birth date.

    Where a birth date is missing and the numbers differ, the dates in the numbers stand in for it. In rosters that are
    not `dated` they do so of equal numbers too: else whoever has a date would always be one whose numbers differ.
    """
    level = days(*day)
    alone = np.flatnonzero(nik == 0)
    for one, other in ((nik_day[0], day[1]), (day[0], nik_day[1])):
        told = days(one[alone], other[alone])
        closer = (told > 0) & ((told < level[alone]) | (level[alone] == 0))
        level[alone[closer]] = told[closer]
    missing = np.flatnonzero((level == 0) & (nik > (1 if dated else 0)))
    filled = [
        np.where(typed[missing] > 0, typed[missing], told[missing]) for typed, told in zip(day, nik_day, strict=True)
    ]
    level[missing] = days(*filled)
    return level
