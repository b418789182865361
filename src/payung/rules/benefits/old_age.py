"""When the old age savings (JHT) are paid, wholly or in part. Law: PP 46/2015; see legislation/benefits/jht/."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, cast

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.benefits.conditions import among, judged
from payung.rules.benefits.wage_base import OnDay
from payung.rules.inputs import Count, InputError, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning
from payung.rules.term import Claim, Term, term
from payung.shared.months import MONTHS_IN_YEAR

_LAW = "benefits.jht"


class Reason(StrEnum):
    """Why the savings are claimed; the last two are partial claims of members in work."""

    AGE = "age"
    RESIGNATION = "resignation"
    DISMISSAL = "dismissal"
    TOTAL_DISABILITY = "total_disability"
    DEATH = "death"
    LEAVING_INDONESIA = "leaving_indonesia"
    RETIREMENT_PREPARATION = "retirement_preparation"
    HOUSING = "housing"


class SavingsClaim(OnDay):
    """One claim; the reason says which of the other fields are needed."""

    reason: Reason
    age: Annotated[Count | None, Field(description="completed years; needed for reason age")] = None
    months_since_stop: Annotated[Count | None, Field(description="full months since the work ended")] = None
    membership_months: Annotated[Count | None, Field(description="months of membership; for partial claims")] = None
    partial_claims: Annotated[Count, Field(description="partial claims paid before")] = 0
    balance: Annotated[Rupiah | None, Field(description="savings with their return, by the insurer's statement")] = None


def jht_claim(law: Legislation, asked: SavingsClaim, on: date) -> Answer:
    """Whether the claim is payable (`eligible`), what lacks (`reasons`), the share, and a balance's amount."""
    case = Reckoning(law, asked.day(on), dict(asked))
    whole = asked.reason in case.law.members(f"{_LAW}.full_reasons")
    reasons = judged(case, _for_all(case, asked) if whole else _for_part(case))
    path = f"{_LAW}.full_reasons" if whole else f"{_LAW}.partial_shares"
    share = Term(1, "100%", (case.law.cite(path),)) if whole else case.law.number(path, asked.reason)
    case.exactly("share", case.law.none(path) if reasons else share)
    if asked.balance is not None:
        case.settle("amount", case.law.none(path) if reasons else case.given("balance") * share)
    return Answer.of(case, reasons=reasons)


def _for_all(case: Reckoning, asked: SavingsClaim) -> dict[str, Claim]:
    listed = f"{_LAW}.full_reasons"
    claims = {"reason": among(asked.reason, case.law.members(listed), (case.law.cite(listed),))}
    if asked.reason is Reason.AGE:
        claims["age_reached"] = _needed(case, "age") >= case.law.number(f"{_LAW}.full_age")
    if asked.reason in case.law.members(f"{_LAW}.waiting_reasons"):
        claims["waited"] = _needed(case, "months_since_stop") >= case.law.number(f"{_LAW}.waiting_months")
    return claims


def _for_part(case: Reckoning) -> dict[str, Claim]:
    years = _needed(case, "membership_months") / MONTHS_IN_YEAR
    return {
        "member_long_enough": years >= case.law.number(f"{_LAW}.partial_years"),
        "first_partial_claim": case.given("partial_claims") < case.law.number(f"{_LAW}.partial_times"),
    }


def _needed(case: Reckoning, name: str) -> Term:
    found = case.inputs[name]
    if found is None:
        raise InputError.of(name, "missing")
    return term(cast(int, found))
