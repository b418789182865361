"""The rules over columns of millions: the same formulas as for one worker, exact in whole 64-bit numbers.

A column of an amount is numbers over one common bottom. Whatever depends only on the month and on a few choices is
asked once per combination from the scalar rule and spread over the rows; only what varies by rupiah is computed by row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, prod
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from payung.rules.exact import Integers, whole
from payung.rules.legislation import Legislation
from payung.rules.look import Look, Warned
from payung.rules.reckoning import Reckoner, band_of, rounding
from payung.rules.term import Term

_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Choices:
    """A column of few different values: `values[codes[row]]`, as Arrow, Parquet and pandas keep categories."""

    values: tuple[Any, ...]
    codes: Integers

    @classmethod
    def of(cls, column: NDArray[Any]) -> Choices:
        """The choices of a plain column; slower than a column that comes with its codes."""
        values, codes = np.unique(column, return_inverse=True)
        return cls(tuple(values.tolist()), codes.astype(np.int64))


@dataclass(frozen=True, slots=True)
class Column:
    """Exact numbers, one per row: `top / bottom`. `bound` is not below any of |top|, so that no product overflows."""

    top: Integers
    bottom: int
    bound: int

    def __add__(self, other: Column | int) -> Column:
        left, right = _level(self, _column(other))
        return Column(left.top + right.top, left.bottom, _fits(left.bound + right.bound))

    def __sub__(self, other: Column | int) -> Column:
        left, right = _level(self, _column(other))
        return Column(left.top - right.top, left.bottom, _fits(left.bound + right.bound))

    def __rsub__(self, other: int) -> Column:
        return _column(other) - self

    def __mul__(self, other: Column | int) -> Column:
        right = _column(other)
        bound = _fits(self.bound * right.bound)
        return Column(self.top * right.top, self.bottom * right.bottom, bound)


class Columns(Reckoner[Column]):
    """Many cases at once: `months` as Choices of Month, `inputs` as whole numbers (int64) or Choices, one per row.

    `figures` are whole rupiah per settled name; `warned` says per warning which rows it concerns.
    """

    def __init__(self, law: Legislation, months: Choices, inputs: Mapping[str, Integers | Choices]) -> None:
        self.law = law
        self.months = _spans(law, months)
        self.inputs = dict(inputs)
        self.figures: dict[str, Integers] = {}
        self.warned: dict[Warned, NDArray[np.bool_]] = {}

    def given(self, name: str) -> Column:
        return _of(cast(Integers, self.inputs[name]))

    def look(self, figure: Callable[..., Term], *names: str) -> Column:
        choices = [cast(Choices, self.inputs[name]) for name in names]
        return self._spread(lambda look, *values: figure(look, *values), choices)

    def band(self, path: str, name: str, column: str) -> Column:
        looks = (Look(self.law, month.first_day) for month in self.months.values)
        edges = sorted({band["from"] for look in looks for band in cast(Any, look.cite(path).dated.value)})
        codes = np.searchsorted(np.asarray(edges), cast(Integers, self.inputs[name]), side="right") - 1
        return self._spread(lambda look, edge: band_of(look, path, edge, column), [Choices(tuple(edges), codes)])

    def mark(self, new: str, name: str, path: str) -> None:
        least = self.figure(path)
        reached = self.given(name).top * least.bottom >= least.top
        self.inputs[new] = Choices((False, True), reached.astype(np.int64))

    def least(self, first: Column, second: Column) -> Column:
        left, right = _level(first, second)
        return Column(np.minimum(left.top, right.top), left.bottom, max(left.bound, right.bound))

    def settle(self, name: str, amount: Column) -> Column:
        unit, mode = self._rounding()
        bottom = amount.bottom * unit
        _fits(2 * amount.bound + bottom)
        found = whole(amount.top, bottom, mode) * unit
        self.figures[name] = found
        return Column(found, 1, amount.bound // amount.bottom + unit)

    def _spread(self, figure: Callable[..., Term], choices: list[Choices]) -> Column:
        """Ask `figure` once for each combination of month and choices that occurs, and give every row its answer."""
        columns = [self.months, *choices]
        sizes = [len(each.values) for each in columns]
        codes = np.ravel_multi_index([each.codes for each in columns], sizes) if choices else self.months.codes
        occurring = np.flatnonzero(np.bincount(codes))
        answers = np.zeros(prod(sizes), dtype=np.int64)
        found: dict[int, Fraction] = {}
        warned: dict[Warned, list[int]] = {}
        for code in occurring.tolist():
            month, *values = (each.values[at] for each, at in zip(columns, np.unravel_index(code, sizes), strict=True))
            look = Look(self.law, month.first_day)
            found[code] = Fraction(figure(look, *values).value)
            for each in look.warnings:
                warned.setdefault(each, []).append(code)
        bottom = lcm(*(each.denominator for each in found.values()))
        for code, number in found.items():
            answers[code] = number.numerator * (bottom // number.denominator)
        self._note(warned, codes, len(answers))
        return Column(answers[codes], bottom, int(np.abs(answers).max(initial=0)))

    def _note(self, warned: Mapping[Warned, list[int]], codes: Integers, size: int) -> None:
        for each, concerned in warned.items():
            flags = np.zeros(size, dtype=np.bool_)
            flags[concerned] = True
            self.warned[each] = self.warned.get(each, np.False_) | flags[codes]

    def _rounding(self) -> tuple[int, str]:
        found = {rounding(self.law, month.first_day) for month in self.months.values}
        if len(found) > 1:
            raise OverflowError("The rounding changes between these months; compute each side of the change apart.")
        return found.pop()


def _spans(law: Legislation, months: Choices) -> Choices:
    """Months between which no figure of the law changes, told apart by the first of them alone."""
    spans = [bisect_right(law.turns, month.first_day) for month in months.values]
    firsts = dict(zip(reversed(spans), reversed(months.values), strict=True))
    places = {span: place for place, span in enumerate(firsts)}
    return Choices(tuple(firsts.values()), np.asarray([places[span] for span in spans])[months.codes])


def _of(numbers: Integers) -> Column:
    return Column(numbers, 1, _fits(int(np.abs(numbers).max(initial=0))))


def _column(value: Column | int) -> Column:
    return value if isinstance(value, Column) else Column(np.asarray([value]), 1, abs(value))


def _level(left: Column, right: Column) -> tuple[Column, Column]:
    """Both columns over one bottom."""
    bottom = lcm(left.bottom, right.bottom)
    return _over(left, bottom), _over(right, bottom)


def _over(column: Column, bottom: int) -> Column:
    times = bottom // column.bottom
    return column if times == 1 else Column(column.top * times, bottom, _fits(column.bound * times))


def _fits(bound: int) -> int:
    """The bound itself, if 64 bits hold it; else OverflowError with what to do."""
    if bound > _LARGEST:
        raise OverflowError(
            "An amount is too large to be computed by column; compute that row alone, it is exact there."
        )
    return bound
