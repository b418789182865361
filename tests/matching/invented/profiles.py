"""Three states of a roster: clean, typical, dirty. Every rate stands in rates.csv, a share of the rows it can befall."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

SOURCE = Path(__file__).with_name("rates.csv")
NAMES = ("clean", "typical", "dirty")
SPREADS = {"clean": (0.7, 0.3), "typical": (0.9, 0.4), "dirty": (0.8, 0.4)}


@dataclass(frozen=True)
class Profile:
    """Rates of error by column and kind, and how much records and offices differ in care (spreads of a lognormal)."""

    name: str
    rates: Mapping[tuple[str, str], float]
    records_differ: float
    offices_differ: float

    def rate(self, column: str, kind: str) -> float:
        """The rate of one kind; KeyError where rates.csv does not name it."""
        return self.rates[column, kind]

    def kinds(self, column: str) -> tuple[str, ...]:
        """The kinds of one column in the order they befall it."""
        return tuple(kind for at, kind in self.rates if at == column)


@cache
def profile(name: str) -> Profile:
    """A profile by its name; ValueError where there is none."""
    if name not in NAMES:
        raise ValueError(f"No profile is called {name}; there are {', '.join(NAMES)}.")
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rates = {(row["column"], row["kind"]): float(row[name]) for row in csv.DictReader(file)}
    records, offices = SPREADS[name]
    return Profile(name=name, rates=MappingProxyType(rates), records_differ=records, offices_differ=offices)
