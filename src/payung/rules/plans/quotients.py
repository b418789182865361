"""Coverage: percentages, what is missing to a target, and the whole that a printed percentage implies."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.exact import HUNDRED, rounded
from payung.rules.inputs import Count, InputError, Inputs, Percent
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term, most, of_percent, term

_FORMULA = "ucj.formula"
_MOST_FACTORS = 12


class Share(Inputs):
    """A part, such as active members, and the whole, such as eligible workers."""

    part: Count
    whole: Count


class Target(Inputs):
    """A target in people, and what is achieved."""

    target: Count
    achieved: Count


class PercentTarget(Inputs):
    """A target in percent of a whole, and what is achieved in people."""

    percent: Annotated[Percent, Field(description="percent, such as 51.08")]
    whole: Count
    achieved: Count


class Printed(Inputs):
    """A part, and the percentage of it as printed."""

    part: Count
    percent: Annotated[Percent, Field(description="percent, such as 51.08")]


class Factors(Inputs):
    """Counts and amounts to be multiplied."""

    factors: Annotated[tuple[Count, ...], Field(min_length=1, max_length=_MOST_FACTORS)]


def percent(law: Legislation, asked: Share, on: date) -> Answer:
    """The share in percent, rounded half up to `ucj.decimals`."""
    case = Reckoning(law, on, dict(asked))
    if not asked.whole:
        raise InputError.of("whole", "whole_is_nothing")
    if asked.part > asked.whole:
        case.law.warn("part_above_whole", part=asked.part, whole=asked.whole)
    decimals = case.law.number("ucj.decimals")
    share = case.given("part") / case.given("whole") * term(HUNDRED).citing(case.law.cite(_FORMULA))
    round_to(case, "percent", share, decimals)
    return Answer.of(case)


def gap(law: Legislation, asked: Target, on: date) -> Answer:
    """How many are missing to a target, and how many are beyond it."""
    case = Reckoning(law, on, dict(asked))
    target, achieved = _cited(case, "target"), case.given("achieved")
    case.exactly("gap", most(term(0), target - achieved))
    case.exactly("surplus", most(term(0), achieved - target))
    return Answer.of(case)


def gap_to_percent(law: Legislation, asked: PercentTarget, on: date) -> Answer:
    """The fewest who reach a percentage of a whole, and how many of them are missing."""
    case = Reckoning(law, on, dict(asked))
    need = _cited(case, "whole") * of_percent(asked.percent)
    needed = rounded(need.value, mode="up")
    case.note("needed", needed, f"ceil({need.text})", need.cited)
    case.exactly("gap", most(term(0), Term(needed, str(needed), need.cited) - case.given("achieved")))
    return Answer.of(case)


def implied_whole(law: Legislation, asked: Printed, on: date) -> Answer:
    """The whole of which a part is the printed percentage, rounded half up."""
    if not asked.percent:
        raise InputError.of("percent", "percent_is_nothing")
    case = Reckoning(law, on, dict(asked))
    round_to(case, "whole", _cited(case, "part") / of_percent(asked.percent))
    return Answer.of(case)


def product(law: Legislation, asked: Factors, on: date) -> Answer:
    """All factors multiplied, such as neighbourhoods and workers per neighbourhood."""
    case = Reckoning(law, on)
    value = term(asked.factors[0]).citing(case.law.cite("plans.sums"))
    for factor in asked.factors[1:]:
        value = value * factor
    case.exactly("value", value)
    return Answer.of(case)


def round_to(case: Reckoning, name: str, amount: Term, decimals: Term | None = None) -> Fraction:
    """Note a number that is no money, rounded half up to whole ones or to decimals."""
    places = decimals or term(0)
    shift = 10 ** int(places.value)
    found = Fraction(rounded(amount.value * shift), shift)
    figure = found if found.denominator > 1 else found.numerator
    case.note(name, figure, f"round({amount.text}, {places.text})", (*amount.cited, *places.cited))
    return found


def _cited(case: Reckoning, name: str) -> Term:
    return case.given(name).citing(case.law.cite(_FORMULA))
