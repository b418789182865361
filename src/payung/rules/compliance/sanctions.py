"""The insurer's warnings and fine for an employer that neglects its duty (PP 86/2013); see legislation/compliance/."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.exact import plain
from payung.rules.inputs import DayIn, Exactly, Inputs, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.noted_days import note_next_working_day, note_working_days_after
from payung.rules.reckoning import Reckoning
from payung.rules.term import started


class FirstWarning(Inputs):
    """The day of the letter with the first written warning."""

    first: DayIn


class Neglected(Inputs):
    """What should have been paid."""

    due: Annotated[Rupiah, Field(description="contributions that should have been paid, in rupiah")]
    months: Annotated[Exactly, Field(description="months since the end of the second warning")]


def warning_dates(law: Legislation, asked: FirstWarning, _on: date) -> Answer:
    """The last days of both warnings, and the day of the second letter: the next working day after the first's last."""
    case = Reckoning(law, asked.first)
    days = case.law.number("compliance.warnings.working_days")
    first_ends = note_working_days_after(case, "first_ends", asked.first, days)
    second_starts = note_next_working_day(case, "second_starts", first_ends + timedelta(days=1), days.cited)
    note_working_days_after(case, "second_ends", second_starts, days)
    return Answer.of(case)


def pp86_fine(law: Legislation, asked: Neglected, on: date) -> Answer:
    """The fine that has grown since the end of the second warning; a started month counts whole."""
    case = Reckoning(law, on, dict(asked))
    rate = case.law.number("compliance.fine.rate")
    if asked.months.denominator != 1:
        case.law.warn("part_month_open", months=plain(asked.months))
    case.settle("fine", case.given("due") * rate * started(case.given("months")))
    return Answer.of(case)
