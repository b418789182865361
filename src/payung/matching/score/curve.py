"""Carries stated probabilities to ones that hold (`assign.hold` says which)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Odds = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """The logarithm of the odds times `slope` plus `shift`."""

    shift: float = 0.0
    slope: float = 1.0

    def __call__(self, probability: Odds) -> Odds:
        return logistic(self.slope * logit(probability) + self.shift)


def logit(probability: Odds) -> Odds:
    """The logarithm of the odds."""
    clipped = np.clip(probability, 1e-12, 1 - 1e-12)
    found: Odds = np.log(clipped) - np.log1p(-clipped)
    return found


def logistic(value: Odds) -> Odds:
    """The probability of a logarithm of odds."""
    found: Odds = 1 / (1 + np.exp(-np.clip(value, -500, 500)))
    return found
