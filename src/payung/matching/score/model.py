"""The weights: shares of every level among pairs of one person, of one household, and of strangers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as of_class

import numpy as np
from numpy.typing import NDArray

from payung.matching.compare import fields as f
from payung.matching.score import shares
from payung.matching.score.curve import Curve
from payung.matching.score.start import Shares

COMPARED = (f.DAY, f.SEX, f.NAME, f.MOTHER, f.PHONE, f.KPJ, f.MAIL, f.JOB, f.ADDRESS, f.NIK)
RARE = ((f.NAME, f.NAME_BITS), (f.MOTHER, f.MOTHER_BITS))
_FEWEST_FREE = 0.02  # share of a roster's records
_TWINS_OF_ONE_NAME = 0.02  # as against other members of one household
_ONE_DAY, _ONE_NAME = (1, 2), 1  # levels
_LEAST = 1e-9  # no share is smaller: nothing is impossible


@dataclass(frozen=True, slots=True)
class Size:
    """How many records the smaller roster has, and how many pairs there are in all."""

    records: int
    pairs: float
    larger: int | None = None

    @classmethod
    def between(cls, one: int, other: int) -> Size:
        """Of two rosters."""
        return cls(max(min(one, other), 1), float(max(one * other, 1)), max(one, other))

    def free(self, matched: float) -> float:
        """The share of the pairs neither record of which belongs to another one: between rosters nobody is two.

        With fewer pairs in the running, each of them is the likelier.
        """
        if self.larger is None:
            return 1.0
        return max(1 - matched, _FEWEST_FREE) * max(1 - matched * self.records / self.larger, _FEWEST_FREE)

    @classmethod
    def within(cls, records: int) -> Size:
        """Of one roster with itself."""
        return cls(max(records, 1), max(records * (records - 1) / 2, 1.0))


@dataclass(frozen=True, slots=True)
class Model:
    """`same`, `relative` and `stranger` have the shares of each field; identity numbers' in three groups of dates.

    `rarity` has for each level of a name what a word of no bits would weigh there, in bits. `matched` and `related` are
    expected numbers of such pairs for each record of the smaller roster; `curve` makes probabilities hold.
    """

    same: Mapping[str, Shares]
    relative: Mapping[str, Shares]
    stranger: Mapping[str, Shares]
    rarity: Mapping[str, Shares]
    matched: float
    related: float
    curve: Curve = of_class(default_factory=Curve)

    def odds(self, levels: Mapping[str, NDArray[np.int64]], size: Size) -> NDArray[np.float64]:
        """For each pattern the odds that its records are one person's, against all else."""
        same, relative = self.likelihoods(levels, size)
        return same / np.maximum(1 + relative, 1e-300)

    def strange(self, levels: Mapping[str, NDArray[np.int64]], size: Size) -> NDArray[np.float64]:
        """For each pattern the probability that its records are strangers."""
        same, relative = self.likelihoods(levels, size)
        return 1 / (1 + same + relative)

    def likelihoods(
        self, levels: Mapping[str, NDArray[np.int64]], size: Size
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How much likelier than a pair of strangers each pattern is as a pair of one person, and of one household."""
        found = []
        matched = self.matched / size.free(self.matched)
        for of_kind, each in ((self.same, matched), (self.relative, self.related)):
            log = np.full(len(levels[f.NIK.name]), np.log(max(each * size.records / size.pairs, 1e-300)))
            for field in COMPARED:
                weight = np.log(np.maximum(of_kind[field.name], _LEAST) / np.maximum(self.stranger[field.name], _LEAST))
                if field is not f.ADDRESS:
                    weight[:: field.size] = 0
                log += weight[shares.places(field, levels)]
            for field, bits in RARE:
                level = levels[field.name]
                log += np.log(2) * np.where(level > 0, levels[bits.name] + self.rarity[field.name][level], 0)
            if of_kind is self.relative:
                twins = np.isin(levels[f.DAY.name], _ONE_DAY) & (levels[f.NAME.name] == _ONE_NAME)
                log[twins] += np.log(_TWINS_OF_ONE_NAME)
            found.append(np.exp(np.clip(log, -600, 600)))
        return found[0], found[1]
