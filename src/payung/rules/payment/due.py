"""By which day a month's contribution is paid.

Law: PP 44/2015, PP 49/2020; see legislation/pu/payment/ and legislation/bpu/payment/.
"""

from __future__ import annotations

from datetime import date

from payung.rules.answer import Answer
from payung.rules.deadlines import ordinary_due_day
from payung.rules.inputs import InputError, Inputs, MonthIn, SegmentIn
from payung.rules.legislation import Legislation
from payung.rules.noted_days import note_next_working_day
from payung.rules.reckoning import Reckoning
from payung.rules.term import merged


class Due(Inputs):
    """One contribution month of one kind of member."""

    segment: SegmentIn
    month: MonthIn


def due(law: Legislation, asked: Due, _on: date) -> Answer:
    """The due day, moved past weekends and holidays; InputError for members who do not pay month by month."""
    segment = asked.segment.lower()
    if f"{segment}.payment.due_day" not in law.parameters:
        raise InputError.of("segment", "due_day_unknown", segment=asked.segment)
    case = Reckoning(law, asked.month)
    day, later = (case.law.number(f"{segment}.payment.{name}") for name in ("due_day", "month_offset"))
    ordinary = ordinary_due_day(asked.month, segment=segment, legislation=law)
    case.note("ordinary_due", ordinary, f"day_of({asked.month} + {later.text}, {day.text})", merged(day, later))
    note_next_working_day(case, "due", ordinary, day.cited)
    unsettled = f"{segment}.payment.due_day_unsettled"
    if unsettled in law.parameters and case.law.cite(unsettled).dated.value is True:
        case.law.warn("due_day_open", month=str(asked.month))
    return Answer.of(case)
