"""What a worker will owe, shown while the form is filled in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from payung.rules.codes import Payer, Programme
from payung.rules.contributions.bpu import Due, bpu_due
from payung.rules.deadlines import due_day
from payung.rules.legislation import LegislationError
from payung.shared.months import Month


@dataclass(frozen=True, slots=True)
class Dues:
    """The first month's contribution in rupiah, the sum of all months paid at once, and the next day on which one falls
    due: whoever registers after this month's day is not told a day that has passed."""

    first: Due
    months: int
    total: int | None
    due_day: dt.date

    @property
    def parts(self) -> list[tuple[str, int]]:
        return [(programme.value, amount) for programme, amount in self.first.amounts.items()]

    @property
    def discount(self) -> Fraction:
        """The part of accident and death cover that falls away in the first month."""
        return self.first.discount


def dues(
    today: dt.date, *, income: str, programmes: str, months: str, transport: bool, payer: str = "SELF"
) -> Dues | None:
    """The dues of what stands on the form so far; None while no income or no programme is chosen, or the law's
    figure is not known."""
    if not income.isdigit() or not programmes:
        return None
    first, count = Month.of(today), int(months) if months.isdigit() else 1
    asked: Mapping[str, object] = {
        "income": int(income),
        "programmes": tuple(Programme(each) for each in programmes.split(",")),
        "payer": Payer(payer),
        "transport": transport,
    }
    try:
        due = bpu_due(first, **asked)
    except (LegislationError, ValueError):
        return None
    return Dues(due, count, _total(first, count, asked), _next_due_day(today))


def _next_due_day(today: dt.date) -> dt.date:
    this = Month.of(today)
    return due_day(this if today <= due_day(this) else this + 1)


def _total(first: Month, count: int, asked: Mapping[str, object]) -> int | None:
    """All months together, each by its own law; None where a later month's law is not known yet."""
    try:
        return sum(bpu_due(first + step, **asked).total for step in range(count))
    except LegislationError:
        return None
