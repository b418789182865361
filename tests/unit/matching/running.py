"""Writes rosters as files and runs `payung match` on them, for tests. All persons are invented."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from click.testing import CliRunner, Result

from payung.cli.main import payung
from tests.matching.invented.rosters import Rosters, rosters
from tests.matching.invented.write import relation

Row = Mapping[str, str]
HEAD = ("rec_id", "nik", "name", "dob", "sex", "phone", "mother", "kelurahan")
# Six persons whose rosters agree in everything, and no two of whom have anything in common.
SIX: tuple[tuple[str, ...], ...] = (
    ("1", "1271021708790001", "Budi Santoso", "1979-08-17", "L", "081260010001", "Marlina", "Aur"),
    ("2", "1271035504850002", "Siti Khadijah", "1985-04-15", "P", "081370020002", "Rosdiana", "Sei Mati"),
    ("3", "1271040112900003", "Jonggi Pasaribu", "1990-12-01", "L", "082180030003", "Tiurma", "Hamdan"),
    ("4", "1271056503770004", "Wahyuni Lestari", "1977-03-25", "P", "085290040004", "Sulastri", "Jati"),
    ("5", "1271060906680005", "Gunawan Tjhin", "1968-06-09", "L", "087800050005", "Lie Mei", "Kesawan"),
    ("6", "1271075111930006", "Farida Nasution", "1993-11-11", "P", "089910060006", "Nurhayati", "Titi Rantai"),
)


@cache
def invented(people: int, profile: str, seed: int = 1, twice: float = 0.0) -> Rosters:
    """Invented rosters, made once for all tests."""
    return rosters(people, profile, seed, twice=twice)


def written(path: Path, rows: Iterable[Sequence[str]], head: Sequence[str] = HEAD) -> Path:
    """A CSV file of these rows under these headings."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def table(path: Path, columns: Mapping[str, Any]) -> Path:
    """A Parquet file of these columns."""
    with duckdb.connect() as base:
        relation(
            base,
            {name: np.array(cells, None if isinstance(cells[0], int) else object) for name, cells in columns.items()},
            "columns_of_it",
        )
        base.execute(f"COPY columns_of_it TO '{path}' (FORMAT parquet)")
    return path


def both(folder: Path, made: Rosters) -> tuple[Path, Path]:
    """The rosters A and B as Parquet files."""
    return table(folder / "A.parquet", made.a), table(folder / "B.parquet", made.b)


def matched(*arguments: str | Path) -> Result:
    """`payung match` with these arguments, whatever comes of it."""
    return CliRunner().invoke(payung, ["match", *map(str, arguments)])


def links(left: Path, right: Path, *options: str | Path) -> list[dict[str, str]]:
    """The lines of LINKS.csv; the files must be usable."""
    out = left.parent / "links.csv"
    result = matched(left, right, "--output", out, *options)
    assert result.exit_code == 0, result.output
    return lines(out)


def paired(found: Iterable[Mapping[str, str]], decision: str = "match") -> list[tuple[str, str]]:
    """The ids of the pairs of one decision, in the order of the file."""
    return [(link["left_id"], link["right_id"]) for link in found if link["decision"] == decision]


def lines(path: Path) -> list[dict[str, str]]:
    """The lines of a CSV file by their headings."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def report(path: Path) -> dict[str, Any]:
    """REPORT.json."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def true_pairs(made: Rosters) -> set[tuple[str, str]]:
    """The ids of A and B that are one person's."""
    of: dict[str, dict[int, list[str]]] = {"A": {}, "B": {}}
    for roster, rec_id, person in zip(made.truth["roster"], made.truth["rec_id"], made.truth["person_id"], strict=True):
        of[str(roster)].setdefault(int(person), []).append(str(rec_id))
    return {(a, b) for person, ids in of["A"].items() for a in ids for b in of["B"].get(person, [])}
