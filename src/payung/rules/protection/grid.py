"""The month grid of one worker: one cell per month, with its due day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payung.rules.deadlines import due_day
from payung.rules.protection.standing import counted, standing_in
from payung.shared.months import Month, months


class CellKind(StrEnum):
    """What a cell says: a standing (the first five), or what only a grid needs to say."""

    PAID = "paid"
    GRACE = "grace"
    NON_ACTIVE = "non_active"
    NOT_YET_PAID = "not_yet_paid"
    ENDED = "ended"
    AHEAD = "ahead"  # a month to come, paid already
    TO_COME = "to_come"  # a month to come, not paid
    BEFORE_START = "before_start"


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month of the grid. `paid` says whether that very month is paid, also where the kind says `ended`."""

    month: Month
    kind: CellKind
    due_day: date
    paid: bool


def calendar(
    first: Month, last: Month, *, paid: Collection[Month], started: date | None, ended_on: date | None, today: date
) -> tuple[MonthCell, ...]:
    """One cell per month from first to last, both included.

    `started` is the day from which the insurer holds the worker a member; None while not accepted. Ended months are
    judged on their last day, the month in progress on today. A payment for a month before `started` counts for none.
    """
    known = counted(paid, started=started)

    def kind(month: Month) -> CellKind:
        if ended_on is not None and ended_on < (today if month == Month.of(today) else month.last_day):
            return CellKind.ENDED
        if started is None or month < Month.of(started):
            return CellKind.BEFORE_START
        if month > Month.of(today):
            return CellKind.AHEAD if month in known else CellKind.TO_COME
        return CellKind(standing_in(month, paid=known).value)

    return tuple(
        MonthCell(month=month, kind=kind(month), due_day=due_day(month), paid=month in known)
        for month in months(first, last)
    )
