"""Compares names word by word, in any order: equal words first, then misspelt ones, then initials."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.matching.compare.fields import MOST_BITS, Levels
from payung.matching.compare.texts import INITIAL, MISSPELT, Texts
from payung.matching.standardise.words import NONE, Codes, how_many

_SLIP_BITS = 4.0  # what a slip takes off the rarity of a word
_INITIAL_BITS = 2.0
_MOTHER = np.array([0, 1, 3, 2, 2, 3, 4, 4, 4, 5, 3], np.int8)  # levels of names as `fields.MOTHER` has them


@dataclass(slots=True)
class _Aligned:
    """Of each pair: which words are left (pairs, words), how many there were, how many agreed in which way, and the
    bits of those."""

    left: NDArray[np.bool_]
    left_other: NDArray[np.bool_]
    words: NDArray[np.int8]
    words_other: NDArray[np.int8]
    same: NDArray[np.int8]
    misspelt: NDArray[np.int8]
    initials: NDArray[np.int8]
    bits: NDArray[np.float32]


def names(one: Codes, other: Codes, texts: Texts, rarity: NDArray[np.float32]) -> tuple[Levels, NDArray[np.int8]]:
    """Levels of `fields.NAME` for matrices of words, and how many bits the words say that agree.

    `rarity` has the bits of each word: how surprising it is in a roster.
    """
    found = _equal(one, other, rarity)
    rest = np.flatnonzero((found.words > found.same) & (found.words_other > found.same))
    if len(rest):
        _nearly(found, rest, one[rest], other[rest], texts, rarity)
    bits = np.minimum(np.rint(found.bits), MOST_BITS).astype(np.int8)
    return _levels(found, (one[:, 0] == NONE) | (other[:, 0] == NONE)), bits


def mothers(one: Codes, other: Codes, texts: Texts, rarity: NDArray[np.float32]) -> tuple[Levels, NDArray[np.int8]]:
    """The same as levels of `fields.MOTHER`."""
    level, bits = names(one, other, texts, rarity)
    return _MOTHER[level], bits


def _equal(one: Codes, other: Codes, rarity: NDArray[np.float32]) -> _Aligned:
    size = len(one)
    left, left_other = (np.asfortranarray(words != NONE) for words in (one, other))
    words, words_other = how_many(one), how_many(other)
    same, misspelt, initials = np.zeros((3, size), np.int8)
    found = _Aligned(left, left_other, words, words_other, same, misspelt, initials, np.zeros(size, np.float32))
    for i in range(one.shape[1]):
        for j in range(other.shape[1]):
            met = np.flatnonzero((one[:, i] == other[:, j]) & found.left[:, i] & found.left_other[:, j])
            found.same[met] += 1
            found.bits[met] += rarity[one[met, i]]
            found.left[met, i] = found.left_other[met, j] = False
    return found


def _nearly(
    found: _Aligned, rest: NDArray[np.int64], one: Codes, other: Codes, texts: Texts, rarity: NDArray[np.float32]
) -> None:
    places = [(i, j) for i in range(one.shape[1]) for j in range(other.shape[1])]
    left, left_other = (np.asfortranarray(words.take(rest, axis=0)) for words in (found.left, found.left_other))
    rows = [np.flatnonzero(left[:, i] & left_other[:, j]) for i, j in places]
    sizes = np.cumsum([0, *(len(each) for each in rows)])
    first = np.concatenate([one[each, i] for each, (i, _) in zip(rows, places, strict=True)]).astype(np.int64)
    second = np.concatenate([other[each, j] for each, (_, j) in zip(rows, places, strict=True)]).astype(np.int64)
    kin = texts.kinship(first, second)
    for wanted, count in ((MISSPELT, found.misspelt), (INITIAL, found.initials)):
        for each, (i, j), start, end in zip(rows, places, sizes, sizes[1:], strict=False):
            met = np.flatnonzero(kin[start:end] == wanted)
            row = each[met]
            still = left[row, i] & left_other[row, j]
            met, row = met[still], row[still]
            left[row, i] = left_other[row, j] = False
            pair = rest[row]
            count[pair] += 1
            common = np.minimum(rarity[first[start:end][met]], rarity[second[start:end][met]])
            found.bits[pair] += _INITIAL_BITS if wanted == INITIAL else np.maximum(common - _SLIP_BITS, 1)


def _levels(found: _Aligned, missing: NDArray[np.bool_]) -> Levels:
    agreed = found.same + found.misspelt + found.initials
    left, left_other = found.words > agreed, found.words_other > agreed
    some, conflict, dropped = found.same + found.misspelt > 0, left & left_other, left ^ left_other
    exact = (found.misspelt == 0) & (found.initials == 0)
    level = np.full(len(missing), 9, np.int8)
    level[some & conflict] = 8
    level[conflict & (found.same >= 2)] = 7
    level[~conflict & (found.initials > 0) & ~some] = 6
    level[dropped & some] = 5
    level[dropped & exact & (found.same > 0)] = 4
    level[dropped & exact & (found.same > 1)] = 3
    whole = ~conflict & ~dropped
    level[whole & some] = 2
    level[whole & (found.misspelt == 0) & (found.initials > 0) & some] = 10
    level[whole & exact & (found.same > 0)] = 1
    level[missing] = 0
    return level
