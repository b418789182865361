"""One link for each record at most: the most probable first."""

import numpy as np
from numpy.typing import NDArray

from payung.matching.assign.marginals import Odds, rivals
from payung.matching.block.keys import Rows


def chosen(left: Rows, right: Rows, probability: Odds, sizes: tuple[int, int], *, least: float) -> NDArray[np.bool_]:
    """Which pairs are links: a pair beats all pairs of its records that are less probable; ties go to earlier rows."""
    links = np.zeros(len(left), np.bool_)
    open_ = np.flatnonzero(probability >= least)
    contested = rivals(left[open_], right[open_], sizes)
    links[open_[~contested]] = True
    open_ = open_[contested]
    rank = np.empty(len(left), np.int64)
    rank[open_[np.lexsort((right[open_], left[open_], -probability[open_]))]] = np.arange(len(open_))
    while len(open_):
        best, best_other = _first(left[open_], rank[open_], sizes[0]), _first(right[open_], rank[open_], sizes[1])
        mutual = (rank[open_] == best[left[open_]]) & (rank[open_] == best_other[right[open_]])
        won = open_[mutual]
        links[won] = True
        taken, taken_other = np.zeros(sizes[0], np.bool_), np.zeros(sizes[1], np.bool_)
        taken[left[won]] = taken_other[right[won]] = True
        open_ = open_[~taken[left[open_]] & ~taken_other[right[open_]]]
    return links


def _first(records: Rows, rank: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    first = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(first, records, rank)
    return first
