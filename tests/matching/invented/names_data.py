"""The names persons and places are invented from: lists of names.toml, lengthened by roots and endings, Zipf-like."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.matching.invented.randomness import zipf_weights

SOURCE = Path(__file__).with_name("names.toml")
STEEPNESS = 1.05  # of given names; clans are flatter
CLAN_STEEPNESS = 0.7


class Pool:
    """A list of words drawn with a falling frequency."""

    def __init__(self, words: list[str], steepness: float = STEEPNESS) -> None:
        self.words: NDArray[np.object_] = np.array(words, dtype=object)
        self._cumulated = zipf_weights(len(words), steepness)

    def draw(self, rng: np.random.Generator, count: int) -> NDArray[np.object_]:
        """So many words, the first of the list most often."""
        places = np.searchsorted(self._cumulated, rng.random(count), side="right")
        return self.words[np.minimum(places, len(self.words) - 1)]


@dataclass(frozen=True)
class Group:
    """One people: its share of the city, its given names by sex, its clans, how many given names it carries."""

    name: str
    share: float
    male: Pool
    female: Pool
    clans: Pool | None
    syllables: Pool | None
    given: tuple[float, float, float]
    muhammad: float


@cache
def source() -> dict[str, Any]:
    """names.toml, read once."""
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


def _lengthened(words: str, roots: str, ends: str) -> list[str]:
    made = [root + end for end in ends.split() for root in roots.split()]
    return list(dict.fromkeys(words.split() + made))


def _group(name: str, lists: dict[str, Any]) -> Group:
    roots = lists.get("roots", "")
    return Group(
        name=name,
        share=lists["share"],
        male=Pool(_lengthened(lists["male"], roots, lists.get("male_ends", ""))),
        female=Pool(_lengthened(lists["female"], roots, lists.get("female_ends", ""))),
        clans=Pool(lists["clans"].split(), CLAN_STEEPNESS) if lists["clans"] else None,
        syllables=Pool(lists["syllables"].split(), CLAN_STEEPNESS) if "syllables" in lists else None,
        given=tuple(lists["given"]),
        muhammad=lists["muhammad"],
    )


@cache
def groups() -> tuple[Group, ...]:
    """The peoples of the city in the order of names.toml."""
    return tuple(_group(name, lists) for name, lists in source().items() if name != "places")


def number_of_group(name: str) -> int:
    """Where a people stands in `groups()`."""
    return [group.name for group in groups()].index(name)
