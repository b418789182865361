"""Computes a printed formula again, apart from the engine, in the words of docs/explanation/formulas.md.

Of the engine it asks only what a reader can look up too: the value that a parameter, named in a formula, had on a day.
"""

import ast
import operator
import re
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

from holidays import country_holidays

from payung.rules.legislation import load
from payung.shared.dates import completed_years
from payung.shared.months import Month

_TOKEN = re.compile(
    r"""(?P<text>"[^"]*")|(?P<name>[A-Za-z_][\w.]*)|(?P<day>\d{4}-\d\d-\d\d)|(?P<month>\d{4}-\d\d(?!\d))"""
    r"""|(?P<percent>\d+(?:\.\d+)?(?:/\d+)?)%|(?P<number>\d+(?:\.\d+)?)"""
)
_SIGNS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: lambda left, right: left + (timedelta(days=right) if isinstance(left, date) else right),
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: Fraction,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.In: lambda member, group: member in group,
    ast.NotIn: lambda member, group: member not in group,
}


def half_up(amount: Fraction | int, places: int = 0) -> Fraction:
    """The nearest number with so many decimals; a tie goes up."""
    shift = 10**places
    return Fraction((2 * amount * shift + 1) // 2, shift)


def next_working_day(day: date) -> date:
    """The day itself, or the next that is from Monday to Friday and no holiday or joint leave."""
    off = country_holidays("ID", categories=("public", "government"))
    while day.isoweekday() > 5 or day in off:
        day += timedelta(days=1)
    return day


def working_days_after(day: date, count: int) -> date:
    """So many working days later; day 1 is the first working day after the day."""
    for _ in range(count):
        day = next_working_day(day + timedelta(days=1))
    return day


_WORDS: dict[str, Callable[..., Any]] = {
    "min": min,
    "max": max,
    "ceil": ceil,
    "round": half_up,
    "next_working_day": next_working_day,
    "working_days_after": working_days_after,
    "completed_years": completed_years,
    "first_day": lambda month: month.first_day,
    "last_day": lambda month: month.last_day,
    "day_of": lambda month, day: month.first_day.replace(day=min(day, month.last_day.day)),
}


def recomputed(formula: str, *, on: date) -> Any:
    """The value of a formula: a number, a truth, a word, a month, a day, or a list of words."""
    return _value(ast.parse(_TOKEN.sub(_as_python, formula), mode="eval").body, on)


def _as_python(found: re.Match[str]) -> str:
    kind, text = found.lastgroup, found[0]
    if kind == "percent":
        return f"_('percent', '{found['percent']}')"
    if kind in {"day", "month", "number"}:
        return f"_('{kind}', '{text}')"
    return {"true": "True", "false": "False"}.get(text, text)


_READERS: dict[str, Callable[[str], Any]] = {
    "percent": lambda text: Fraction(text) / 100,
    "number": lambda text: int(text) if text.isdigit() else Fraction(text),
    "day": date.fromisoformat,
    "month": Month.parse,
}


def _value(node: ast.AST, on: date) -> Any:
    match node:
        case ast.Constant():
            return node.value
        case ast.Tuple():
            return tuple(_value(each, on) for each in node.elts)
        case ast.BinOp():
            return _SIGNS[type(node.op)](_value(node.left, on), _value(node.right, on))
        case ast.Subscript():
            return _value(node.value, on)[_value(node.slice, on)]
        case ast.Attribute():
            return load().value(ast.unparse(node), on)
        case ast.Call(func=ast.Name(id="_")):
            kind, text = (ast.literal_eval(each) for each in node.args)
            return _READERS[kind](text)
        case ast.Call(func=ast.Name(id=word)):
            return _WORDS[word](*(_value(each, on) for each in node.args))
    return _decided(node, on)


def _decided(node: ast.AST, on: date) -> Any:
    match node:
        case ast.Compare(ops=[sign], comparators=[right]):
            return _SIGNS[type(sign)](_value(node.left, on), _value(right, on))
        case ast.BoolOp():
            joined = all if isinstance(node.op, ast.And) else any
            return joined([_value(each, on) for each in node.values])
        case ast.IfExp():
            return _value(node.body if _value(node.test, on) else node.orelse, on)
    raise AssertionError(f"'{ast.unparse(node)}' is no word of a formula.")
