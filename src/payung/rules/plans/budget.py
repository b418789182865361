"""What it costs to pay the contributions of many workers for some months, each month by its own law."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated, Any

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.codes import Payer, Programme, Work
from payung.rules.contributions.bpu import SelfEmployed, due
from payung.rules.inputs import Count, InputError, Inputs, MonthIn, PayerIn, ProgrammeIn, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning
from payung.rules.term import summed, term
from payung.shared.months import Month, months

_SUMS = "plans.sums"
_MOST_MONTHS = 240
_OF_THE_LAW = {"income", "programmes", "sector", "payer"}


class Budget(Inputs):
    """Workers and months, with the contribution of a month (`per_month`) or the first month to compute it from."""

    workers: Count
    months: Annotated[Count, Field(ge=1, le=_MOST_MONTHS)]
    per_month: Annotated[Rupiah | None, Field(description="rupiah per worker and month, where it is known")] = None
    first: Annotated[MonthIn | None, Field(description="first contribution month; each is computed by its law")] = None
    income: Annotated[Rupiah, Field(description="monthly income of each worker; 0 is the lowest band")] = 0
    programmes: tuple[ProgrammeIn, ...] = (Programme.JKK, Programme.JKM)
    sector: Work = Work.OTHER
    payer: PayerIn = Payer.SELF


def budget(law: Legislation, asked: Budget, on: date) -> Answer:
    """The sum over all months; InputError unless exactly one of `per_month` and `first` is given."""
    if (asked.per_month is None) is (asked.first is None):
        raise InputError.of("per_month", "budget_price")
    if asked.first is not None:
        return _by_month(law, asked, asked.first)
    needless = sorted(asked.model_fields_set & _OF_THE_LAW)
    if needless:
        raise InputError.of(needless[0], "budget_price_is_given")
    return _at_one_price(law, asked, on)


def _at_one_price(law: Legislation, asked: Budget, on: date) -> Answer:
    case = Reckoning(law, on, dict(asked))
    monthly = case.given("workers").citing(case.law.cite(_SUMS)) * case.given("per_month")
    case.settle("monthly", monthly)
    case.settle("total", monthly * case.given("months"))
    return Answer.of(case)


def _by_month(law: Legislation, asked: Budget, first: Month) -> Answer:
    """Each month apart, and the months in which the contribution of a worker changes."""
    last = first + asked.months - 1
    worker = SelfEmployed(months=(first, last), **{name: getattr(asked, name) for name in _OF_THE_LAW})
    cases = [due(law, month, worker) for month in months(first, last)]
    sums = [case.settle("monthly", term(asked.workers) * case.settled("total")) for case in cases]
    plan = Reckoning(law, first)
    plan.settle("total", summed(sums).citing(plan.law.cite(_SUMS)))
    by_month = [_month(case) for case in cases]
    changes = [
        {"month": after["month"], "before": before["per_worker"], "after": after["per_worker"]}
        for before, after in pairwise(by_month)
        if before["per_worker"] != after["per_worker"]
    ]
    return Answer.of(*cases, plan, monthly=cases[0].amount("monthly"), by_month=by_month, changes=changes)


def _month(case: Reckoning) -> dict[str, Any]:
    return {"month": case.law.month, "per_worker": case.amount("total"), "monthly": case.amount("monthly")}
