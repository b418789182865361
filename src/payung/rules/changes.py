"""What changes next: every day after today on which a figure of the law becomes another, ends, or is to be renewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from payung.rules.legislation import Legislation
from payung.rules.parameter import Dated, Parameter


class What(StrEnum):
    """What happens on the day."""

    NEW_VALUE = "new_value"  # a value that is known begins
    RENEWAL = "renewal"  # a yearly figure is due; the new one is not known
    END = "end"  # the last value known ends, and nothing follows
    NAMED_DAY = "named_day"  # the value is itself a day, and it comes


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `old` is in force before it (None for a first value), `new` from it on (None where none is known)."""

    day: date
    what: What
    parameter: Parameter
    old: Dated | None
    new: Dated | None


def changes_after(law: Legislation, today: date) -> tuple[Change, ...]:
    """Every change that comes after today, in the order of its day, then of the parameter's name."""
    found = (change for parameter in law.parameters.values() for change in _of(parameter) if change.day > today)
    return tuple(sorted(found, key=lambda change: (change.day, change.parameter.path)))


def overdue(law: Legislation, today: date) -> tuple[Change, ...]:
    """Yearly figures whose new value was due by today and is not in the files, in the same order."""
    found = (change for parameter in law.parameters.values() for change in _renewal(parameter) if change.day <= today)
    return tuple(sorted(found, key=lambda change: (change.day, change.parameter.path)))


def _of(parameter: Parameter) -> Iterator[Change]:
    first, last = parameter.values[0], parameter.values[-1]
    yield Change(first.start, What.NEW_VALUE, parameter, None, first)
    for old, new in pairwise(parameter.values):
        yield Change(new.start, What.NEW_VALUE, parameter, old, new)
    if last.until:
        yield Change(last.until + timedelta(days=1), What.END, parameter, last, None)
    yield from _renewal(parameter)
    yield from (
        Change(each.value, What.NAMED_DAY, parameter, each, each)
        for each in parameter.values
        if isinstance(each.value, date)
    )


def _renewal(parameter: Parameter) -> Iterator[Change]:
    last = parameter.values[-1]
    due = parameter.renewal_due(last)
    if due is not None:
        yield Change(due.first_day, What.RENEWAL, parameter, last, None)
