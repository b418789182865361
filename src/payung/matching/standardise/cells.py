"""Reads a column cell by cell: what is typed as expected in DuckDB, each other distinct text once in Python."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from payung.matching.standardise.words import NONE, Codes, dictionary

NOTHING_EXPECTED = "NULL::BIGINT"


def whole_numbers(
    base: DuckDBPyConnection,
    tables: Sequence[str],
    column: str,
    read: Callable[[str], int],
    *,
    expected: str = NOTHING_EXPECTED,
    nothing: int = 0,
    kind: type[Any] = np.int64,
) -> list[NDArray[Any]]:
    """A number for each row of each table, `nothing` where there is no cell.

    `expected` is SQL that gives the number of a usual cell and NULL for any other, as `read` would. Without it every
    distinct cell is read once: for columns of few. `kind` is that of the arrays' numbers.
    """
    sides = _cells(base, tables, column, expected)
    return _looked_up(base, sides, {cell: read(cell) for cell in _distinct(base, sides)}, nothing, kind)


def codes_of_texts(
    base: DuckDBPyConnection, tables: Sequence[str], column: str, read: Callable[[str], str]
) -> tuple[list[str], list[Codes]]:
    """The distinct meanings of a column in order, and for each row of each table the place of its own, else `NONE`."""
    sides = _cells(base, tables, column, NOTHING_EXPECTED)
    distinct = _distinct(base, sides)
    texts, codes = dictionary(distinct, read)
    return texts, _looked_up(base, sides, dict(zip(distinct, codes, strict=True)), NONE, np.int32)


def _cells(base: DuckDBPyConnection, tables: Sequence[str], column: str, expected: str) -> list[str]:
    """Tables of numbers that are as expected, and of the other cells."""
    sides = [f"cells_{side}" for side in range(len(tables))]
    for side, table in zip(sides, tables, strict=True):
        base.execute(
            f"CREATE OR REPLACE TEMP TABLE {side} AS "
            "SELECT place, number, CASE WHEN number IS NULL THEN cell END AS cell "
            f"FROM (SELECT place, {column} AS cell, {expected} AS number FROM {table})"
        )
    return sides


def _distinct(base: DuckDBPyConnection, sides: Sequence[str]) -> list[str]:
    every = " UNION ".join(f"SELECT cell FROM {side} WHERE cell IS NOT NULL" for side in sides)
    return [cell for (cell,) in base.execute(f"SELECT DISTINCT cell FROM ({every}) ORDER BY cell").fetchall()]


def _looked_up(
    base: DuckDBPyConnection, sides: Sequence[str], known: Mapping[str, int], nothing: int, kind: type[Any]
) -> list[NDArray[Any]]:
    """The number of each row, in the order of the places."""
    base.register("read", {"cell": np.array([*known, ""], object), "number": np.array([*known.values(), 0], np.int64)})
    base.execute("CREATE OR REPLACE TEMP TABLE known_cells AS SELECT * FROM read WHERE cell <> ''")
    base.unregister("read")
    found = []
    for side in sides:
        rows = base.execute(
            f"SELECT c.place, coalesce(c.number, k.number, {nothing})::BIGINT AS number "
            f"FROM {side} AS c LEFT JOIN known_cells AS k USING (cell)"
        ).fetchnumpy()
        ordered = np.empty(len(rows["place"]), kind)
        ordered[rows["place"]] = rows["number"]
        found.append(ordered)
    return found
