"""The figures of one place or one head: counts of registrations and of how the accepted stand, and their sums."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from payung.apps.enrolment.enums import EVER_VERIFIED, State
from payung.rules.protection import Standing


@dataclass(slots=True)
class Figures:
    """`standing` counts members by their standing in the month asked, one word each; empty while no month is known.

    `months_paid` counts members by how many months they ever paid. `paid_later` are members not yet paid in the
    month asked who paid for a later one.
    """

    target: int = 0
    states: Counter[str] = field(default_factory=Counter)
    standing: Counter[str] = field(default_factory=Counter)
    months_paid: Counter[int] = field(default_factory=Counter)
    paid_later: int = 0
    falls_due: int = 0
    lapses: int = 0

    @property
    def submitted(self) -> int:
        """Every registration handed in, whatever became of it."""
        return self.states.total()

    @property
    def verified(self) -> int:
        """Handed in and verified, sent and answered ones included."""
        return sum(self.states[state] for state in EVER_VERIFIED)

    @property
    def accepted(self) -> int:
        return self.states[State.ACCEPTED]

    @property
    def paid(self) -> int:
        return self.standing[Standing.PAID]

    @property
    def members(self) -> int:
        """The accepted whose member number is known, and with it how they stand."""
        return self.months_paid.total()

    def add(self, other: "Figures") -> None:
        self.target += other.target
        self.states.update(other.states)
        self.standing.update(other.standing)
        self.months_paid.update(other.months_paid)
        self.paid_later += other.paid_later
        self.falls_due += other.falls_due
        self.lapses += other.lapses

    def less(self, part: "Figures") -> "Figures":
        """These without a part of them."""
        rest = Figures(target=self.target - part.target)
        for name in ("states", "standing", "months_paid", "paid_later", "falls_due", "lapses"):
            setattr(rest, name, getattr(self, name) - getattr(part, name))
        return rest


def total(figures: Iterable[Figures]) -> Figures:
    """The sum of disjoint places or heads."""
    whole = Figures()
    for each in figures:
        whole.add(each)
    return whole
