"""The formulas of the engine as people read them: 1000000 * 1% * (1 - 50%) is 1.000.000 × 1% × (1 − 50%)."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import groupby

from payung.web.templatetags.payung_format import exact

_SIGNS = {" * ": " × ", " / ": " ÷ ", " - ": " \N{MINUS SIGN} ", " >= ": " ≥ ", " <= ": " ≤ "}
_NUMBER = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w-])(?!\.\d)", re.ASCII)  # no date such as 2026-11
_ADDENDS = re.compile(r"\d+(?: \+ \d+)+", re.ASCII)


def readable(formula: str) -> str:
    """A formula with the signs and the numbers of the page's language; equal addends are counted."""
    shown = _counted(formula)
    for sign, better in _SIGNS.items():
        shown = shown.replace(sign, better)
    return _NUMBER.sub(lambda found: exact(Decimal(found[0])), shown)


def _counted(formula: str) -> str:
    """A sum of whole numbers alone, with neighbours that are equal written once."""
    if not _ADDENDS.fullmatch(formula):
        return formula
    runs = [(addend, len(list(same))) for addend, same in groupby(formula.split(" + "))]
    return " + ".join(addend if count == 1 else f"{count} * {addend}" for addend, count in runs)
