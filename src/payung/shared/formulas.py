"""Text that a spreadsheet would run as a formula, made text."""

_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take its first sign for a formula."""
    return f"'{text}" if text.startswith(_SIGNS) else text
