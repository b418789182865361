"""Who may be registered as self-employed, by age."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from payung.rules.legislation import Legislation, load
from payung.shared.dates import completed_years


class AgeDecision(StrEnum):
    """What the age alone says about a registration."""

    ACCEPT = "accept"
    REVIEW = "review"  # the sources disagree; a person decides
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"

    @property
    def refused(self) -> bool:
        """Whether the age forbids the registration."""
        return self in (AgeDecision.TOO_YOUNG, AgeDecision.TOO_OLD)


def bpu_age(birth: date, *, on: date, legislation: Legislation | None = None) -> AgeDecision:
    """Decide by completed years on the day of registration (`bpu.registration.age.*`, Permenaker 5/2021 not read).

    LegislationError when the ages are unknown on that day.
    """
    law = legislation or load()
    years = completed_years(birth, on)
    if years < law.integer("bpu.registration.age.minimum", on):
        return AgeDecision.TOO_YOUNG
    if years >= law.integer("bpu.registration.age.refused", on):
        return AgeDecision.TOO_OLD
    if years >= law.integer("bpu.registration.age.review", on):
        return AgeDecision.REVIEW
    return AgeDecision.ACCEPT
