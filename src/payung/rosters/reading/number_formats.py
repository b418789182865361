"""Which number formats of a spreadsheet show a date."""

import re
from functools import lru_cache

_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_GENERAL = re.compile(r"general|standard|@", re.IGNORECASE)


@lru_cache(maxsize=512)
def shows_date(format_id: int, code: str | None) -> bool:
    """Whether a number in this format is meant as a date (or a date and time)."""
    if code is None:
        return format_id in _BUILT_IN_DATES
    plain = _GENERAL.sub("", _QUOTED.sub("", code.split(";")[0])).lower()
    if re.search(r"[#0?]", plain.replace(".000", "").replace(".00", "").replace(".0", "")):
        return False
    return bool(re.search(r"[ydmhs]", plain))
