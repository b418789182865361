"""Indonesian telephone numbers as people type them, brought to E.164 (+62…)."""

import re
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType

from payung.identity.folding import clean, is_placeholder

_REACHABLE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
_BETWEEN = re.compile(r"\s*(?:[/,;|&\n]|\batau\b|\bdan\b|\bor\b|\s{3,})\s*", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d[.,]?\d*\s*[eE]\s*\+?\d")
_LETTERS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})
# Letters stand for digits only among digits: not the o of "No. 0812", not the I of "0812… Ibu".
_RUN = re.compile(r"\+?\(?(?:\d|(?<![A-Za-z])[OoIl]+(?![A-Za-z]))(?:[\d\s().\-+]|[OoIl]+(?![A-Za-z]))*")


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """What a cell says as a phone: `number` in E.164, or None; `given` is False where nothing was typed."""

    given: bool
    number: str | None = None


def read(value: object) -> PhoneReading:
    """The first number in the cell that can be an Indonesian mobile or fixed line, in E.164."""
    if value is None or isinstance(value, bool):
        return PhoneReading(False)
    if isinstance(value, int | float):
        return _from_number(value)
    if not isinstance(value, str):
        return PhoneReading(True)
    return read_text(value)


def read_text(text: str) -> PhoneReading:
    """The first valid number of typed text; several may stand in it ('0812… / 0813…', '0812… atau 061…')."""
    seen = clean(text.replace("\n", " / ")).strip("'\" ")
    if is_placeholder(seen):
        return PhoneReading(False)
    if _SCIENTIFIC.search(seen):
        return PhoneReading(True)
    for part in [*_BETWEEN.split(seen), seen, *seen.split(" - "), *(word for word in seen.split() if len(word) >= 9)]:
        number = _one(part)
        if number:
            return PhoneReading(True, number)
    return PhoneReading(True)


def _from_number(value: float) -> PhoneReading:
    if value == 0 or value != value:
        return PhoneReading(False)
    return PhoneReading(True, _one(str(int(value))) if abs(value) < 1e17 else None)


def _one(text: str) -> str | None:
    """The number in a piece of text: its longest run of figures, whatever words stand around it ('Hp.
    0812… (istri)').
    """
    text = re.sub(r"[.,]0$", "", text.strip())
    run = max(_RUN.findall(text), key=len, default="").translate(_LETTERS)
    figures = re.sub(r"[^\d+]", "", run)
    if not re.fullmatch(r"\+?\d{6,17}", figures):
        return None
    return next((found for found in map(_valid, _international(figures)) if found), None)


def _international(text: str) -> list[str]:
    """The E.164 forms the figures may mean, most likely first.

    A leading 62 is the country code, never an area code: the library would read 62812… as a valid landline.
    """
    digits = text.lstrip("+")
    if text.startswith("+") or digits.startswith("00"):
        if digits.startswith("08"):
            return ["+62" + digits[1:]]
        digits = digits.lstrip("0") if digits.startswith("00") else digits
        return ["+62" + digits[2:].lstrip("0")] if digits.startswith("62") else []
    if digits.startswith("0"):
        rest = digits.lstrip("0")
        return ["+" + rest] if rest.startswith("62") and len(rest) > 10 else ["+62" + rest]
    if digits.startswith("62"):
        return ["+62" + digits[2:].lstrip("0")]
    # Without a leading zero only a mobile, or an area code with a whole number behind it, can be meant.
    return ["+62" + digits] if digits.startswith("8") or len(digits) >= 9 else []


@lru_cache(maxsize=8192)
def _valid(number: str) -> str | None:
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None
    if parsed.country_code != 62 or not phonenumbers.is_valid_number(parsed):
        return None
    kind = phonenumbers.number_type(parsed)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if kind in _REACHABLE else None
