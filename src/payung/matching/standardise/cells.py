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
    cells = [cell for (cell,) in base.execute(f"SELECT DISTINCT cell FROM ({odd}) ORDER BY cell").fetchall()]
    _register(base, cells, [read(cell) for cell in cells])
    return [
        _numbers(
            base,
            f"SELECT coalesce({expected}, odd_cells.number, 0)::BIGINT AS number "
            f"FROM {table} AS t LEFT JOIN odd_cells ON odd_cells.cell = t.{column} ORDER BY t.place",
        )
        for table in tables
    ]


def codes_of_texts(
    base: DuckDBPyConnection, tables: Sequence[str], column: str, read: Callable[[str], str]
) -> tuple[list[str], list[NDArray[np.int64]]]:
    """The distinct meanings of a column in order, and for each row of each table the place of its own, -1 for none."""
    every = " UNION ".join(f"SELECT {column} AS cell FROM {table} WHERE {column} IS NOT NULL" for table in tables)
    cells = [cell for (cell,) in base.execute(f"SELECT DISTINCT cell FROM ({every}) ORDER BY cell").fetchall()]
    meant = [read(cell) for cell in cells]
    texts = sorted({text for text in meant if text})
    places = {text: place for place, text in enumerate(texts)}
    _register(base, cells, [places.get(text, -1) for text in meant])
    return texts, [
        _numbers(
            base,
            f"SELECT coalesce(odd_cells.number, -1)::BIGINT AS number "
            f"FROM {table} AS t LEFT JOIN odd_cells ON odd_cells.cell = t.{column} ORDER BY t.place",
        )
        for table in tables
    ]


def _register(base: DuckDBPyConnection, cells: Sequence[str], numbers: Sequence[int]) -> None:
    base.register(
        "odd_cells_read", {"cell": np.array([*cells, ""], object), "number": np.array([*numbers, 0], np.int64)}
    )
    base.execute("CREATE OR REPLACE TEMP TABLE odd_cells AS SELECT * FROM odd_cells_read WHERE cell <> ''")
    base.unregister("odd_cells_read")


def _numbers(base: DuckDBPyConnection, query: str) -> NDArray[np.int64]:
    found: Any = base.execute(query).fetchnumpy()["number"]
    return np.asarray(found, np.int64)
