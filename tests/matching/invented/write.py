"""Rosters as Parquet files, laid out like the samples an engine is measured on."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
from numpy.typing import NDArray

from tests.matching.invented.rosters import Rosters
from tests.matching.invented.rosters import kinds as kinds_of


def relation(connection: duckdb.DuckDBPyConnection, columns: Mapping[str, NDArray[Any]], name: str) -> None:
    """A view of the columns under a name, every object column as text, without a copy."""
    connection.execute("SET pandas_analyze_sample = 0")
    connection.register(name, columns)


def write(folder: Path, made: Rosters, *, kinds: bool = False) -> None:
    """A.parquet, B.parquet and truth.parquet, and kinds.parquet where asked; the folder is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    tables: dict[str, Mapping[str, NDArray[Any]]] = {"A": made.a, "B": made.b, "truth": made.truth}
    if kinds:
        tables["kinds"] = kinds_of(made)
    with duckdb.connect() as connection:
        for name, columns in tables.items():
            relation(connection, columns, f"{name}_columns")
            connection.execute(f"COPY {name}_columns TO '{folder / name}.parquet' (FORMAT parquet)")
