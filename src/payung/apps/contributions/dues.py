"""What the first payment comes to: every month by its own law (`payung.rules`), in whole rupiah."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from payung.apps.enrolment.models import Registration
from payung.rules.codes import Payer, Programme
from payung.rules.contributions.bpu import Due, bpu_due
from payung.rules.inputs import InputError
from payung.rules.legislation import LegislationError
from payung.shared.months import Month


@dataclass(frozen=True, slots=True)
class FirstDue:
    """The months that are paid at once, each with its amounts."""

    months: tuple[Due, ...]

    @property
    def total(self) -> int:
        """Rupiah for all months and programmes."""
        return sum(each.total for each in self.months)

    @property
    def first(self) -> Month:
        return self.months[0].month

    @property
    def last(self) -> Month:
        return self.months[-1].month

    @property
    def is_discounted(self) -> bool:
        return any(each.discount for each in self.months)

    @property
    def parts(self) -> Sequence[tuple[Programme, int]]:
        """Rupiah of each programme over all months."""
        return [
            (programme, sum(each.amounts[programme] for each in self.months)) for programme in self.months[0].amounts
        ]


def first_due(found: Registration, first: Month) -> FirstDue | None:
    """What this worker pays when the first month is `first`; None where income or the law of a month is not known."""
    if found.monthly_income_idr is None:
        return None
    months = tuple(first + step for step in range(found.payment_months))
    return _reckoned(months, found.monthly_income_idr, found.programmes, found.payer, found.transport)


@lru_cache(maxsize=4096)
def _reckoned(months: tuple[Month, ...], income: int, programmes: str, payer: str, transport: bool) -> FirstDue | None:
    """Reckoned once for all who pay alike."""
    asked = {
        "income": income,
        "programmes": tuple(Programme(each) for each in programmes.split(",")),
        "payer": Payer(payer),
        "transport": transport,
    }
    try:
        return FirstDue(tuple(bpu_due(month, **asked) for month in months))  # type: ignore[arg-type]
    except (LegislationError, InputError):
        return None
