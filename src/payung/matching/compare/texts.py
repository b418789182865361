"""Spelling distance of words, asked once for each pair of different words."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

UNLIKE, MISSPELT, INITIAL = 0, 1, 2
LIKE, LIKE_LONG = 0.9, 0.84  # Jaro-Winkler of words of four letters and more, of five and more
PLACE_LIKE = 0.93  # of names of places and of mail addresses
_AT_ONCE = 500_000
_BITS = np.array([0, 1, 3], np.uint64)  # of a letter that stands never, once, more often


@dataclass(frozen=True, slots=True)
class Texts:
    """Words by code, behind them the empty one; what pairs of codes have in common.

    `letters` and `others` are those of `_letters`.
    """

    texts: NDArray[np.object_]
    lengths: NDArray[np.int16]
    firsts: NDArray[np.int32]
    letters: NDArray[np.uint64]
    others: NDArray[np.int16]

    @classmethod
    def of(cls, words: Sequence[str]) -> "Texts":
        texts = [*words, ""]
        letters, others = _letters([text.encode() for text in texts])
        return cls(
            texts=np.array(texts, object),
            lengths=np.array([len(text) for text in texts], np.int16),
            firsts=np.array([ord(text[0]) if text else 0 for text in texts], np.int32),
            letters=letters,
            others=others,
        )

    def knowing(self, words: Sequence[str]) -> "Texts":
        """The same with more words behind those that it has."""
        more = Texts.of(words)
        return Texts(
            *(np.concatenate([getattr(self, field.name)[:-1], getattr(more, field.name)]) for field in fields(self))
        )

    def __len__(self) -> int:
        return len(self.texts)

    def likeness(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float32]:
        """Jaro-Winkler similarity of the texts of codes."""
        pairs, place = np.unique(one * len(self) + other, return_inverse=True)
        found = np.zeros(len(pairs), np.float32)
        for start in range(0, len(pairs), _AT_ONCE):
            part = pairs[start : start + _AT_ONCE]
            found[start : start + _AT_ONCE] = cpdist(
                self.texts[part // len(self)],
                self.texts[part % len(self)],
                scorer=JaroWinkler.normalized_similarity,
                score_cutoff=LIKE_LONG,
                dtype=np.float32,
            )
        return found[place]

    def kinship(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int8]:
        """`INITIAL` where one word is the other's first letter, `MISSPELT` where they are spelt nearly alike."""
        shorter = np.minimum(self.lengths[one], self.lengths[other])
        initial = (shorter == 1) & (self.firsts[one] == self.firsts[other])
        worth = np.flatnonzero((shorter >= 4) & (np.abs(self.lengths[one] - self.lengths[other]) <= 3))
        worth = worth[self._may_be_like(one[worth], other[worth])]
        like = np.zeros(len(one), np.float32)
        like[worth] = self.likeness(one[worth], other[worth])
        misspelt = (like >= LIKE) | ((like >= LIKE_LONG) & (shorter >= 5))
        return np.where(initial, INITIAL, np.where(misspelt, MISSPELT, UNLIKE)).astype(np.int8)

    def _may_be_like(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether the letters that two words share could make them `LIKE_LONG`, in whatever order they stand."""
        shared = np.bitwise_count(self.letters[one] & self.letters[other])
        shared = shared + np.minimum(self.others[one], self.others[other])
        jaro = (shared / self.lengths[one] + shared / self.lengths[other] + 1) / 3
        begun = np.where(self.firsts[one] == self.firsts[other], 0.4, 0)  # four first letters at most
        found: NDArray[np.bool_] = jaro + begun * (1 - jaro) > LIKE_LONG - 1e-6
        return found


def _letters(texts: Sequence[bytes]) -> tuple[NDArray[np.uint64], NDArray[np.int16]]:
    """For each text two bits for each letter, the first where it stands once, both where it stands again; how many
    letters have no bit."""
    padded = np.array(texts)
    kinds = padded.view(np.uint8).reshape(len(padded), -1) % 32
    found = np.zeros(len(padded), np.uint64)
    for kind in range(1, 32):
        often = (kinds == kind).sum(axis=1)
        found |= _BITS[np.minimum(often, 2)] << np.uint64(2 * kind)
    lengths = np.array([len(text) for text in texts], np.int16)
    return found, lengths - np.bitwise_count(found)
