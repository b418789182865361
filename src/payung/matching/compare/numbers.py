"""Compares identity numbers, telephones and member numbers."""

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from payung.matching.compare.fields import Levels

Numbers = NDArray[np.int64]
_USUAL = 10**15  # what follows has sixteen digits
_U = np.uint64
_FOUR = np.array([int(str(four), 16) for four in range(10_000)], np.uint64)


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
    """How many of sixteen digits differ; two neighbours swapped count once. More than two are given as three."""
    x, y = _figures(one), _figures(other)
    apart = x ^ y
    apart |= apart >> _U(1)
    apart |= apart >> _U(2)
    apart &= _U(0x1111111111111111)  # a bit for each digit that differs
    wrong: NDArray[np.int8] = np.minimum(np.bitwise_count(apart), 3).astype(np.int8)
    two = np.flatnonzero(wrong == 2)
    lower = apart[two] & (apart[two] >> _U(4))  # the lower one of two neighbours
    two, lower = two[lower > 0], lower[lower > 0]
    pair, pair_other = x[two] // lower & _U(255), y[two] // lower & _U(255)
    swapped = (pair >> _U(4)) | (pair << _U(4)) & _U(255)
    wrong[two[swapped == pair_other]] = 1
    return wrong


def _figures(numbers: Numbers) -> NDArray[np.uint64]:
    """Sixteen digits as four bits each."""
    high, low = np.divmod(numbers, 10**8)
    fours = (*np.divmod(high, 10**4), *np.divmod(low, 10**4))
    first, second, third, fourth = (_FOUR[four] for four in fours)
    found: NDArray[np.uint64] = (first << _U(48)) | (second << _U(32)) | (third << _U(16)) | fourth
    return found


def _by_slips(one: Numbers, other: Numbers) -> Levels:
    """Numbers of other lengths: a digit too many or too few is one slip."""
    distance = cpdist(one.astype(str), other.astype(str), scorer=OSA.distance, score_cutoff=2, dtype=np.int32)
    return np.select([distance == 1, distance == 2], [2, 3], 6).astype(np.int8)


def telephones(one: Numbers, other: Numbers) -> Levels:
    """Levels of `fields.PHONE`, and of `fields.KPJ`."""
    level = np.full(len(one), 3, np.int8)
    apart = np.abs(one - other)
    place = np.minimum(np.searchsorted(_ONE_DIGIT, apart), len(_ONE_DIGIT) - 1)
    rows = np.flatnonzero(_ONE_DIGIT[place] == apart)
    behind = _BEHIND[place[rows]]
    level[rows[one[rows] // behind == other[rows] // behind]] = 2
    level[one == other] = 1
    level[(one == 0) | (other == 0)] = 0
    return level


# What two numbers are apart of which one digit differs, and the power of ten above that digit.
_ONE_DIGIT = np.array([digit * 10**power for power in range(18) for digit in range(1, 10)], np.int64)
_BEHIND = np.array([10 ** (power + 1) for power in range(18) for _ in range(1, 10)], np.int64)
