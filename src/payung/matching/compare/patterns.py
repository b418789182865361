"""The pattern of every pair: all its levels in one number, computed part by part so that memory stays small."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from payung.matching.block.keys import Rows
from payung.matching.compare import dates, numbers
from payung.matching.compare import fields as f
from payung.matching.compare.names import mothers, names
from payung.matching.compare.places import addresses, codes, jobs, mails, places, streets
from payung.matching.compare.texts import Texts
from payung.matching.standardise.records import Records, Vocabulary
from payung.matching.standardise.words import NONE

AT_ONCE = 50_000  # pairs
_RAREST = 20.0  # bits


@dataclass(frozen=True, slots=True)
class Comparer:
    """What comparing asks of the words: their texts, and how rare each is as a name and as a mother's; and whether
    every roster has birth dates."""

    sounds: Texts
    places: Texts
    mails: Texts
    before: NDArray[np.int32]
    rarity: NDArray[np.float32]
    mother_rarity: NDArray[np.float32]
    dated: bool
    threads: int

    @classmethod
    def of(cls, words: Vocabulary, sides: Sequence[Records], threads: int = 1) -> "Comparer":
        """For records that are all coded with these words."""
        before = [mail.partition("@")[0] for mail in words.mails]
        place = {text: code for code, text in enumerate(sorted(set(before)))}
        size = len(words.sounds)
        return cls(
            sounds=Texts.of(words.sounds),
            places=Texts.of(words.places),
            mails=Texts.of(words.mails),
            before=np.array([*(place[text] for text in before), NONE], np.int32),
            rarity=_rarity([side.name for side in sides], size),
            mother_rarity=_rarity([side.mother for side in sides], size),
            dated=all(side.day.any() for side in sides),
            threads=threads,
        )

    def knowing(self, sounds: Sequence[str]) -> "Comparer":
        """The same with more sounds behind those that it has, each as rare as can be."""
        if not sounds:
            return self
        rare, rare_mother = (np.full(len(sounds), each[-1]) for each in (self.rarity, self.mother_rarity))
        return replace(
            self,
            sounds=self.sounds.knowing(sounds),
            rarity=np.concatenate([self.rarity[:-1], rare, self.rarity[-1:]]),
            mother_rarity=np.concatenate([self.mother_rarity[:-1], rare_mother, self.mother_rarity[-1:]]),
        )

    def patterns(self, left: Records, right: Records, rows: Rows, others: Rows) -> f.Patterns:
        """One pattern for each pair of rows."""
        starts = range(0, len(rows), AT_ONCE)
        parts = [(rows[start : start + AT_ONCE], others[start : start + AT_ONCE]) for start in starts]
        if len(parts) == 1:
            return self._part(left.at(rows), right.at(others))
        with ThreadPoolExecutor(self.threads) as workers:
            found = list(workers.map(lambda part: self._part(left.at(part[0]), right.at(part[1])), parts))
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    def _part(self, one: Records, other: Records) -> f.Patterns:
        nik = numbers.niks(one.nik, other.nik)
        name, name_bits = names(one.name, other.name, self.sounds, self.rarity)
        mother, mother_bits = mothers(one.mother, other.mother, self.sounds, self.mother_rarity)
        address = addresses(
            streets(one.street, other.street, one.house, other.house),
            codes(one.rtrw, other.rtrw),
            places((one.kelurahan, other.kelurahan), (one.kecamatan, other.kecamatan), self.places),
        )
        return f.packed(
            {
                f.NIK.name: nik,
                f.DAY.name: dates.births((one.day, other.day), (one.nik_day, other.nik_day), nik, dated=self.dated),
                f.SEX.name: codes(one.sex, other.sex, 0),
                f.NAME.name: name,
                f.MOTHER.name: mother,
                f.PHONE.name: numbers.telephones(one.phone, other.phone),
                f.KPJ.name: numbers.telephones(one.kpj, other.kpj),
                f.ADDRESS.name: address,
                f.MAIL.name: mails(one.mail, other.mail, self.before, self.mails),
                f.JOB.name: jobs(one.job, other.job),
                f.NAME_BITS.name: name_bits,
                f.MOTHER_BITS.name: mother_bits,
            }
        )


def _rarity(matrices: Sequence[NDArray[np.int32]], size: int) -> NDArray[np.float32]:
    """How surprising each word is in a record, in bits; a word never seen is as rare as can be, one that everybody has
    says nothing."""
    counts = np.zeros(size + 1)
    for matrix in matrices:
        counts[:size] += np.bincount(matrix[matrix != NONE], minlength=size)
    return surprise(counts, sum(len(matrix) for matrix in matrices))


def surprise(counts: NDArray[np.float64], records: int) -> NDArray[np.float32]:
    """Bits of words that so many of these records have."""
    return np.clip(-np.log2((counts + 0.5) / max(records, 1)), 0, _RAREST).astype(np.float32)
