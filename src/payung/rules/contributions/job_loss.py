"""How the contribution for job loss insurance (JKP) is taken out of those for JKK and JKM; it adds nothing to a bill.

Law: PP 37/2021, PP 49/2023, PP 6/2025; see legislation/jkp/contribution/.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.contributions.wage_earners import Risk
from payung.rules.inputs import Inputs, MonthIn, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.look import Look, inside
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term, term

_LAW = "jkp.contribution"
_PARTS = f"{_LAW}.parts"
_WAGE_CAP = f"{_LAW}.wage_cap"


class Insured(Inputs):
    """One wage earner in one month."""

    month: MonthIn
    wage: Rupiah
    risk: Risk
    jkp_participant: Annotated[bool, Field(description="whether the worker satisfies the conditions of JKP")]


def jkp_split(law: Legislation, asked: Insured, _on: date) -> Answer:
    """What the employer pays (gross), what of it stays for JKK and JKM (net), and what JKP gets and from whom.

    Each figure is rounded by itself. Reliefs of JKK and JKM are not looked at.
    """
    case = Reckoning(law, asked.month)
    wage = term(asked.wage)
    jkk = case.law.number("pu.contribution.jkk_employer", str(asked.risk))
    jkm = case.law.number("pu.contribution.jkm_employer")
    case.settle("jkk_gross", wage * jkk)
    case.settle("jkm_gross", wage * jkm)
    from_jkk, from_jkm, government, total = (
        _part(case.law, asked, name) for name in ("from_jkk", "from_jkm", "government", "total")
    )
    case.settle("jkk_net", wage * _left(jkk, from_jkk))
    case.settle("jkm_net", wage * _left(jkm, from_jkm))
    case.settle("jkp_from_jkk", wage * from_jkk)
    case.settle("jkp_from_jkm", wage * from_jkm)
    case.settle("jkp_government", wage * government)
    case.settle("jkp_total", wage * total)
    if asked.jkp_participant:
        _warn_of_open_points(case.law, wage, total)
    return Answer.of(case)


def _part(look: Look, asked: Insured, name: str) -> Term:
    return look.number(_PARTS, name) if asked.jkp_participant else look.none(_PARTS)


def _left(rate: Term, part: Term) -> Term:
    """What the recomposition leaves of a rate; a rate of which nothing is taken is written alone."""
    return rate - part if part.value else rate.citing(*part.cited)


def _warn_of_open_points(look: Look, wage: Term, total: Term) -> None:
    if inside(look.cite(_PARTS), ("doubtful",)):
        look.warn("jkp_month_open", month=str(look.month))
    cap = look.number(_WAGE_CAP)
    if total.value and cap < wage:
        look.warn("jkp_base_cap_open", cap=int(cap.value))
