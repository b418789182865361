"""Shares of the levels of a field among pairs of one kind; what a record does not say takes no part."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payung.matching.compare import fields as f
from payung.matching.score.start import Shares

# The levels of an identity number are read apart for pairs without, with one, and with differing birth dates: who is
# born on one day has six digits of sixteen in common, whoever they are.
DATE_GROUP = np.array([0, 1, 1, 2, 2, 2, 2, 2, 2])
GROUPS = 3

_STREET, _BESIDE, _PLACE = np.unravel_index(
    np.arange(f.ADDRESS.size), (len(f.STREET), len(f.NEIGHBOURHOOD), len(f.PLACE))
)
SAME_HOUSE = (len(f.NEIGHBOURHOOD) * len(f.PLACE), 2 * len(f.NEIGHBOURHOOD) * len(f.PLACE))  # levels of an address
_PLACE_SAID = np.array([0, 1, 1, 1, 2, 2])[_PLACE]
_SAID = (_STREET > 0) * 6 + (_BESIDE > 0) * 3 + _PLACE_SAID  # which parts of two addresses can be compared


def counted(levels: NDArray[np.int64], size: int, weight: NDArray[Any] | None = None) -> Shares:
    """How many pairs have each level."""
    return np.bincount(levels, weights=weight, minlength=size).astype(np.float64)


def plain(counts: Shares) -> Shares:
    """Shares of the levels from 1 on; level 0 has none."""
    shares = np.asarray(counts, np.float64).copy()
    shares[0] = 0
    found: Shares = shares / max(float(shares.sum()), 1e-300)
    return found


def of_niks(counts: Shares) -> Shares:
    """The same in each group of birth dates; counts and shares one group behind the other."""
    return np.concatenate([plain(group) for group in counts.reshape(GROUPS, f.NIK.size)])


def of_addresses(counts: Shares) -> Shares:
    """Shares among addresses of which the same parts can be compared."""
    shares = np.zeros(f.ADDRESS.size)
    for said in range(_SAID.max() + 1):
        kind = said == _SAID
        total = counts[kind].sum()
        shares[kind] = counts[kind] / total if total > 0 else 1 / max(kind.sum(), 1)
    return shares


def independent_addresses(counts: Shares) -> Shares:
    """What the counts would be if the parts of an address agreed independently of each other, one in all."""
    product = np.ones(f.ADDRESS.size)
    for part, said in ((_STREET, _STREET > 0), (_BESIDE, _BESIDE > 0), (_PLACE, _PLACE_SAID)):
        margin = np.bincount(part, weights=counts, minlength=part.max() + 1) + 0.5
        kinds = np.array([said[part == level][0] for level in range(part.max() + 1)])
        for kind in np.unique(kinds):
            margin[kinds == kind] /= margin[kinds == kind].sum()
        product *= margin[part]
    return product


def nik_levels(levels: Mapping[str, NDArray[np.int64]]) -> NDArray[np.int64]:
    """The levels of identity numbers within their group of birth dates."""
    return DATE_GROUP[levels[f.DAY.name]] * f.NIK.size + levels[f.NIK.name]
