"""Compares addresses, electronic mail and occupations."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from payung.matching.compare.fields import NEIGHBOURHOOD, PLACE, Levels
from payung.matching.compare.texts import PLACE_LIKE, Texts
from payung.matching.standardise.words import NONE, Codes, how_many


def codes(one: NDArray[np.integer[Any]], other: NDArray[np.integer[Any]], nothing: int = NONE) -> Levels:
    """1 the same, 2 different, 0 where one is `nothing`."""
    level = np.where(one == other, 1, 2).astype(np.int8)
    level[(one == nothing) | (other == nothing)] = 0
    return level


def addresses(street: Levels, beside: Levels, place: Levels) -> Levels:
    """Levels of `fields.ADDRESS`: what the three parts say together."""
    return (street.astype(np.int16) * len(NEIGHBOURHOOD) * len(PLACE) + beside * len(PLACE) + place).astype(np.int8)


def streets(one: Codes, other: Codes, house: Codes, other_house: Codes) -> Levels:
    """Places of `fields.STREET` for matrices of words and house numbers."""
    shared = _shared(one, other)
    words, other_words = how_many(one), how_many(other)
    whole = (shared > 0) & (shared >= np.minimum(words, other_words))
    numbered = (house == other_house) & (house != NONE)
    level = np.full(len(one), 5, np.int8)
    level[shared > 0] = 4
    level[whole] = 3
    level[numbered & (shared > 0)] = 2
    level[numbered & whole] = 1
    level[(words == 0) | (other_words == 0)] = 0
    return level


def places(kelurahan: tuple[Codes, Codes], kecamatan: tuple[Codes, Codes], texts: Texts) -> Levels:
    """Places of `fields.PLACE`; the kecamatan speaks where a kelurahan is missing."""
    one, other = kelurahan
    wider = codes(*kecamatan)
    level = np.where(wider == 0, 0, wider + 3).astype(np.int8)
    there = (one != NONE) & (other != NONE)
    level[there] = np.where(one[there] == other[there], 1, 3)
    level[_misspelt(one, other, texts)] = 2
    return level


def _misspelt(one: Codes, other: Codes, texts: Texts) -> NDArray[np.int64]:
    """Where both say something that is not the same, yet spelt nearly alike."""
    apart = np.flatnonzero((one != NONE) & (other != NONE) & (one != other))
    like = texts.likeness(one[apart].astype(np.int64), other[apart].astype(np.int64))
    return apart[like >= PLACE_LIKE]


def mails(one: Codes, other: Codes, before: Codes, texts: Texts) -> Levels:
    """Levels of `fields.MAIL`; `before` has for each address the code of what stands before its @."""
    level = np.where(one == other, 1, 4).astype(np.int8)
    there = (one != NONE) & (other != NONE)
    level[_misspelt(one, other, texts)] = 3
    level[there & (one != other) & (before[one] == before[other])] = 2
    level[~there] = 0
    return level


def jobs(one: Codes, other: Codes) -> Levels:
    """Levels of `fields.JOB` for matrices of words."""
    shared = _shared(one, other)
    words, other_words = how_many(one), how_many(other)
    level = np.where(shared > 0, 2, 3).astype(np.int8)
    level[(shared > 0) & (shared == words) & (shared == other_words)] = 1
    level[(words == 0) | (other_words == 0)] = 0
    return level


def _shared(one: Codes, other: Codes) -> NDArray[np.int8]:
    """How many words of each row stand in the other."""
    shared = np.zeros(len(one), np.int8)
    for i in range(one.shape[1]):
        for j in range(other.shape[1]):
            shared += (one[:, i] == other[:, j]) & (one[:, i] != NONE)
    return shared
