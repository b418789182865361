"""Splits text into words, for a whole column in DuckDB and for one cell in Python, by the same patterns.

A column becomes a matrix of codes: DuckDB gives every distinct word a number, Python reads each distinct word once.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

NONE = -1  # no word in this place of a matrix
FIRST = 6  # so many words of a cell are looked at
_WORD = "[a-z]+|[0-9]+"
# Degrees with dots, and whatever follows the last comma: S.Pd, S.E., ", MM"
_DEGREES = r",\s*[a-z][a-z. ]*$|(,|\s)\s*(s|m|a|b|d|sp|ph)(\.[a-z]{1,4})+\.?"

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Split:
    """The words of a column on each of the sides: (rows, FIRST) codes into `words`, which are in order."""

    words: list[str]
    codes: list[Codes]

    def recoded(self, meaning: Sequence[int], width: int, *, later: Sequence[int] | None = None) -> list[Codes]:
        """(rows, width) matrices of what each word means, `NONE` left out and the rest moved up.

        `later` says what a word means that is not the first of its cell.
        """
        first = np.append(np.asarray(meaning, np.int32), np.int32(NONE))
        behind = first if later is None else np.append(np.asarray(later, np.int32), np.int32(NONE))
        found = []
        for codes in self.codes:
            matrix = behind[codes]
            matrix[:, 0] = first[codes[:, 0]]
            found.append(packed(matrix, width))
        return found


def packed(matrix: Codes, width: int) -> Codes:
    """The first `width` codes of each row that are there, in their order."""
    moved = np.full((len(matrix), width), NONE, np.int32)
    filled = np.zeros(len(matrix), np.int64)
    for column in matrix.T:
        rows = np.flatnonzero((column != NONE) & (filled < width))
        moved[rows, filled[rows]] = column[rows]
        filled[rows] += 1
    return moved


def split(text: str, *, names: bool = False) -> list[str]:
    """The words of one cell, as `split_column` finds them."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()
    if names:
        plain = re.sub(_DEGREES, " ", plain.replace("'", ""))
    return re.findall(_WORD, plain)[:FIRST]


def split_column(base: DuckDBPyConnection, tables: Sequence[str], column: str, *, names: bool = False) -> Split:
    """The words of a column of each table, its rows in the order of the table."""
    lower = f"lower(strip_accents({column}))"
    plain = f"regexp_replace(replace({lower}, '''', ''), '{_DEGREES}', ' ', 'g')" if names else lower
    for side, table in enumerate(tables):
        base.execute(
            f"CREATE OR REPLACE TEMP TABLE words_{side} AS "
            f"SELECT place, regexp_extract_all({plain}, '{_WORD}') AS found FROM {table}"
        )
    every = " UNION ALL ".join(f"SELECT found FROM words_{side}" for side in range(len(tables)))
    firsts = f"SELECT DISTINCT unnest(found[1:{FIRST}]) AS word FROM ({every})"
    words = [word for (word,) in base.execute(f"SELECT word FROM ({firsts}) ORDER BY word").fetchall()]
    return Split(words, [_codes(base, f"words_{side}", words) for side in range(len(tables))])


def _codes(base: DuckDBPyConnection, table: str, words: Sequence[str]) -> Codes:
    if not words:
        rows = base.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        return np.full((rows, FIRST), NONE, np.int32)
    base.execute("DROP TYPE IF EXISTS known_words")
    listed = ", ".join(f"'{word}'" for word in words)  # letters and digits alone, by _WORD
    base.execute(f"CREATE TYPE known_words AS ENUM ({listed})")
    places = ", ".join(
        f"coalesce(enum_code(found[{place}]::known_words)::INTEGER, {NONE})::INTEGER AS c{place}"
        for place in range(1, FIRST + 1)
    )
    found = base.execute(f"SELECT place, {places} FROM {table}").fetchnumpy()
    codes = np.empty((len(found["place"]), FIRST), np.int32)
    for column in range(FIRST):
        codes[found["place"], column] = found[f"c{column + 1}"]
    return codes


def dictionary(words: Sequence[str], read: Callable[[str], str]) -> tuple[list[str], list[int]]:
    """What distinct words mean: the meanings in order, and for each word the place of its own, `NONE` for ''."""
    meant = [read(word) for word in words]
    texts = sorted({text for text in meant if text})
    places = {text: place for place, text in enumerate(texts)}
    return texts, [places.get(text, NONE) for text in meant]
