"""A calendar month as one value: contributions are owed, paid and judged by month."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import overload

MONTHS_IN_YEAR = 12
_WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year; ordered, hashable, written "2025-09".

    `month + 3`, `month - 3` are months; `month - other` is the number of months between them.
    Raises ValueError, with one sentence, for a month or year that does not exist.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= MONTHS_IN_YEAR:
            raise ValueError(f"A month is a number from 1 to 12, not {self.month!r}.")
        if not date.min.year <= self.year <= date.max.year:
            raise ValueError(f"A year is a number from 1 to 9999, not {self.year!r}.")

    @classmethod
    def of(cls, day: date) -> Month:
        """The month in which a day (or a moment) lies."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, written: str) -> Month:
        """The month written as "2025-09"."""
        found = _WRITTEN.fullmatch(written.strip())
        if found is None:
            raise ValueError(f"A month is written like 2025-09, not {written!r}.")
        return cls(int(found[1]), int(found[2]))

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month: the 28th to the 31st."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __add__(self, count: int) -> Month:
        if not isinstance(count, int):
            return NotImplemented
        year, index = divmod(self._number + count, MONTHS_IN_YEAR)
        return Month(year, index + 1)

    @overload
    def __sub__(self, other: int) -> Month: ...

    @overload
    def __sub__(self, other: Month) -> int: ...

    def __sub__(self, other: int | Month) -> Month | int:
        if isinstance(other, Month):
            return self._number - other._number
        if not isinstance(other, int):
            return NotImplemented
        return self + -other

    @property
    def _number(self) -> int:
        return self.year * MONTHS_IN_YEAR + self.month - 1


def months(first: Month, last: Month) -> Iterator[Month]:
    """Every month from first to last, both included; none when last lies before first."""
    for step in range(last - first + 1):
        yield first + step
