"""Exact numbers: how they are rounded, and how they are written so that a reader can compute with them again."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Exact = int | Fraction
Integers = NDArray[np.int64]
Whole = TypeVar("Whole", int, Integers)

HUNDRED = 100  # what "percent" means
MODES = ("half_up", "down", "up")


def whole(top: Whole, bottom: int, mode: str) -> Whole:
    """The whole number that a mode gives for top / bottom (bottom above zero), of one number or each of a column."""
    if mode == "half_up":
        return (2 * top + bottom) // (2 * bottom)
    if mode == "down":
        return top // bottom
    if mode == "up":
        return -(-top // bottom)
    raise ValueError(f"Rounding '{mode}' is not known; use one of {', '.join(MODES)}.")


def rounded(amount: Exact, *, unit: int = 1, mode: str = "half_up") -> int:
    """The multiple of `unit` that a mode gives for an amount: half_up (ties go up), down or up."""
    parts = Fraction(amount, unit)
    return whole(parts.numerator, parts.denominator, mode) * unit


def plain(amount: Exact) -> str:
    """A number in digits: 10404, 10404.4752, or 1/3 where no decimal is exact."""
    parts = Fraction(amount)
    places = _places(parts.denominator)
    if places is None:
        return f"{parts.numerator}/{parts.denominator}"
    digits = f"{abs(parts.numerator) * 10**places // parts.denominator:0{places + 1}d}"
    sign = "-" if parts < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _places(bottom: int) -> int | None:
    """The decimals of a number over `bottom`; None where they never end."""
    times = {2: 0, 5: 0}
    for prime in times:
        while bottom % prime == 0:
            bottom //= prime
            times[prime] += 1
    return max(times.values()) if bottom == 1 else None


def percent(rate: Exact) -> str:
    """A rate of the law as people write it: 24/10000 is 0.24%."""
    return f"{plain(rate * HUNDRED)}%"
