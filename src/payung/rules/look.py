"""The law on one day: figures as terms that cite where they come from, and warnings for what they leave open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import cast

from payung.rules.exact import Exact, percent, plain
from payung.rules.legislation import Legislation
from payung.rules.term import Citation, Term
from payung.shared.months import Month

UNKNOWN_YET = "figure_not_known_yet"


@dataclass(frozen=True, slots=True)
class Warned:
    """What an answer leaves open, by its name in texts/warnings.yaml, with the facts that its sentence needs."""

    name: str
    facts: tuple[tuple[str, str | int], ...] = ()


@dataclass(slots=True)
class Look:
    """Figures in force on a day. What is asked is cited; what is unsure is warned of."""

    law: Legislation
    day: date
    warnings: list[Warned] = field(default_factory=list)

    @property
    def month(self) -> Month:
        """The month of the day."""
        return Month.of(self.day)

    def cite(self, path: str) -> Citation:
        """The value in force; a figure that is renewed regularly and was not renewed in time gives a warning."""
        dated = self.law.dated(path, self.day)
        parameter = self.law.parameter(path)
        due = parameter.renewal_due(dated)
        if due is not None and self.day >= due.first_day:
            self.warn(UNKNOWN_YET, parameter=path, since=str(Month.of(dated.start)), expected=str(due))
        return Citation(path, dated.start, parameter, dated)

    def number(self, path: str, *keys: str) -> Term:
        """A figure as a number: a rate is written as percent, an amount in digits. `keys` go into a table."""
        citation = self.cite(path)
        found = inside(citation, keys)
        if isinstance(found, bool) or not isinstance(found, int | Fraction):
            raise citation.error(f"'{'.'.join((path, *keys))}' must be a number; write one.")
        return Term(found, _written(found, citation), (citation,))

    def members(self, path: str, *keys: str) -> tuple[str, ...]:
        """A list of names: programmes, payers, sectors."""
        citation = self.cite(path)
        found = inside(citation, keys)
        if not isinstance(found, tuple):
            raise citation.error(f"'{'.'.join((path, *keys))}' must be a list; write one.")
        return cast("tuple[str, ...]", found)

    def none(self, path: str) -> Term:
        """Nothing, because of what `path` says: a zero that cites it."""
        return Term(0, "0", (self.cite(path),))

    def warn(self, name: str, **facts: str | int) -> None:
        """Note what the law leaves open; the same warning is noted once."""
        warned = Warned(name, tuple(sorted(facts.items())))
        if warned not in self.warnings:
            self.warnings.append(warned)


def inside(citation: Citation, keys: tuple[str, ...]) -> object:
    """What stands under the keys of a parameter's table."""
    found: object = citation.dated.value
    for key in keys:
        if not isinstance(found, Mapping) or key not in found:
            raise citation.error(f"'{citation.path}' has no '{key}'; add it.")
        found = found[key]
    return found


def _written(value: Exact, citation: Citation) -> str:
    is_rate = isinstance(value, Fraction) or citation.parameter.unit.startswith("fraction")
    return percent(value) if is_rate else plain(value)
