"""The contribution for construction workers (jasa konstruksi), by the value of the contract or by the wage.

Law: PP 44/2015, PP 49/2020; see legislation/jakon/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, cast

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.inputs import InputError, Inputs, MonthIn, Percent, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.look import Look
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term, of_percent, rate, summed, term

_TIERS = "jakon.contribution.tiers"
_PAID = "jakon.relief.covid.paid"


class Contract(Inputs):
    """One contract whose wages are not known: its value without value added tax (PPN), or with it and its percent."""

    contract: Annotated[Rupiah | None, Field(description="value without value added tax (PPN)")] = None
    contract_gross: Annotated[Rupiah | None, Field(description="value with value added tax (PPN)")] = None
    ppn_percent: Annotated[Percent | None, Field(description="value added tax in percent, such as 11")] = None
    month: Annotated[MonthIn | None, Field(description="month of the contribution; today's law when left out")] = None


class SiteWorker(Inputs):
    """One construction worker whose monthly wage is known."""

    wage: Rupiah
    month: Annotated[MonthIn | None, Field(description="contribution month; today's law when left out")] = None


def jakon(law: Legislation, asked: Contract, on: date) -> Answer:
    """Base (value without tax), jkk, jkm and total of a contract; every rate applies to its slice of the base alone."""
    case = Reckoning(law, asked.month or on)
    base = case.settle("base", _without_tax(asked).citing(case.law.cite(_TIERS)))
    return _settled(case, jkk=_by_slices(case.law, base, "jkk"), jkm=_by_slices(case.law, base, "jkm"))


def jakon_wage(law: Legislation, asked: SiteWorker, on: date) -> Answer:
    """Monthly jkk, jkm and total of one worker whose wage is known."""
    case = Reckoning(law, asked.month or on)
    wage = term(asked.wage)
    jkk, jkm = (wage * case.law.number(f"jakon.contribution.{name}_rate") for name in ("jkk", "jkm"))
    return _settled(case, jkk=jkk, jkm=jkm)


def _settled(case: Reckoning, *, jkk: Term, jkm: Term) -> Answer:
    """Round both programmes, after what a relief leaves to pay, and sum them."""
    paid = case.law.number(_PAID)
    if paid.value != 1:
        case.law.warn("construction_relief_conditions")
        jkk, jkm = jkk * paid, jkm * paid
    case.settle("total", case.settle("jkk", jkk) + case.settle("jkm", jkm))
    return Answer.of(case)


def _without_tax(asked: Contract) -> Term:
    """The value without tax; InputError unless it is given in exactly one of the two ways."""
    if asked.contract is not None:
        for field in ("contract_gross", "ppn_percent"):
            if getattr(asked, field) is not None:
                raise InputError.of(field, "contract_given_twice")
        return term(asked.contract)
    if asked.contract_gross is None:
        raise InputError.of("contract" if asked.ppn_percent is None else "contract_gross", "contract_not_given")
    if asked.ppn_percent is None:
        raise InputError.of("ppn_percent", "ppn_not_given")
    return term(asked.contract_gross) / (term(1) + of_percent(asked.ppn_percent))


def _by_slices(look: Look, base: Term, programme: str) -> Term:
    return summed(part * rate for part, rate in _slices(look, base, programme))


def _slices(look: Look, base: Term, programme: str) -> Iterator[tuple[Term, Term]]:
    """Each part of the base with its rate; the first also where the base is nothing."""
    citation = look.cite(_TIERS)
    lower = 0
    for tier in cast("tuple[Mapping[str, int | Fraction], ...]", citation.dated.value):
        upper = min(int(base.value), int(tier.get("up_to", base.value)))
        if upper > lower or tier["from"] == 0:
            yield term(upper - lower), rate(tier[programme], (citation,))
        lower = max(lower, upper)
