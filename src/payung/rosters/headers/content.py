"""What a column holds, judged by its values, for headings that are missing, odd or doubled."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from payung.identity import dates, names, nik, occupations, phones
from payung.identity.folding import clean, is_placeholder, words
from payung.rosters.headers.vocabulary import FEMALE, MALE
from payung.rosters.sheets import Value

SAMPLE = 120
_MONEY = re.compile(r"^(?:rp\.?|idr)?\s*\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2}|,-)?$", re.IGNORECASE)
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_STREET = re.compile(r"(?:jl|jln|jalan|gg|gang|lr|lorong|psr|dusun|komp|perum)\b", re.IGNORECASE)
_FAR_AHEAD = date(2200, 1, 1)  # any birth date counts as a date here, also one typed wrong
_CENTURY_BEGINS = 40  # two digits of a year below are of this century: nobody on a roster was born before 1940


@dataclass(slots=True)
class Profile:
    """Shares (0 to 1) of a column's filled cells that look like each kind of value."""

    filled: int = 0
    distinct: int = 0
    shares: dict[str, float] = field(default_factory=dict)

    def share(self, kind: str) -> float:
        """How much of the column looks like this kind."""
        return self.shares.get(kind, 0.0)


def profile(values: Iterable[Value]) -> Profile:
    """Looks at the filled cells of one column (a sample of it)."""
    kept = [value for value in values if not _is_empty(value)][:SAMPLE]
    counts: dict[str, int] = {}
    for value in kept:
        for kind in _kinds(value):
            counts[kind] = counts.get(kind, 0) + 1
    found = Profile(len(kept), len({str(value) for value in kept}))
    found.shares = {kind: count / len(kept) for kind, count in counts.items()}
    if _counts_up(kept):
        found.shares["number"] = 1.0
    return found


def looks_like_nik(value: Value) -> bool:
    """16 digits, as text or as a number that lost the last one."""
    if isinstance(value, str):
        digits = nik.mend(value)
        return len(digits) == 16 and digits.isdecimal()
    return isinstance(value, int | float) and not isinstance(value, bool) and 1e15 <= value < 1e16


def _is_empty(value: Value) -> bool:
    return value is None or (isinstance(value, str) and is_placeholder(clean(value)))


def _kinds(value: Value) -> list[str]:
    if isinstance(value, bool):
        return []
    if isinstance(value, date):
        return ["birth_date"]
    if isinstance(value, int | float):
        return _kinds_of_number(value)
    return _kinds_of_text(clean(value)) if isinstance(value, str) else []


def _kinds_of_number(value: float) -> list[str]:
    found = []
    if looks_like_nik(value):
        found.append("nik")
    if 1e8 <= value < 1e13 and phones.read(value).number:
        found.append("phone")
    if 7000 <= value < 45000:
        found.append("serial_date")
    if 100_000 <= value < 100_000_000 and value % 1000 == 0:
        found.append("monthly_income")
    return found + _parts_of_date(value)


def _parts_of_date(number: float) -> list[str]:
    if not float(number).is_integer():
        return []
    return [
        kind for kind, low, high in (("day", 1, 31), ("month", 1, 12), ("year", 1900, 2100)) if low <= number <= high
    ]


def _kinds_of_text(text: str) -> list[str]:
    if looks_like_nik(text):
        return ["nik", *(["family_card"] if _is_recent_number(text) else [])]
    found = []
    plain = words(text)
    if plain in MALE or plain in FEMALE:
        found.append("sex")
    if _EMAIL.match(text):
        found.append("email")
    if _MONEY.match(text):
        found.append("monthly_income")
    if _STREET.match(text):
        found.append("address")
    return found + (_kinds_with_digits if any(c.isdecimal() for c in text) else _kinds_of_words)(text, plain)


def _is_recent_number(text: str) -> bool:
    """A family card carries the date of its issue, so as a NIK its owner would be a child."""
    digits = nik.mend(text)
    return int(digits[6:8]) <= 31 and int(digits[10:12]) < _CENTURY_BEGINS


def _kinds_with_digits(text: str, plain: str) -> list[str]:
    found = _parts_of_date(int(plain)) if plain.isdecimal() and len(plain) <= 4 else []
    if phones.read_text(text).number:
        found.append("phone")
    place, day = dates.split_place(text, as_of=_FAR_AHEAD)
    if day.candidates and "phone" not in found:
        found.append("birth_place_date" if place else "birth_date")
    return found


def _kinds_of_words(text: str, plain: str) -> list[str]:
    found = []
    reading = occupations.read_text(text)
    known = reading.occupation is not None or reading.civil_servant
    if known:
        found.append("occupation")
    if not known and len(plain) > 2 and len(plain.split()) <= 7 and not names.is_suspicious(text):
        found.append("full_name")
    return found


def _counts_up(values: Sequence[Value]) -> bool:
    """1, 2, 3 … down the column: a list number."""
    numbers: list[int] = []
    for value in values:
        text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        if not text.strip(" .").isdecimal() or len(text) > 7:
            return False
        numbers.append(int(text.strip(" .")))
    steps = sum(1 for a, b in pairwise(numbers) if b - a == 1)
    return len(numbers) >= 3 and numbers[0] <= 9999 and steps >= 0.7 * (len(numbers) - 1)
