"""Limits of a funnel plot: how far the shares of places differ of themselves, by their size.

Multiplicative overdispersion after D. J. Spiegelhalter, Funnel plots for comparing institutional performance
(Statistics in Medicine 24, 2005): the spread of the places themselves widens the limits that chance alone would give.
docs/explanation/reading-figures.md says it for those who read the page.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from payung.apps.campaigns.reading import Reading


class Verdict(StrEnum):
    """Where a place stands against the limits for its size; `SMALL` has too few people, `ALONE` too few places."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    SMALL = "small"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Part:
    """`count` of `of` in one place; `of` is people, or the number that is expected there."""

    key: int
    count: int
    of: int

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A part with the limits for its size (None where there are none) and what follows."""

    part: Part
    limits: tuple[float, float] | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Funnel:
    """All parts in order; `centre` is the share of them together, `spread` the factor on the variance (1: chance)."""

    centre: float
    spread: float
    judged: tuple[Judged, ...]


def funnel(parts: Sequence[Part], reading: Reading, *, people: bool) -> Funnel:
    """Judge places against all of them together.

    `people`: `count` are some of `of` people (binomial); otherwise `of` is a number expected, which may be passed
    (Poisson).
    """
    count, of = sum(each.count for each in parts), sum(each.of for each in parts)
    centre = count / of if of else 0.0
    variance = centre * (1 - centre) if people else centre
    large = [each for each in parts if each.of >= reading.fewest_compared]
    if len(large) < reading.fewest_places:
        return Funnel(centre, 1.0, tuple(Judged(each, None, _alone(each, reading)) for each in parts))
    spread = _spread(large, centre, variance, reading.cut)
    reach = NormalDist().inv_cdf((1 + reading.confidence) / 2)
    judged = []
    for each in parts:
        if each.of < reading.fewest_compared:
            judged.append(Judged(each, None, Verdict.SMALL))
            continue
        far = reach * math.sqrt(spread * variance / each.of)
        judged.append(_judged(each, centre - far, centre + far))
    return Funnel(centre, spread, tuple(judged))


def _alone(part: Part, reading: Reading) -> Verdict:
    return Verdict.SMALL if part.of < reading.fewest_compared else Verdict.ALONE


def _judged(part: Part, low: float, high: float) -> Judged:
    if part.share < low:
        return Judged(part, (low, high), Verdict.BELOW)
    return Judged(part, (low, high), Verdict.ABOVE if part.share > high else Verdict.WITHIN)


def _spread(parts: Sequence[Part], centre: float, variance: float, cut: float) -> float:
    """The mean of the squared distances in standard errors, the outermost drawn in; never below chance."""
    if not variance:
        return 1.0
    scores = sorted((each.share - centre) / math.sqrt(variance / each.of) for each in parts)
    drawn = int(len(scores) * cut)
    low, high = scores[drawn], scores[-1 - drawn]
    return max(1.0, sum(min(max(score, low), high) ** 2 for score in scores) / len(scores))
