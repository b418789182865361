"""In which ways an employer does not comply; one employer can do so in several, except when not registered at all.

Law: Perpres 109/2013, UU 24/2011, PP 86/2013; see legislation/compliance/ and legislation/pu/programmes/.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.codes import Scale
from payung.rules.inputs import Count, InputError, Inputs, ProgrammeIn
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning
from payung.rules.term import Claim, listed

_CATEGORIES = "compliance.categories"
_MINIMUM = "pu.programmes.minimum"


class Employer(Inputs):
    """What is known of a business and of what it has registered."""

    registered: bool
    scale: Scale
    programmes: tuple[ProgrammeIn, ...]
    workers_actual: Count
    workers_registered: Count
    wage_ok: Annotated[bool, Field(description="wages are reported in full")]
    months_arrears: Annotated[Count, Field(description="months of contributions that are due and not paid")]


def compliance_category(law: Legislation, asked: Employer, on: date) -> Answer:
    """The categories in the order of `compliance.categories`; InputError for an unregistered firm with members."""
    _check(asked)
    case = Reckoning(law, on, dict(asked))
    found = [name for name, claim in _claims(case, asked).items() if case.decide(name.lower(), claim)]
    if asked.workers_registered > asked.workers_actual:
        case.law.warn("more_registered", registered=asked.workers_registered, actual=asked.workers_actual)
    return Answer.of(case, categories=found)


def _claims(case: Reckoning, asked: Employer) -> dict[str, Claim]:
    rule = case.law.cite(_CATEGORIES)
    actual = case.given("workers_actual")
    if not asked.registered:
        return {"PWBD": (actual >= 1).citing(rule)}
    left_out = case.given("workers_registered") < actual
    arrears = case.given("months_arrears") >= 1
    return {
        "PDS_TK": left_out.citing(rule),
        "PDS_UPAH": Claim(not asked.wage_ok, "false" if asked.wage_ok else "true", (rule,)),
        "PDS_PROGRAM": _programme_missing(case, asked).citing(rule),
        "MENUNGGAK": arrears.citing(rule),
    }


def _programme_missing(case: Reckoning, asked: Employer) -> Claim:
    """Whether a programme is missing that the size of the business asks for."""
    minimum = case.law.members(_MINIMUM, asked.scale)
    text = " or ".join(f'"{programme}" not in {listed(asked.programmes)}' for programme in minimum)
    return Claim(not set(minimum) <= set(asked.programmes), text, (case.law.cite(_MINIMUM),))


def _check(asked: Employer) -> None:
    if asked.registered:
        return
    if asked.workers_registered:
        raise InputError.of("workers_registered", "unregistered_with_members", count=asked.workers_registered)
    if asked.programmes:
        raise InputError.of("programmes", "unregistered_with_programmes", programmes=", ".join(asked.programmes))
