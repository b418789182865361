"""The ages between which the law lets a self-employed worker register, as `legislation/` has them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AgeLimits:
    """Completed years: too young under `minimum`, a person decides from `review`, too old from `refused`."""

    minimum: int
    review: int
    refused: int

    @staticmethod
    def on(day: date) -> "AgeLimits":
        """The limits in force on a day; a day before the first known figure takes the first known."""
        from payung.rules.legislation import load

        law = load()
        names = ("minimum", "review", "refused")
        return AgeLimits(*(int(str(law.value(f"bpu.registration.age.{name}", day))) for name in names))
