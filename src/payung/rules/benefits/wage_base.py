"""What a benefit is counted from: the reported wage, or for the self-employed the base of their income band."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from payung.rules.codes import Segment
from payung.rules.inputs import DayIn, InputError, Inputs, Rupiah, SegmentIn
from payung.rules.legislation import Legislation
from payung.rules.look import Look, inside
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term

_BANDS = "bpu.contribution.income_bands"
_BY_SEGMENT = "benefits.jkk.wage_base"
WAGE, INCOME = "wage", "income"


class OnDay(Inputs):
    """A question about one day; without it the day of the asking decides which law holds."""

    date: Annotated[DayIn | None, Field(description="the day of the event, which decides the law")] = None

    def day(self, on: DayIn) -> DayIn:
        """The day whose law holds."""
        return self.date or on


class Insured(OnDay):
    """Whose accident it is: a wage earner by the last reported wage, a self-employed worker by the income."""

    segment: SegmentIn = Segment.PU
    wage: Annotated[Rupiah | None, Field(description="last reported monthly wage, in rupiah")] = None
    income: Annotated[Rupiah | None, Field(description="monthly income of the self-employed, in rupiah")] = None


def opened(law: Legislation, asked: Insured, on: date) -> tuple[Reckoning, Term]:
    """A reckoning on the day of the accident, and the monthly base; InputError for an amount of another segment."""
    case = Reckoning(law, asked.day(on), dict(asked))
    check_segment(case.law, asked.segment)
    by = inside(case.law.cite(_BY_SEGMENT), (asked.segment,))
    needed, foreign = (WAGE, INCOME) if by == WAGE else (INCOME, WAGE)
    if case.inputs[foreign] is not None:
        raise InputError.of(foreign, "amount_of_other_segment", segment=asked.segment, instead=needed)
    if case.inputs[needed] is None:
        raise InputError.of(needed, "missing")
    if needed == INCOME:
        return case, case.settle("base", case.band(_BANDS, INCOME, "base"))
    return case, case.given(WAGE).citing(case.law.cite(_BY_SEGMENT))


def check_segment(look: Look, segment: Segment) -> None:
    """InputError for members whose benefits were not read."""
    known = look.members("benefits.segments")
    if segment not in known:
        raise InputError.of("segment", "segment_benefits_unread", written=segment, known=", ".join(known))
