"""Whether the age lets somebody be registered as self-employed, as an answer with steps."""

from __future__ import annotations

from datetime import date

from payung.rules.answer import Answer
from payung.rules.inputs import DayIn, InputError, Inputs
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning
from payung.rules.registration import AgeDecision
from payung.rules.registration import bpu_age as decide
from payung.rules.term import merged
from payung.shared.dates import completed_years

_WORDS = {
    AgeDecision.ACCEPT: "accept",
    AgeDecision.REVIEW: "review",
    AgeDecision.TOO_YOUNG: "refuse",
    AgeDecision.TOO_OLD: "refuse",
}


class Age(Inputs):
    """A birth date, and the day of registration."""

    birth: DayIn
    as_of: DayIn


def bpu_age(law: Legislation, asked: Age, _on: date) -> Answer:
    """accept, refuse, or review where the sources differ and a person decides; InputError for a birth to come."""
    if asked.birth > asked.as_of:
        raise InputError.of("birth", "birth_to_come", birth=asked.birth, day=asked.as_of)
    case = Reckoning(law, asked.as_of)
    minimum, review, refused = (
        case.law.number(f"bpu.registration.age.{name}") for name in ("minimum", "review", "refused")
    )
    cited = merged(minimum, review, refused)
    years = completed_years(asked.birth, asked.as_of)
    decision = decide(asked.birth, on=asked.as_of, legislation=law)
    case.note("age", years, f"completed_years({asked.birth}, {asked.as_of})", cited)
    formula = (
        f'"{_WORDS[AgeDecision.TOO_YOUNG]}" if {years} < {minimum.text} or {years} >= {refused.text} else '
        f'"{_WORDS[AgeDecision.REVIEW]}" if {years} >= {review.text} else "{_WORDS[AgeDecision.ACCEPT]}"'
    )
    case.note("decision", _WORDS[decision], formula, cited)
    if decision is AgeDecision.REVIEW:
        case.law.warn("age_edge_open", age=years)
    return Answer.of(case)
