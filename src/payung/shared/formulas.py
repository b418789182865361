"""Text that a spreadsheet would run as a formula, made text."""

import re

_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_TELEPHONE = re.compile(r"\+[0-9]+")


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take its first sign for a formula.

    A plus with digits alone, as telephones are written, can at most become a number: it stays.
    """
    return f"'{text}" if text.startswith(_SIGNS) and not _TELEPHONE.fullmatch(text) else text
