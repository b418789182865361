"""Carries stated probabilities to ones that hold (`assign.hold` says which)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Odds = NDArray[np.float64]


FROM = -1.0  # logarithm of odds: less likely pairs are as likely as stated


@dataclass(frozen=True, slots=True)
class Curve:
    """What the logarithm of the odds is beyond `FROM`, times `slope`."""

    slope: float = 1.0

    def __call__(self, probability: Odds) -> Odds:
        at = logit(probability)
        return logistic(at + (self.slope - 1) * np.maximum(at - FROM, 0))


def logit(probability: Odds) -> Odds:
    """The logarithm of the odds."""
    clipped = np.clip(probability, 1e-12, 1 - 1e-12)
    found: Odds = np.log(clipped) - np.log1p(-clipped)
    return found


def logistic(value: Odds) -> Odds:
    """The probability of a logarithm of odds."""
    found: Odds = 1 / (1 + np.exp(-np.clip(value, -500, 500)))
    return found
