"""What a work accident gives for death and for lasting disability (JKK).

Law: PP 82/2019; see legislation/benefits/jkk/.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.benefits.scholarship import Children, awarded
from payung.rules.benefits.wage_base import Insured, opened
from payung.rules.inputs import Percent
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term, most, of_percent

_LAW = "benefits.jkk"


class Accident(Insured):
    """A death or total permanent disability by work accident; `children` are those who go to school."""

    children: Children = ()


class PartialDisability(Insured):
    """A partial permanent disability; its percentage stands in the law's table of parts of the body."""

    table_percent: Annotated[Percent, Field(description="percent of the table of disabilities")]


def jkk_death(law: Legislation, asked: Accident, on: date) -> Answer:
    """Compensation (at least that of a death without accident), periodic compensation, funeral, scholarship, total."""
    case, base = opened(law, asked, on)
    share = base * case.law.number(f"{_LAW}.wage_months") * case.law.number(f"{_LAW}.death_share")
    santunan = case.settle("santunan", most(share, case.law.number("benefits.jkm.santunan")))
    berkala = case.settle("berkala", case.law.number(f"{_LAW}.berkala"))
    pemakaman = case.settle("pemakaman", case.law.number(f"{_LAW}.pemakaman"))
    return _with_scholarship(case, santunan + berkala + pemakaman, asked)


def jkk_ptd(law: Legislation, asked: Accident, on: date) -> Answer:
    """Total permanent disability: compensation, periodic compensation, scholarship, total."""
    case, base = opened(law, asked, on)
    share = base * case.law.number(f"{_LAW}.wage_months") * case.law.number(f"{_LAW}.total_disability_share")
    santunan = case.settle("santunan", share)
    return _with_scholarship(case, santunan + case.settle("berkala", case.law.number(f"{_LAW}.berkala")), asked)


def jkk_ppd(law: Legislation, asked: PartialDisability, on: date) -> Answer:
    """Partial permanent disability: the percentage of the table, of the law's months of wage."""
    case, base = opened(law, asked, on)
    santunan = base * case.law.number(f"{_LAW}.wage_months") * of_percent(asked.table_percent)
    case.settle("total", case.settle("santunan", santunan))
    return Answer.of(case)


def _with_scholarship(case: Reckoning, cash: Term, asked: Accident) -> Answer:
    """The cash, the scholarship (a work accident asks for no months of contributions), and both together."""
    paid = case.settle("cash", cash)
    each, scholarship = awarded(case, asked.children, cause="jkk", months=0)
    case.settle("total", paid + scholarship)
    return Answer.of(*each, case)
