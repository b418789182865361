"""Birth dates as YYYYMMDD, and sexes. A date that no calendar has (31 June) is kept: its figures still compare."""

import datetime as dt
import re

from payung.identity import dates

# Year, month, day; without anything between them only where there is such a month in a likely year.
_FIGURES = re.compile(
    r"(?:([12]\d{3})[-/. ](\d\d)[-/. ](\d\d)|((?:1[89]|20)\d\d)(0[1-9]|1[0-2])([0-3]\d))(?:[T ].*|\.0)?"
)
_EIGHT = re.compile(r"((?:1[89]|20)\d{6})(?:\.0)?")  # read so where they are no date the other way round either
_MEN = frozenset("l lk laki pria male man m 1 cowok".split())
_WOMEN = frozenset("p pr perempuan wanita female woman f w 2 cewek".split())


def read_day(cell: str, as_of: dt.date) -> int:
    """A birth date as YYYYMMDD; 0 where the cell is none. Of two ways round, day first."""
    figures = _FIGURES.fullmatch(cell.strip())
    if figures:
        return int("".join(figures.groups("")))
    found = dates.read(int(cell) if cell.isdecimal() and len(cell) == 5 else cell, as_of=as_of).candidates
    if found:
        return found[0].year * 10_000 + found[0].month * 100 + found[0].day
    eight = _EIGHT.fullmatch(cell.strip())
    return int(eight[1]) if eight else 0


def read_sex(cell: str) -> int:
    """1 for a man, 2 for a woman, 0 where the cell says neither."""
    word = re.match(r"\W*(\w+)", cell.lower())
    if not word:
        return 0
    return 1 if word[1] in _MEN else 2 if word[1] in _WOMEN else 0
