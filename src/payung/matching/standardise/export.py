"""Records as text again, one spelling of everything: for looking at, and for other programs to match."""

from collections.abc import Sequence

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from payung.matching.standardise.records import Records, Vocabulary
from payung.matching.standardise.words import NONE

Texts = NDArray[np.object_]


def export(base: DuckDBPyConnection, table: str, records: Records, words: Vocabulary, path: str) -> None:
    """Write `table`'s standardised columns with its rec_id as Parquet; what a record does not say is null."""
    day = np.where(records.day > 0, records.day, 0)
    columns: dict[str, Texts] = {
        "nik": _numbers(records.nik),
        "name": _joined(records.name, words.sounds),
        "dob": np.array(
            [f"{d // 10000:04}-{d // 100 % 100:02}-{d % 100:02}" if d else None for d in day.tolist()], object
        ),
        "sex": np.array([None, "L", "P"], object)[records.sex],
        "street": _joined(records.street, [str(code) for code in range(records.street.max(initial=0) + 1)]),
        "house": _numbers(np.maximum(records.house, 0).astype(np.int64)),
        "rtrw": _numbers(np.maximum(records.rtrw, 0).astype(np.int64)),
        "kelurahan": np.array([*words.places, None], object)[records.kelurahan],
        "kecamatan": np.array([*words.places, None], object)[records.kecamatan],
        "phone": _numbers(records.phone),
        "mother": _joined(records.mother, words.sounds),
        "kpj": _numbers(records.kpj),
        "email": np.array([*words.mails, None], object)[records.mail],
    }
    base.register("standardised", {"place": np.arange(len(records), dtype=np.int64), **columns})
    listed = ", ".join(f'nullif(s."{column}"::VARCHAR, \'\') AS "{column}"' for column in columns)
    target = path.replace("'", "''")
    base.execute(
        f"COPY (SELECT t.rec_id, {listed} FROM standardised AS s JOIN {table} AS t USING (place) ORDER BY s.place) "
        f"TO '{target}' (FORMAT parquet)"
    )
    base.unregister("standardised")


def _numbers(numbers: NDArray[np.int64]) -> Texts:
    return np.array([str(number) if number > 0 else None for number in numbers.tolist()], object)


def _joined(matrix: NDArray[np.int32], texts: Sequence[str]) -> Texts:
    known = np.array([*texts, ""], object)
    return np.array([" ".join(known[c] for c in row if c != NONE) or None for row in matrix.tolist()], object)
