"""One parameter of the law: what it means, its unit, and its dated values with their sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from payung.rules.located_yaml import Document, LegislationError, error_at, read
from payung.shared.months import Month

Value = int | Fraction | str | bool | date | tuple["Value", ...] | Mapping[str, "Value"]

CONFIDENCES = ("official", "page", "code", "derived", "inference", "memory", "design")
_REQUIRED = ("from", "value", "law", "article", "source", "checked", "confidence")
_OPTIONAL = ("until", "notes")
_FRACTION = re.compile(r"-?\d+/\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Dated:
    """A value from its first day on (and until its last known day, when the law names one), and where it comes from."""

    start: date
    value: Value
    law: str
    article: str
    source: str
    checked: date
    confidence: str
    until: date | None = None
    notes: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Parameter:
    """One file of legislation/; `values` are in order of their first days."""

    path: str
    file: Path
    description: str
    unit: str
    values: tuple[Dated, ...]
    notes: str = ""
    days: tuple[date, ...] = field(default=(), repr=False)

    def error(self, dated: Dated, message: str) -> LegislationError:
        """An error that names this file and the line of one value."""
        return error_at(self.file, dated.line, message)


def read_parameter(file: Path, path: str) -> Parameter:
    """Read one file; LegislationError names file, line and mend of what is missing, unknown, double or left open."""
    document = read(file)
    _names(document, document.content, ("description", "unit", "values"), ("notes",))
    entries = document.content["values"]
    if not isinstance(entries, list) or not entries:
        raise document.error("'values' holds no dated value; add at least one beginning with '- from: ...'.", "values")
    values = tuple(sorted((_dated(document, index) for index in range(len(entries))), key=lambda each: each.start))
    _check_order(document, values)
    return Parameter(
        path=path,
        file=file,
        description=_text(document, document.content, "description"),
        unit=_text(document, document.content, "unit"),
        values=values,
        notes=str(document.content.get("notes", "")),
        days=tuple(each.start for each in values),
    )


def _dated(document: Document, index: int) -> Dated:
    entry = document.content["values"][index]
    if not isinstance(entry, dict):
        raise document.error("a dated value begins with 'from: ...'; write it so.", "values", index)
    _names(document, entry, _REQUIRED, _OPTIONAL, "values", index)
    place = ("values", index)
    confidence = _text(document, entry, "confidence", *place)
    if confidence not in CONFIDENCES:
        known = ", ".join(CONFIDENCES)
        raise document.error(f"confidence '{confidence}' is not known; use one of {known}.", *place, "confidence")
    until = entry.get("until")
    return Dated(
        start=_day(document, entry["from"], *place, "from").first,
        until=None if until is None else _day(document, until, *place, "until").last,
        value=_value(document, entry["value"], *place, "value"),
        law=_text(document, entry, "law", *place),
        article=_text(document, entry, "article", *place),
        source=_text(document, entry, "source", *place),
        checked=_day(document, entry["checked"], *place, "checked").first,
        confidence=confidence,
        notes=str(entry.get("notes", "")),
        line=document.lines[place],
    )


def _check_order(document: Document, values: tuple[Dated, ...]) -> None:
    for earlier, later in pairwise(values):
        if earlier.start == later.start:
            message = f"two values begin on {later.start}; keep one of them."
            raise error_at(document.file, later.line, message)
        if earlier.until is None:
            continue
        if earlier.until + timedelta(days=1) != later.start:
            fault = "a gap lies" if earlier.until < later.start else "values overlap"
            message = f"{fault} between {earlier.until} and {later.start}; let one begin the day after the other ends."
            raise error_at(document.file, later.line, message)


def _names(
    document: Document, entry: dict[str, Any], required: tuple[str, ...], optional: tuple[str, ...], *place: str | int
) -> None:
    for name in entry:
        if name not in required + optional:
            known = ", ".join(required + optional)
            raise document.error(f"'{name}' is not known here; use {known}.", *place, name)
    for name in required:
        if name not in entry:
            raise document.error(f"'{name}' is missing; add it.", *place)


def _text(document: Document, entry: dict[str, Any], name: str, *place: str | int) -> str:
    found = entry[name]
    if not isinstance(found, str) or not found.strip():
        raise document.error(f"'{name}' is no text; write what it says.", *place, name)
    return found.strip()


@dataclass(frozen=True, slots=True)
class _Span:
    first: date
    last: date


def _day(document: Document, written: Any, *place: str | int) -> _Span:
    if type(written) is date:
        return _Span(written, written)
    try:
        month = Month.parse(written)
    except (ValueError, AttributeError, TypeError):
        message = f"{written!r} is no day or month; write it like 2025-09-30 or 2025-09."
        raise document.error(message, *place) from None
    return _Span(month.first_day, month.last_day)


def _value(document: Document, written: Any, *place: str | int) -> Value:
    if isinstance(written, dict):
        return MappingProxyType({name: _value(document, each, *place, name) for name, each in written.items()})
    if isinstance(written, list):
        return tuple(_value(document, each, *place, index) for index, each in enumerate(written))
    if written is None:
        raise document.error("a value is empty; write the figure.", *place)
    if isinstance(written, str) and _FRACTION.fullmatch(written):
        try:
            return Fraction(written)
        except ZeroDivisionError:
            raise document.error(f"{written} divides by nothing; write a fraction such as '1/100'.", *place) from None
    found: Value = written
    return found
