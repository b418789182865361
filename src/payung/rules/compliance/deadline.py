"""By which day something has to be registered, reported or paid; every event is a file of legislation/deadlines/."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, cast

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.inputs import DayIn, InputError, Inputs
from payung.rules.legislation import Legislation
from payung.rules.noted_days import note_working_days_after
from payung.rules.reckoning import Reckoning

_FOLDER = "deadlines."
_WAYS = ("working_days", "days")


class Event(Inputs):
    """Something that happened, such as a signed work order, and its day."""

    event: Annotated[str, Field(description="name of a file in legislation/deadlines/, such as jakon_registration")]
    date: DayIn


def deadline(law: Legislation, asked: Event, _on: date) -> Answer:
    """The last day that is in time; InputError names the known events."""
    path = f"{_FOLDER}{asked.event.strip().lower()}"
    if path not in law.parameters:
        known = sorted(name.removeprefix(_FOLDER) for name in law.parameters if name.startswith(_FOLDER))
        raise InputError.of("event", "event_unknown", written=asked.event, known=", ".join(known))
    case = Reckoning(law, asked.date)
    count = case.law.number(path, "count")
    cited = case.law.cite(path)
    counted = cast("Mapping[str, object]", cited.dated.value).get("counted")
    if counted not in _WAYS:
        raise cited.error(f"'counted' must be one of {', '.join(_WAYS)}; write one.")
    if counted == "working_days":
        note_working_days_after(case, "deadline", asked.date, count)
    else:
        found = asked.date + timedelta(days=int(count.value))
        case.note("deadline", found, f"{asked.date} + {count.text}", count.cited)
    return Answer.of(case)
