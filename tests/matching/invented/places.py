"""Where households live: invented villages under the city's kecamatan, streets, lanes, house numbers, surroundings."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tests.matching.invented.names_data import CLAN_STEEPNESS, Pool, source

CITY = 1271
VILLAGES = 151
FROM_ELSEWHERE = 0.26  # households whose NIK were made in another region

Ints = NDArray[np.int64]
Texts = NDArray[np.object_]


@dataclass(frozen=True)
class Addresses:
    """One entry a household: street with its lane, house number, surroundings (lingkungan) and village."""

    street: Texts
    lane: Texts  # empty where the house stands on the street itself
    number: Ints
    lingkungan: Ints
    village: Ints


@cache
def villages() -> tuple[Texts, Texts, Ints]:
    """Names of the villages, of their kecamatan, and the place of that kecamatan in the city's list (from 1)."""
    lists = source()["places"]
    rng = np.random.default_rng(151)
    first, second, third = (
        rng.choice(lists[f"kelurahan_{part}"].split(), VILLAGES * 3) for part in ("first", "second", "third")
    )
    plain = rng.random(VILLAGES * 3) < 0.35
    names = [f"{a} {b}" if p else f"{a} {b} {c}" for a, b, c, p in zip(first, second, third, plain, strict=True)]
    kept = list(dict.fromkeys(names))[:VILLAGES]
    kecamatan = np.array(lists["kecamatan"].split(","), dtype=object)
    of = np.sort(rng.integers(0, kecamatan.size, VILLAGES))
    return np.array(kept, dtype=object), kecamatan[of], of + 1


@cache
def _streets() -> tuple[Pool, Pool]:
    lists = source()["places"]
    words = lists["streets"].split()
    rng = np.random.default_rng(700)
    doubled = [f"{a} {b}" for a, b in zip(rng.permutation(words), rng.permutation(words), strict=True) if a != b]
    mixed = [str(word) for word in rng.permutation(words + doubled)]
    return Pool(mixed, CLAN_STEEPNESS), Pool(lists["gangs"].split())


def addresses(rng: np.random.Generator, count: int) -> Addresses:
    """So many addresses; large villages hold more of them."""
    streets, lanes = _streets()
    size = 1.0 / (rng.permutation(VILLAGES) + 20.0)
    lane = lanes.draw(rng, count)
    lane[rng.random(count) < 0.55] = ""
    return Addresses(
        street=streets.draw(rng, count),
        lane=lane,
        number=1 + (rng.gamma(1.2, 45, count)).astype(np.int64),
        lingkungan=1 + (rng.gamma(2.0, 3.5, count)).astype(np.int64) % 20,
        village=rng.choice(VILLAGES, count, p=size / size.sum()),
    )


def regions(rng: np.random.Generator, village: Ints) -> Ints:
    """Six-digit code of the kecamatan in which a NIK was made: the village's own, or one elsewhere."""
    codes = np.array([int(code) for code in source()["places"]["elsewhere"].split()])
    home = CITY * 100 + villages()[2][village]
    away = rng.choice(codes, village.size) * 100 + rng.integers(1, 16, village.size)
    return np.where(rng.random(village.size) < FROM_ELSEWHERE, away, home)
