"""One new record against a register in memory: `python -m tests.load.matching.one_record REGISTER OTHERS`.

The register is the first roster; its weights come from matching it with the second, whose records are then asked for
one by one, as text, standardising included. The last line is JSON: milliseconds at the median and at p99, records.
"""

import datetime as dt
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np

from payung.matching.columns import COLUMNS
from payung.matching.incremental import Register
from payung.matching.run import Options, link
from payung.rosters.tables import load
from tests.load.matching.engines import ROOT
from tests.load.matching.gates import Gate
from tests.load.matching.processes import measured
from tests.load.matching.roster_sets import RosterSet

ASKED = 3_000
AS_OF = dt.date(2026, 11, 22)


def figures(at: RosterSet) -> dict[str, float] | None:
    """In a process of its own; None where it did not run."""
    ended = measured([sys.executable, "-m", "tests.load.matching.one_record", *at.raw], folder=ROOT)
    return None if ended.status else ended.told


def part(at: RosterSet, found: dict[str, float]) -> str:
    """As Markdown."""
    return (
        f"### One new record\n\nAgainst {at.people:,} rows ({at.profile}) in memory, {int(found['records']):,} records "
        f"one after the other, standardising included: median {found['median']:.1f} ms, p99 {found['p99']:.1f} ms.\n"
    )


def gate(found: dict[str, float] | None) -> Gate:
    """The hundredth part that takes longest."""
    return Gate("one new record, p99", 15, 5, found["p99"] if found else None, "most", "ms")


def main() -> None:
    with duckdb.connect() as base:
        tables = [load(base, f"side_{place}", Path(path), {}).name for place, path in enumerate(sys.argv[1:3])]
        model = link(base, tables, Options(threads=2, as_of=AS_OF)).model
        register = Register.of(base, tables[0], model, as_of=AS_OF)
        took = []
        for cells in _asked(base, tables[1]):
            begun = time.perf_counter()
            register.find(cells)
            took.append(time.perf_counter() - begun)
    median, p99 = np.percentile(np.array(took) * 1000, [50, 99])
    print(json.dumps({"median": float(median), "p99": float(p99), "records": len(took)}))


def _asked(base: duckdb.DuckDBPyConnection, table: str) -> Iterator[dict[str, str]]:
    there = [row[0] for row in base.execute(f"DESCRIBE {table}").fetchall() if row[0] in COLUMNS]
    every = base.execute(f"SELECT {', '.join(there)} FROM {table} ORDER BY hash(rec_id) LIMIT {ASKED}").fetchall()
    for row in every:
        yield {column: cell for column, cell in zip(there, row, strict=True) if cell}


if __name__ == "__main__":
    main()
