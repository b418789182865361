"""A cell as the text that was seen in it, whatever type the spreadsheet gave it."""

import re
from datetime import date, datetime, time

from payung.identity.folding import clean

_FORMULA = re.compile(r'^=\s*(?:T\()?"([^"]*)"\)?$')
_EXACT_NUMBERS_BELOW = 1e15  # a spreadsheet keeps 15 digits; beyond, the last ones are lost


def text(value: object) -> str:
    """Dates become 2025-09-30; a number too long to be exact reads 1.271010E+15, so that nobody trusts it."""
    if value is None or isinstance(value, bool | time):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value)
    seen = clean(str(value))
    formula = _FORMULA.match(seen)
    return (formula.group(1) if formula else seen.removeprefix("'")).strip()


def _number(value: float) -> str:
    if value != value or abs(value) == float("inf"):
        return ""
    if abs(value) >= _EXACT_NUMBERS_BELOW:
        return f"{value:.6E}"
    return str(int(value)) if value == int(value) else repr(value)
