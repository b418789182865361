"""One parameter of the law: what it means, its unit, and its dated values with their sources.

Files speak English. `description_id` and `notes_id` say the same in Indonesian, for the public pages; empty where a
file has none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from payung.rules.bands import check_bands
from payung.rules.entry import Entry, Value
from payung.rules.located_yaml import LegislationError, error_at, read
from payung.rules.shapes import check_shape, kind_of
from payung.shared.months import Month

CONFIDENCES = ("official", "page", "code", "derived", "inference", "memory", "design")


@dataclass(frozen=True, slots=True)
class Dated:
    """A value from its first day on (and until its last known day, if one is given), and where it comes from."""

    start: date
    value: Value
    law: str
    article: str
    source: str
    checked: date
    confidence: str
    until: date | None
    notes: str
    line: int
    notes_id: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One file of legislation/; `values` are in order of their first days."""

    path: str
    file: Path
    description: str
    unit: str
    values: tuple[Dated, ...]
    notes: str
    renewed_every: int | None
    days: tuple[date, ...] = field(repr=False)
    description_id: str = ""
    notes_id: str = ""

    def renewal_due(self, dated: Dated) -> Month | None:
        """The month from which a newer value is due; None for a figure that is not renewed regularly."""
        return None if self.renewed_every is None else Month.of(dated.start) + self.renewed_every

    def error(self, dated: Dated, message: str) -> LegislationError:
        """An error that names this file and the line of one value."""
        return error_at(self.file, dated.line, message)


def read_parameter(file: Path, path: str) -> Parameter:
    """Read one file; LegislationError names file, line and mend of what is missing, unknown, double or left open."""
    document = read(file)
    whole = Entry(document, document.content)
    whole.check_names(
        ("description", "unit", "values"), ("notes", "description_id", "notes_id", "renewed_every_months")
    )
    written = document.content["values"]
    if not isinstance(written, list) or not written:
        raise whole.error("'values' holds no dated value; add at least one beginning with '- from: ...'.", "values")
    read_so = [_dated(whole, index) for index in range(len(written))]
    for index, each in enumerate(read_so):
        place = ("values", index, "value")
        kind = kind_of(read_so[max(index - 1, 0)].value)
        check_shape(document, unit=whole.text("unit"), value=each.value, kind=kind, place=place)
    values = tuple(sorted(read_so, key=lambda each: each.start))
    _check_order(file, values)
    return Parameter(
        path=path,
        file=file,
        description=whole.text("description"),
        unit=whole.text("unit"),
        values=values,
        notes=whole.optional_text("notes"),
        renewed_every=whole.optional_count("renewed_every_months"),
        days=tuple(each.start for each in values),
        description_id=whole.optional_text("description_id"),
        notes_id=whole.optional_text("notes_id"),
    )


def _dated(whole: Entry, index: int) -> Dated:
    written = whole.content["values"][index]
    if not isinstance(written, dict):
        raise whole.document.error("a dated value begins with 'from: ...'; write it so.", ("values", index))
    entry = Entry(whole.document, written, ("values", index))
    entry.check_names(
        ("from", "value", "law", "article", "source", "checked", "confidence"), ("until", "notes", "notes_id")
    )
    if entry.text("confidence") not in CONFIDENCES:
        raise entry.error(f"this confidence is not known; use one of {', '.join(CONFIDENCES)}.", "confidence")
    check_bands(whole.document, entry.content["value"], (*entry.place, "value"))
    return Dated(
        start=entry.first_day("from"),
        until=entry.optional_last_day("until"),
        value=entry.value("value"),
        law=entry.text("law"),
        article=entry.text("article"),
        source=entry.text("source"),
        checked=entry.first_day("checked"),
        confidence=entry.text("confidence"),
        notes=entry.optional_text("notes"),
        line=entry.line,
        notes_id=entry.optional_text("notes_id"),
    )


def _check_order(file: Path, values: tuple[Dated, ...]) -> None:
    """Each value begins on a day of its own; one with a last day is followed at once by the next, or by none."""
    for earlier, later in pairwise(values):
        if earlier.start == later.start:
            raise error_at(file, later.line, f"two values begin on {later.start}; keep one of them.")
        if earlier.until is not None and earlier.until + timedelta(days=1) != later.start:
            fault = "a gap lies" if earlier.until < later.start else "the values overlap"
            mend = "let one begin the day after the other ends"
            raise error_at(file, later.line, f"{fault} between {earlier.until} and {later.start}; {mend}.")
