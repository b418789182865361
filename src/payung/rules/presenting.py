"""An answer as plain data for JSON: figures by name, what is left open, and on request every step with its law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from payung.rules.answer import Answer
from payung.rules.exact import plain
from payung.rules.look import Warned
from payung.rules.reckoning import Step
from payung.rules.term import Citation
from payung.rules.texts import LANGUAGES, text
from payung.shared.months import Month


def as_data(answer: Answer, *, explained: bool = False) -> dict[str, Any]:
    """The figures at the top level, then `warnings`, and `steps` where they are asked for."""
    found: dict[str, Any] = {name: _plain(figure) for name, figure in answer.figures.items()}
    found["warnings"] = [_warning(each) for each in answer.warnings]
    if explained:
        found["steps"] = [step_as_data(step) for step in answer.steps]
    return found


def step_as_data(step: Step) -> dict[str, Any]:
    """One figure: its formula (rounded half up where `rounded` says so), and the law and source behind it."""
    return {
        "name": step.name,
        "label": {language: text("steps", step.name, language) for language in LANGUAGES},
        "figure": _plain(step.figure),
        "formula": step.formula,
        "rounded": step.rounded,
        "on": step.on.isoformat(),
        "law": _joined(each.dated.law for each in step.cited),
        "article": _joined(each.dated.article for each in step.cited),
        "date": _joined(each.start.isoformat() for each in step.cited),
        "source": _joined(each.dated.source for each in step.cited),
        "parameters": [_parameter(each) for each in step.cited],
    }


def _parameter(cited: Citation) -> dict[str, Any]:
    return {
        "parameter": cited.path,
        "law": cited.dated.law,
        "article": cited.dated.article,
        "since": cited.start.isoformat(),
        "source": cited.dated.source,
        "checked": cited.dated.checked.isoformat(),
        "confidence": cited.dated.confidence,
    }


def _warning(warned: Warned) -> dict[str, Any]:
    facts = dict(warned.facts)
    return {
        "name": warned.name,
        **{language: text("warnings", warned.name, language, **facts) for language in LANGUAGES},
    }


def _joined(words: Any) -> str:
    return "; ".join(dict.fromkeys(words))


def _plain(figure: object) -> Any:
    """Numbers exactly: whole ones as such, finite decimals as decimals, others as text such as 1/3."""
    if isinstance(figure, bool | int | str) or figure is None:
        return figure
    if isinstance(figure, Fraction | Decimal):
        return _number(Fraction(figure))
    if isinstance(figure, date):
        return figure.isoformat()
    if isinstance(figure, Month):
        return str(figure)
    if isinstance(figure, Mapping):
        return {str(name): _plain(each) for name, each in figure.items()}
    if isinstance(figure, tuple | list):
        return [_plain(each) for each in figure]
    raise TypeError(f"{type(figure).__name__} is no figure of an answer.")


def _number(figure: Fraction) -> int | float | str:
    written = plain(figure)
    if "/" in written:
        return written
    if "." not in written:
        return int(written)
    near = float(written)  # written out again it is the decimal itself, unless that has too many digits
    return near if Fraction(repr(near)) == figure else written
