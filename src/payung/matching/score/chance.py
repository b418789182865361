"""How often strangers agree: pairs drawn at random, and strangers of one birth date for their identity numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from payung.matching.block.keys import Rows
from payung.matching.compare import fields as f
from payung.matching.compare.patterns import Comparer
from payung.matching.score import shares
from payung.matching.score.model import COMPARED
from payung.matching.score.start import Shares
from payung.matching.score.told import Told
from payung.matching.standardise.records import Records
from payung.matching.standardise.words import Codes

DRAWN = 300_000
NEAR = 100_000  # for each of `_PARTS`
_SEED = 20251029
Levels = dict[str, NDArray[np.int64]]
# Of birth dates as YYYYMMDD: the day, the year, and day and month.
_PARTS = (1, 10_000, -10_000)
# Strangers of one birth date, before any is seen, as so many pairs: a roster of one name has none to learn from.
_BEGIN_OF_ONE_DAY = 50 * np.array([0, 0.001, 0.001, 0.001, 0.1, 0.8, 0.092, 0.005])
# Levels that two strangers hardly have in two fields at once.
_CLOSE = {
    f.NIK.name: (1, 2, 4, 7),
    f.DAY.name: (1, 3),
    f.NAME.name: (1, 2, 3, 10),
    f.MOTHER.name: (1, 2),
    f.PHONE.name: (1, 2),
    f.KPJ.name: (1, 2),
    f.MAIL.name: (1, 2, 3),
    f.ADDRESS.name: tuple(range(*shares.SAME_HOUSE)),
}
_RARE = 0.02
_ONE_DAY = [f.DAY.levels.index(level) for level in ("same", "same 1 January")]
_FIRST = 101  # 1 January
_ADDRESS_BEGIN = 20.0
_GROUP_BEGIN = 10.0  # pairs that small groups are held to all by
_BEGIN = 0.05  # pairs of each level before any is seen
_OTHER_NAMES = (6, 8, 9)  # levels of names that hardly one person has: the same day alone is no sign of one


@dataclass(frozen=True, slots=True)
class Strangers:
    """How many strangers have each level of each field, and pairs whose birth dates nearly agree.

    A few of the latter are no strangers, and those of equal identity numbers nearly all: who they are shows when the
    weights are estimated. `one_day` are the shares of pairs with one birth date, and with one 1 January.
    """

    counts: dict[str, Shares]
    near: Told
    one_day: Shares

    def shares(self, strange: NDArray[np.float64] | None = None) -> dict[str, Shares]:
        """Shares of the levels, where pairs of these patterns are strangers with that probability."""
        if strange is None:  # names that hardly one person has
            strange = np.isin(self.near.levels[f.NAME.name], _OTHER_NAMES).astype(np.float64)
        counts = {
            field.name: self.counts[field.name] + _counted(field, self.near, strange)
            for field in COMPARED
            if field is not f.DAY
        }
        counts[f.DAY.name] = self._days(strange)
        return {field.name: shares.of(field, counts[field.name]) for field in COMPARED}

    def _days(self, strange: NDArray[np.float64]) -> Shares:
        """Few pairs drawn have one birth date, and all pairs that have are easily counted."""
        every, strangers = (_counted(f.DAY, self.near, weight) for weight in (np.ones_like(strange), strange))
        found = self.counts[f.DAY.name].copy()
        seen = [level for level in _ONE_DAY if every[level] > 0]
        found[seen] = found[1:].sum() * self.one_day[seen] * strangers[seen] / every[seen] + _BEGIN
        return found


def _counted(field: f.Field, told: Told, weight: NDArray[np.float64]) -> Shares:
    return shares.counted(shares.places(field, told.levels), shares.size(field), told.pairs * weight)


def strangers(left: Records, right: Records, comparer: Comparer) -> Strangers:
    """What pairs drawn at random tell of strangers."""
    draw = np.random.default_rng(_SEED)
    rows = draw.integers(0, len(left), DRAWN, dtype=np.int32)
    others = draw.integers(0, len(right), DRAWN, dtype=np.int32)
    levels = f.unpacked(comparer.patterns(left, right, rows, others))
    likely = _likely(levels, rare=_RARE + 1 / max(len(left), len(right), 1))
    levels = {name: level[~likely] for name, level in levels.items()}
    begin = _BEGIN * max(1.0, DRAWN / max(len(left) * len(right), 1))
    counts = {field.name: _begun(field, levels, begin) for field in COMPARED}
    near = [_near(left, right, draw, part) for part in _PARTS]
    patterns = comparer.patterns(left, right, *(np.concatenate(rows) for rows in zip(*near, strict=True)))
    return Strangers(counts, Told.of(patterns), _of_one_day(left.day, right.day))


def _likely(levels: Levels, *, rare: float) -> NDArray[np.bool_]:
    """Which of the pairs drawn are no strangers: they agree in two fields in which not more than `rare` of all agree.

    Among a few hundred records one pair of some hundred is one person's, and strangers would seem to share a NIK.
    """
    agreed = np.zeros(len(levels[f.NIK.name]), np.int64)
    for name, close in _CLOSE.items():
        agrees = np.isin(levels[name], close)
        if agrees.mean() <= rare:
            agreed += agrees
    return agreed > 1


def _begun(field: f.Field, levels: Levels, begin: float) -> Shares:
    """The pairs drawn of each level, and what every level has before any is seen."""
    counts = shares.counted(shares.places(field, levels), shares.size(field))
    if field is f.ADDRESS:
        return counts + _ADDRESS_BEGIN * shares.independent_addresses(counts)
    begin *= 1 - counts.reshape(-1, field.size)[:, 0].sum() / max(counts.sum(), 1)
    if field.name not in shares.GROUPS:
        return counts + begin
    grouped = counts.reshape(-1, field.size)
    held = _GROUP_BEGIN * np.tile(shares.plain(grouped.sum(axis=0) + begin), (len(grouped), 1))
    if field is f.NIK:
        # Without birth dates the numbers' own stand in where they differ (`dates.births`): those drawn that stay
        # without are nearly all equal, and say nothing of strangers. All that are drawn do.
        grouped = np.where(np.arange(len(grouped))[:, None] == len(grouped) - 1, grouped, 0)
        held[1] = _BEGIN_OF_ONE_DAY
    return (grouped + held).ravel()


def _of_one_day(left: Codes, right: Codes) -> Shares:
    """The share of pairs, of which both say a birth date, that have each of `_ONE_DAY`."""
    found = np.zeros(f.DAY.size)
    (days, here), (others, there) = (np.unique(each[each > 0], return_counts=True) for each in (left, right))
    both, at, at_other = np.intersect1d(days, others, assume_unique=True, return_indices=True)
    pairs = here[at] * there[at_other].astype(np.float64)
    first = both % 10_000 == _FIRST
    every = max(float(here.sum()) * float(there.sum()), 1.0)
    found[_ONE_DAY] = pairs[~first].sum() / every, pairs[first].sum() / every
    return found


def _near(left: Records, right: Records, draw: np.random.Generator, part: int) -> tuple[Rows, Rows]:
    """Pairs drawn among those whose birth dates agree in that part."""
    of_right, of_left = (_part(side.day, part) for side in (right, left))
    order = np.argsort(of_right, kind="stable")
    rows = draw.integers(0, len(left), NEAR, dtype=np.int32)
    rows = rows[left.day[rows] > 0]
    low, high = (np.searchsorted(of_right[order], of_left[rows], side) for side in ("left", "right"))
    met = high > low
    rows, low, high = rows[met], low[met], high[met]
    others = order[low + (draw.random(len(rows)) * (high - low)).astype(np.int64)]
    return rows, others.astype(np.int32)


def _part(day: Codes, part: int) -> Codes:
    return day // part if part > 0 else day % -part
