"""Two rosters in Payung's canonical columns, as text: `python -m tests.load.matching.canonical A B OUT_A OUT_B`.

The same standardising that Payung's matching begins with, so that other engines are not beaten by dirty columns. A
street, which Payung keeps as codes of words, is given in its words with the number of the house.
"""

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np

from payung.matching.standardise.export import export
from payung.matching.standardise.places import street_word
from payung.matching.standardise.records import standardise
from payung.matching.standardise.words import split

AS_OF = dt.date(2026, 11, 22)


def write(sources: Sequence[str], targets: Sequence[str]) -> None:
    """Both at once, because they share their words."""
    with duckdb.connect() as base:
        tables = [f"side_{at}" for at in range(len(sources))]
        for table, source in zip(tables, sources, strict=True):
            base.execute(
                f"CREATE TABLE {table} AS SELECT *, row_number() OVER (ORDER BY rec_id) - 1 AS place "
                f"FROM read_parquet('{source}') ORDER BY rec_id"
            )
        records, words = standardise(base, tables, as_of=AS_OF)
        for table, side, target in zip(tables, records, targets, strict=True):
            export(base, table, side, words, f"{target}.codes.parquet")
            _with_streets(base, table, target)


def _with_streets(base: duckdb.DuckDBPyConnection, table: str, target: str) -> None:
    rows = base.execute(f"SELECT DISTINCT street FROM {table} WHERE street IS NOT NULL").fetchall()
    base.execute("CREATE OR REPLACE TABLE streets (street VARCHAR, said VARCHAR)")
    if rows:
        said = {"street": [street for (street,) in rows], "said": [_street(street) for (street,) in rows]}
        base.register("said", {name: np.asarray(values, dtype=object) for name, values in said.items()})
        base.execute("INSERT INTO streets SELECT street, said FROM said")
    base.execute(
        f"COPY (SELECT codes.* EXCLUDE (street, house), said AS street FROM '{target}.codes.parquet' AS codes "
        f"JOIN {table} USING (rec_id) LEFT JOIN streets ON streets.street = {table}.street ORDER BY rec_id) "
        f"TO '{target}' (FORMAT parquet)"
    )
    Path(f"{target}.codes.parquet").unlink()


def _street(cell: str) -> str | None:
    kept = [word if word.isdecimal() else street_word(word) for word in split(cell)]
    return " ".join(word for word in kept if word) or None


if __name__ == "__main__":
    half = len(sys.argv[1:]) // 2
    write(sys.argv[1 : 1 + half], sys.argv[1 + half :])
