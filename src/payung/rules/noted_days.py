"""Days of the calendar as steps of an answer, with a warning where the holidays of the year are not decreed yet."""

from __future__ import annotations

from datetime import date

from payung.rules.deadlines import OVERRIDE, next_working_day, working_days_after
from payung.rules.reckoning import Reckoning
from payung.rules.term import Citations, Term

KNOWN_THROUGH = "holidays.known_through"
FIRST_DAY_OPEN = "first_day_open"


def note_next_working_day(case: Reckoning, name: str, day: date, cited: Citations = ()) -> date:
    """The day itself when offices work on it, else the next on which they do; `cited` says where the day comes from."""
    found = next_working_day(day, legislation=case.law.law)
    return _noted(case, name, found, f"next_working_day({day})", cited)


def note_working_days_after(case: Reckoning, name: str, day: date, count: Term) -> date:
    """The day on which so many working days have passed. That the day itself does not count is inference, and said."""
    case.law.warn(FIRST_DAY_OPEN)
    found = working_days_after(day, int(count.value), legislation=case.law.law)
    return _noted(case, name, found, f"working_days_after({day}, {count.text})", count.cited)


def _noted(case: Reckoning, name: str, found: date, formula: str, cited: Citations) -> date:
    known = case.law.cite(KNOWN_THROUGH)
    last = known.dated.value
    if type(last) is not date:
        raise known.error(f"'{KNOWN_THROUGH}' must be a day; write it like 2027-12-31.")
    if found > last:
        case.law.warn("holidays_not_decreed", year=found.year, known_through=last.isoformat())
    calendar = (case.law.cite("working_week.days"), case.law.cite(OVERRIDE), known)
    case.note(name, found, formula, (*cited, *calendar))
    return found
