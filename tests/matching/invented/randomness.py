"""Streams of random numbers, one for each purpose: a new kind of error does not shift the draws of the others."""

import zlib

import numpy as np
from numpy.typing import NDArray


def stream(seed: int, *purpose: object) -> np.random.Generator:
    """The generator that belongs to a seed and a purpose (words or numbers); the same for the same two, anywhere."""
    key = zlib.crc32("/".join(str(part) for part in purpose).encode())
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, key])))


def integers(rng: np.random.Generator, count: int) -> list[int]:
    """So many whole numbers of 62 bits; an error takes its choices out of one by division."""
    return rng.integers(0, 1 << 62, count).tolist()  # type: ignore[no-any-return]


def zipf_weights(count: int, steepness: float) -> NDArray[np.float64]:
    """Cumulated shares of `count` things of which the r-th is 1/(r+2)^steepness as common as the first few."""
    weights = 1.0 / (np.arange(count) + 2.0) ** steepness
    return np.asarray(np.cumsum(weights / weights.sum()), dtype=np.float64)
