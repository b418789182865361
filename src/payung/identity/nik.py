"""The national identity number (NIK): 16 digits - where first issued (6), birth date with 40 added to a woman's day
(6), serial (4).

It has no check digit, so a NIK can be well formed and still be wrong.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from payung.identity import regions
from payung.identity.dates import latest_past_year
from payung.identity.folding import clean, is_placeholder


class NikFault(StrEnum):
    """What can be wrong with a NIK; the values are the roster contract's problem codes."""

    MISSING = "nik_missing"
    LENGTH = "nik_length"
    PRECISION_LOST = "nik_precision_lost"
    DATE_INVALID = "nik_date_invalid"
    SERIAL_ZERO = "nik_serial_zero"
    REGION_UNKNOWN = "nik_region_unknown"
    DISTRICT_UNKNOWN = "nik_district_unknown"


@dataclass(frozen=True, slots=True)
class NikReading:
    """What a cell says as a NIK. `digits` is None unless there are 16 of them;
    `birth_date` and `sex` are what they tell.
    """

    digits: str | None
    faults: tuple[NikFault, ...] = ()
    birth_date: date | None = None
    sex: str | None = None
    found: int = 0  # how many digits stood there, for the message

    @property
    def usable(self) -> bool:
        """Whether the number can stand for a person: 16 digits and no fault but an unknown (old) district code."""
        return self.digits is not None and not set(self.faults) - {NikFault.DISTRICT_UNKNOWN}


_LETTERS = str.maketrans({"O": "0", "o": "0", "I": "1", "i": "1", "l": "1", "|": "1"})
_SEPARATORS = re.compile(r"[\s.\-'\"*]+")
_FORMULA = re.compile(r"""^=\s*(?:\w+\s*)?\(?\s*(["'])([^"']*)\1\s*\)?$""")
_TRAILING_ZERO = re.compile(r"^(\d{10,})[.,]0{1,2}$")
_REMARK = re.compile(r"\([^\d()]*\)")
_SCIENTIFIC = re.compile(r"^[+-]?\d+(?:[.,]\d+)?\s*[eE]\s*\+?\s*\d{1,3}$")
_LABEL = re.compile(
    r"^(?:no(?:mor)?\b\.?\s*:?\s*)?(?:(?:e-?\s*)?(?:nik|ktp|ktp\s*el)\b\s*(?:[/.]\s*(?:nik|ktp)\b)?\s*[.:=]*\s*)?",
    re.IGNORECASE,
)
_LENGTH = 16


def mend(text: str) -> str:
    """The digits of a typed NIK, with spaces, dots, dashes, apostrophes, `="…"`, a trailing `.0` and O, I, l put right.

    Whatever cannot be put right stays in the text, so a caller sees that it is not all digits.
    """
    if len(text) == _LENGTH and text.isascii() and text.isdecimal():
        return text
    text = _bare(text)
    return text.translate(_LETTERS) if any(c.isdecimal() for c in text) else text


def reads_letters(text: str) -> bool:
    """Whether a typed NIK has letters that are read as digits: O as 0, I and l as 1."""
    bare = _bare(text)
    return mend(bare) != bare


def _bare(text: str) -> str:
    """A typed NIK without everything that stands around and between its digits."""
    text = clean(text)
    formula = _FORMULA.match(text)
    if formula:
        text = formula.group(2)
    text = _REMARK.sub("", _LABEL.sub("", text.strip("'\" ,;:"))).strip()
    text = _TRAILING_ZERO.sub(r"\1", text)
    return _SEPARATORS.sub("", text)


def read(value: object, *, as_of: date) -> NikReading:
    """What a cell's value says as a NIK; a number cell is told from text, for a number cannot hold 16 digits."""
    if value is None or value is True or value is False:
        return NikReading(None, (NikFault.MISSING,))
    if isinstance(value, int | float):
        return _from_number(value)
    if not isinstance(value, str):
        return NikReading(None, (NikFault.LENGTH,))
    return read_text(value, as_of=as_of)


def read_text(text: str, *, as_of: date) -> NikReading:
    """What typed text says as a NIK."""
    digits = mend(text)
    if len(digits) == _LENGTH and digits.isascii() and digits.isdecimal():
        return _from_digits(digits, as_of)
    seen = clean(text).strip("'\" ")
    if _SCIENTIFIC.match(seen):
        return NikReading(None, (NikFault.PRECISION_LOST,))
    found = sum(c.isdecimal() for c in seen)
    if not found or is_placeholder(seen):
        return NikReading(None, (NikFault.MISSING,))
    return NikReading(None, (NikFault.LENGTH,), found=found)


def _from_number(value: float) -> NikReading:
    if value == 0 or value != value:
        return NikReading(None, (NikFault.MISSING,))
    found = len(str(abs(int(value)))) if abs(value) < 1e300 else 300
    fault = NikFault.PRECISION_LOST if found == _LENGTH else NikFault.LENGTH
    return NikReading(None, (fault,), found=found)


def _from_digits(digits: str, as_of: date) -> NikReading:
    faults = list(_region_faults(digits[:6]))
    birth_date, sex = born(digits, as_of=as_of)
    if birth_date is None:
        faults.append(NikFault.DATE_INVALID)
    if digits[12:] == "0000":
        faults.append(NikFault.SERIAL_ZERO)
    return NikReading(digits, tuple(faults), birth_date, sex, _LENGTH)


@lru_cache(maxsize=20_000)
def _region_faults(prefix: str) -> tuple[NikFault, ...]:
    if not regions.has_province(prefix):
        return (NikFault.REGION_UNKNOWN,)
    return () if regions.has_district(prefix) else (NikFault.DISTRICT_UNKNOWN,)


def born(digits: str, *, as_of: date) -> tuple[date | None, str | None]:
    """Birth date and sex ('M', 'F') out of digits 7-12, in the latest century not after `as_of`; (None,
    None) if no date.
    """
    day, month, short_year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    sex = "M" if day <= 31 else "F"
    if sex == "F":
        day -= 40
    found = latest_past_year(day, month, short_year, as_of=as_of)
    return (found, sex) if found else (None, None)
