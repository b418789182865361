"""Shares of the levels of a field among pairs of one kind; what a record does not say takes no part."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payung.matching.compare import fields as f
from payung.matching.score.start import Shares

# The levels of an identity number are read apart by how the birth dates agree: who is born on one day has six digits of
# sixteen in common, whoever they are. Those of the sex for pairs whose names agree:
# who shares a first name mostly shares the sex.
GROUPS = {
    f.NIK.name: (
        "birth date missing", "same birth date", "same 1 January", "same year, one is 1 January", "same year",
        "same day and month", "birth date differs",
    ),
    f.SEX.name: ("other names", "names agree"),
}  # fmt: skip
_GROUP_OF = {
    f.NIK.name: (f.DAY, np.array([0, 1, 2, 4, 3, 4, 5, 5, 4, 6])),
    f.SEX.name: (f.NAME, np.array([0, 1, 1, 1, 1, 1, 0, 1, 1, 0, 1])),
}

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


def of(field: f.Field, counts: Shares) -> Shares:
    """The same in each group of a field; counts and shares one group behind the other."""
    if field is f.ADDRESS:
        return of_addresses(counts)
    return np.concatenate([plain(group) for group in counts.reshape(-1, field.size)])


def size(field: f.Field) -> int:
    """How many shares a field has: its levels, in each of its groups."""
    return field.size * len(GROUPS.get(field.name, ("",)))


def places(field: f.Field, levels: Mapping[str, NDArray[np.int64]]) -> NDArray[np.int64]:
    """Where the levels of patterns stand among the shares of the field."""
    if field.name not in GROUPS:
        return levels[field.name]
    other, group = _GROUP_OF[field.name]
    return group[levels[other.name]] * field.size + levels[field.name]


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
