"""Two sides in the open are matched with each other, in memory alone: nothing is written to a disk."""

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import numpy as np
from django.utils.translation import gettext_noop
from duckdb import DuckDBPyConnection

from payung.apps.linkage.runs.lists import TELLING
from payung.apps.people.weighing import MODEL
from payung.matching import output
from payung.matching.columns import COLUMNS, ID
from payung.matching.evidence import evidence
from payung.matching.run import Found, Options, link
from payung.matching.score import model_file
from payung.rosters import UnreadableFile

SIDES = ("side_0", "side_1")
LEARNS_FROM = 100  # rows; a smaller list says too little of its own errors, so the weights of a larger one serve
MOST_THREADS = 2  # pages are served by the same machine
STAGES = {
    "standardise": gettext_noop("Menyeragamkan ejaan"),
    "block": gettext_noop("Mencari calon pasangan"),
    "compare": gettext_noop("Membandingkan isian"),
    "score": gettext_noop("Menimbang kemiripan"),
    "assign": gettext_noop("Menetapkan pasangan"),
}
TABLE = "CREATE TABLE {name} AS SELECT row_number() OVER (ORDER BY {order}) - 1 AS place, * FROM people_read"
ORDER = "SELECT rec_id FROM {name} ORDER BY place"
Told = Callable[[float, str], None]  # how far (0 to 1) and with what
SAME = UnreadableFile(
    "Kedua daftar berisi orang yang sama persis. Pilih daftar lain untuk daftar kedua.",
    "Both lists hold exactly the same people. Choose another list as the second.",
)
TOO_MUCH = UnreadableFile(
    "Kedua daftar bersama-sama terlalu besar untuk mesin ini. Bagi daftarnya menjadi beberapa berkas.",
    "Both lists together are too large for this machine. Split them into several files.",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of either side by its position (from 0), and whether it is a link; `probability` from 0 to 1."""

    left: int
    right: int
    probability: float
    match: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Linked:
    """`persons` has for each row of a side the position of the first row of the same person.

    `evidence` has for the pairs that are no links, by their index, the level of each field.
    """

    pairs: list[Pair]
    persons: tuple[list[int], list[int]]
    evidence: dict[int, dict[str, str]]


Cells = Sequence[Mapping[str, str]]  # what each row says, by column of the matching


def linked(left: Cells, right: Cells, *, as_of: dt.date, told: Told) -> Linked:
    """Match two sides. Rows that say neither a name nor a number are no part of it: each is a person of its own.

    Raises `UnreadableFile` with a sentence where the sides are the same, or too large.
    """
    threads = min(MOST_THREADS, os.cpu_count() or 1)
    options = Options(
        threads=threads,
        as_of=as_of,
        model=model_file.read(MODEL) if min(len(left), len(right)) < LEARNS_FROM else None,
        progress=lambda stage, done, total: told(done / total, STAGES[stage]),
    )
    try:
        with _memory(threads) as base:
            order = [_fill(base, name, side) for name, side in zip(SIDES, (left, right), strict=True)]
            content = [output.digest(base, name) for name in SIDES]
            if len(left) > 1 and content[0][:2] == content[1][:2]:
                raise SAME
            swapped = content[0] > content[1]
            found = link(base, SIDES[::-1] if swapped else SIDES, options)
            pairs, persons = _unswapped(found, swapped)
            first = (_first(persons[0], order[0], len(left)), _first(persons[1], order[1], len(right)))
            return _result(base, pairs, first, order, as_of)
    except (MemoryError, duckdb.OutOfMemoryException) as fault:
        raise TOO_MUCH from fault


@contextmanager
def _memory(threads: int) -> Iterator[DuckDBPyConnection]:
    """A database in memory that may not spill: identity numbers never stand on a disk in the open."""
    with duckdb.connect() as base:
        base.execute("SET temp_directory = ''")
        base.execute(f"SET threads = {threads}")
        yield base


def _fill(base: DuckDBPyConnection, name: str, side: Cells) -> list[int]:
    """The side as a table; the position of the row that stands at each of its places."""
    rows = [at for at, cells in enumerate(side) if any(column in cells for column in TELLING)]
    columns = [column for column in COLUMNS if any(column in side[at] for at in rows)]
    arrays = {column: np.array([side[at].get(column) for at in rows], object) for column in columns}
    base.register("people_read", {ID: np.array([str(at + 1) for at in rows], object), **arrays})
    order = ", ".join([*(f'"{column}"' for column in columns), f"length({ID})", ID])
    base.execute(TABLE.format(name=name, order=order))
    base.unregister("people_read")
    return [int(row[0]) - 1 for row in base.execute(ORDER.format(name=name)).fetchall()]


def _unswapped(found: Found, swapped: bool) -> tuple[list[tuple[int, int, float, bool, str]], list[list[int]]]:
    """The pairs with the first list on the left, and the persons of both, by places of the tables."""
    ends, persons = [found.left.tolist(), found.right.tolist()], [each.tolist() for each in found.persons]
    if swapped:
        ends, persons = ends[::-1], persons[::-1]
    told = (found.probability.tolist(), found.match.tolist(), map(str, found.rule.tolist()))
    return list(zip(*ends, *told, strict=True)), persons


def _result(
    base: DuckDBPyConnection,
    pairs: list[tuple[int, int, float, bool, str]],
    persons: tuple[list[int], list[int]],
    order: list[list[int]],
    as_of: dt.date,
) -> Linked:
    doubtful = [at for at, pair in enumerate(pairs) if not pair[3]]
    shown = evidence(base, SIDES, [pairs[at][:2] for at in doubtful], as_of=as_of)
    placed = [
        Pair(order[0][left], order[1][right], probability, match, rule)
        for left, right, probability, match, rule in pairs
    ]
    return Linked(placed, persons, dict(zip(doubtful, shown, strict=True)))


def _first(persons: Sequence[int], order: Sequence[int], rows: int) -> list[int]:
    """For each position of a side the first position of its person; rows out of the table stand for themselves."""
    first = list(range(rows))
    least: dict[int, int] = {}
    for place, person in enumerate(persons):
        least[person] = min(least.get(person, order[place]), order[place])
    for place, person in enumerate(persons):
        first[order[place]] = least[person]
    return first
