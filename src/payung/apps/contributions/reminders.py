"""How often somebody is reminded of the first payment: dated data (`data/reminders.yaml`), no law."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "reminders.yaml"


@dataclass(frozen=True, slots=True)
class Pace:
    """Days from acceptance to the first reminder, from each reminder to the next, and to the furthest promised day."""

    first_after_days: int
    again_after_days: int
    promised_within_days: int

    def next_after(self, day: dt.date) -> dt.date:
        """When somebody reminded on a day is reminded again, unless whoever did it says another day."""
        return day + dt.timedelta(days=self.again_after_days)

    def latest_after(self, day: dt.date) -> dt.date:
        """The last day to which a reminder on a day may put off the next."""
        return day + dt.timedelta(days=self.promised_within_days)


@lru_cache(maxsize=1)
def _paces() -> tuple[tuple[dt.date, Pace], ...]:
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(sorted((entry.pop("from"), Pace(**entry)) for entry in entries))


def pace(on: dt.date) -> Pace:
    """The pace in force on a day; that of the first entry for days before it."""
    found = [each for start, each in _paces() if start <= on]
    return found[-1] if found else _paces()[0][1]
