"""The probability of each pair when a record belongs to one record of the other roster at most.

The pairs are a monomer-dimer model on a bipartite graph: every set of links in which no record stands twice, weighed by
the product of the links' odds. Its marginals are found by passing messages until they rest (Zdeborová and Mézard, 2006,
The number of matchings in random graphs, J. Stat. Mech. P05003); on a graph without cycles they are exact.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.matching.block.keys import Rows

ROUNDS = 50
_REST = 1e-6
_STILL = 1e-12  # a message that moves by less, as a share of itself, is not passed on
_FEW = 0.1  # of all pairs: beyond, seeking those near takes longer than it saves
_MOST = 1e15
LEAST_ODDS = 1e-4  # pairs of smaller odds are no rivals of any other

Odds = NDArray[np.float64]
Places = NDArray[np.intp]


def marginals(left: Rows, right: Rows, odds: Odds, sizes: tuple[int, int], *, rounds: int = ROUNDS) -> Odds:
    """P(pair is a link), from the odds of each pair by itself; `sizes` of the rosters."""
    found = odds / (1 + odds)
    active = np.flatnonzero(odds > LEAST_ODDS)
    active = active[rivals(left[active], right[active], sizes)]  # whoever has none keeps its own probability
    found[active] = _messages(left[active], right[active], odds[active], sizes, rounds)
    return found


def rivals(left: Rows, right: Rows, sizes: tuple[int, int]) -> NDArray[np.bool_]:
    """Which pairs share a record with another pair."""
    one, other = np.bincount(left, minlength=sizes[0]), np.bincount(right, minlength=sizes[1])
    return (one[left] > 1) | (other[right] > 1)


def _messages(left: Rows, right: Rows, odds: Odds, sizes: tuple[int, int], rounds: int) -> Odds:
    ends = (left.astype(np.intp), right.astype(np.intp))  # as numpy counts; it would copy them each time
    messages = _Messages(ends, np.minimum(odds, _MOST), sizes, np.ones(len(odds)), np.ones(len(odds)))
    moved = np.arange(len(odds))
    for _ in range(rounds):
        moved, most = messages.passed_near(moved) if len(moved) < _FEW * len(odds) else messages.passed()
        if most < _REST:
            break
    return messages.probability()


@dataclass(slots=True)
class _Messages:
    """How free each pair's left record is for it, as its other pairs tell, and likewise its right record."""

    ends: tuple[Places, Places]
    weight: Odds
    sizes: tuple[int, int]
    freed: Odds
    free: Odds

    def passed(self) -> tuple[Places, float]:
        """One round: the pairs whose message moved, and how far the one that moved most."""
        self.freed = _freed(self.ends[0], self.weight * self.free, self.sizes[0])
        before, self.free = self.free, _freed(self.ends[1], self.weight * self.freed, self.sizes[1])
        before -= self.free
        change = np.abs(before, out=before)
        return np.flatnonzero(change > _STILL * self.free), float(change.max(initial=0))

    def passed_near(self, moved: Places) -> tuple[Places, float]:
        """The same where it can change anything: all pairs of records that have a pair that moved."""
        one, other = self.ends
        pairs = _near(one, moved, self.sizes[0])
        self.freed[pairs] = _freed(one[pairs], self.weight[pairs] * self.free[pairs], self.sizes[0])
        pairs = _near(other, pairs, self.sizes[1])
        free = _freed(other[pairs], self.weight[pairs] * self.freed[pairs], self.sizes[1])
        change = np.abs(free - self.free[pairs])
        self.free[pairs] = free
        return pairs[change > _STILL * free], float(change.max(initial=0))

    def probability(self) -> Odds:
        """That each pair is a link."""
        told = self.weight * self.free
        link: Odds = told * _freed(self.ends[0], told, self.sizes[0])
        return link / (1 + link)


def _near(records: Places, pairs: Places, size: int) -> Places:
    """The pairs that share their record with one of these."""
    touched = np.zeros(size, np.bool_)
    touched[records[pairs]] = True
    return np.flatnonzero(touched[records])


def _freed(records: Places, message: Odds, size: int) -> Odds:
    freed: Odds = np.bincount(records, weights=message, minlength=size)[records] - message
    np.maximum(freed, 0, out=freed)  # in place, for new memory has to be fetched first
    freed += 1
    return np.reciprocal(freed, out=freed)
