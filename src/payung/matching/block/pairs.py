"""Joins records on equal keys. A block of too many pairs says nothing and is dropped, and how much is counted."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.matching.block.hashing import Keys
from payung.matching.block.keys import BETWEEN, BROAD, KINDS, RULES, Rows, Seen

# Pairs of a block. Between rosters most people have one partner, within one perhaps dozens.
LARGEST_BLOCK, LARGEST_BLOCK_WITHIN = 400, 2_000
# A broad kind of key that draws up more pairs than these is left out as a whole: between rosters a person has one
# partner, within one perhaps ten.
BROAD_MOST, BROAD_MOST_WITHIN = 100_000, 800_000
BROAD_RECORDS = 200_000  # among more records a broad key is not even looked at
TELLING = ("same NIK", "same e-mail", "name + birth date", "NIK without its date + name")
_KINDS = 32  # more than there are kinds of keys: the place of the kind in the code of a pair


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows in order of the left, then the right; `rule` is the first kind of key that drew them up.

    `dropped` counts pairs of blocks left out, by kind.
    """

    left: Rows
    right: Rows
    rule: NDArray[np.int8]
    dropped: dict[str, int]

    def __len__(self) -> int:
        return len(self.left)


def draw_up(left: Seen, right: Seen, *, threads: int = 1, within: bool = False, kinds: Sequence[str] = RULES) -> Pairs:
    """The pairs of these kinds of keys, each once. `within` one roster, the left row is the smaller."""
    if len(left.records) + len(right.records) > BROAD_RECORDS:
        kinds = [kind for kind in kinds if kind not in BROAD]
    if within:
        kinds = [kind for kind in kinds if kind not in BETWEEN]
    with ThreadPoolExecutor(threads) as workers:
        drawn = list(workers.map(lambda kind: _of_kind(left, right, kind, within), kinds))
    dropped = {kind: lost for kind, (_, lost) in zip(kinds, drawn, strict=True) if lost}
    codes = np.concatenate([codes for codes, _ in drawn]) if drawn else np.zeros(0, np.int64)
    del drawn
    codes.sort()
    pairs = codes // _KINDS
    first = np.ones(len(codes), np.bool_)
    first[1:] = pairs[1:] != pairs[:-1]
    pairs, rule = pairs[first], (codes[first] % _KINDS).astype(np.int8)
    size = len(right.records)
    return Pairs((pairs // size).astype(np.int32), (pairs % size).astype(np.int32), rule, dropped)


def _of_kind(left: Seen, right: Seen, kind: str, within: bool) -> tuple[NDArray[np.int64], int]:
    most = (BROAD_MOST_WITHIN if within else BROAD_MOST) if kind in BROAD else None
    bits = max(len(left.records), len(right.records)).bit_length()
    one = Blocks.of(KINDS[kind](left), bits)
    other = one if within else Blocks.of(KINDS[kind](right), bits)
    rows, others, lost = one.joined(other, largest=LARGEST_BLOCK_WITHIN if within else LARGEST_BLOCK, most=most)
    if within:
        kept = rows < others
        rows, others = rows[kept], others[kept]
    codes = rows.astype(np.int64)
    codes *= len(right.records)
    codes += others
    codes *= _KINDS
    codes += RULES.index(kind)
    return codes, lost


@dataclass(frozen=True, slots=True)
class Blocks:
    """Rows in order of their keys: each distinct key, where its rows begin and how many there are."""

    rows: Rows
    keys: Keys
    starts: Rows
    sizes: Rows

    @classmethod
    def of(cls, parts: Iterable[tuple[Rows, Keys]], bits: int) -> "Blocks":
        """The last `bits` of a mixed key give place to the row: numbers alone are sorted several times as fast as
        numbers with something beside them."""
        place = np.uint64((1 << bits) - 1)
        together = np.concatenate([with_rows(rows, keys, place) for rows, keys in parts])
        together.sort()
        rows = (together & place).astype(np.int32)
        together &= ~place
        first = np.ones(len(together), np.bool_)
        np.not_equal(together[1:], together[:-1], out=first[1:])
        starts = np.flatnonzero(first).astype(np.int32)
        return cls(rows, together[starts], starts, np.diff(starts, append=np.int32(len(rows))))

    def joined(self, other: "Blocks", *, largest: int, most: int | None = None) -> tuple[Rows, Rows, int]:
        """Rows of equal keys beside each other, and the number of pairs of blocks of more than `largest` pairs.

        Where all blocks have more than `most` pairs together, none is given and all count as left out.
        """
        place, met = _met(self.keys, other.keys)
        blocks = self.sizes[place].astype(np.int64) * other.sizes[met]
        small = blocks <= largest
        if most is not None and blocks.sum() > most:
            small[:] = False
        lost = int(blocks[~small].sum())
        if other is self:
            small &= blocks > 1  # a record beside itself
        place, met, blocks = place[small], met[small], blocks[small]
        begins = (np.cumsum(blocks) - blocks).astype(np.int32)
        within = np.arange(blocks.sum(), dtype=np.int32) - np.repeat(begins, blocks)
        width = np.repeat(other.sizes[met], blocks)
        one = np.repeat(self.starts[place], blocks) + within // width
        two = np.repeat(other.starts[met], blocks) + within % width
        return self.rows[one], other.rows[two], lost


def with_rows(rows: Rows, keys: Keys, place: np.uint64) -> Keys:
    """The keys, their last bits (`place`) replaced by their rows; what is given is written over."""
    keys &= ~place
    np.bitwise_or(keys, rows, out=keys, dtype=np.uint64, casting="unsafe")
    return keys


def _met(keys: Keys, others: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where equal keys stand, of two lists in order."""
    if keys is others or not len(keys):
        return np.arange(len(keys)), np.arange(len(keys))
    place = np.minimum(np.searchsorted(keys, others), len(keys) - 1)
    met = np.flatnonzero(keys[place] == others)
    return place[met], met
