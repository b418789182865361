"""How figures are read: dated data (`data/reading.yaml`), no law."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "reading.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is too small to compare, how far chance reaches, and over how many days a pace is taken."""

    pace_days: int
    fewest_compared: int
    fewest_shared: int
    fewest_places: int
    confidence: float
    cut: float


@lru_cache(maxsize=1)
def _readings() -> tuple[tuple[dt.date, Reading], ...]:
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(sorted(((each.pop("from"), Reading(**each)) for each in entries), key=lambda pair: pair[0]))


def reading(on: dt.date) -> Reading:
    """The reading in force on a day; that of the first entry for days before it."""
    found = [each for start, each in _readings() if start <= on]
    return found[-1] if found else _readings()[0][1]
