"""The monthly pension (JP) and the pension age. Law: PP 45/2015; see legislation/benefits/jp/."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.benefits.wage_base import OnDay
from payung.rules.inputs import Count, Inputs, MonthIn, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.look import Look
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term, least, most
from payung.shared.months import MONTHS_IN_YEAR

_LAW = "benefits.jp"
_NOT_READ = ("derived", "inference", "memory")


class Pension(Inputs):
    """A pension paid in one month: months of contributions, and the indexed average yearly wage in rupiah."""

    month: MonthIn
    months_paid: Count
    avg_year_wage: Annotated[Rupiah, Field(description="indexed average yearly wage, in rupiah")]


def jp_pension(law: Legislation, asked: Pension, _on: date) -> Answer:
    """The pension by the formula (`raw`) and inside the month's limits (`monthly`), or that it is a lump sum."""
    case = Reckoning(law, asked.month, dict(asked))
    lump_sum = case.decide("lump_sum", case.given("months_paid") < case.law.number(f"{_LAW}.minimum_months"))
    if lump_sum:
        case.law.warn("jp_lump_sum_uncounted")
        case.settle("monthly", case.law.none(f"{_LAW}.minimum_months"))
        return Answer.of(case)
    a_year = case.given("avg_year_wage") / MONTHS_IN_YEAR * case.law.number(f"{_LAW}.accrual")
    raw = case.settle("raw", a_year * case.given("months_paid") / MONTHS_IN_YEAR)
    lowest, highest = _limit(case.law, "minimum"), _limit(case.law, "maximum")
    case.settle("monthly", least(most(raw, lowest), highest))
    return Answer.of(case)


def retirement_age(law: Legislation, asked: OnDay, on: date) -> Answer:
    """The pension age in force on a day, in completed years."""
    case = Reckoning(law, asked.day(on))
    case.exactly("age", case.law.number(f"{_LAW}.retirement_age"))
    return Answer.of(case)


def _limit(look: Look, name: str) -> Term:
    """The lowest or highest pension of the month; one that nobody read must not be paid on, and the answer says so."""
    found = look.number(f"{_LAW}.{name}")
    dated = found.cited[0].dated
    if dated.confidence in _NOT_READ:
        look.warn("pension_limit_not_read", parameter=f"{_LAW}.{name}", amount=int(found.value), since=str(dated.start))
    return found
