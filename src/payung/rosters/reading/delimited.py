"""Reads delimited text: delimiter and quoting are found out.

Rows are numbered as a spreadsheet program shows them: empty lines and a `sep=` line count, a quoted cell of
several lines is one row. The contract's "physical lines" (decided 11) mean no more than that, as its samples show.
"""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from payung.rosters.limits import Meter
from payung.rosters.sheets import Sheet, UnreadableFile, Workbook

csv.field_size_limit(1_000_000)
_DELIMITERS = ",;\t|^~"
_DECLARED = re.compile(r'^"?sep=(.)"?\r?\n?$', re.IGNORECASE)
_LONGEST_FIELD_LINES = 12  # a quoted field over more lines than this is a stray quotation mark
_SAMPLE = 400

_Record = tuple[int, list[str]]
Quoting = Literal[0, 3]  # csv.QUOTE_MINIMAL, csv.QUOTE_NONE


def read_delimited(text: str, name: str, meter: Meter) -> Workbook:
    """One sheet, named after the file."""
    if not text.strip():
        raise UnreadableFile(
            "Berkas ini kosong; tidak ada satu baris pun di dalamnya.", "The file is empty: it has no line at all."
        )
    delimiter, declared = _delimiter(text)
    sheet = Sheet(name)
    for number, fields in _records(text, delimiter):
        if number == 1 and declared:
            sheet.put(1, 0, text.split("\n", 1)[0].strip())
            continue
        for column, field in enumerate(fields):
            if field.strip():
                meter.put(sheet, number, column, field)
    return Workbook([sheet])


def _delimiter(text: str) -> tuple[str, bool]:
    declared = _DECLARED.match(text.split("\n", 1)[0].strip("\ufeff"))
    if declared:
        return declared.group(1), True
    return max(_DELIMITERS, key=lambda candidate: _regularity(text, candidate)), False


def _regularity(text: str, delimiter: str) -> float:
    """How much the lines look like a table when split so: many fields, and mostly the same number of them."""
    sample = text[:200_000]
    widths: Counter[int] = Counter()
    for _, fields in islice(_parse(sample, delimiter, _quoting(sample, delimiter)), _SAMPLE):
        if any(field.strip() for field in fields):
            widths[len(fields)] += 1
    regular = {width: count for width, count in widths.items() if width > 1}
    if not regular:
        return 0.0
    width = max(regular, key=lambda key: (regular[key] * min(key, 12), key))
    near = sum(count for other, count in regular.items() if abs(other - width) <= 1)
    return near / widths.total() * math.sqrt(min(width, 12))


def _records(text: str, delimiter: str) -> Iterator[_Record]:
    """The records, each with its row number; lines that are quoted as a whole are opened."""
    quoting = _quoting(text, delimiter)
    raw = quoting == csv.QUOTE_NONE and '"' in text
    for number, fields in _parse(text, delimiter, quoting):
        if len(fields) == 1 and delimiter in fields[0]:
            inner = next(csv.reader([" ".join(fields[0].splitlines())], delimiter=delimiter), [])
            fields = inner if len(inner) > 2 else fields
        yield number, [_unquoted(field) for field in fields] if raw else fields


def _quoting(text: str, delimiter: str) -> Quoting:
    """Quotation marks count, unless one that stands alone would swallow many lines."""
    if '"' not in text:
        return csv.QUOTE_NONE
    fields = (field for _, record in _parse(text, delimiter, csv.QUOTE_MINIMAL) for field in record)
    stray = any(field.count("\n") > _LONGEST_FIELD_LINES for field in fields if "\n" in field)
    return csv.QUOTE_NONE if stray else csv.QUOTE_MINIMAL


def _unquoted(field: str) -> str:
    return field.strip().strip('"').replace('""', '"') if '"' in field else field


def _parse(text: str, delimiter: str, quoting: Quoting) -> Iterator[_Record]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, skipinitialspace=False)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as fault:
        raise UnreadableFile(
            f"Teks di baris {reader.line_num} tidak dapat dibaca sebagai tabel; periksa tanda kutip di baris itu.",
            f"Line {reader.line_num} cannot be read as a table; check the quotation marks there.",
        ) from fault
