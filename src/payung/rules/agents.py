"""What the insurer pays its agents (Perisai); see legislation/perisai/."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, cast

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.inputs import Count, InputError, Inputs, MonthIn, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.look import Look
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term, rate

_ACQUISITION = "perisai.acquisition"


class NewWorkers(Inputs):
    """Workers whom an agent brought in one month (of today, unless given)."""

    new_workers: Annotated[Count, Field(description="workers whose NIK was never registered as self-employed")]
    programmes: Annotated[Count, Field(description="programmes of each worker")]
    month: MonthIn | None = None


class Collected(Inputs):
    """Contributions received from workers in one month of their membership."""

    iuran: Rupiah
    month_of_membership: Annotated[Count, Field(ge=1, description="1 in the first month under the agent")]
    month: MonthIn | None = None


def perisai(law: Legislation, asked: NewWorkers, on: date) -> Answer:
    """The incentive for acquisition, and what the agents' office gets beside it."""
    case = Reckoning(law, asked.month or on, dict(asked))
    enough = case.given("new_workers") >= case.law.number(f"{_ACQUISITION}.minimum_new")
    per_worker = _per_worker(case.law, asked.programmes)
    amount = case.law.number(f"{_ACQUISITION}.flat") + case.given("new_workers") * per_worker
    earned = amount if case.decide("enough_new", enough) else Term(0, "0", enough.cited)
    _office(case, case.settle("acquisition", earned))
    return Answer.of(case)


def perisai_collection(law: Legislation, asked: Collected, on: date) -> Answer:
    """The incentive on contributions received, which falls with the months of membership."""
    case = Reckoning(law, asked.month or on, dict(asked))
    share = case.band("perisai.collection.bands", "month_of_membership", "rate")
    incentive = case.given("iuran") * rate(share.value, share.cited)
    _office(case, case.settle("incentive", incentive))
    return Answer.of(case)


def _per_worker(look: Look, programmes: int) -> Term:
    path = f"{_ACQUISITION}.per_worker"
    known = cast("Mapping[str, int]", look.cite(path).dated.value)
    if str(programmes) not in known:
        raise InputError.of("programmes", "programme_count_unknown", written=programmes, known=", ".join(known))
    return look.number(path, str(programmes))


def _office(case: Reckoning, incentive: Term) -> None:
    case.settle("office", incentive * case.law.number("perisai.office.share"))
