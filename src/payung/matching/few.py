"""A few records beside each other, with the odds that a whole register would give: for who holds no register in memory.

What a register knows beyond its records is how many they are and how often each word is borne; both are given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from payung.matching.assign.marginals import Odds
from payung.matching.compare import fields as f
from payung.matching.compare.patterns import Comparer, surprise
from payung.matching.score.curve import Curve
from payung.matching.score.model import Model, Size
from payung.matching.score.start import Shares
from payung.matching.standardise import names, places, words
from payung.matching.standardise.one import One, Reader
from payung.matching.standardise.records import Records, Vocabulary

Cells = Mapping[str, str]
Levels = Mapping[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How often each word (its sound) is borne among so many records; one that is not listed by `unlisted` of them."""

    borne: Mapping[str, int]
    records: int
    unlisted: int = 0

    def bits(self, sounds: Sequence[str]) -> NDArray[np.float32]:
        """How surprising each sound is, and behind them any that is not listed."""
        counts = np.array([*(self.borne.get(sound, self.unlisted) for sound in sounds), self.unlisted], np.float64)
        return surprise(counts, self.records)


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores pairs of a few records as `incremental.Register` does that has `size` records of such words."""

    model: Model
    size: int
    names: Frequencies
    mothers: Frequencies
    as_of: dt.date

    def compared(self, cells: Sequence[Cells], pairs: Sequence[tuple[int, int]]) -> Levels:
        """The levels of every field for pairs of places in `cells`, which hold text by column of `columns.COLUMNS`."""
        known = _vocabulary(cells)
        reader = Reader(known, self.as_of)
        records = _together([reader.read(each) for each in cells])
        comparer = replace(
            Comparer.of(known, [records]),
            rarity=self.names.bits(known.sounds),
            mother_rarity=self.mothers.bits(known.sounds),
        )
        left, right = np.array(pairs, np.int32).reshape(-1, 2).T
        return f.unpacked(comparer.patterns(records, records, left, right))

    def odds(self, levels: Levels) -> Odds:
        """For each pair the odds that both records are one person's, against all else."""
        return against(self.model, levels, self.size)


def of_other_niks(model: Model) -> Model:
    """The model for pairs of which it is known beforehand that their identity numbers are not the same.

    Where a number stands once at most, who comes with another one is no less the same person for that: what is left to
    tell is in which way the numbers differ.
    """
    same, relative, stranger = (
        {**shares, f.NIK.name: _not_the_same(shares[f.NIK.name])}
        for shares in (model.same, model.relative, model.stranger)
    )
    return replace(model, same=same, relative=relative, stranger=stranger)


def _not_the_same(niks: Shares) -> Shares:
    """The shares of the other levels, in each group of birth dates."""
    groups = niks.reshape(-1, f.NIK.size).copy()
    groups[:, f.NIK.levels.index("same")] = 0
    rest: Shares = groups / np.maximum(groups.sum(axis=1, keepdims=True), 1e-300)
    return rest.ravel()


def against(model: Model, levels: Levels, size: int) -> Odds:
    """The odds of one record with others of a register of `size` records."""
    return model.odds(levels, Size.between(size, 1))


def shared(odds: Odds, curve: Curve) -> Odds:
    """The probabilities of one record's pairs, of which at most one is right: nobody stands twice in a register."""
    found: Odds = odds / (1 + odds.sum())
    if len(found):
        best = int(found.argmax())
        right = curve(found[best : best + 1])
        found *= (1 - right) / np.maximum(1 - found[best], 1e-12)
        found[best] = right[0]
    return found


def _vocabulary(cells: Sequence[Cells]) -> Vocabulary:
    """Every word of these records: each has its code, so that equal words are equal on both sides."""
    return Vocabulary(
        sounds=_distinct(_sounds(each.get(column, "")) for each in cells for column in ("name", "mother")),
        places=_distinct((places.place_name(each.get(column, "")) for column in _PLACED) for each in cells),
        mails=_distinct([each.get("email", "").strip().lower()] for each in cells),
        streets=_distinct(words.split(each.get("street", "")) for each in cells),
        jobs=_distinct(words.split(each.get("occupation", "")) for each in cells),
    )


_PLACED = ("kelurahan", "kecamatan")


def _sounds(name: str) -> Iterator[str]:
    """More than `Reader` takes of them: a sound too many changes nothing."""
    for word in words.split(name, names=True):
        yield from (names.meaning(word), names.later_meaning(word))


def _distinct(found: Iterable[Iterable[str]]) -> list[str]:
    return sorted({text for each in found for text in each if text})


def _together(read: Sequence[One]) -> Records:
    columns = [each.name for each in fields(Records)]
    return Records(*(np.concatenate([getattr(each.records, column) for each in read]) for column in columns))
