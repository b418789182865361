"""Compares identity numbers, telephones and member numbers."""

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from payung.matching.compare.fields import Levels

Numbers = NDArray[np.int64]
_USUAL = 10**15  # what follows has sixteen digits


def niks(one: Numbers, other: Numbers) -> Levels:
    """Levels of `fields.NIK`: sixteen digits by place (6), birth (6) and serial (4), other numbers by their slips."""
    level = np.full(len(one), 6, np.int8)
    usual = (one >= _USUAL) & (other >= _USUAL) & (one < _USUAL * 10) & (other < _USUAL * 10)
    rows = np.flatnonzero(usual & (one != other))
    level[rows] = _by_part(one[rows], other[rows])
    rows = np.flatnonzero(~usual & (one > 0) & (other > 0))
    level[rows] = _by_slips(one[rows], other[rows])
    level[one == other] = 1
    level[(one == 0) | (other == 0)] = 0
    return level


def _by_part(one: Numbers, other: Numbers) -> Levels:
    birth = one // 10_000 % 1_000_000 == other // 10_000 % 1_000_000
    place = one // 10**10 == other // 10**10
    wrong = _slips(one, other)
    level = np.full(len(one), 6, np.int8)
    level[birth] = 5
    level[wrong == 2] = 3
    level[birth & place] = 4
    level[(wrong == 1) & ~(birth & place)] = 2
    level[(wrong == 1) & birth & place] = 7
    return level


def _slips(one: Numbers, other: Numbers) -> NDArray[np.int8]:
    """How many of sixteen digits differ; two neighbours swapped count once."""
    wrong = np.zeros(len(one), np.int8)
    swapped = np.zeros(len(one), np.bool_)
    x, y, before_x, before_y = one.copy(), other.copy(), one % 10, other % 10
    for place in range(16):
        digit_x, digit_y = x % 10, y % 10
        wrong += digit_x != digit_y
        if place:
            swapped |= (digit_x != digit_y) & (digit_x == before_y) & (digit_y == before_x)
        before_x, before_y = digit_x, digit_y
        x //= 10
        y //= 10
    wrong[swapped & (wrong == 2)] = 1
    return wrong


def _by_slips(one: Numbers, other: Numbers) -> Levels:
    """Numbers of other lengths: a digit too many or too few is one slip."""
    distance = cpdist(one.astype(str), other.astype(str), scorer=OSA.distance, score_cutoff=2, dtype=np.int32)
    return np.select([distance == 1, distance == 2], [2, 3], 6).astype(np.int8)


def telephones(one: Numbers, other: Numbers) -> Levels:
    """Levels of `fields.PHONE`, and of `fields.KPJ`."""
    level = np.full(len(one), 3, np.int8)
    apart = np.abs(one - other)
    off = np.zeros(len(one), np.bool_)
    for power in 10 ** np.arange(18, dtype=np.int64):
        off |= (apart % power == 0) & (apart // power < 10) & (one // power // 10 == other // power // 10)
    level[off] = 2
    level[one == other] = 1
    level[(one == 0) | (other == 0)] = 0
    return level
