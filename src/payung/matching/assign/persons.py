"""Records of one roster that are one person's: several member numbers of one worker are normal."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from payung.matching.assign.marginals import Odds
from payung.matching.block.keys import Rows
from payung.matching.compare import fields as f
from payung.matching.score.model import Model, Size
from payung.matching.score.told import Told

_STEPS = 20
_TWIN_DAY, _TWIN_NIK = (1, 2), (4, 7)  # levels: one birth date, a number that differs in its serial alone
_TWIN_NAME = (2, 7, 8, 9)
_TWIN = 0.5
_FIRST_SHARE = 0.02  # of records that stand twice, before anything is known


def twice(model: Model, told: Told, size: Size) -> Odds:
    """P(two records of one roster are one person's) for each pair, the share of such persons found on the way.

    Differing member numbers say nothing here.
    """
    kpj = told.levels[f.KPJ.name]
    levels = told.levels | {f.KPJ.name: np.where(kpj > 1, 0, kpj)}
    each = replace(model, matched=1.0).odds(levels, size)[told.of_pair]
    share = _FIRST_SHARE
    for _ in range(_STEPS):
        probability = share * each / (1 + share * each)
        share = max(float(probability.sum()) / size.records, 1e-9)
    return apart(probability, told)


def apart(probability: Odds, told: Told) -> Odds:
    """The probabilities, of twins by every sign at most one half.

    Of one birth date, with the next number and not quite the same name: such pairs are for people to look at, however
    often they stand in the roster at hand.
    """
    twins = (
        np.isin(told.levels[f.DAY.name], _TWIN_DAY)
        & np.isin(told.levels[f.NIK.name], _TWIN_NIK)
        & np.isin(told.levels[f.NAME.name], _TWIN_NAME)
    )
    return np.minimum(probability, np.where(twins, _TWIN, 1.0)[told.of_pair])


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
