"""Makes the probabilities hold: how many false links there are is measured by hiding partners (`assign.hidden`).

The links less the false ones are the right ones. The logarithm of the odds is multiplied so that as many come out: one
number of the two of Platt (1999, Probabilistic outputs for support vector machines), and from `FROM` on alone, for
unlikely links are as likely as stated. A link counts as much as it is likely: among unlikely ones nearly all are false,
and the difference of two large numbers would tell nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from payung.matching.assign.hidden import Hidden, Linked
from payung.matching.assign.marginals import Odds
from payung.matching.block.keys import Rows
from payung.matching.score.curve import FROM, Curve, logistic, logit

SURE = 0.995
FEWEST = 50  # sure links, to learn from them
_SPREAD = 0.15  # of the slope, before anything is seen
_LARGEST = 0.2  # step
_STEPS, _ROUNDS = 60, 4
_DIGITS = 6  # of the curve: sums in another order differ behind them
_FLATTEST = 0.1

Weights = NDArray[np.float64]


def held(linked: Linked, curve: Curve) -> Odds:
    """The probability that holds of each pair.

    The curve is one of links. Whoever a record might be beside its link shares what the link leaves.
    """
    links, found = linked.links, linked.stated.copy()
    right = curve(linked.stated[links])
    more = (1 - right) / np.maximum(1 - linked.stated[links], 1e-12)
    for rows, size in zip((linked.pairs.left, linked.pairs.right), linked.sizes, strict=True):
        found = np.minimum(found * _of_links(rows, links, more, size), _of_links(rows, links, 1 - right, size))
    found[links] = right
    return found


def _of_links(rows: Rows, links: NDArray[np.bool_], value: Odds, size: int) -> Odds:
    """For each pair the value of its record's link, 1 for whoever has none."""
    of_record = np.ones(size)
    of_record[rows[links]] = value
    found: Odds = of_record[rows]
    return found


def fitted(linked: Linked) -> Curve:
    """The curve of these links; the unchanged one where too few are sure."""
    stated = linked.stated[linked.links]
    if (stated > SURE).sum() < FEWEST:
        return Curve()
    hidden = Hidden.of(linked)
    every = _AT_LIKELY * _counted(stated)
    right, found = float(stated.sum()), Curve()
    for _ in range(_ROUNDS):  # how many have no partner shows in the probabilities themselves
        wrong = _AT_LIKELY * _counted(hidden.stated, hidden.weights(right, linked.sizes))
        wrong *= min(1.0, every.sum() / max(wrong.sum(), 1e-12))  # there are no more false links than links
        found = _fitted(every, every - wrong)
        right = (right + float(found(stated).sum())) / 2  # by halves, lest it swing to and fro
    return found


def _counted(probability: Odds, weight: Weights | None = None) -> Weights:
    """How many there are of each logarithm of the odds."""
    at = np.clip(logit(probability), _AT[0], _AT[-1])
    found: Weights = np.histogram(at, _ENDS, weights=weight)[0].astype(np.float64)
    return found


def _fitted(every: Weights, right: Weights) -> Curve:
    """The likeliest curve where so many of all links at each logarithm of the odds are right, by Newton's method."""
    slope = 1.0
    for _ in range(_STEPS):
        expected = logistic(_AT + (slope - 1) * _BEYOND)
        rise = (right - every * expected) @ _BEYOND - (slope - 1) / _SPREAD**2
        bend = (every * expected * (1 - expected)) @ _BEYOND**2 + 1 / _SPREAD**2
        step = float(np.clip(rise / bend, -_LARGEST, _LARGEST))
        slope += step
        if abs(step) < 10.0 ** -(_DIGITS + 3):
            break
    return Curve(max(round(slope, _DIGITS), _FLATTEST))


_AT = np.arange(-7.0, 12.01, 0.05)  # logarithms of odds that are told apart
_ENDS = np.append(_AT, 2 * _AT[-1] - _AT[-2]) - (_AT[1] - _AT[0]) / 2
_AT_LIKELY = logistic(_AT)
_BEYOND = np.maximum(_AT - FROM, 0)
