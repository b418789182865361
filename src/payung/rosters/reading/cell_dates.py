"""Dates as spreadsheet cells hold them: a count of days, or text in ISO form."""

from datetime import date, datetime, time, timedelta

from payung.rosters.sheets import Value


def date_of_serial(days: float, epoch_1904: bool) -> Value:
    """A date, a date with time, or a time of day for a spreadsheet's day count;
    None where it is outside the calendar.
    """
    if 0 <= days < 1:
        return (datetime.combine(date.min, time()) + timedelta(days=days)).time()
    first = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30 if days >= 61 else 31)
    try:
        moment = datetime.combine(first, time()) + timedelta(seconds=round(days * 86400))
    except OverflowError:
        return None
    return moment.date() if moment.time() == time() else moment


def date_of_text(text: str) -> Value:
    """An ISO date cell (type d)."""
    try:
        moment = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return text
    return date(moment.year, moment.month, moment.day) if moment.time() == time() else moment
