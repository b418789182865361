"""How often records without a partner are linked falsely: partners whose link is likely are hidden, a few at a time.

Whoever is linked then is linked falsely, and at which probability is what happens to those who truly have no partner.
The same thought as decoys in the search of proteins (Elias and Gygi, 2007, Target-decoy search strategy, Nature
Methods 4).

Those who are hidden say more of themselves than those who were not linked, so they are weighed: to each combination of
what a record says as many as there are without a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.matching.assign.choose import chosen
from payung.matching.assign.marginals import Odds, marginals
from payung.matching.block.keys import Rows
from payung.matching.block.pairs import Pairs
from payung.matching.standardise.records import Records
from payung.matching.standardise.words import NONE

LEAST = 0.001  # pairs below are no links at all
_LIKELY = 0.7  # links whose partners stand for all
_SHARE = 0.2  # hidden at a time: with more, they would compete for the few who are free
_MOST_TIMES = 3
_ENOUGH = 300_000  # links hidden
_BEGIN = 20.0  # records of each kind that are weighed as all together
_ROUNDS = 15  # of messages; the last ones of some chains are not worth their time here
_SEED = 20251029

Kinds = NDArray[np.int64]
KINDS = 32


def kinds(records: Records) -> Kinds:
    """What each record says, as a number below `KINDS`: who says little is linked falsely more easily."""
    said = (records.nik > 0, records.day > 0, records.phone > 0, records.mother[:, 0] != NONE, records.kpj > 0)
    return np.stack(said).astype(np.int64).T @ (1 << np.arange(len(said)))


@dataclass(frozen=True, slots=True)
class Linked:
    """Pairs with their odds and stated probabilities, which of them are links, and the kinds of both sides' records."""

    pairs: Pairs
    odds: Odds
    stated: Odds
    links: NDArray[np.bool_]
    kinds: Sequence[Kinds]

    @property
    def sizes(self) -> tuple[int, int]:
        """How many records the rosters have."""
        return len(self.kinds[0]), len(self.kinds[1])


@dataclass(frozen=True, slots=True)
class _Side:
    """What came of hiding the partners of one roster's records: the false links.

    `rows` has the record of each pair; `bereft` are the records whose partner was hidden once.
    """

    rows: Rows
    found: NDArray[np.int64]
    probability: Odds
    bereft: NDArray[np.int64]
    kind: Kinds


@dataclass(frozen=True, slots=True)
class Hidden:
    """The false links found: places of pairs, stated probabilities; `weights` says for how many each stands."""

    sides: Sequence[_Side]
    links: NDArray[np.int64]

    @classmethod
    def of(cls, linked: Linked) -> Hidden:
        """Hide the partners of all that are more likely linked than not, some at a time."""
        likely = np.flatnonzero(linked.links & (linked.stated > 0.5))
        times = int(np.clip(_ENOUGH // max(len(likely), 1), 1, _MOST_TIMES))
        draw = np.random.default_rng(_SEED)
        sides = [_hidden(linked, side, likely[draw.permutation(len(likely))], times) for side in (0, 1)]
        return cls(sides, np.flatnonzero(linked.links))

    @property
    def found(self) -> NDArray[np.int64]:
        """Places of the pairs that were linked falsely."""
        return np.concatenate([side.found for side in self.sides])

    @property
    def probability(self) -> Odds:
        """Their stated probabilities then."""
        return np.concatenate([side.probability for side in self.sides])

    def weights(self, held: Odds, before: Odds) -> Odds:
        """How many false links each of them stands for.

        `held` is the probability of each link, `before` that of each pair found when nobody was hidden: as often it is
        right after all.
        """
        found = [_weights(side, side.rows[self.links], held) for side in self.sides]
        total = max(sum(share for _, share in found), 1e-9)
        return np.concatenate([weight * (share / total) for weight, share in found]) * (1 - before)


def _hidden(linked: Linked, side: int, order: NDArray[np.int64], times: int) -> _Side:
    rows, others = (linked.pairs.left, linked.pairs.right)[:: 1 - 2 * side]
    sizes = linked.sizes[:: 1 - 2 * side]
    each = max(int(len(order) * _SHARE), 1)
    parts = [order[time * each : (time + 1) * each] for time in range(times)]
    drawn = [_false_links(linked.odds, rows, others, sizes, hidden) for hidden in parts]
    return _Side(
        rows=rows,
        found=np.concatenate([places for places, _ in drawn]),
        probability=np.concatenate([probability for _, probability in drawn]),
        bereft=rows[np.concatenate(parts)].astype(np.int64),
        kind=linked.kinds[side],
    )


def _false_links(
    odds: Odds, rows: Rows, others: Rows, sizes: tuple[int, ...], hidden: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Odds]:
    """Pairs that are links of records whose partner is taken away, and their probabilities."""
    bereft, gone = np.zeros(sizes[0], np.bool_), np.zeros(sizes[1], np.bool_)
    bereft[rows[hidden]] = gone[others[hidden]] = True
    left = np.flatnonzero(~gone[others])
    size = (sizes[0], sizes[1])
    probability = marginals(rows[left], others[left], odds[left], size, rounds=_ROUNDS)
    links = chosen(rows[left], others[left], probability, size, least=LEAST) & bereft[rows[left]]
    return left[links], probability[links]


def _weights(side: _Side, rows: Rows, held: Odds) -> tuple[Odds, float]:
    """The weight of each false link of this side, and how many were hidden for each record without a link."""
    own = np.bincount(rows, weights=held, minlength=len(side.kind))
    unlinked = 1 - np.minimum(own, 1)
    bereft = side.bereft[own[side.bereft] > _LIKELY]
    without, hidden = float(unlinked.sum()), max(len(bereft), 1)
    each = without / hidden
    kind = side.kind[bereft]
    among = np.bincount(side.kind, weights=unlinked, minlength=KINDS)
    stood = each * np.bincount(kind, minlength=KINDS)
    of_record = np.zeros(len(side.kind))
    of_record[bereft] = each * ((among + each * _BEGIN) / np.maximum(stood + each * _BEGIN, 1e-9))[kind]
    return of_record[side.rows[side.found]], hidden / max(without, 1.0)
