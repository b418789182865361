"""Reads a column cell by cell: what is typed as expected in DuckDB, each other distinct text once in Python."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray


def whole_numbers(
    base: DuckDBPyConnection, tables: Sequence[str], column: str, *, expected: str, read: Callable[[str], int]
) -> list[NDArray[np.int64]]:
    """A number for each row of each table, 0 where the cell says nothing.

    `expected` is SQL that gives the number of a usual cell and NULL for any other, as `read` would.
    """
    odd = " UNION ".join(
        f"SELECT {column} AS cell FROM {table} WHERE {column} IS NOT NULL AND ({expected}) IS NULL" for table in tables
    )
    return _looked_up(base, tables, column, _distinct(base, odd), read, otherwise=f"coalesce({expected}, 0)")


def codes_of_texts(
    base: DuckDBPyConnection, tables: Sequence[str], column: str, read: Callable[[str], str]
) -> tuple[list[str], list[NDArray[np.int64]]]:
    """The distinct meanings of a column in order, and for each row of each table the place of its own, -1 for none."""
    every = " UNION ".join(f"SELECT {column} AS cell FROM {table} WHERE {column} IS NOT NULL" for table in tables)
    cells = _distinct(base, every)
    meant = {cell: read(cell) for cell in cells}
    texts = sorted({text for text in meant.values() if text})
    places = {text: place for place, text in enumerate(texts)}
    found = _looked_up(base, tables, column, cells, lambda cell: places.get(meant[cell], -1), otherwise="-1")
    return texts, found


def placed(found: Any, column: str = "number") -> NDArray[Any]:
    """What a query found, in the order of its column `place`."""
    ordered = np.empty(len(found["place"]), found[column].dtype)
    ordered[found["place"]] = found[column]
    return ordered


def _distinct(base: DuckDBPyConnection, query: str) -> list[str]:
    return [cell for (cell,) in base.execute(f"SELECT DISTINCT cell FROM ({query}) ORDER BY cell").fetchall()]


def _looked_up(
    base: DuckDBPyConnection,
    tables: Sequence[str],
    column: str,
    cells: Sequence[str],
    read: Callable[[str], int],
    *,
    otherwise: str,
) -> list[NDArray[np.int64]]:
    """For each row what was read from its cell, or else what an SQL expression says."""
    numbers = np.array([*map(read, cells), 0], np.int64)
    base.register("cells_read", {"cell": np.array([*cells, ""], object), "number": numbers})
    base.execute("CREATE OR REPLACE TEMP TABLE known_cells AS SELECT * FROM cells_read WHERE cell <> ''")
    base.unregister("cells_read")
    number = f"coalesce(known_cells.number, {otherwise})" if cells else otherwise
    join = f"LEFT JOIN known_cells ON known_cells.cell = t.{column}" if cells else ""
    return [
        placed(base.execute(f"SELECT t.place, {number}::BIGINT AS number FROM {table} AS t {join}").fetchnumpy())
        for table in tables
    ]
