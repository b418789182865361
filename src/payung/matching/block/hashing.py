"""Mixes whole numbers into keys of 64 bits, the same on every machine."""

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
_U = np.uint64


def mixed(*columns: NDArray[np.generic]) -> Keys:
    """One key for each row out of the columns' values; their order counts."""
    key = np.zeros(len(columns[0]), _U)
    with np.errstate(over="ignore"):
        for column in columns:
            key += column.astype(_U)
            key *= _U(0x9E3779B97F4A7C15)
            key ^= key >> _U(32)
        key *= _U(0xBF58476D1CE4E5B9)
        key ^= key >> _U(29)
    return key
