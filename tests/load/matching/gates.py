"""What "clearly ahead of Splink" means: each gate with what must be and what is wished, and whether it was reached."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tests.load import measuring

NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Gate:
    """One line of the table. `least`: larger is better; else smaller is. `value` is the worst of what was measured."""

    name: str
    must: float
    goal: float
    value: float | None
    kind: Literal["least", "most"]
    unit: str = "×"
    note: str = ""
    spoilt: bool = False  # a second condition of the goal is not met

    def reached(self) -> str:
        """Of must and goal, the higher that was reached."""
        if self.value is None:
            return NOT_MEASURED
        if self._passes(self.goal) and not self.spoilt:
            return "goal"
        return "must" if self._passes(self.must) else "**not reached**"

    def _passes(self, bound: float) -> bool:
        """To the last digit: a gate is not reached by rounding."""
        value = self.value or 0.0
        return value >= bound if self.kind == "least" else value <= bound

    def row(self) -> list[str]:
        sign = "≥" if self.kind == "least" else "≤"
        shown = "–" if self.value is None else _number(self.value, self.unit)
        bounds = [f"{sign} {_number(bound, self.unit)}" for bound in (self.must, self.goal)]
        return [self.name, *bounds, shown, self.reached(), self.note]


def table(gates: Sequence[Gate]) -> str:
    """As Markdown."""
    headings = ("gate", "must", "goal", "measured, worst", "reached", "where")
    return measuring.table(headings, [gate.row() for gate in gates])


def _number(value: float, unit: str) -> str:
    if math.isinf(value):
        return "∞"
    digits = 2 if unit == "×" else 0 if value == int(value) else 3 if abs(value) < 1 else 2
    return f"{value:,.{digits}f} {unit}".strip()


def worst(named: Sequence[tuple[str, float]], kind: Literal["least", "most"]) -> tuple[float | None, str]:
    """The value that fails first and where it was measured."""
    if not named:
        return None, ""
    where, value = (min if kind == "least" else max)(named, key=lambda one: one[1])
    return value, where
