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
FIRST = 8  # so many words of a cell are looked at
_WORD = "[a-z]+|[0-9]+"
# Degrees with dots, and whatever follows the last comma: S.Pd, S.E., ", MM"
_DEGREES = r",\s*[a-z][a-z. ]*$|(,|\s)\s*(s|m|a|b|d|sp|ph)(\.[a-z]{1,4})+\.?"
_OF_TEXT = f"regexp_extract_all(plain, '{_WORD}')"
# Most names are nothing but words, which is seen sooner than they are cleaned.
_OF_NAME = f"""CASE WHEN regexp_full_match(plain, '[a-z]+( [a-z]+)*') THEN string_split(plain, ' ')
    ELSE regexp_extract_all(regexp_replace(plain, '{_DEGREES}', ' ', 'g'), '{_WORD}') END"""

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


def how_many(words: Codes) -> NDArray[np.int8]:
    """How many words each row has; a column at a time, for rows are short."""
    count = np.zeros(len(words), np.int8)
    for column in words.T:
        count += column != NONE
    return count


def split(text: str, *, names: bool = False) -> list[str]:
    """The words of one cell, as `split_column` finds them."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()
    if names:
        plain = re.sub(_DEGREES, " ", plain.replace("'", ""))
    return re.findall(_WORD, plain)[:FIRST]


def split_column(base: DuckDBPyConnection, tables: Sequence[str], column: str, *, names: bool = False) -> Split:
    """The words of a column of each table, its rows in the order of the table."""
    lower = f"lower(strip_accents({column}))"
    plain = f"replace({lower}, '''', '')" if names else lower
    found = _OF_NAME if names else _OF_TEXT
    for side, table in enumerate(tables):
        base.execute(
            f"CREATE OR REPLACE TEMP TABLE words_{side} AS "
            f"SELECT place, ({found})[1:{FIRST}] AS found FROM (SELECT place, {plain} AS plain FROM {table})"
        )
    every = " UNION ALL ".join(f"SELECT found FROM words_{side}" for side in range(len(tables)))
    distinct = f"SELECT DISTINCT unnest(found) AS word FROM ({every})"
    words = [word for (word,) in base.execute(f"SELECT word FROM ({distinct}) ORDER BY word").fetchall()]
    return Split(words, [_codes(base, f"words_{side}", words) for side in range(len(tables))])


def _codes(base: DuckDBPyConnection, table: str, words: Sequence[str]) -> Codes:
    said = base.execute(f"SELECT place, coalesce(len(found), 0) AS words FROM {table}").fetchnumpy()
    codes = np.full((len(said["place"]), FIRST), NONE, np.int32)
    if not words:
        return codes
    base.execute("DROP TYPE IF EXISTS known_words")
    listed = ", ".join(f"'{word}'" for word in words)  # letters and digits alone, by _WORD
    base.execute(f"CREATE TEMP TYPE known_words AS ENUM ({listed})")
    found = base.execute(f"SELECT enum_code(unnest(found::known_words[]))::INTEGER AS code FROM {table}").fetchnumpy()
    ends = np.cumsum(said["words"])
    within = np.arange(len(found["code"])) - np.repeat(ends - said["words"], said["words"])
    codes[np.repeat(said["place"], said["words"]), within] = found["code"]
    return codes


def dictionary(words: Sequence[str], read: Callable[[str], str]) -> tuple[list[str], list[int]]:
    """What distinct words mean: the meanings in order, and for each word the place of its own, `NONE` for ''."""
    meant = [read(word) for word in words]
    texts = sorted({text for text in meant if text})
    places = {text: place for place, text in enumerate(texts)}
    return texts, [places.get(text, NONE) for text in meant]
