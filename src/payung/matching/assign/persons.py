"""Records of one roster that are one person's: several member numbers of one worker are normal."""

import numpy as np
from numpy.typing import NDArray

from payung.matching.assign.marginals import Odds
from payung.matching.block.keys import Rows
from payung.matching.compare import fields as f
from payung.matching.score.estimate import Told
from payung.matching.score.model import Model, Size

_STEPS = 20
_FIRST_SHARE = 0.02  # of records that stand twice, before anything is known


def twice(model: Model, told: Told, size: Size) -> Odds:
    """P(two records of one roster are one person's) for each pair, the share of such persons found on the way.

    Differing member numbers say nothing here.
    """
    kpj = told.levels[f.KPJ.name]
    levels = told.levels | {f.KPJ.name: np.where(kpj > 1, 0, kpj)}
    same, relative = model.likelihoods(levels, size)
    each = (same / (1 + relative) / max(model.matched, 1e-9))[told.of_pair]
    share = _FIRST_SHARE
    for _ in range(_STEPS):
        probability = share * each / (1 + share * each)
        share = max(float(probability.sum()) / size.records, 1e-9)
    return probability


def persons(left: Rows, right: Rows, records: int) -> Rows:
    """For each record the first record of its person, from pairs of records that are one person's."""
    first = np.arange(records, dtype=np.int32)
    while True:
        least = np.minimum(first[left], first[right])
        before = first.copy()
        np.minimum.at(first, left, least)
        np.minimum.at(first, right, least)
        first = first[first]
        if np.array_equal(before, first):
            return first


def representatives(left: Rows, right: Rows, odds: Odds, first: tuple[Rows, Rows], size: int) -> NDArray[np.int64]:
    """Of all pairs of two persons' records the best one, in order of the persons."""
    if all(np.array_equal(each, np.arange(len(each))) for each in first):
        return np.arange(len(left))
    person = first[0][left].astype(np.int64) * size + first[1][right]
    order = np.lexsort((right, left, -odds, person))
    best = np.ones(len(order), np.bool_)
    best[1:] = person[order][1:] != person[order][:-1]
    return order[best]
