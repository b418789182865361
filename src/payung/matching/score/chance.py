"""How often strangers agree: pairs drawn at random, and strangers of one birth date for their identity numbers."""

import numpy as np
from numpy.typing import NDArray

from payung.matching.block.keys import Rows
from payung.matching.compare import fields as f
from payung.matching.compare.patterns import Comparer
from payung.matching.score import shares
from payung.matching.score.start import Shares
from payung.matching.standardise.records import Records

DRAWN = 300_000
OF_ONE_DAY = 100_000
_SEED = 20251029
Levels = dict[str, NDArray[np.int64]]
# Strangers of one birth date, before any is seen, as so many pairs: a roster of one name has none to learn from.
_BEGIN_OF_ONE_DAY = 50 * np.array([0, 0.001, 0.001, 0.001, 0.1, 0.8, 0.092, 0.005])
# Levels that two strangers hardly have in two fields at once.
_CLOSE = {
    f.NIK.name: (1, 2, 4, 7),
    f.DAY.name: (1, 2),
    f.NAME.name: (1, 2, 3, 10),
    f.MOTHER.name: (1, 2),
    f.PHONE.name: (1, 2),
    f.KPJ.name: (1, 2),
    f.MAIL.name: (1, 2, 3),
    f.ADDRESS.name: tuple(range(*shares.SAME_HOUSE)),
}
_RARE = 0.02
_BEGIN = 0.05  # pairs of each level before any is seen
_OTHER_NAMES = (6, 8, 9)  # levels of names that hardly one person has: the same day alone is no sign of one


def strangers(left: Records, right: Records, comparer: Comparer, *, within: bool = False) -> dict[str, Shares]:
    """Shares of every field's levels among pairs of strangers."""
    draw = np.random.default_rng(_SEED)
    rows = draw.integers(0, len(left), DRAWN, dtype=np.int32)
    others = draw.integers(0, len(right), DRAWN, dtype=np.int32)
    if within:
        rows, others = rows[rows != others], others[rows != others]
    levels = f.unpacked(comparer.patterns(left, right, rows, others))
    likely = _likely(levels, rare=_RARE + 1 / max(len(left), len(right), 1))
    levels = {name: level[~likely] for name, level in levels.items()}
    begin = _BEGIN * max(1.0, DRAWN / max(len(left) * len(right), 1))
    found = {
        field.name: shares.plain(shares.counted(levels[field.name], field.size) + begin)
        for field in (f.DAY, f.SEX, f.NAME, f.MOTHER, f.PHONE, f.KPJ, f.MAIL, f.JOB)
    }
    addresses = shares.counted(levels[f.ADDRESS.name], f.ADDRESS.size)
    found[f.ADDRESS.name] = shares.of_addresses(addresses + 20 * shares.independent_addresses(addresses))
    found[f.NIK.name] = shares.of_niks(_niks(levels, _of_one_day(left, right, comparer, draw), begin))
    return found


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


def _niks(levels: Levels, of_one_day: Levels, begin: float) -> Shares:
    every = shares.plain(shares.counted(levels[f.NIK.name], f.NIK.size) + begin)
    size = shares.GROUPS * f.NIK.size
    drawn = shares.counted(shares.nik_levels(levels), size).reshape(shares.GROUPS, f.NIK.size)
    paired = shares.counted(shares.nik_levels(of_one_day), size).reshape(shares.GROUPS, f.NIK.size)
    # Without birth dates the numbers' own stand in where they differ (`dates.births`): those drawn that stay without
    # are nearly all equal, and say nothing of strangers. All that are drawn do.
    return np.stack([every, paired[1] + _BEGIN_OF_ONE_DAY, drawn[2] + 10 * every]).ravel()


def _of_one_day(left: Records, right: Records, comparer: Comparer, draw: np.random.Generator) -> Levels:
    rows, others = _drawn_of_one_day(left, right, draw)
    levels = f.unpacked(comparer.patterns(left, right, rows, others))
    apart = np.isin(levels[f.NAME.name], _OTHER_NAMES)
    return {name: level[apart] for name, level in levels.items()}


def _drawn_of_one_day(left: Records, right: Records, draw: np.random.Generator) -> tuple[Rows, Rows]:
    order = np.argsort(right.day, kind="stable")
    days = right.day[order]
    rows = draw.integers(0, len(left), OF_ONE_DAY, dtype=np.int32)
    rows = rows[left.day[rows] > 0]
    low, high = (np.searchsorted(days, left.day[rows], side) for side in ("left", "right"))
    met = high > low
    rows, low, high = rows[met], low[met], high[met]
    others = order[low + (draw.random(len(rows)) * (high - low)).astype(np.int64)]
    return rows, others.astype(np.int32)
