"""Monthly incomes as people type them, in whole rupiah."""

import re

from payung.identity.folding import clean, is_placeholder
from payung.rosters.sheets import Value

_WORDS = {"juta": 1_000_000, "jt": 1_000_000, "ribu": 1_000, "rb": 1_000, "k": 1_000}
_AMOUNT = re.compile(
    r"^(?:rp\.?|idr)?\s*([\d.,]+)\s*(juta|jt|ribu|rb|k)?(?:,-|\.-|,–)?(?:\s*(?:/|per)\s*(?:bulan|bln|bl))?$"
)


def read_rupiah(value: Value) -> int | None:
    """The amount of a cell in rupiah ('Rp 1.500.000,-', '1,5 juta', 1500000.0); None where it is no single amount."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return round(value) if 0 < value < 1e12 else None
    if not isinstance(value, str):
        return None
    text = clean(value).lower().strip("' ")
    found = None if is_placeholder(text) else _AMOUNT.match(re.sub(r"[,.]-$", "", text))
    if not found:
        return None
    amount = _number(found.group(1), decimals=bool(found.group(2)))
    return round(amount * _WORDS.get(found.group(2) or "", 1)) if amount is not None else None


def _number(text: str, *, decimals: bool) -> float | None:
    """Dots and commas part thousands, save before a last group of one or two digits."""
    text = text.strip(".,")
    if decimals and re.fullmatch(r"\d+[.,]\d{1,3}", text):
        return float(text.replace(",", "."))
    whole = re.sub(r"[.,]\d{1,2}$", "", text)
    plain = re.sub(r"[.,]", "", whole)
    return float(plain) if plain.isdecimal() and len(plain) < 13 else None
