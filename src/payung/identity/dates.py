"""Birth dates as Indonesians write them, with what stays uncertain: two orders of day and month, two-digit years."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from payung.identity.folding import clean, is_placeholder
from payung.identity.months_id import month_number

EARLIEST_YEAR = 1900  # nobody alive was born before


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a cell says as a date.

    `candidates` holds the date, or two where day and month could be either way round (day first comes first).
    `given` is False where nothing was typed; given without candidates is no date, or one after the day asked.
    """

    given: bool
    candidates: tuple[date, ...] = ()
    future: bool = False

    @property
    def invalid(self) -> bool:
        """A date was typed and is none, or lies in the future."""
        return self.given and not self.candidates

    @property
    def ambiguous(self) -> bool:
        """Day and month could be either way round."""
        return len(self.candidates) > 1

    @property
    def certain(self) -> date | None:
        """The one date it can be, else None."""
        return self.candidates[0] if len(self.candidates) == 1 else None


NOT_GIVEN = DateReading(False)
_NO_DATE = DateReading(True)
_SEPARATOR = r"\s*[-/.,_\\|:']{1,3}\s*|\s+"
_NUMERIC = re.compile(rf"(?<!\d)(\d{{1,4}})(?:{_SEPARATOR})(\d{{1,2}})(?:{_SEPARATOR})(\d{{1,4}})(?!\d)")
_DAY_MONTH_NAME = re.compile(
    r"(?<!\d)(\d{1,2})(?:\s*[-/.,_]\s*|\s*)([a-z]{1,12})\.?(?:\s*[-/.,_']\s*|\s*)(\d{2,4})(?!\d)"
)
_YEAR_MONTH_NAME = re.compile(
    r"(?<!\d)(\d{4})(?:\s*[-/.,_]\s*|\s*)([a-z]{1,12})\.?(?:\s*[-/.,_]\s*|\s*)(\d{1,2})(?!\d)"
)
_MONTH_NAME_FIRST = re.compile(
    r"(?<![a-z])([a-z]{3,12})\.?(?:\s*[-/.,_]\s*|\s+)(\d{1,2})(?:st|nd|rd|th)?(?:\s*[-/.,_]\s*|\s+)(\d{4})(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)(\d{8}|\d{6})(?!\d)")
_TIME = re.compile(
    r"[t\s]\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?|wib|wita|wit|z|[+-]\d{2}:?\d{2})?$"
)
_AGE_BEHIND = re.compile(r"\s*[/,(-]?\s*\(?\b\d{1,3}\s*(?:th|thn|tahun|yrs?|years)\b\.?\)?$|\s*\([^()]*\)$")
_WORDS_BEFORE = re.compile(
    r"^(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|tgl|tanggal|lahir|pada|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday)\b[\s.,:]*)+"
)


