"""The weights: shares of every level among pairs of one person, of one household, and of strangers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.matching.compare import fields as f
from payung.matching.score.shares import nik_levels
from payung.matching.score.start import Shares

PLAIN = (f.DAY, f.SEX, f.NAME, f.MOTHER, f.PHONE, f.KPJ, f.MAIL, f.JOB)
RARE = ((f.NAME, f.NAME_BITS), (f.MOTHER, f.MOTHER_BITS))
_LEAST = 1e-9  # no share is smaller: nothing is impossible


@dataclass(frozen=True, slots=True)
class Size:
    """How many records the smaller roster has, and how many pairs there are in all."""

    records: int
    pairs: float

    @classmethod
    def between(cls, one: int, other: int) -> Size:
        """Of two rosters."""
        return cls(max(min(one, other), 1), float(max(one * other, 1)))

    @classmethod
    def within(cls, records: int) -> Size:
        """Of one roster with itself."""
        return cls(max(records, 1), max(records * (records - 1) / 2, 1.0))


@dataclass(frozen=True, slots=True)
class Model:
    """`same`, `relative` and `stranger` have the shares of each field; identity numbers' in three groups of dates.

    `rarity` has for each level of a name what a word of no bits would weigh there, in bits. `matched` and `related` are
    expected numbers of such pairs for each record of the smaller roster.
    """

    same: Mapping[str, Shares]
    relative: Mapping[str, Shares]
    stranger: Mapping[str, Shares]
    rarity: Mapping[str, Shares]
    matched: float
    related: float

    def odds(self, levels: Mapping[str, NDArray[np.int64]], size: Size) -> NDArray[np.float64]:
        """For each pattern the odds that its records are one person's, against all else."""
        same, relative = self.likelihoods(levels, size)
        return same / np.maximum(1 + relative, 1e-300)

    def likelihoods(
        self, levels: Mapping[str, NDArray[np.int64]], size: Size
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How much likelier than a pair of strangers each pattern is as a pair of one person, and of one household."""
        found = []
        for shares, each in ((self.same, self.matched), (self.relative, self.related)):
            log = np.full(len(levels[f.NIK.name]), np.log(max(each * size.records / size.pairs, 1e-300)))
            for name, place in self._places(levels):
                weight = np.log(np.maximum(shares[name], _LEAST) / np.maximum(self.stranger[name], _LEAST))
                if name != f.ADDRESS.name:
                    weight[:: f.NIK.size if name == f.NIK.name else len(weight)] = 0
                log += weight[place]
            for field, bits in RARE:
                level = levels[field.name]
                log += np.log(2) * np.where(level > 0, levels[bits.name] + self.rarity[field.name][level], 0)
            found.append(np.exp(np.clip(log, -600, 600)))
        return found[0], found[1]

    @staticmethod
    def _places(levels: Mapping[str, NDArray[np.int64]]) -> Iterator[tuple[str, NDArray[np.int64]]]:
        for field in (*PLAIN, f.ADDRESS):
            yield field.name, levels[field.name]
        yield f.NIK.name, nik_levels(levels)
