"""What workers agree to when they are registered: texts with a version, kept as data (`texts/consent.yaml`)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "texts" / "consent.yaml"


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in one language: the sentence read to a worker, what the bringer of a list declares, what is explained."""

    said: str
    declared: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One version, read out from the day `since` until the next version begins. The Indonesian is what is agreed to."""

    version: int
    since: dt.date
    wordings: Mapping[str, Wording]

    def in_language(self, language: str | None) -> Wording:
        return self.wordings.get(language or "", self.wordings["id"])


@dataclass(frozen=True, slots=True)
class Consent:
    """That a worker agreed: to which version, on which day, and who recorded it."""

    version: int
    on: dt.date
    by: int

    def columns(self) -> dict[str, Any]:
        """The values of `Registration`'s columns."""
        return {"consent_version": self.version, "consent_on": self.on, "consent_by_id": self.by}


@cache
def texts() -> tuple[ConsentText, ...]:
    """Every version, the oldest first. ValueError where the file skips a version or a day."""
    found = tuple(_text(each) for each in yaml.safe_load(FILE.read_text(encoding="utf-8")))
    days = [each.since for each in found]
    if [each.version for each in found] != list(range(1, len(found) + 1)) or days != sorted(set(days)):
        raise ValueError(f"{FILE.name}: versions are 1, 2, 3, …, each from a later day than the one before.")
    return found


def _text(given: Mapping[str, Any]) -> ConsentText:
    return ConsentText(given["version"], given["since"], {name: _wording(given[name]) for name in ("id", "en")})


def _wording(given: Mapping[str, Any]) -> Wording:
    points = tuple((str(each["heading"]), str(each["text"])) for each in given["points"])
    return Wording(str(given["said"]), str(given["declared"]), points)


def text_on(day: dt.date) -> ConsentText:
    """The text that is read out on a day; before the first one began, that first one."""
    return next((each for each in reversed(texts()) if each.since <= day), texts()[0])


def text_of(version: int) -> ConsentText | None:
    """One version, or None for a number that is none."""
    return next((each for each in texts() if each.version == version), None)


def given(*, on: dt.date, by: int) -> Consent:
    """The consent that somebody records on a day: to the text of that day."""
    return Consent(text_on(on).version, on, by)
