"""How each field of a few pairs compares, in the words of `compare.fields`: what is shown to whoever looks at them."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
from duckdb import DuckDBPyConnection

from payung.matching.compare import fields as f
from payung.matching.compare.patterns import Comparer
from payung.matching.standardise.records import standardise

SHOWN = (f.NIK, f.NAME, f.DAY, f.SEX, f.MOTHER, f.PHONE, f.KPJ, f.ADDRESS, f.MAIL, f.JOB)


def evidence(
    base: DuckDBPyConnection, tables: Sequence[str], pairs: Sequence[tuple[int, int]], *, as_of: dt.date
) -> list[dict[str, str]]:
    """For each pair of places the level of each field of `SHOWN`, by the field's name.

    `tables` are two, as `run.link` takes them; only the records of these pairs are read. `as_of`: two-digit years lie
    before it.
    """
    if not pairs:
        return []
    chosen = [np.unique(np.array([pair[side] for pair in pairs], np.int64)) for side in (0, 1)]
    names = [f"evidence_{side}" for side in (0, 1)]
    for table, name, places in zip(tables, names, chosen, strict=True):
        base.register("places_shown", {"place": places})
        base.execute(
            f"CREATE OR REPLACE TABLE {name} AS SELECT row_number() OVER (ORDER BY t.place) - 1 AS place, "
            f"t.* EXCLUDE (place) FROM {table} AS t JOIN places_shown USING (place)"
        )
        base.unregister("places_shown")
    (left, right), words = standardise(base, names, as_of=as_of)
    rows = [np.searchsorted(chosen[side], [pair[side] for pair in pairs]).astype(np.int32) for side in (0, 1)]
    levels = f.unpacked(Comparer.of(words, (left, right)).patterns(left, right, rows[0], rows[1]))
    for name in names:
        base.execute(f"DROP TABLE {name}")
    return [{field.name: field.levels[levels[field.name][at]] for field in SHOWN} for at in range(len(pairs))]
