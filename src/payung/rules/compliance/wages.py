"""What an employer leaves unpaid by reporting lower wages than it pays (PDS upah)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.codes import Scale
from payung.rules.contributions.wage_earners import NOT_LISTED, Risk, WageEarner, reckoned
from payung.rules.inputs import Count, InputError, Inputs, MonthIn, ProgrammeIn, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning


class UnderReported(Inputs):
    """One worker whose wage is reported lower than it is; everything else is as for a wage earner (`pu`)."""

    month: MonthIn
    reported: Annotated[Rupiah, Field(description="the wage as reported to the insurer")]
    actual: Annotated[Rupiah, Field(description="the wage as it is: basic wage and fixed allowances")]
    risk: Risk
    scale: Scale
    programmes: tuple[ProgrammeIn, ...] | None = None
    sector: str = NOT_LISTED
    workers: Count | None = None
    covid_claimed: bool = False


def pds_upah(law: Legislation, asked: UnderReported, _on: date) -> Answer:
    """What is paid, what should be, and the shortfall, all of one month and of employer and worker together.

    InputError when the reported wage is the higher one.
    """
    if asked.reported > asked.actual:
        raise InputError.of("reported", "reported_above_actual", reported=asked.reported, actual=asked.actual)
    of_reported, of_actual = _contribution(law, asked, asked.reported), _contribution(law, asked, asked.actual)
    paid = of_reported.settle("paid", of_reported.settled("total"))
    of_actual.settle("shortfall", of_actual.settle("should", of_actual.settled("total")) - paid)
    return Answer.of(of_reported, of_actual, paid=of_reported.amount("paid"))


def _contribution(law: Legislation, asked: UnderReported, wage: int) -> Reckoning:
    same = {name: getattr(asked, name) for name in UnderReported.model_fields if name in WageEarner.model_fields}
    return reckoned(law, WageEarner(wage=wage, **same))
