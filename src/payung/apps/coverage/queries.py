"""Reads about one person's protection: the month grid, how they stand today, their memberships and payments."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from payung.apps.coverage.file_queries import EndedMonth, last_ended_month
from payung.apps.coverage.models import Membership, Payment, Protection
from payung.apps.coverage.standing_sql import month_of
from payung.apps.people.queries import within
from payung.apps.territory.scope import Scope
from payung.rules.protection import CellKind, MonthCell, Standing, lapse_day, last_paid_by, standing_on
from payung.rules.protection import calendar as month_cells
from payung.shared.months import MONTHS_IN_YEAR, Month

SHOWN_MONTHS = 3 * MONTHS_IN_YEAR
SHOWN_AHEAD = 2
SHOWN_BEFORE = 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a person stands on a day. `told` is the last ended month whose payment file is in, with the file's day.

    `starts` is None, and so is `standing`, while the insurer has not accepted the person.
    """

    today: dt.date
    told: EndedMonth | None
    starts: dt.date | None = None
    ended_on: dt.date | None = None
    paid: frozenset[Month] = frozenset()
    cells: tuple[MonthCell, ...] = ()

    @property
    def known_to(self) -> Month | None:
        return self.told.month if self.told else None

    @property
    def last_paid(self) -> Month | None:
        """The last paid month not after this one."""
        return last_paid_by(Month.of(self.today), self.paid)

    @property
    def standing(self) -> Standing | None:
        if self.starts is None:
            return None
        return standing_on(self.today, last_paid=self.last_paid, ended_on=self.ended_on)

    @property
    def paid_through(self) -> Month | None:
        """The end of the unbroken row of paid months that the last paid month stands in."""
        month = self.last_paid
        while month is not None and month + 1 in self.paid:
            month += 1
        return month

    @property
    def lapses_on(self) -> dt.date | None:
        """The first day on which the person is (or has been) non-active unless more is paid."""
        return lapse_day(self.paid_through) if self.paid_through else None

    @property
    def next_due(self) -> MonthCell | None:
        """The first month not paid that can still be paid: in grace, or to come."""
        open_ = {CellKind.GRACE, CellKind.NOT_YET_PAID, CellKind.TO_COME}
        return next((cell for cell in self.cells if cell.kind in open_ and not cell.paid), None)

    @property
    def silent_months(self) -> tuple[Month, ...]:
        """Months since the last paid one, through this one, whose payment file is not in: unpaid, or not yet told."""
        if self.last_paid is None or self.known_to is None:
            return ()
        last = Month.of(self.today)
        return tuple(m for m in (self.last_paid + n for n in range(1, last - self.last_paid + 1)) if m > self.known_to)


def calendar(scope: Scope, person_id: UUID, today: dt.date) -> Calendar:
    """The protection calendar of somebody within the scope (`payung.rules.protection`), on a day."""
    told = last_ended_month(scope, today)
    found = Protection.objects.filter(within(scope), person_id=person_id).first()
    if found is None:
        return Calendar(today, told)
    paid = frozenset(map(month_of, found.paid_months))
    cells = _cells(paid, starts=found.starts, ended_on=found.ended_on, today=today)
    return Calendar(today, told, found.starts, found.ended_on, paid, cells)


def _cells(
    paid: frozenset[Month], *, starts: dt.date, ended_on: dt.date | None, today: dt.date
) -> tuple[MonthCell, ...]:
    first = min([*paid, Month.of(starts) - SHOWN_BEFORE, Month.of(today)])
    last = max([*paid, Month.of(today) + SHOWN_AHEAD])
    first = max(first, last - SHOWN_MONTHS + 1)
    return month_cells(first, last, paid=paid, started=starts, ended_on=ended_on, today=today)


def anybody(scope: Scope) -> bool:
    """Whether anybody within the scope is a member yet."""
    return Membership.objects.filter(within(scope)).exists()


def memberships(scope: Scope, person_id: UUID) -> list[Membership]:
    """Member numbers (KPJ) of a person within the scope, the oldest first."""
    mine = Membership.objects.filter(within(scope), person_id=person_id)
    return list(mine.order_by("starts", "id"))


def payments(scope: Scope, person_id: UUID) -> list[Payment]:
    """Payments of a person within the scope, the latest month first."""
    mine = Payment.objects.filter(within(scope), person_id=person_id)
    return list(mine.order_by("-month", "-paid_on", "id"))
