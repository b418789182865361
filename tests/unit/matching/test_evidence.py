"""How the fields of a few pairs compare, in words."""

import datetime as dt

import duckdb
import numpy as np

from payung.matching.evidence import SHOWN, evidence

DAY = dt.date(2025, 10, 29)
LEFT = (
    {"name": "Siti Aminah", "nik": "1271014508790001", "dob": "05-08-1979", "phone": "081234567801"},
    {"name": "Budi Santoso", "nik": "1271011203850002", "dob": "12-03-1985", "kelurahan": "Aur"},
)
RIGHT = (
    {"name": "Bukan Siapa-siapa", "dob": "01-01-1970"},
    {"name": "Siti Amina", "nik": "1271014508790091", "dob": "08-05-1979", "phone": "081234567809"},
    {"name": "Santoso Budi", "nik": "1271011203850002", "dob": "12-03-1985", "kelurahan": "Jati"},
)


def table(base: duckdb.DuckDBPyConnection, name: str, rows: tuple[dict[str, str], ...]) -> None:
    columns = sorted({column for row in rows for column in row})
    cells = {column: np.array([row.get(column) for row in rows], object) for column in columns}
    base.register("rows", {"place": np.arange(len(rows)), **cells})
    base.execute(f"CREATE TABLE {name} AS SELECT *, (place + 1)::VARCHAR AS rec_id FROM rows")


def test_each_pair_has_a_word_for_each_field() -> None:
    with duckdb.connect() as base:
        table(base, "a", LEFT)
        table(base, "b", RIGHT)
        first, second, again = evidence(base, ["a", "b"], [(0, 1), (1, 2), (0, 1)], as_of=DAY)
    assert set(first) == {field.name for field in SHOWN}
    assert first["nik"] == "same but for a digit of the serial"
    assert first["dob"] == "day and month swapped"
    assert first["phone"] == "one digit off"
    assert first["mother"] == "missing"
    assert second["name"] == "same words"
    assert second["nik"] == second["dob"] == "same"
    assert second["address"].endswith("different kelurahan")
    assert again == first


def test_one_pair_alone_is_compared_as_among_others() -> None:
    """Its words stand in every record that is read then, which must not spill over into other fields."""
    said = {"name": "Rina Misal Lubis", "dob": "21-04-1991", "kelurahan": "Hamdan"}
    with duckdb.connect() as base:
        table(base, "a", (said,))
        table(base, "b", (said | {"name": "Rina Lubis"},))
        (found,) = evidence(base, ["a", "b"], [(0, 0)], as_of=DAY)
    assert found["name"] == "two words or more, others left out"
    assert found["address"] == "missing; RT/RW missing; same kelurahan"
    assert found["email"] == found["occupation"] == "missing"


def test_without_pairs_nothing_is_read() -> None:
    with duckdb.connect() as base:
        assert evidence(base, ["none", "neither"], [], as_of=DAY) == []
