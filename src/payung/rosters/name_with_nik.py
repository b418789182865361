"""A name and a NIK typed into one cell ('BUDI SANTOSO / 1271…'), taken apart."""

import re

from payung.rosters.sheets import Value

_NUMBER = re.compile(r"[\dOIl][\dOIl\s.\-']{10,}[\dOIl]")
_LABEL = re.compile(r"(?i)\b(?:no\b\.?\s*)?(?:e-?)?(?:nik|ktp)\b\s*[.:]*")


def take_apart(value: Value) -> tuple[Value, Value]:
    """(name, number) of a cell that holds both; a cell without a number is all name, one without letters all number."""
    if not isinstance(value, str):
        return None, value
    number = _NUMBER.search(value)
    if number is None:
        return value, None
    rest = value[: number.start()] + " " + value[number.end() :]
    return _LABEL.sub(" ", rest).strip(" \n\r\t/|,;:()-."), number.group()
