"""What a work accident gives for lost wages and for costs: inability to work, transport, care, aids (JKK).

Law: PP 82/2019; see legislation/benefits/jkk/.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.benefits.wage_base import Insured, OnDay, opened
from payung.rules.inputs import Count, InputError, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term, least, most, summed, term

_LAW = "benefits.jkk"


class UnableToWork(Insured):
    """Temporary inability to work (STMB), in whole months."""

    months: Annotated[Count, Field(description="months without work until the worker is healed")]


class Transport(OnDay):
    """What the way to the hospital or home cost, in rupiah: by land, sea and air."""

    darat: Rupiah = 0
    laut: Rupiah = 0
    udara: Rupiah = 0


class Care(OnDay):
    """What care at home, glasses and a prosthesis cost, in rupiah; the price of the prosthesis is the hospital's."""

    homecare: Rupiah = 0
    glasses: Rupiah = 0
    prosthesis: Rupiah = 0
    prosthesis_price: Annotated[Rupiah | None, Field(description="the hospital's price of the prosthesis")] = None


def stmb(law: Legislation, asked: UnableToWork, on: date) -> Answer:
    """The wage of the first months, part of it afterwards, and the total."""
    case, base = opened(law, asked, on)
    limit = case.law.number(f"{_LAW}.stmb.full_months")
    months = term(asked.months)
    first = base * least(months, limit) * case.law.number(f"{_LAW}.stmb.full_share")
    later = base * most(term(0), months - limit) * case.law.number(f"{_LAW}.stmb.later_share")
    case.settle("total", case.settle("stmb_first", first) + case.settle("stmb_later", later))
    return Answer.of(case)


def jkk_transport(law: Legislation, asked: Transport, on: date) -> Answer:
    """The cost of each way of travel up to its own limit, and the sum."""
    case = Reckoning(law, asked.day(on))
    costs = {"darat": asked.darat, "laut": asked.laut, "udara": asked.udara}
    paid = [case.settle(way, _limited(cost, case.law.number(f"{_LAW}.transport", way))) for way, cost in costs.items()]
    case.settle("total", summed(paid))
    return Answer.of(case)


def jkk_homecare(law: Legislation, asked: Care, on: date) -> Answer:
    """Care at home (within the months of `homecare_months`), glasses and prosthesis up to their limits, and the sum."""
    if asked.prosthesis and asked.prosthesis_price is None:
        raise InputError.of("prosthesis_price", "missing")
    case = Reckoning(law, asked.day(on))
    prosthesis_limit = term(asked.prosthesis_price or 0) * case.law.number(f"{_LAW}.prosthesis_share")
    homecare = case.settle("homecare", _limited(asked.homecare, case.law.number(f"{_LAW}.homecare")))
    glasses = case.settle("glasses", _limited(asked.glasses, case.law.number(f"{_LAW}.glasses")))
    prosthesis = case.settle("prosthesis", _limited(asked.prosthesis, prosthesis_limit))
    case.settle("total", homecare + glasses + prosthesis)
    case.exactly("homecare_months", case.law.number(f"{_LAW}.homecare_months"))
    return Answer.of(case)


def _limited(cost: int, limit: Term) -> Term:
    return least(term(cost), limit)
