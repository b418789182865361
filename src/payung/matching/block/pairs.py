"""Joins records on equal keys. A block of too many pairs says nothing and is dropped, and how much is counted."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.matching.block.hashing import Keys
from payung.matching.block.keys import BROAD, KINDS, RULES, Rows, Seen

LARGEST_BLOCK = 2_000  # pairs
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
    one = _gathered(KINDS[kind](left))
    other = one if within else _gathered(KINDS[kind](right))
    most = (BROAD_MOST_WITHIN if within else BROAD_MOST) if kind in BROAD else None
    rows, others, lost = joined(one, other, most=most)
    if within:
        kept = rows < others
        rows, others = rows[kept], others[kept]
    return (rows.astype(np.int64) * len(right.records) + others) * _KINDS + RULES.index(kind), lost


def _gathered(parts: Iterator[tuple[Rows, Keys]]) -> tuple[Rows, Keys]:
    found = list(parts)
    return np.concatenate([rows for rows, _ in found]), np.concatenate([keys for _, keys in found])


def joined(left: tuple[Rows, Keys], right: tuple[Rows, Keys], *, most: int | None = None) -> tuple[Rows, Rows, int]:
    """Rows of equal mixed keys beside each other, and the number of pairs of blocks larger than `LARGEST_BLOCK`.

    Where all blocks have more than `most` pairs together, none is given and all count as left out.
    """
    bits = max(int(each.max(initial=0)).bit_length() for each in (left[0], right[0]))
    rows, keys = _sorted(*left, bits)
    others, other_keys = _sorted(*right, bits)
    values, starts, sizes = _runs(keys)
    other_values, other_starts, other_sizes = _runs(other_keys)
    place = np.minimum(np.searchsorted(values, other_values), max(len(values) - 1, 0))
    met = np.flatnonzero(values[place] == other_values) if len(values) else np.zeros(0, np.int64)
    place = place[met] if len(values) else met
    blocks = sizes[place].astype(np.int64) * other_sizes[met]
    small = blocks <= LARGEST_BLOCK
    if most is not None and blocks.sum() > most:
        small[:] = False
    lost = int(blocks[~small].sum())
    place, met, blocks = place[small], met[small], blocks[small]
    begins = (np.cumsum(blocks) - blocks).astype(np.int32)
    within = np.arange(blocks.sum(), dtype=np.int32) - np.repeat(begins, blocks)
    width = np.repeat(other_sizes[met], blocks)
    one = np.repeat(starts[place], blocks) + within // width
    other = np.repeat(other_starts[met], blocks) + within % width
    return rows[one], others[other], lost


def _sorted(rows: Rows, keys: Keys, bits: int) -> tuple[Rows, Keys]:
    """In order of the keys, of which the last `bits` give place to the row: numbers alone are sorted several times as
    fast as numbers with something beside them."""
    place = np.uint64((1 << bits) - 1)
    together = (keys & ~place) | rows.astype(np.uint64)
    together.sort()
    return (together & place).astype(np.int32), together & ~place


def _runs(keys: Keys) -> tuple[Keys, Rows, Rows]:
    """The distinct values of sorted keys, where each begins and how often it stands."""
    first = np.ones(len(keys), np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(first).astype(np.int32)
    return keys[starts], starts, np.diff(starts, append=np.int32(len(keys)))
