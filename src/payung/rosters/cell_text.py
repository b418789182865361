"""A cell's value as the text that people read in it."""

from datetime import date, datetime

from payung.identity.folding import clean
from payung.rosters.sheets import WIDEST, Value


def as_text(value: Value) -> str | None:
    """Whole numbers without a fraction, dates with the day first, no invisible signs; None where nothing is to read."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, float | int):
        return str(int(value)) if float(value).is_integer() else str(value)
    if isinstance(value, datetime | date):
        return f"{value:%d-%m-%Y}"
    return clean(str(value)) or None


def cell_texts(cells: list[Value]) -> dict[int, str]:
    """The filled cells of a row as text, by column."""
    return {column: text for column, value in enumerate(cells[:WIDEST]) if (text := as_text(value))}
