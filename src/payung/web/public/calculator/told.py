"""The engine's warnings and errors as a page says them: figures by their names, months and amounts as people write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from payung.rules.inputs import FieldProblem, InputError
from payung.rules.legislation import FigureUnknownThen, load
from payung.rules.look import Warned
from payung.rules.texts import text
from payung.shared.months import Month
from payung.web.city.roster_words import PAYERS
from payung.web.public.calculator.asking import Asking
from payung.web.public.law.values import language, worded
from payung.web.public.law.words import headline
from payung.web.templatetags.payung_format import month_name, number

_MONTH_FIELD = "mulai"
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


def sentences(warnings: Iterable[Warned]) -> tuple[str, ...]:
    """Each warning once, in the active language."""
    return tuple(dict.fromkeys(_sentence(each) for each in warnings))


def _sentence(warned: Warned) -> str:
    facts: dict[str, object] = {name: _fact(name, fact) for name, fact in warned.facts}
    return text("warnings", warned.name, language(), **facts)


def refuse(form: Asking, fault: InputError | FigureUnknownThen) -> None:
    """Put what the engine refuses beside the field that it concerns, and a figure that is not held beside the month."""
    if isinstance(fault, FigureUnknownThen):
        unknown = {"parameter": fault.path, "day": month_name(fault.day)}
        fault = InputError(FieldProblem(_MONTH_FIELD, "figure_unknown_then", unknown))
    for problem in fault.problems:
        name = form.INPUTS.get(problem.field, problem.field)
        known = name in form.fields
        facts = {key: _fact(key, fact) for key, fact in problem.facts.items()}
        label = str(form.fields[name].label) if known else problem.field
        form.add_error(name if known else None, replace(problem, field=label, facts=facts).says(language()))


def _fact(name: str, fact: object) -> object:
    if isinstance(fact, int) and not isinstance(fact, bool):
        return number(fact)
    if not isinstance(fact, str):
        return fact
    if name == "parameter":
        found = load().parameters.get(fact)
        return f"“{headline(found)}”" if found else fact
    if name == "payer":
        return PAYERS.get(fact, fact)
    return month_name(Month.parse(fact)) if _MONTH.fullmatch(fact) else worded(fact)
