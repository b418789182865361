"""The probability of each pair when a record belongs to one record of the other roster at most.

The pairs are a monomer-dimer model on a bipartite graph: every set of links in which no record stands twice, weighed by
the product of the links' odds. Its marginals are found by passing messages until they rest (Zdeborová and Mézard, 2006,
The number of matchings in random graphs, J. Stat. Mech. P05003); on a graph without cycles they are exact.
"""

import numpy as np
from numpy.typing import NDArray

from payung.matching.block.keys import Rows

ROUNDS = 50
_REST = 1e-6
_MOST = 1e15
LEAST_ODDS = 1e-4  # pairs of smaller odds are no rivals of any other

Odds = NDArray[np.float64]


def marginals(left: Rows, right: Rows, odds: Odds, sizes: tuple[int, int], *, rounds: int = ROUNDS) -> Odds:
    """P(pair is a link), from the odds of each pair by itself; `sizes` of the rosters."""
    found = odds / (1 + odds)
    active = np.flatnonzero(odds > LEAST_ODDS)
    rivals = _rivals(left[active], sizes[0]) | _rivals(right[active], sizes[1])
    active = active[rivals]  # whoever has no rival keeps its own probability
    found[active] = _messages(left[active], right[active], odds[active], sizes, rounds)
    return found


def _rivals(records: Rows, size: int) -> NDArray[np.bool_]:
    """Which pairs share their record with another pair."""
    return np.bincount(records, minlength=size)[records] > 1


def _messages(left: Rows, right: Rows, odds: Odds, sizes: tuple[int, int], rounds: int) -> Odds:
    weight = np.minimum(odds, _MOST)
    free = np.ones(len(weight))  # that the right record is free for this left one, as the others tell it
    for _ in range(rounds):
        freed = _freed(left, weight * free, sizes[0])
        before, free = free, _freed(right, weight * freed, sizes[1])
        if not len(free) or np.abs(free - before).max() < _REST:
            break
    link: Odds = weight * free * _freed(left, weight * free, sizes[0])
    return link / (1 + link)


def _freed(records: Rows, message: Odds, size: int) -> Odds:
    every = np.bincount(records, weights=message, minlength=size)
    return 1 / (1 + np.maximum(every[records] - message, 0))
