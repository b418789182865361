"""What a contribution costs that is paid late.

Law: PP 44/2015, PP 49/2020, PP 7/2025, PP 36/2025; see legislation/pu/late_fee/ and legislation/bpu/late_fee/.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.codes import Segment
from payung.rules.exact import plain
from payung.rules.inputs import Exactly, InputError, Inputs, MonthIn, Rupiah, SegmentIn
from payung.rules.legislation import Legislation
from payung.rules.look import Look
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term, least, started

_RELIEF = "pu.relief.labour_intensive.late_fee_rate"


class LateFee(Inputs):
    """A contribution of one month that was paid late."""

    segment: SegmentIn
    month: Annotated[MonthIn, Field(description="the contribution month, whose law holds")]
    due: Annotated[Rupiah, Field(description="the contribution that was due, in rupiah")]
    months_late: Annotated[Exactly, Field(description="months of delay")]
    labour_intensive: Annotated[
        bool, Field(description="JKK of an industry under PP 7/2025; give JKK alone as due")
    ] = False


def late_fee(law: Legislation, asked: LateFee, _on: date) -> Answer:
    """The late fee, a started month counted whole; InputError where no fee, or no such relief, is for the segment."""
    if f"{asked.segment.lower()}.late_fee.rate" not in law.parameters:
        raise InputError.of("segment", "late_fee_unknown", segment=asked.segment)
    if asked.labour_intensive and asked.segment is not Segment.PU:
        raise InputError.of("labour_intensive", "employers_only", segment=asked.segment)
    case = Reckoning(law, asked.month, dict(asked))
    rate = _rate(case.law, asked)
    if rate.value and asked.months_late.denominator != 1:
        case.law.warn("part_month_open", months=plain(asked.months_late))
    case.settle("fee", case.given("due") * rate * started(case.given("months_late")))
    return Answer.of(case)


def _rate(look: Look, asked: LateFee) -> Term:
    rate = look.number(f"{asked.segment.lower()}.late_fee.rate")
    if not asked.labour_intensive:
        return rate
    relief = look.number(_RELIEF)
    if relief.value < rate.value:
        look.warn("late_fee_of_jkk_alone")
    return least(rate, relief)
