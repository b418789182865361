"""Makes the probabilities hold: how many false links there are is measured by hiding partners whose link is sure.

Half of the sure links' partners are taken out of one roster. Whoever is linked now is linked falsely, and how often, at
which probability, is what happens to those who truly have no partner. From that, and from all links, follows the share
of right links at each probability; a logistic curve (Platt, 1999, Probabilistic outputs for support vector machines)
carries the stated probability to it. The same thought as decoys in the search of proteins (Elias and Gygi, 2007,
Target-decoy search strategy, Nature Methods 4).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.matching.assign.choose import chosen
from payung.matching.assign.marginals import Odds, marginals
from payung.matching.block.keys import Rows
from payung.matching.block.pairs import Pairs

SURE = 0.995
LEAST = 0.001  # pairs below are no links at all
FEWEST = 200  # sure links, to learn from them
_SEED = 20251029
_BINS = np.linspace(-7, 12, 77)  # of the logarithm of the odds
_BEGIN = 4.0  # how many pairs the unchanged probability counts as, in each bin
_STEPS = 60
_SPREAD = np.array([0.5, 3.0])  # of slope and shift, before anything is seen


@dataclass(frozen=True, slots=True)
class Curve:
    """Carries a stated probability to one that holds: logit(p) times `slope` plus `shift`."""

    slope: float = 1.0
    shift: float = 0.0

    def __call__(self, probability: Odds) -> Odds:
        return _logistic(self.slope * _logit(probability) + self.shift)


def curve(pairs: Pairs, odds: Odds, probability: Odds, links: NDArray[np.bool_], sizes: tuple[int, int]) -> Curve:
    """The curve of these pairs; the unchanged one where too few links are sure."""
    sure = links & (probability > SURE)
    if sure.sum() < FEWEST:
        return Curve()
    linked = probability[links].sum()
    false = np.zeros(len(_BINS) - 1)
    exposure = 0.0
    draw = np.random.default_rng(_SEED)
    for rows, others, size, other_size in (
        (pairs.left, pairs.right, sizes[0], sizes[1]),
        (pairs.right, pairs.left, sizes[1], sizes[0]),
    ):
        hidden = sure & (draw.random(len(sure)) < 0.5)
        found = _false_links(rows, others, odds, hidden, (size, other_size))
        false += np.histogram(_logit(found), _BINS)[0]
        exposure += hidden.sum() / max(size - linked, 1.0)
    every = np.histogram(_logit(probability[links]), _BINS)[0].astype(np.float64)
    return _fitted(every, np.minimum(false / max(exposure, 1e-9), every))


def _false_links(rows: Rows, others: Rows, odds: Odds, hidden: NDArray[np.bool_], sizes: tuple[int, int]) -> Odds:
    """Probabilities of the links that records get whose partner is taken away."""
    bereft, gone = np.zeros(sizes[0], np.bool_), np.zeros(sizes[1], np.bool_)
    bereft[rows[hidden]] = gone[others[hidden]] = True
    left = ~gone[others]
    rows, others, odds = rows[left], others[left], odds[left]
    probability = marginals(rows, others, odds, sizes)
    links = chosen(rows, others, probability, sizes, least=LEAST)
    found: Odds = probability[links & bereft[rows]]
    return found


def _fitted(every: Odds, false: Odds) -> Curve:
    """The likeliest curve for so many links and false links in each bin, by Newton's method.

    The unchanged curve is likeliest beforehand (normal, deviations `_SPREAD`), which keeps the method from running off.
    """
    middle = (_BINS[1:] + _BINS[:-1]) / 2
    right = every - false + _BEGIN * _logistic(middle)
    total = every + _BEGIN
    x = np.stack([middle, np.ones_like(middle)])
    at = unchanged = np.array([1.0, 0.0])
    for _ in range(_STEPS):
        expected = _logistic(at @ x)
        slope = x @ (right - total * expected) - (at - unchanged) / _SPREAD**2
        bend = (x * total * expected * (1 - expected)) @ x.T + np.diag(1 / _SPREAD**2)
        step = np.linalg.solve(bend, slope)
        at = at + step * min(1.0, 1.0 / max(float(np.abs(step).max()), 1e-12))
    return Curve(float(np.clip(at[0], 0.2, 3.0)), float(at[1]))


def _logit(probability: Odds) -> Odds:
    clipped = np.clip(probability, 1e-12, 1 - 1e-12)
    return np.log(clipped) - np.log1p(-clipped)


def _logistic(value: Odds) -> Odds:
    found: Odds = 1 / (1 + np.exp(-np.clip(value, -500, 500)))
    return found
