"""One new record against a register, with the same scores as rosters get that are matched with each other.

register = Register.of(base, "side_0", model, as_of=today)
register.find({"name": "Siti Aminah", "dob": "17-8-1979", "nik": ""})
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from payung.matching.block.hashing import Keys
from payung.matching.block.keys import BROAD, KINDS, RULES, Rows, Seen, beginnings
from payung.matching.block.pairs import BROAD_RECORDS, LARGEST_BLOCK_WITHIN, with_rows
from payung.matching.compare import fields as f
from payung.matching.compare.patterns import Comparer
from payung.matching.few import against, shared
from payung.matching.score.model import Model
from payung.matching.standardise.one import One, Reader
from payung.matching.standardise.records import Records, Vocabulary, standardise

LEAST = 0.06


@dataclass(frozen=True, slots=True)
class Likely:
    """A record of the register (its place) that may be the same person: how probably, and the key that led there."""

    place: int
    probability: float
    rule: str


class Register:
    """Records in memory with their keys in order, so that one more is compared with those alone that share a key."""

    def __init__(self, records: Records, words: Vocabulary, model: Model, *, as_of: dt.date) -> None:
        self.records, self.model = records, model
        self.reader = Reader(words, as_of)
        self.comparer = Comparer.of(words, [records])
        self.gone: set[int] = set()
        self._beginnings = beginnings(words.sounds)
        self._bits = max(len(records) - 1, 1).bit_length()
        seen = Seen.of(records, self._beginnings)
        kinds = [kind for kind in RULES if kind not in BROAD or len(records) <= BROAD_RECORDS]
        self._index = {kind: self._sorted(seen, kind) for kind in kinds}

    @classmethod
    def of(cls, base: DuckDBPyConnection, table: str, model: Model, *, as_of: dt.date) -> Register:
        """The register of a table as `run.link` takes it."""
        (records,), words = standardise(base, [table], as_of=as_of)
        return cls(records, words, model, as_of=as_of)

    def find(self, cells: Mapping[str, str], *, least: float = LEAST) -> list[Likely]:
        """Who of the register may be this person, the most probable first; `cells` is text by column."""
        one = self.reader.read(cells)
        rows, kinds = self._candidates(one)
        if not len(rows):
            return []
        comparer = self.comparer.knowing(one.sounds)
        zero = np.zeros(len(rows), np.int32)
        levels = f.unpacked(comparer.patterns(one.records, self.records, zero, rows))
        probability = shared(against(self.model, levels, len(self.records)), self.model.curve)
        order = np.lexsort((rows, -probability))
        return [
            Likely(int(rows[at]), float(probability[at]), RULES[kinds[at]]) for at in order if probability[at] >= least
        ]

    def remove(self, place: int) -> None:
        """Let a record be found no more: it changed, or is gone."""
        self.gone.add(place)

    def _candidates(self, one: One) -> tuple[Rows, NDArray[np.int8]]:
        """Rows that share a key, each once, with the first kind of key that led there."""
        new = beginnings(one.sounds)
        seen = Seen.of(one.records, np.concatenate([self._beginnings, new]) if len(new) else self._beginnings)
        found: dict[int, int] = {}
        for kind, packed in self._index.items():
            for _, keys in KINDS[kind](seen):
                for key in keys.tolist():
                    for row in self._rows(packed, key):
                        found.setdefault(row, RULES.index(kind))
        kept = sorted(row for row in found if row not in self.gone)
        return np.array(kept, np.int32), np.array([found[row] for row in kept], np.int8)

    def _rows(self, packed: Keys, key: int) -> list[int]:
        place = (1 << self._bits) - 1
        low, high = np.searchsorted(packed, np.array([key & ~place, key | place], np.uint64), side="left")
        high += high < len(packed) and int(packed[high]) == key | place
        rows: list[int] = (packed[low:high] & np.uint64(place)).astype(np.int64).tolist()
        return rows if len(rows) <= LARGEST_BLOCK_WITHIN else []

    def _sorted(self, seen: Seen, kind: str) -> Keys:
        """The keys of a kind in order, the last bits of each replaced by its row."""
        place = np.uint64((1 << self._bits) - 1)
        together = np.concatenate([with_rows(rows, keys, place) for rows, keys in KINDS[kind](seen)])
        together.sort()
        return together
