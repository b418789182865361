"""One named group of entries in a legislation file, read with errors that name file, line and mend."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from payung.rules.located_yaml import Document, LegislationError, Place
from payung.shared.months import Month

Value = int | Fraction | str | bool | date | tuple["Value", ...] | Mapping[str, "Value"]

_FRACTION = re.compile(r"-?\d+/\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """The names and values at one place of a document; `place` is empty for the whole file."""

    document: Document
    content: dict[str, Any]
    place: Place = ()

    @property
    def line(self) -> int:
        """The line on which the group begins."""
        return self.document.lines.get(self.place, 1)

    def error(self, message: str, name: str | None = None) -> LegislationError:
        """An error at one name of the group, or at the group."""
        return self.document.error(message, self.place if name is None else (*self.place, name))

    def check_names(self, required: tuple[str, ...], optional: tuple[str, ...]) -> None:
        """Refuse a name that is not known, and a required one that is missing."""
        for name in self.content:
            if name not in required + optional:
                raise self.error(f"'{name}' is not known here; use {', '.join(required + optional)}.", name)
        for name in required:
            if name not in self.content:
                raise self.error(f"'{name}' is missing; add it.")

    def text(self, name: str) -> str:
        """A text that says something."""
        found = self.content[name]
        if not isinstance(found, str) or not found.strip():
            raise self.error(f"'{name}' is no text; write what it says.", name)
        return found.strip()

    def optional_text(self, name: str) -> str:
        """A text that may be left out: then empty."""
        return self.text(name) if name in self.content else ""

    def optional_count(self, name: str) -> int | None:
        """A whole number from 1 on; None when left out."""
        if name not in self.content:
            return None
        found = self.content[name]
        if type(found) is not int or found < 1:
            raise self.error(f"'{name}' is no number from 1 on; write one, or leave it out.", name)
        return found

    def first_day(self, name: str) -> date:
        """A day, or the first day of a month written like 2025-09."""
        found = self._day_or_month(name)
        return found.first_day if isinstance(found, Month) else found

    def optional_last_day(self, name: str) -> date | None:
        """A day, or the last day of a month; None when left out."""
        if name not in self.content:
            return None
        found = self._day_or_month(name)
        return found.last_day if isinstance(found, Month) else found

    def value(self, name: str) -> Value:
        """A figure: whole number, exact fraction, text, day, or a list or table of these."""
        return self._exact(self.content[name], (*self.place, name))

    def _day_or_month(self, name: str) -> date | Month:
        written = self.content[name]
        if type(written) is date:
            return written
        try:
            return Month.parse(str(written))
        except ValueError:
            message = f"{written!r} is no day or month; write it like 2025-09-30 or 2025-09."
            raise self.error(message, name) from None

    def _exact(self, written: Any, place: Place) -> Value:
        if isinstance(written, dict):
            return MappingProxyType({name: self._exact(each, (*place, name)) for name, each in written.items()})
        if isinstance(written, list):
            return tuple(self._exact(each, (*place, index)) for index, each in enumerate(written))
        if written is None:
            raise self.document.error("the value is empty; write the figure.", place)
        if not isinstance(written, str) or _FRACTION.fullmatch(written) is None:
            scalar: Value = written
            return scalar
        try:
            return Fraction(written)
        except ZeroDivisionError:
            raise self.document.error(f"{written} divides by nothing; write one such as '1/100'.", place) from None