def latest_past_year(day: int, month: int, short_year: int, *, as_of: date) -> date | None:
    """The date of a two-digit year in the latest century that does not lie after `as_of`;
    None where no century has it.
    """
    for century in range(as_of.year // 100 * 100, EARLIEST_YEAR - 100, -100):
        found = _real(century + short_year, month, day)
        if found and found <= as_of:
            return found
    return None


def read(value: object, *, as_of: date, epoch_1904: bool = False) -> DateReading:
    """What a cell's value says as a birth date on the day `as_of`: a date cell, a serial number or typed text."""
    if value is None or isinstance(value, bool):
        return NOT_GIVEN
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _settle([value], as_of)
    if isinstance(value, int | float):
        return _from_number(value, as_of, epoch_1904)
    return read_text(value, as_of=as_of) if isinstance(value, str) else _NO_DATE


def read_text(text: str, *, as_of: date) -> DateReading:
    """What typed text says as a date, and nothing else beside it."""
    seen = clean(text)
    if is_placeholder(seen.strip("'\"")):
        return NOT_GIVEN
    plain = _without_time(_WORDS_BEFORE.sub("", seen.lower().strip("'\"= ")))
    found = _find(plain)
    if found is None or _leftover(plain, found[1]):
        return _whole_number(plain, as_of)
    return _read_parts(found[0], as_of)


def split_place(text: str, *, as_of: date) -> tuple[str | None, DateReading]:
    """Place and date out of one cell ('Medan, 17 Agustus 1979'); a cell with a place only has no date given."""
    seen = clean(text).strip("'\" ")
    if is_placeholder(seen):
        return None, NOT_GIVEN
    plain = _without_time(seen.lower())
    found = _find(plain)
    if found is None:
        if any(c.isdecimal() for c in plain):
            place = re.split(r"\d", seen, maxsplit=1)[0]
            return _place(place), _NO_DATE
        return _place(seen), NOT_GIVEN
    start, end = found[1]
    place = seen[:start] if start > 1 else seen[end:]
    return _place(re.sub(r"(?i)\b(?:tgl|tanggal|lahir|pada)\b\.?", " ", place)), _read_parts(found[0], as_of)


def _without_time(plain: str) -> str:
    """The text without a time of day or an age behind the date; what looks like a time may be the date ('07.11.64')."""
    shorter = _AGE_BEHIND.sub("", _TIME.sub("", plain))
    return shorter if shorter == plain or _find(shorter) else _AGE_BEHIND.sub("", plain)


def from_parts(day: object, month: object, year: object, *, as_of: date) -> DateReading:
    """A date typed into three cells: day, month (number or name), year."""
    parts = [_part(value) for value in (day, month, year)]
    if not any(parts):
        return NOT_GIVEN
    if not all(parts):
        return _NO_DATE
    dd, mm, yyyy = parts
    number = int(mm) if mm.isdecimal() else month_number(mm.lower())
    if number is None or not dd.isdecimal() or not yyyy.isdecimal():
        return _NO_DATE
    return _settle(_with_year(int(dd), number, yyyy, as_of), as_of)


def swapped(given: date) -> date | None:
    """The same figures with day and month the other way round, where that is another real date."""
    return _real(given.year, given.day, given.month) if given.day != given.month else None


def _part(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    text = clean(str(value)).strip("'\". ")
    return "" if is_placeholder(text) else re.sub(r"\.0$", "", text)


_Parts = tuple[str, str, str, str]  # kind, and three parts as typed
_Span = tuple[int, int]


def _find(plain: str) -> tuple[_Parts, _Span] | None:
    for kind, pattern in (("dny", _DAY_MONTH_NAME), ("ynd", _YEAR_MONTH_NAME), ("ndy", _MONTH_NAME_FIRST)):
        for match in pattern.finditer(plain):
            word = match.group(1 if kind == "ndy" else 2)
            if month_number(word):
                return (kind, match.group(1), match.group(2), match.group(3)), match.span()
    numeric = list(_NUMERIC.finditer(plain))
    if numeric:
        a, b, c = numeric[-1].groups()
        return ("123", a, b, c), numeric[-1].span()
    compact = list(_COMPACT.finditer(plain))
    if compact:
        digits = compact[-1].group(1)
        at, to = (4, 6) if _year_first(digits) else (2, 4)
        return ("123", digits[:at], digits[at:to], digits[to:]), compact[-1].span()
    return None


def _year_first(digits: str) -> bool:
    return (
        len(digits) == 8
        and digits[:2] in ("19", "20")
        and int(digits[4:6]) <= 12
        and not 1900 <= int(digits[4:]) <= 2099
    )


def _leftover(plain: str, span: _Span) -> bool:
    rest = plain[: span[0]] + plain[span[1] :]
    return bool(re.search(r"\d", rest))


def _read_parts(parts: _Parts, as_of: date) -> DateReading:
    kind, a, b, c = parts
    if kind == "dny":
        return _settle(_with_year(int(a), month_number(b) or 0, c, as_of), as_of)
    if kind == "ynd":
        return _settle(_with_year(int(c), month_number(b) or 0, a, as_of), as_of)
    if kind == "ndy":
        return _settle(_with_year(int(b), month_number(a) or 0, c, as_of), as_of)
    if len(a) == 4:
        return _settle(_with_year(int(c), int(b), a, as_of) or _with_year(int(b), int(c), a, as_of), as_of)
    if len(a) == 3:
        return _NO_DATE
    both = _with_year(int(a), int(b), c, as_of) + _with_year(int(b), int(a), c, as_of)
    return _settle(both, as_of)


def _with_year(day: int, month: int, year: str, as_of: date) -> list[date]:
    if len(year) == 2:
        short = latest_past_year(day, month, int(year), as_of=as_of)
        return [short] if short else []
    found = _real(int(year), month, day) if len(year) == 4 else None
    return [found] if found else []


def _settle(found: list[date], as_of: date) -> DateReading:
    possible = [day for day in dict.fromkeys(found) if day.year >= EARLIEST_YEAR and day <= as_of]
    return DateReading(True, tuple(possible), future=not possible and any(day > as_of for day in found))


def _from_number(value: float, as_of: date, epoch_1904: bool) -> DateReading:
    if value != value or value in (0, float("inf"), float("-inf")):
        return NOT_GIVEN if value == 0 else _NO_DATE
    whole = int(value)
    if EARLIEST_YEAR <= whole <= as_of.year:
        return _NO_DATE  # a year alone; as a day count it would be 1905
    if 1 <= whole < 100_000:
        return _settle(_serial(whole, epoch_1904), as_of)
    digits = str(whole)
    if len(digits) in (5, 7):
        digits = "0" + digits
    found = _find(digits)
    return _read_parts(found[0], as_of) if found else _NO_DATE


def _whole_number(plain: str, as_of: date) -> DateReading:
    digits = re.sub(r"[.,]0+$", "", plain)
    if digits.isdecimal() and len(digits) == 5:
        return _settle(_serial(int(digits), False), as_of)
    return _NO_DATE


def _serial(days: int, epoch_1904: bool) -> list[date]:
    """A spreadsheet's day count; its first calendar has a 29 February 1900 that never was,
    hence the two starting days.
    """
    if days < 366 and not epoch_1904:
        return []
    start = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)
    return [start + timedelta(days=days)]


def _place(text: str) -> str | None:
    place = text.strip(" ,./-;:|'\"()").strip()
    return place or None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
