"""What every answer says of its own grounds: the laws behind it, when they were read, and how far ahead it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.rules.reckoning import Step
from payung.shared.months import MONTHS_IN_YEAR, Month
from payung.web.public.explaining import checked, laws


@dataclass(frozen=True, slots=True)
class Paper:
    """`laws` behind the figures, the day when they were `checked`, the day of the answer; `far` when the months reach
    so far ahead that the law is likely to change before."""

    laws: tuple[str, ...]
    checked: date | None
    today: date
    far: bool


def paper(steps: Sequence[Step], *, last: Month, today: date) -> Paper:
    """The grounds of an answer whose last month is `last`."""
    return Paper(laws(steps), checked(steps), today, far=last > Month.of(today) + MONTHS_IN_YEAR)
