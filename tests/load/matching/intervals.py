"""Means over seeds with intervals, ratios run by run, and how time grows."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

# The 97.5 % point of Student's t by degrees of freedom; beyond the last, the normal distribution's.
T = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120)
NORMAL = 1.960


@dataclass(frozen=True)
class Mean:
    """The mean of some runs and half the width of its 95 % interval; one run has no interval."""

    value: float
    half: float | None
    runs: int

    def shown(self, digits: int) -> str:
        spread = "" if self.half is None else f" ± {self.half:.{digits}f}"
        return f"{self.value:.{digits}f}{spread}"


def mean(values: Sequence[float]) -> Mean:
    """Student's interval: the runs differ by their seed and are taken as drawn from one normal distribution."""
    if len(values) < 2:
        return Mean(values[0], None, len(values))
    freedom = len(values) - 1
    point = T[freedom - 1] if freedom <= len(T) else NORMAL
    return Mean(statistics.fmean(values), point * statistics.stdev(values) / math.sqrt(len(values)), len(values))


def share(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share: it stays within 0 and 1 and does not collapse when all hit."""
    middle, spread = (hits + NORMAL**2 / 2) / (of + NORMAL**2), of + NORMAL**2
    half = NORMAL * math.sqrt(hits * (of - hits) / of + NORMAL**2 / 4) / spread
    return max(middle - half, 0.0), min(middle + half, 1.0)


def exponents(sizes: Sequence[int], seconds: Sequence[float]) -> list[float]:
    """From each size to the next: 1 is in proportion, below it better."""
    at = range(1, len(sizes))
    return [math.log(seconds[n] / seconds[n - 1]) / math.log(sizes[n] / sizes[n - 1]) for n in at]
