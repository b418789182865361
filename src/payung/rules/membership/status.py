"""How a self-employed worker stands on a day, as an answer with steps; payung.rules.protection decides."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.inputs import DayIn, Inputs, MonthIn
from payung.rules.legislation import Legislation
from payung.rules.protection import Standing, lapse_day, standing_on
from payung.rules.protection.standing import GRACE
from payung.rules.reckoning import Reckoning
from payung.shared.months import Month

_WORDS = {
    Standing.PAID: "aktif",
    Standing.GRACE: "tenggang",
    Standing.NON_ACTIVE: "non_aktif",
    Standing.ENDED: "berakhir",
}


class PaidThrough(Inputs):
    """A worker whose payments reach through a month without a gap that matters on the day."""

    paid_through: Annotated[
        MonthIn, Field(description="the last paid month not after the day's own, or one paid ahead")
    ]
    as_of: DayIn
    ended: Annotated[DayIn | None, Field(description="day of the end: death, old age savings claimed, became PU")] = (
        None
    )


def bpu_status(law: Legislation, asked: PaidThrough, _on: date) -> Answer:
    """aktif, tenggang, non_aktif or berakhir, and the days that divide them."""
    case = Reckoning(law, asked.as_of)
    grace = case.law.number(GRACE)
    paid, month = asked.paid_through, Month.of(asked.as_of)
    standing = standing_on(asked.as_of, last_paid=paid, ended_on=asked.ended, legislation=law)
    case.note("protected_until", paid.last_day, f"last_day({paid})", grace.cited)
    case.note("lapses_on", lapse_day(paid, legislation=law), f"first_day({paid} + {grace.text} + 1)", grace.cited)
    by_payment = (
        f'"{_WORDS[Standing.PAID]}" if {paid} >= {month} else '
        f'"{_WORDS[Standing.GRACE]}" if {paid} + {grace.text} >= {month} else "{_WORDS[Standing.NON_ACTIVE]}"'
    )
    ended = f'"{_WORDS[Standing.ENDED]}" if {asked.ended} < {asked.as_of} else ' if asked.ended else ""
    case.note("status", _WORDS[standing], ended + by_payment, grace.cited)
    if standing is Standing.GRACE:
        case.law.warn("cover_in_grace_open")
    return Answer.of(case)
