"""Computes a printed formula again, apart from the engine: what docs/explanation/formulas.md promises a reader."""

import ast
import operator
import re
from collections.abc import Callable
from typing import Any

from payung.rules.deadlines import next_working_day
from payung.rules.deadlines import working_days_after as after

_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTH = re.compile(r"\b(\d{4})-(\d{2})\b(?!-\d)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?(?:/\d+)?)%")
_NUMBER = re.compile(r"(?<![\w.\"-])(\d+(?:\.\d+)?)(?![\w.\"])")
_SIGNS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.In: lambda member, group: member in group,
    ast.NotIn: lambda member, group: member not in group,
}
_WORDS: dict[str, Callable[..., Any]] = {
    "min": min,
    "max": max,
    "next_working_day": next_working_day,
    "working_days_after": lambda day, count: after(day, int(count)),
}


def computed(formula: str) -> Any:
    """The value of a formula: an exact number, a truth, a month, a day, or a tuple of words."""
    return _value(ast.parse(formula, mode="eval").body)
