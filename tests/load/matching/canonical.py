"""Two rosters in Payung's canonical columns, as text: `python -m tests.load.matching.canonical A B OUT_A OUT_B`.

The same standardising that Payung's matching begins with, so that other engines are not beaten by dirty columns. A
street is given in its words with the number of the house; what a record does not say is null.
"""

import datetime as dt
import sys
from collections.abc import Iterable, Sequence

import duckdb
import numpy as np
from numpy.typing import NDArray

from payung.matching.standardise.places import street_word
from payung.matching.standardise.records import Records, Vocabulary, standardise
from payung.matching.standardise.words import NONE, split

AS_OF = dt.date(2026, 11, 22)
Texts = NDArray[np.object_]


def write(sources: Sequence[str], targets: Sequence[str]) -> None:
    """Both at once, because they share their words."""
    with duckdb.connect() as base:
        tables = [f"side_{at}" for at in range(len(sources))]
        for table, source in zip(tables, sources, strict=True):
            base.execute(
                f"CREATE TABLE {table} AS SELECT *, row_number() OVER (ORDER BY rec_id) - 1 AS place "
                f"FROM read_parquet('{source}') ORDER BY rec_id"
            )
        sides, words = standardise(base, tables, as_of=AS_OF)
        for table, side, target in zip(tables, sides, targets, strict=True):
            raw = base.execute(f"SELECT rec_id, street FROM {table} ORDER BY place").fetchall()
            streets = {cell: _street(cell) for cell in {cell for _, cell in raw} if cell}
            columns = {"rec_id": _texts(rec_id for rec_id, _ in raw), **_columns(side, words)}
            base.register("written", columns | {"street": _texts(streets.get(cell) for _, cell in raw)})
            base.execute(
                f"COPY (SELECT COLUMNS(*)::VARCHAR FROM written ORDER BY rec_id) TO '{target}' (FORMAT parquet)"
            )
            base.unregister("written")


def _columns(side: Records, words: Vocabulary) -> dict[str, Texts]:
    places = np.array([*words.places, None], object)
    return {
        "nik": _numbers(side.nik),
        "name": _joined(side.name, words.sounds),
        "dob": _texts(f"{d // 10000:04}-{d // 100 % 100:02}-{d % 100:02}" if d else None for d in side.day.tolist()),
        "sex": np.array([None, "L", "P"], object)[side.sex],
        "rtrw": _numbers(side.rtrw),
        "kelurahan": places[side.kelurahan],
        "kecamatan": places[side.kecamatan],
        "phone": _numbers(side.phone),
        "mother": _joined(side.mother, words.sounds),
        "kpj": _numbers(side.kpj),
        "email": np.array([*words.mails, None], object)[side.mail],
    }


def _texts(cells: Iterable[str | None]) -> Texts:
    return np.array(list(cells), object)


def _numbers(numbers: NDArray[np.int64] | NDArray[np.int32]) -> Texts:
    return _texts(str(number) if number > 0 else None for number in numbers.tolist())


def _joined(names: NDArray[np.int32], sounds: Sequence[str]) -> Texts:
    return _texts(" ".join(sounds[code] for code in row if code != NONE) or None for row in names.tolist())


def _street(cell: str) -> str | None:
    kept = [word if word.isdecimal() else street_word(word) for word in split(cell)]
    return " ".join(word for word in kept if word) or None


if __name__ == "__main__":
    half = len(sys.argv[1:]) // 2
    write(sys.argv[1 : 1 + half], sys.argv[1 + half :])
