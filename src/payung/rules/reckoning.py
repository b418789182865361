"""How a rule computes: one way to write it, two ways to run it.

A rule for wage earners or the self-employed is written once against `Reckoner` and runs for one worker with every step
explained (`Reckoning`), or for columns of millions (`payung.rules.columns`). Rules of which there is never a million at
once, such as benefits, are written against `Reckoning` itself and may branch on what they find.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from payung.rules.exact import MODES, Exact, rounded
from payung.rules.legislation import Legislation
from payung.rules.look import Look, Warned
from payung.rules.term import Citations, Claim, Term, least, term
from payung.shared.months import Month

if TYPE_CHECKING:
    from payung.rules.columns import Column

BAND_DOUBTFUL = "band_doubtful"

Figure = Exact | str | bool | date | Month | tuple[str, ...]
Number = TypeVar("Number", "Term", "Column")


@dataclass(frozen=True, slots=True)
class Step:
    """One figure of an answer: its formula in figures, whether it was rounded, the law behind it, and the day."""

    name: str
    figure: Figure
    formula: str
    rounded: bool
    cited: Citations
    on: date


class Reckoner(ABC, Generic[Number]):
    """What a rule may ask for; `Number` knows + - * and is a `Term` or a column."""

    @abstractmethod
    def given(self, name: str) -> Number:
        """A whole number of the input: rupiah, workers, months."""

    @abstractmethod
    def look(self, figure: Callable[..., Term], *names: str) -> Number:
        """What `figure(look, *values)` answers for the month and the named inputs, which are few different ones."""

    @abstractmethod
    def band(self, path: str, name: str, column: str) -> Number:
        """A column of the band of the law into which a given number falls: the last whose 'from' it reaches."""

    @abstractmethod
    def mark(self, new: str, name: str, path: str) -> None:
        """Add the input `new`, which `look` can be asked by: whether a given number is at least a figure of the law."""

    @abstractmethod
    def least(self, first: Number, second: Number) -> Number:
        """The smaller of two numbers."""

    @abstractmethod
    def settle(self, name: str, amount: Number) -> Number:
        """Round an amount to whole rupiah, and note it as a figure of the answer."""

    def figure(self, path: str, *names: str) -> Number:
        """A figure of the law, from its table by the named inputs."""
        return self.look(lambda look, *keys: look.number(path, *keys), *names)


class Reckoning(Reckoner[Term]):
    """One case on one day; every settled figure becomes a step."""

    def __init__(self, law: Legislation, on: date | Month, given: Mapping[str, object] | None = None) -> None:
        self.law = Look(law, on.first_day if isinstance(on, Month) else on)
        self.inputs = dict(given or {})
        self.steps: list[Step] = []

    @property
    def figures(self) -> dict[str, Figure]:
        """Every settled figure by its name."""
        return {step.name: step.figure for step in self.steps}

    def amount(self, name: str) -> int:
        """A settled figure in rupiah."""
        return cast(int, self.figures[name])

    def settled(self, name: str) -> Term:
        """A settled figure with the law behind it, to be computed with further."""
        step = next(step for step in self.steps if step.name == name)
        return term(cast(int, step.figure)).citing(*step.cited)

    @property
    def warnings(self) -> list[Warned]:
        """What the answer leaves open."""
        return self.law.warnings

    def given(self, name: str) -> Term:
        return term(cast(int, self.inputs[name]))

    def look(self, figure: Callable[..., Term], *names: str) -> Term:
        return figure(self.law, *(self.inputs[name] for name in names))

    def band(self, path: str, name: str, column: str) -> Term:
        return band_of(self.law, path, cast(int, self.inputs[name]), column)

    def mark(self, new: str, name: str, path: str) -> None:
        self.inputs[new] = (self.given(name) >= self.law.number(path)).holds

    def least(self, first: Term, second: Term) -> Term:
        return least(first, second)

    def settle(self, name: str, amount: Term) -> Term:
        unit, mode = rounding(self.law.law, self.law.day)
        found = rounded(amount.value, unit=unit, mode=mode)
        self.note(name, found, amount.text, amount.cited, is_rounded=True)
        return Term(found, str(found), amount.cited)

    def exactly(self, name: str, amount: Term) -> Term:
        """Note a figure that is no money and is not rounded."""
        self.note(name, amount.value, amount.text, amount.cited)
        return amount

    def decide(self, name: str, claim: Claim) -> bool:
        """Note whether something holds."""
        self.note(name, claim.holds, claim.text, claim.cited)
        return claim.holds

    def note(self, name: str, figure: Figure, formula: str, cited: Citations, *, is_rounded: bool = False) -> None:
        """Note a figure with its formula; the words of a formula are those of docs/explanation/formulas.md."""
        self.steps.append(Step(name, figure, formula, is_rounded, cited, self.law.day))


def rounding(law: Legislation, on: date) -> tuple[int, str]:
    """The unit and the mode in which money is rounded on a day; LegislationError for a mode that nobody knows."""
    mode = law.dated("rounding.mode", on)
    if mode.value not in MODES:
        message = f"'rounding.mode' is {mode.value!r}, which is not known; use one of {', '.join(MODES)}."
        raise law.parameter("rounding.mode").error(mode, message)
    return law.integer("rounding.unit", on), cast(str, mode.value)


def band_of(look: Look, path: str, number: int, column: str) -> Term:
    """A column of the last band whose 'from' a number reaches."""
    citation = look.cite(path)
    bands = cast("tuple[Mapping[str, int], ...]", citation.dated.value)
    index = max(i for i, band in enumerate(bands) if band["from"] <= number)
    if bands[index].get("doubtful"):
        look.warn(BAND_DOUBTFUL, parameter=path, lower_edge=bands[index]["from"])
    found = bands[index][column]
    return Term(found, str(found), (citation,))
