"""What happens to a date of birth. Texts like 1980-12-31 go in; the kinds named `as_` keep the day and change its form."""

import datetime as dt

MONTHS = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
LONG_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
EXCEL_ZERO = dt.date(1899, 12, 30)


def _parts(text: str) -> tuple[int, int, int]:
    return int(text[:4]), int(text[5:7]), int(text[8:])


def _iso(year: int, month: int, day: int) -> str:
    """A date that exists: a day beyond its month becomes the 28th."""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04d}-{month:02d}-28"


def day_month_swapped(text: str, r: int) -> str:
    """Day and month in each other's place, where that is a date."""
    year, month, day = _parts(text)
    return text if day > 12 else f"{year:04d}-{day:02d}-{month:02d}"


def first_of_january(text: str, r: int) -> str:
    """Only the year was known."""
    return f"{text[:4]}-01-01"


def first_of_month(text: str, r: int) -> str:
    """Only the month was known."""
    return f"{text[:7]}-01"


def year_by_one(text: str, r: int) -> str:
    """A year too early or too late: reckoned from the age."""
    year, month, day = _parts(text)
    return _iso(year + (1, -1)[r % 2], month, day)


def year_by_ten(text: str, r: int) -> str:
    """Another decade."""
    year, month, day = _parts(text)
    return _iso(year + (10, -10)[r % 2], month, day)


def year_transposed(text: str, r: int) -> str:
    """The last two digits of the year in each other's place."""
    _, month, day = _parts(text)
    return _iso(int(f"{text[:2]}{text[3]}{text[2]}"), month, day)


def day_by_one(text: str, r: int) -> str:
    """A day too early or too late."""
    return (dt.date.fromisoformat(text) + dt.timedelta(days=(1, -1)[r % 2])).isoformat()


def digit_wrong(text: str, r: int) -> str:
    """One digit of the day or the month is another, where that is a date."""
    year, month, day = _parts(text)
    if r % 3 == 0:
        return _iso(year, r // 7 % 12 + 1, day)
    return _iso(year, month, (day + (10, 20, 1, 2, 3)[r // 7 % 5] - 1) % 28 + 1)


def today(text: str, r: int) -> str:
    """The day of the registration instead of the birth, or the first of all days."""
    return ("2021-04-12", "1900-01-01", "1970-01-01", "2019-11-05")[r % 4]


def as_slashes(text: str, r: int) -> str:
    """31/12/1980."""
    return f"{text[8:]}/{text[5:7]}/{text[:4]}"


def as_short(text: str, r: int) -> str:
    """31-12-80."""
    return f"{text[8:]}-{text[5:7]}-{text[2:4]}"


def as_words(text: str, r: int) -> str:
    """31 Des 1980, or the month in full."""
    names = MONTHS if r % 3 else LONG_MONTHS
    return f"{int(text[8:])} {names[int(text[5:7]) - 1]} {text[:4]}"


def as_serial(text: str, r: int) -> str:
    """The number a spreadsheet keeps for a day."""
    return str((dt.date.fromisoformat(text) - EXCEL_ZERO).days)


def as_timestamp(text: str, r: int) -> str:
    """With a time behind: 1980-12-31 00:00:00."""
    return f"{text} 00:00:00"
