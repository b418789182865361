"""The rules: one calculation, millions by column, and OpenFisca computing the same million beside them."""

import math
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from payung.rules import many
from payung.rules.codes import Payer, Programme, Scale, Work
from payung.rules.columns import Choices, Columns
from payung.rules.kinds import answer
from payung.rules.legislation import load
from payung.rules.presenting import as_data
from payung.shared.months import Month, months
from tests.load import against_openfisca, measuring

FIRST, LAST = Month(2015, 7), Month(2027, 12)
TODAY = date(2026, 11, 22)
LARGEST = 1_000_000
BASIC = (Programme.JKK, Programme.JKM)
SETS = (frozenset(BASIC), frozenset((*BASIC, Programme.JHT)))
WAGE_SETS = (None, BASIC, (*BASIC, Programme.JHT), (*BASIC, Programme.JHT, Programme.JP))
ONE = {
    "self-employed, one month": ("bpu", {"months": ["2026-06", "2026-06"], "income": 1_000_000}),
    "wage earner, one month": ("pu", {"month": "2026-06", "wage": 5_000_000, "risk": 3, "scale": "menengah"}),
}
INTRODUCTION = f"""## Rules

`python -m tests.load --only rules`. One calculation with its inputs checked, as `payung rules calc` and `explain` do,
without starting Python. By column: mixed person-months of {FIRST} to {LAST}, all payers, sectors, programmes, risks and
sizes of business, incomes and wages to the rupiah; columns of few different values come with their codes.

"""


def section(sizes: list[int], runs: int, *, checked: int) -> str:
    """One calculation, columns of several sizes, and the comparison; `checked` rows are computed one by one too."""
    parts = [INTRODUCTION, _one_by_one(), "\n", _by_column(sizes, runs)]
    return "".join([*parts, "\n", against_openfisca.section(self_employed_rows(sizes[-1]), runs, checked=checked)])


def self_employed_rows(rows: int) -> dict[str, Any]:
    """Invented person-months of the self-employed; the same ones every time."""
    dice = np.random.default_rng(rows)
    return {
        "months": _drawn(dice, tuple(months(FIRST, LAST)), rows),
        "income": dice.integers(0, 25_000_000, rows),
        "programmes": _drawn(dice, SETS, rows),
        "sector": _drawn(dice, tuple(Work), rows),
        "payer": _drawn(dice, tuple(Payer), rows),
    }


def wage_earner_rows(rows: int) -> dict[str, Any]:
    """Invented person-months of wage earners."""
    dice = np.random.default_rng(rows)
    sectors = ("other", *load().table("pu.relief.labour_intensive.sectors", LAST))
    return {
        "months": _drawn(dice, tuple(months(FIRST, LAST)), rows),
        "wage": dice.integers(500_000, 60_000_000, rows),
        "risk": _drawn(dice, ("1", "2", "3", "4", "5"), rows),
        "scale": _drawn(dice, tuple(Scale), rows),
        "programmes": _drawn(dice, WAGE_SETS, rows),
        "sector": _drawn(dice, sectors, rows),
        "workers": dice.integers(1, 200, rows),
        "covid_claimed": _drawn(dice, (False, True), rows),
    }


def _drawn(dice: np.random.Generator, values: tuple[Any, ...], rows: int) -> Choices:
    return Choices(values, dice.integers(0, len(values), rows))


def _one_by_one() -> str:
    rows = []
    for name, (kind, inputs) in ONE.items():
        bare = _microseconds(lambda kind=kind, inputs=inputs: answer(kind, inputs, on=TODAY))
        told = _microseconds(lambda kind=kind, inputs=inputs: as_data(answer(kind, inputs, on=TODAY), explained=True))
        rows.append([name, measuring.middle(bare, 0), measuring.middle(told, 0)])
    return measuring.table(("one calculation", "µs", "µs, explained in both languages"), rows)


def _microseconds(once: Callable[[], object], times: int = 500, batches: int = 7) -> list[float]:
    """Per call, in each of some batches."""
    once()
    return [_seconds(lambda: [once() for _ in range(times)]) / times * 1e6 for _ in range(batches)]


def _by_column(sizes: list[int], runs: int) -> str:
    kinds: dict[str, tuple[Callable[[int], dict[str, Any]], Callable[..., Columns]]] = {
        "self-employed": (self_employed_rows, many.self_employed),
        "wage earners": (wage_earner_rows, many.wage_earner_months),
    }
    rows = []
    for name, (drawn, computed) in kinds.items():
        medians = []
        for size in sizes:
            columns = drawn(size)
            computed(**columns)
            taken = [_seconds(lambda columns=columns, computed=computed: computed(**columns)) for _ in range(runs)]
            medians.append(statistics.median(taken))
            cells = [measuring.middle(taken, 3), f"{medians[-1] / size * 1e9:.0f}", _growth(sizes, medians)]
            rows.append([f"{name}, {size:,}", *cells])
    return measuring.table(("person-months by column", "seconds", "ns a row", "growth exponent"), rows)


def _growth(sizes: list[int], medians: list[float]) -> str:
    """How time grows with rows, from the size before: 1 is in proportion, below it better."""
    if len(medians) < 2:
        return ""
    at = len(medians) - 1
    return f"{math.log(medians[at] / medians[at - 1]) / math.log(sizes[at] / sizes[at - 1]):.2f}"


def _seconds(once: Callable[[], object]) -> float:
    begun = time.perf_counter()
    once()
    return time.perf_counter() - begun
