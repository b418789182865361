"""How the insurer counts the vulnerable workers whom somebody else pays for; see legislation/sponsored/."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, cast

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.inputs import Count, Exactly, InputError, Inputs
from payung.rules.legislation import Legislation
from payung.rules.look import Look
from payung.rules.plans.quotients import round_to
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term, least

_RULE = "sponsored.kpi.rule"
_CODES = "sponsored.wadah_codes"
_WAYS = ("proportional", "full")


class Sponsored(Inputs):
    """Workers paid for by one sponsor."""

    workers: Count
    months: Annotated[Exactly, Field(description="months of contributions")]
    sponsor: Annotated[str, Field(description="pemerintah, desa or umb, or the code of the payer group, such as SG")]


def kpi(law: Legislation, asked: Sponsored, on: date) -> Answer:
    """How many workers count; InputError names the known sponsors."""
    case = Reckoning(law, on, dict(asked))
    way = _way(case.law, asked.sponsor)
    full, workers, months = case.law.number("sponsored.kpi.full_months"), case.given("workers"), case.given("months")
    counted = workers * least(months, full) / full
    if way == "full":
        enough = case.decide("enough_months", months >= full)
        counted = Term(workers.value if enough else 0, workers.text if enough else "0", full.cited)
    if round_to(case, "counted", counted.citing(case.law.cite(_RULE))) != counted.value:
        case.law.warn("counting_rounded")
    return Answer.of(case)


def _way(look: Look, written: str) -> str:
    rules = cast("Mapping[str, str]", look.cite(_RULE).dated.value)
    codes = cast("Mapping[str, str]", look.cite(_CODES).dated.value)
    sponsor = codes.get(written.strip().upper(), written.strip().lower())
    if sponsor not in rules:
        raise InputError.of("sponsor", "sponsor_unknown", written=written, known=", ".join((*rules, *codes)))
    way = rules[sponsor]
    if way not in _WAYS:
        raise look.cite(_RULE).error(f"'{way}' is no way of counting; use one of {', '.join(_WAYS)}.")
    return way
