"""How often records without a partner are linked falsely: partners whose link is likely are hidden, a few at a time.

Whoever is linked then is linked falsely, and at which probability is what happens to those who truly have no partner.
The same thought as decoys in the search of proteins (Elias and Gygi, 2007, Target-decoy search strategy, Nature
Methods 4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.matching.assign.choose import chosen
from payung.matching.assign.marginals import Odds, marginals
from payung.matching.block.pairs import Pairs

LEAST = 0.001  # pairs below are no links at all
_LIKELY = 0.7  # links whose partners stand for all
_SHARE = 0.2  # hidden at a time: with more, they would compete for the few who are free
_MOST_TIMES = 3
_ENOUGH = 300_000  # links hidden
_ROUNDS = 15  # of messages; the last ones of some chains are not worth their time here
_SEED = 20251029


@dataclass(frozen=True, slots=True)
class Linked:
    """Pairs with their odds and stated probabilities, and which of them are links; `sizes` of the rosters."""

    pairs: Pairs
    odds: Odds
    stated: Odds
    links: NDArray[np.bool_]
    sizes: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hidden:
    """The false links found when partners of so many `records` of each roster were hidden.

    `stated`: their probabilities then. `before`: those when nobody was hidden, for as often they are right after all.
    """

    records: int
    stated: Odds
    before: Odds

    @classmethod
    def of(cls, linked: Linked) -> Hidden:
        """Hide the partners of likely links, some at a time."""
        likely = np.flatnonzero(linked.links & (linked.stated > _LIKELY))
        each = max(int(len(likely) * _SHARE), 1)
        times = int(np.clip(_ENOUGH // max(len(likely), 1), 1, _MOST_TIMES))
        drawn = likely[np.random.default_rng(_SEED).permutation(len(likely))[: times * each]]
        parts = [drawn[start : start + each] for start in range(0, len(drawn), each)]
        found = [_false_links(linked, side, hidden) for side in (0, 1) for hidden in parts]
        places = np.concatenate([places for places, _ in found])
        return cls(len(drawn), np.concatenate([stated for _, stated in found]), linked.stated[places])

    def weights(self, linked: float, sizes: tuple[int, int]) -> Odds:
        """For how many each of them stands, where so many records of rosters of these sizes are linked."""
        without = [max(size - linked, 1.0) for size in sizes]
        return (1 - self.before) / sum(self.records / number for number in without)


def _false_links(linked: Linked, side: int, hidden: NDArray[np.int64]) -> tuple[NDArray[np.int64], Odds]:
    """Pairs that are links of that side's records whose partner is taken away, and their probabilities."""
    rows, others = (linked.pairs.left, linked.pairs.right)[:: 1 - 2 * side]
    size, other_size = linked.sizes[:: 1 - 2 * side]
    bereft, gone = np.zeros(size, np.bool_), np.zeros(other_size, np.bool_)
    bereft[rows[hidden]] = gone[others[hidden]] = True
    left = np.flatnonzero(~gone[others])
    sizes = (size, other_size)
    probability = marginals(rows[left], others[left], linked.odds[left], sizes, rounds=_ROUNDS)
    links = chosen(rows[left], others[left], probability, sizes, least=LEAST) & bereft[rows[left]]
    return left[links], probability[links]
