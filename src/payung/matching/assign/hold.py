"""Makes the probabilities hold: how many false links there are is measured by hiding partners (`assign.hidden`).

The links less the false ones are the right ones, and so are the sums of whatever is counted over them. A logistic curve
(Platt, 1999, Probabilistic outputs for support vector machines) is fitted to such sums: of the logarithm of the stated
odds, of its bends, and of the levels of single fields. The last tell right links from false ones beyond what the odds
say: among those in doubt, false ones hardly ever have the same identity number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from payung.matching.assign.hidden import Hidden, Linked
from payung.matching.assign.marginals import Odds
from payung.matching.compare import fields as f
from payung.matching.score.estimate import Told

SURE = 0.995
FEWEST = 50  # sure links, to learn from them
BENDS = (-4.0, -2.0, 0.0, 2.0, 4.0)  # logarithms of odds where the slope may change
FIELDS = (f.NIK, f.DAY, f.NAME, f.MOTHER, f.PHONE, f.KPJ, f.SEX)
_LEAST, _MOST = -7.0, 12.0  # beyond, the logarithm of the odds says no more
_LEARNT = 7.0  # links of larger ones are right, and nothing is learnt from them
_KEPT = 2_000  # of these, which hold the curve where it ends
_MOST_SEEN = 30_000  # links, and false links, that it is fitted to
_STEPS, _ROUNDS = 60, 4
_BINS = np.arange(_LEAST, _LEARNT + 1)
# Deviations before anything is seen, which keep the method from running off.
_SHIFT, _SLOPE, _BEND, _LEVEL = 3.0, 0.5, 0.5, 0.3
_DIGITS = 6  # of the curve: sums in another order differ behind them
_FLATTEST = 0.05

Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """Carries a stated probability to one that holds: the logarithm of its odds times `slope` plus `shift`.

    From each of `BENDS` on, the slope changes by one of `bends`. `levels` is added for each level of a field.
    """

    slope: float = 1.0
    shift: float = 0.0
    bends: tuple[float, ...] = ()
    levels: Mapping[str, Weights] = field(default_factory=dict)

    def __call__(self, probability: Odds, added: Odds | float = 0.0) -> Odds:
        """`added`: what the levels of each pair add."""
        at = _logit(probability)
        value = self.slope * at + self.shift + added
        for place, bend in zip(BENDS, self.bends, strict=False):
            value = value + bend * np.maximum(at - place, 0)
        return _logistic(value)

    def of(self, told: Told, pattern: NDArray[np.int64], probability: Odds) -> Odds:
        """The probabilities of pairs whose patterns are these."""
        added = np.zeros(len(told.pairs))
        for name, weight in self.levels.items():
            added += weight[told.levels[name]]
        return self(probability, added[pattern])


def curve(linked: Linked, told: Told, pattern: NDArray[np.int64]) -> Curve:
    """The curve of these pairs, which have these patterns; the unchanged one where too few links are sure."""
    if (linked.links & (linked.stated > SURE)).sum() < FEWEST:
        return Curve()
    hidden = Hidden.of(linked)
    links, found = np.flatnonzero(linked.links), hidden.found
    at = _logit(linked.stated[links])
    sure = _some(np.flatnonzero(at >= _LEARNT), _KEPT)
    seen, each = _some(np.concatenate([np.flatnonzero(at < _LEARNT), sure[0]]), _MOST_SEEN)
    shown, each_false = _some(np.flatnonzero(_logit(hidden.probability) < _LEARNT), _MOST_SEEN)
    every = _features(told, pattern[links[seen]], linked.stated[links[seen]])
    false = _features(told, pattern[found[shown]], hidden.probability[shown])
    held, weight = linked.stated, _PRIOR
    for _ in range(_ROUNDS):  # how many have no partner shows in the probabilities themselves
        weights = hidden.weights(held[links], linked.stated[found])[shown] * (each_false / each)
        weights = _at_most(weights, false[:, 1], every[:, 1])
        weight = _fitted(every, each, every.sum(axis=0) - weights @ false, weight)
        fitted = _curve(weight)
        held = (held + fitted.of(told, pattern, linked.stated)) / 2  # by halves, lest it swing to and fro
    return fitted


def _some(places: NDArray[np.int64], most: int) -> tuple[NDArray[np.int64], int]:
    """Every so manieth of them, hardly more than `most` in all; for how many each stands."""
    each = max(len(places) // most, 1)
    return places[::each], each


def _at_most(weights: Weights, at: Odds, links: Odds) -> Weights:
    """The weights of false links, of which there are nowhere more than links; both by the logarithm of their odds."""
    every, false = np.histogram(links, _BINS)[0], np.histogram(at, _BINS, weights=weights)[0]
    kept = np.minimum(1.0, every / np.maximum(false, 1e-9))
    found: Weights = weights * kept[np.searchsorted(_BINS[1:-1], at, "right")]
    return found


def _features(told: Told, pattern: NDArray[np.int64], probability: Odds) -> Weights:
    """A row for each pair: one, the logarithm of its odds, what of it lies beyond each bend, and its levels."""
    at = np.clip(_logit(probability), _LEAST, _MOST)
    columns = [np.ones_like(at), at, *(np.maximum(at - place, 0) for place in BENDS)]
    for each in FIELDS:
        level = told.levels[each.name][pattern]
        columns += [level == number for number in range(each.size)]
    return np.stack(columns, axis=1).astype(np.float64)


_PLAIN = 2 + len(BENDS)
_PRIOR = np.eye(1, _PLAIN + sum(each.size for each in FIELDS), 1)[0]
_SPREAD = np.array([_SHIFT, _SLOPE, *[_BEND] * len(BENDS), *[_LEVEL] * (len(_PRIOR) - _PLAIN)])


def _fitted(every: Weights, each: int, right: Weights, begin: Weights) -> Weights:
    """The likeliest weights of the features where `right` are their sums over right links, by Newton's method.

    Each row stands for so many.
    """
    before = 1 / (each * _SPREAD**2)
    at = begin
    for _ in range(_STEPS):
        expected = _logistic(every @ at)
        slope = right - expected @ every - (at - _PRIOR) * before
        bend = (every * (expected * (1 - expected))[:, None]).T @ every + np.diag(before)
        step = np.linalg.solve(bend, slope)
        largest = float(np.abs(step).max())
        at = at + step * min(1.0, 1.0 / max(largest, 1e-12))
        if largest < 10.0 ** -(_DIGITS + 3):
            break
    return at


def _curve(at: Weights) -> Curve:
    """Never falling: a pair that is stated likelier than another of its levels stays so."""
    rounded = np.round(at, _DIGITS)
    slopes = np.maximum(np.cumsum(rounded[1:_PLAIN]), _FLATTEST)
    ends = np.cumsum([each.size for each in FIELDS])
    parts: Sequence[Weights] = np.split(rounded[_PLAIN:], ends[:-1])
    levels = {each.name: part for each, part in zip(FIELDS, parts, strict=True)}
    return Curve(float(slopes[0]), float(rounded[0]), tuple(np.diff(slopes).tolist()), levels)


def _logit(probability: Odds) -> Odds:
    clipped = np.clip(probability, 1e-12, 1 - 1e-12)
    return np.log(clipped) - np.log1p(-clipped)


def _logistic(value: Odds) -> Odds:
    found: Odds = 1 / (1 + np.exp(-np.clip(value, -500, 500)))
    return found
