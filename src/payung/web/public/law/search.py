"""Which figures of the law somebody means, and in what order they are listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from payung.rules.legislation import Legislation
from payung.rules.parameter import Dated, Parameter
from payung.web.public.law.values import in_a_line
from payung.web.public.law.words import GROUPS, group_of, said

LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """One figure in the list; `value` is empty where none holds today."""

    parameter: Parameter
    description: str
    value: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """Figures whose names begin alike."""

    name: str
    label: str | Promise
    figures: tuple[Listed, ...]


def groups(law: Legislation, today: date, searched: str = "") -> tuple[Group, ...]:
    """The figures in which every searched word occurs, in groups; all of them when nothing is searched."""
    words = searched[:LONGEST_SEARCH].casefold().split()
    found: dict[str, list[Listed]] = {}
    for _, parameter in sorted(law.parameters.items()):
        if all(word in _searchable(parameter) for word in words):
            found.setdefault(group_of(parameter), []).append(_listed(parameter, today))
    names = [*(name for name in GROUPS if name in found), *sorted(name for name in found if name not in GROUPS)]
    return tuple(Group(name, GROUPS.get(name, name), tuple(found[name])) for name in names)


def _in_force(parameter: Parameter, today: date) -> Dated | None:
    """The value that holds today; None before the first and after the last known."""
    held = [each for each in parameter.values if each.start <= today and (each.until is None or today <= each.until)]
    return held[-1] if held else None


def _listed(parameter: Parameter, today: date) -> Listed:
    dated = _in_force(parameter, today)
    value = in_a_line(dated.value, parameter.unit) if dated else ""
    return Listed(parameter, said(parameter, "description"), value, dated.start if dated else None)


def _searchable(parameter: Parameter) -> str:
    """Everything that people may remember of a figure, in both languages."""
    laws = (f"{each.law} {each.article}" for each in parameter.values)
    group = str(GROUPS.get(group_of(parameter), ""))
    return " ".join([parameter.path, parameter.description, parameter.description_id, group, *laws]).casefold()
