"""The answer of one calculation: its figures, the steps to them, and what the law leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from payung.rules.look import Warned
from payung.rules.reckoning import Reckoning, Step


@dataclass(frozen=True, slots=True)
class Answer:
    """Figures by name (whole rupiah unless the name says otherwise), in the order in which they were computed."""

    figures: Mapping[str, object]
    steps: tuple[Step, ...]
    warnings: tuple[Warned, ...]

    @classmethod
    def of(cls, *reckonings: Reckoning, **figures: object) -> Answer:
        """What the last reckoning settled, and further figures; steps and warnings of all, each warning once."""
        return cls(
            figures={**reckonings[-1].figures, **figures},
            steps=tuple(step for each in reckonings for step in each.steps),
            warnings=tuple(dict.fromkeys(warned for each in reckonings for warned in each.warnings)),
        )
