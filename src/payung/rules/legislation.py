"""The figures of the law, read from legislation/: one small file per parameter, its path is its name.

`load().value("bpu.payment.due_day", Month(2025, 9))` gives the figure in force then. Nothing in Python holds such a
figure itself, so that a month of the past is computed again with the figures of its time.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path

from payung.rules.entry import Value
from payung.rules.located_yaml import LegislationError
from payung.rules.parameter import Dated, Parameter, read_parameter
from payung.shared.months import Month

__all__ = ["Dated", "FigureUnknownThen", "Legislation", "LegislationError", "Parameter", "Value", "load"]

FOLDER_VARIABLE = "PAYUNG_LEGISLATION"
PROJECT_FOLDER = Path(__file__).resolve().parents[3] / "legislation"


class FigureUnknownThen(LegislationError):
    """A figure was asked for a day that its file does not reach: most often whoever asks is wrong, not the file."""

    def __init__(self, told: LegislationError, *, path: str, day: date) -> None:
        self.path = path
        self.day = day
        super().__init__(str(told))


@dataclass(frozen=True, eq=False)
class Legislation:
    """All parameters of one folder. Ask by name and day; a Month stands for its first day.

    Two of them are equal only when they are the same object, so that results can be cached by it.
    """

    folder: Path
    parameters: Mapping[str, Parameter]

    @cached_property
    def turns(self) -> tuple[date, ...]:
        """Every day from which any figure is another, is no longer known, or is overdue for renewal, in order."""
        days: set[date] = set()
        for parameter in self.parameters.values():
            days.update(parameter.days)
            for each in parameter.values:
                days.update(due.first_day for due in [parameter.renewal_due(each)] if due)
                days.update(until + timedelta(days=1) for until in [each.until] if until)
        return tuple(sorted(days))

    def parameter(self, path: str) -> Parameter:
        """Description, unit and every dated value; LegislationError offers names near an unknown one."""
        found = self.parameters.get(path)
        if found is not None:
            return found
        near = get_close_matches(path, self.parameters, n=3, cutoff=0.5)
        advice = f"did you mean {', '.join(near)}?" if near else "see docs/reference/legislation.md for the names."
        file = self.folder.joinpath(*path.split(".")).with_suffix(".yaml")
        raise LegislationError(f"{file}: there is no parameter '{path}'; {advice}")

    def dated(self, path: str, on: date | Month) -> Dated:
        """The value in force on a day, with its law, source and confidence."""
        parameter = self.parameter(path)
        day = on.first_day if isinstance(on, Month) else on
        index = bisect_right(parameter.days, day)
        if index == 0:
            first = parameter.values[0]
            raise FigureUnknownThen(
                parameter.error(first, f"'{path}' is known from {first.start} on, not on {day}; add the older value."),
                path=path,
                day=day,
            )
        found = parameter.values[index - 1]
        if found.until is not None and day > found.until:
            raise FigureUnknownThen(
                parameter.error(found, f"'{path}' is known until {found.until} only, not on {day}; add the new value."),
                path=path,
                day=day,
            )
        return found

    def value(self, path: str, on: date | Month) -> Value:
        """The latest value that took effect not after the day. Units and shapes are those of the parameter's file."""
        return self.dated(path, on).value

    def integer(self, path: str, on: date | Month) -> int:
        """A value that is a whole number: rupiah, years, months, a day of the month."""
        found = self.dated(path, on)
        if type(found.value) is not int:
            raise self.parameter(path).error(found, f"'{path}' must be a whole number here; write one.")
        return found.value

    def fraction(self, path: str, on: date | Month) -> Fraction:
        """A value that is an exact rate, such as 1/100 for one percent; a whole number counts too."""
        found = self.dated(path, on)
        if isinstance(found.value, Fraction) or type(found.value) is int:
            return Fraction(found.value)
        raise self.parameter(path).error(found, f"'{path}' must be a fraction here; write one such as '1/100'.")

    def table(self, path: str, on: date | Month) -> tuple[Value, ...]:
        """A value that is a list: bands, programmes, periods."""
        found = self.dated(path, on)
        if not isinstance(found.value, tuple):
            raise self.parameter(path).error(found, f"'{path}' must be a list here; write one.")
        return found.value


def load(folder: Path | str | None = None) -> Legislation:
    """The legislation of a folder: the one given, else of PAYUNG_LEGISLATION, else the project's own.

    Read once per folder and process. LegislationError names file, line and mend of what is malformed.
    """
    return _load(os.path.abspath(folder or os.environ.get(FOLDER_VARIABLE) or PROJECT_FOLDER))


@lru_cache(maxsize=8)
def _load(path: str) -> Legislation:
    folder = Path(path)
    files = sorted(folder.rglob("*.yaml"))
    if not files:
        advice = f"put the files there or set {FOLDER_VARIABLE} to the folder that holds them."
        raise LegislationError(f"{folder} holds no figures of the law; {advice}")
    names = {".".join(file.relative_to(folder).with_suffix("").parts): file for file in files}
    return Legislation(folder, {name: read_parameter(file, name) for name, file in names.items()})
