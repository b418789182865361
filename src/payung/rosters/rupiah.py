"""Monthly incomes as people type them, in whole rupiah."""

import re

from payung.identity.folding import clean, is_placeholder
from payung.rosters.sheets import Value

_THOUSAND = 1_000
_WORDS = {"juta": 1_000_000, "jt": 1_000_000, "ribu": _THOUSAND, "rb": _THOUSAND, "k": _THOUSAND}
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
    unit = _WORDS.get(found.group(2) or "", 1)
    amount = _number(found.group(1), unit=unit)
    return round(amount * unit) if amount is not None else None


def _number(text: str, *, unit: int) -> float | None:
    """Dots and commas part thousands, save before a last group of one or two digits: '1,5 juta'.

    Three digits behind them are a fraction of a million ('1.250 juta') and thousands of thousands ('1.250rb'): nobody
    earns a rupiah or two in a month.
    """
    text = text.strip(".,")
    if unit > 1 and re.fullmatch(r"\d+[.,]\d{1,3}" if unit > _THOUSAND else r"\d+[.,]\d{1,2}", text):
        return float(text.replace(",", "."))
    whole = re.sub(r"[.,]\d{1,2}$", "", text)
    plain = re.sub(r"[.,]", "", whole)
    return float(plain) if plain.isdecimal() and len(plain) < 13 else None
