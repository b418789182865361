"""A share drawn on a line: the limits for its size as a band, all together as a line across, the place as a sign.

Whole units of a drawing of 240 by 24, so that no decimal sign is written. The sign differs by its form, not its colour
alone.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from payung.apps.campaigns.funnel import Judged, Verdict

WIDTH = 240
MARGIN = 8  # half a sign
ROOM = WIDTH - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Strip:
    """Places along the line; `band` is empty where there are no limits."""

    dot: int
    centre: int
    low: int
    band: int
    verdict: str

    @property
    def up(self) -> str:
        """The corners of a triangle that points up, around the place."""
        return f"{self.dot - 7},18 {self.dot + 7},18 {self.dot},5"

    @property
    def down(self) -> str:
        return f"{self.dot - 7},6 {self.dot + 7},6 {self.dot},19"


def scale(judged: Iterable[Judged]) -> tuple[int, int]:
    """The percent at both ends: whole tens around every share and limit that is drawn."""
    drawn = [value for each in judged if each.verdict is not Verdict.SMALL for value in _values(each)]
    if not drawn:
        return 0, 100
    return max(math.floor(min(drawn) * 10), 0) * 10, max(math.ceil(max(drawn) * 10) * 10, 10)


def _values(judged: Judged) -> tuple[float, ...]:
    return (judged.part.share, *(judged.limits or ()))


def strip(judged: Judged, *, centre: float, ends: tuple[int, int]) -> Strip:
    """Draw one place; `ends` are the percent at both ends."""
    low, high = judged.limits or (0.0, 0.0)
    left, right = _at(low, ends), _at(high, ends)
    band = max(right - left, 2) if judged.limits else 0
    return Strip(_at(judged.part.share, ends), _at(centre, ends), left, band, judged.verdict.value)


def _at(share: float, ends: tuple[int, int]) -> int:
    bottom, top = ends
    part = (share * 100 - bottom) / (top - bottom) if top > bottom else 0.0
    return MARGIN + round(min(max(part, 0.0), 1.0) * ROOM)
