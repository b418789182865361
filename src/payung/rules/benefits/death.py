"""What the heirs get when a member dies without a work accident (JKM).

Law: PP 82/2019 (before it PP 44/2015, of which only the total was read), Permenaker 5/2021; see
legislation/benefits/jkm/.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.benefits.scholarship import Children, awarded
from payung.rules.benefits.wage_base import OnDay, check_segment
from payung.rules.codes import Segment
from payung.rules.inputs import Count, SegmentIn
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term, summed, term

_LAW = "benefits.jkm"
_FIRST_MONTHS = f"{_LAW}.bpu.first_months_parts"


class Death(OnDay):
    """One member's death; `membership_months` are those with contributions. `paid_discounted` changes no benefit."""

    membership_months: Annotated[Count, Field(description="months of membership with contributions")]
    segment: SegmentIn
    children: Children = ()
    paid_discounted: Annotated[bool, Field(description="contributions were discounted; benefits stay the same")] = False


def jkm(law: Legislation, asked: Death, on: date) -> Answer:
    """Cash by its parts, whether the children get a scholarship, its amount, and the total, in rupiah."""
    case = Reckoning(law, asked.day(on))
    check_segment(case.law, asked.segment)
    parts = case.law.members(f"{_LAW}.parts")
    if not parts:
        return _total_only(case)
    paid = _paid_parts(case, asked, parts)
    amounts = [case.settle(part, _part(case, part, paid=part in paid)) for part in parts]
    cash = case.settle("cash", summed(amounts))
    each, scholarship = awarded(case, asked.children, cause="jkm", months=asked.membership_months)
    case.settle("total", cash + scholarship)
    return Answer.of(*each, case)


def _paid_parts(case: Reckoning, asked: Death, parts: tuple[str, ...]) -> tuple[str, ...]:
    """All parts, or the few that the heirs of a self-employed member of few months get."""
    if asked.segment is not Segment.BPU:
        return parts
    from_months = case.law.number(f"{_LAW}.bpu.full_from_months")
    if case.decide("full_benefit", term(asked.membership_months) >= from_months):
        return parts
    if from_months.cited[0].dated.confidence == "inference":
        case.law.warn("jkm_first_months_open", day=str(case.law.day))
    return case.law.members(_FIRST_MONTHS)


def _part(case: Reckoning, part: str, *, paid: bool) -> Term:
    return case.law.number(f"{_LAW}.{part}") if paid else case.law.none(_FIRST_MONTHS)


def _total_only(case: Reckoning) -> Answer:
    """Deaths before the parts were known; whether children got the scholarship of that time is not computed."""
    cash = case.settle("cash", case.law.number(f"{_LAW}.total"))
    case.law.warn("jkm_parts_unread", scholarship=int(case.law.number("benefits.scholarship.lump_sum").value))
    case.settle("total", cash)
    return Answer.of(case)
