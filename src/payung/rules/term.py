"""Numbers that remember the formula that made them and the figures of the law that stand in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from payung.rules.exact import HUNDRED, Exact, percent, plain, rounded
from payung.rules.located_yaml import LegislationError
from payung.rules.parameter import Dated, Parameter


@dataclass(frozen=True, slots=True)
class Citation:
    """One figure of the law as it was used: the parameter, and its value in force on the day asked."""

    path: str
    start: date
    parameter: Parameter = field(compare=False, repr=False)
    dated: Dated = field(compare=False, repr=False)

    def error(self, message: str) -> LegislationError:
        """An error that names the file and line of the value."""
        return self.parameter.error(self.dated, message)


_ONE = "1"  # a factor that says nothing and is not written
Citations = tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that holds or not, with the formula that decides it, such as `53 < 54`."""

    holds: bool
    text: str
    cited: Citations = ()

    def __bool__(self) -> bool:
        return self.holds

    def citing(self, *citations: Citation) -> Claim:
        """The same statement, which rests on these figures of the law too."""
        return Claim(self.holds, self.text, tuple(dict.fromkeys((*self.cited, *citations))))


@dataclass(frozen=True, slots=True)
class Term:
    """An exact number with its formula in figures, such as `4335198 * 0.24%`; arithmetic writes the next formula.

    `loose` says that the formula is a sum and needs brackets inside a product. `cited` names each figure once.
    """

    value: Exact
    text: str
    cited: Citations = ()
    loose: bool = False

    def citing(self, *citations: Citation) -> Term:
        """The same number, which rests on these figures of the law too."""
        return Term(self.value, self.text, tuple(dict.fromkeys((*self.cited, *citations))), self.loose)

    def __add__(self, other: Term | int) -> Term:
        right = term(other)
        return Term(self.value + right.value, f"{self.text} + {right.text}", merged(self, right), loose=True)

    def __sub__(self, other: Term | int) -> Term:
        right = term(other)
        return Term(self.value - right.value, f"{self.text} - {_tight(right)}", merged(self, right), loose=True)

    def __rsub__(self, other: int) -> Term:
        return term(other) - self

    def __mul__(self, other: Term | int) -> Term:
        right = term(other)
        if right.text == _ONE:
            return Term(self.value, self.text, merged(self, right), self.loose)
        return Term(self.value * right.value, f"{_tight(self)} * {_tight(right)}", merged(self, right))

    def __truediv__(self, other: Term | int) -> Term:
        right = term(other)
        divisor = f"({right.text})" if " " in right.text else right.text
        return Term(Fraction(self.value) / right.value, f"{_tight(self)} / {divisor}", merged(self, right))

    def __lt__(self, other: Term | int) -> Claim:
        right = term(other)
        return Claim(self.value < right.value, f"{self.text} < {right.text}", merged(self, right))

    def __ge__(self, other: Term | int) -> Claim:
        right = term(other)
        return Claim(self.value >= right.value, f"{self.text} >= {right.text}", merged(self, right))


def term(value: Term | Exact) -> Term:
    """The value itself as a term; a term stays what it is."""
    return value if isinstance(value, Term) else Term(value, plain(value))


def rate(value: Exact, cited: Citations = ()) -> Term:
    """A share of something, written as percent."""
    return Term(value, percent(value), cited)


def of_percent(written: Fraction) -> Term:
    """The rate that a number of percents is."""
    return rate(written / HUNDRED)


def least(first: Term, second: Term) -> Term:
    """The smaller of two numbers, written min(a, b)."""
    return Term(min(first.value, second.value), f"min({first.text}, {second.text})", merged(first, second))


def most(first: Term, second: Term) -> Term:
    """The larger of two numbers, written max(a, b)."""
    return Term(max(first.value, second.value), f"max({first.text}, {second.text})", merged(first, second))


def started(amount: Term) -> Term:
    """The number with its last part, which has begun, counted whole, written ceil(a); a whole number stays as it is."""
    whole = rounded(amount.value, mode="up")
    return amount if whole == amount.value else Term(whole, f"ceil({amount.text})", amount.cited)


def summed(parts: Iterable[Term]) -> Term:
    """The sum of at least one number."""
    first, *others = parts
    for each in others:
        first = first + each
    return first


def merged(*parts: Term | Claim) -> Citations:
    """The citations of all parts, each once, in the order of their first use."""
    first, *others = (part.cited for part in parts)
    return first if not any(others) else tuple(dict.fromkeys(cite for cited in (first, *others) for cite in cited))


def listed(words: Iterable[str]) -> str:
    """Words as a formula writes a list of them: ("JKK", "JKM"), or ("JKK",) for one."""
    quoted = [f'"{word}"' for word in words]
    return f"({quoted[0]},)" if len(quoted) == 1 else f"({', '.join(quoted)})"


def _tight(part: Term) -> str:
    return f"({part.text})" if part.loose else part.text
