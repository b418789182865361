"""Percentages and months as people write them: 11,5 %, 2026-11, 11/2026."""

from __future__ import annotations

import re
from fractions import Fraction

from payung.shared.months import MONTHS_IN_YEAR, Month

_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{4})", re.ASCII)


class NoSuchMonth(ValueError):
    """A month that is written as one and does not exist, such as 13; `args` hold its number."""


def percentage(text: str) -> Fraction:
    """A number of percent, decimals after a comma or a point; ValueError for anything else."""
    bare = text.strip().removesuffix("%").strip()
    if not _PERCENT.fullmatch(bare):
        raise ValueError(text)
    return Fraction(bare.replace(",", "."))


def month(text: str) -> Month:
    """A month, year or month first; NoSuchMonth for a 13th, ValueError for what is no month at all."""
    bare = text.strip()
    if found := _YEAR_FIRST.fullmatch(bare):
        year, number = int(found[1]), int(found[2])
    elif found := _MONTH_FIRST.fullmatch(bare):
        year, number = int(found[2]), int(found[1])
    else:
        raise ValueError(text)
    if not 1 <= number <= MONTHS_IN_YEAR:
        raise NoSuchMonth(number)
    return Month(year, number)
