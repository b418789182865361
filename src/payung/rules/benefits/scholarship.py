"""The scholarship for children of members who died or are totally disabled, by level and years of school.

Law: PP 82/2019; see legislation/benefits/scholarship/.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from payung.rules.answer import Answer
from payung.rules.benefits.wage_base import OnDay
from payung.rules.inputs import Count
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term, least, summed, term

_LAW = "benefits.scholarship"
_CHILD = "child"


class Level(StrEnum):
    """Levels of school: kindergarten and primary, lower and upper secondary, university."""

    TK_SD = "TK_SD"
    SMP = "SMP"
    SMA = "SMA"
    PT = "PT"


def _levels(written: object) -> object:
    """The levels of a child in capitals; one that the law does not know is named with those that it knows."""
    if not isinstance(written, Mapping):
        return written
    found = {str(level).upper(): years for level, years in written.items()}
    for level in found:
        if level not in set(Level):
            raise PydanticCustomError("level_unknown", "level", {"level": level, "levels": ", ".join(Level)})
    return found


Child = Annotated[Mapping[Level, Count], BeforeValidator(_levels)]
Children = Annotated[tuple[Child, ...], Field(description="per child the years of each level still to be paid")]


class Schooling(OnDay):
    """The children of one member."""

    children: Children


def scholarship(law: Legislation, asked: Schooling, on: date) -> Answer:
    """The scholarship of all children that count: `total`, and `per_child` in the order given, in rupiah."""
    case = Reckoning(law, asked.day(on))
    each = _per_child(law, asked.children, case.law.day)
    case.settle("total", _of_children(case, each))
    case.exactly("until_age", case.law.number(f"{_LAW}.until_age"))
    return Answer.of(*each, case, per_child=tuple(child.amount(_CHILD) for child in each))


def awarded(
    case: Reckoning, children: Sequence[Child], *, cause: Literal["jkm", "jkk"], months: int
) -> tuple[list[Reckoning], Term]:
    """Decide `scholarship_eligible` by the months of contributions that the cause asks for, and settle `scholarship`.

    Answers the reckoning of each child too; there are none where no scholarship is due.
    """
    needed = case.law.number(f"{_LAW}.{cause}_months")
    if not case.decide("scholarship_eligible", term(months) >= needed):
        return [], case.settle("scholarship", case.law.none(f"{_LAW}.{cause}_months"))
    each = _per_child(case.law.law, children, case.law.day)
    return each, case.settle("scholarship", _of_children(case, each))


def _per_child(law: Legislation, children: Sequence[Child], day: date) -> list[Reckoning]:
    """The scholarship of each child apart; more years than a level has are cut, with a warning."""
    return [_of_child(Reckoning(law, day), child) for child in children]


def _of_children(case: Reckoning, each: Sequence[Reckoning]) -> Term:
    """The scholarships that are paid: those with the highest amounts, up to the number of children of the law."""
    most = case.law.number(f"{_LAW}.most_children")
    if len(each) > most.value:
        case.law.warn("scholarship_children_chosen", children=len(each), most=int(most.value))
    ranked = sorted((child.settled(_CHILD) for child in each), key=lambda amount: amount.value, reverse=True)
    if not ranked:
        return case.law.none(f"{_LAW}.per_year")
    return summed(ranked[: int(most.value)]).citing(*most.cited)


def _of_child(case: Reckoning, child: Child) -> Reckoning:
    levels = [_of_level(case, level, child[level]) for level in Level if child.get(level)]
    case.settle(_CHILD, summed(levels) if levels else case.law.none(f"{_LAW}.per_year"))
    return case


def _of_level(case: Reckoning, level: Level, years: int) -> Term:
    most = case.law.number(f"{_LAW}.most_years", level)
    if years > most.value:
        case.law.warn("scholarship_years_cut", level=level, years=years, most=int(most.value))
    return case.law.number(f"{_LAW}.per_year", level) * least(term(years), most)
