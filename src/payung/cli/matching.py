"""Runs a matching from files to files."""

from __future__ import annotations

import datetime as dt
import json
import platform
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import duckdb
import numpy as np
import rapidfuzz

from payung import __version__
from payung.cli.match import Unusable
from payung.matching import memory, output
from payung.matching.clock import Progress
from payung.matching.columns import ID
from payung.matching.run import Found, Options, link, within
from payung.matching.score import model_file
from payung.rosters.tables import Table, load

ENGINES = ("duckdb",)
PROBABLE, FEW = 0.5, 50  # from this probability on a pair teaches; fewer pairs hardly move the starting weights

_STREAMS = ("-", "/dev/stdout", "/dev/stderr", "/dev/fd", "/proc/self/fd")  # the last two hold them


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    files: tuple[Path, ...]
    training: bool
    output: Path | None
    report: Path | None
    clusters: Path | None
    dedupe: bool
    model: Path | None
    mapping: Mapping[str, str]
    threshold: float
    review: float
    engine: str
    threads: int


def run(asked: Asked, progress: Progress | None) -> tuple[str, bool]:
    """Match as asked; the one line that says what came of it, and whether it warns."""
    if asked.engine not in ENGINES:
        raise Unusable(f"The engine {asked.engine} is not there yet: leave --engine out, or say duckdb.")
    if not 0 < asked.review <= asked.threshold <= 1:
        raise Unusable("--review and --threshold are probabilities between 0 and 1, --review the smaller one.")
    _writable(asked)
    today = dt.datetime.now(ZoneInfo("Asia/Jakarta")).date()
    with tempfile.TemporaryDirectory(prefix="payung-match-") as folder, duckdb.connect() as base:
        base.execute(f"SET threads = {asked.threads}")
        base.execute(f"SET temp_directory = '{folder}'")
        tables = _loaded(base, asked, Path(folder))
        _all_mapped(asked.mapping, tables)
        both = _comparable(tables)
        if memory.lacking(sum(table.rows for table in tables)):
            raise MemoryError
        trained = None if asked.training or asked.model is None else model_file.read(asked.model)
        review = PROBABLE if asked.training else asked.review
        options = Options(
            match=asked.threshold, review=review, threads=asked.threads, as_of=today, model=trained, progress=progress,
        )  # fmt: skip
        found, swapped = _found(base, tables, options)
        if asked.training and asked.model:
            return _trained(found, asked.model, today, (tables[0].rows, tables[-1].rows))
        said = _written(base, asked, tables, found, swapped)
        if len(both) == 1:
            return f"{said} Only {both.pop()} is told in both: one column alone tells hardly anybody apart.", True
        return said, False


def _trained(found: Found, path: Path, today: dt.date, records: tuple[int, int]) -> tuple[str, bool]:
    pairs, few = len(found.left), len(found.left) < FEW
    if not pairs:
        raise Unusable(
            "No pair is probably one person, so there is nothing to learn: train on rosters that share people."
        )
    model_file.write(found.model, path, made=today, records=records)
    told = f"{pairs} pairs that are probably one person, of {found.pairs_compared} compared"
    if few:
        return f"Trained on only {told}: the weights in {path} are mostly the starting ones.", True
    return f"Trained on {told}; written to {path}.", False


def _writable(asked: Asked) -> None:
    """Said before the work rather than after it."""
    written = (asked.output, asked.report, asked.clusters, asked.model if asked.training else None)
    places = [path.resolve() for path in written if path]
    if len(set(places)) < len(places):
        raise Unusable("The same file is named twice to be written to: name a file of its own for each.")
    for path in [each for each in written if each]:
        if str(path) in _STREAMS or str(path.parent) in _STREAMS:
            raise Unusable(f"{path} is a stream: name a file to write to.")
        if path.is_dir() or not path.parent.is_dir():
            raise Unusable(f"{path} cannot be written: name a file in a folder that is there.")
        if path.resolve() in [file.resolve() for file in asked.files]:
            raise Unusable(f"{path} is the roster itself: name another file to write to.")


def _loaded(base: duckdb.DuckDBPyConnection, asked: Asked, folder: Path) -> list[Table]:
    """The rosters, read side by side; the complaint about the first comes before one about the second."""

    def read(place: int) -> Table:
        with base.cursor() as own:
            path = _as_file(asked.files[place], folder / f"{('left', 'right')[place]} pipe")
            return load(own, f"side_{place}", path, asked.mapping)

    with ThreadPoolExecutor(asked.threads) as workers:
        return list(workers.map(read, range(len(asked.files))))


def _as_file(path: Path, copy: Path) -> Path:
    """What comes through a pipe or, as `-`, from standard input as a file: it is read more than once."""
    if str(path) != "-" and not path.is_fifo():
        return path
    with click.open_file(str(path), "rb") as pipe, copy.open("wb") as file:
        shutil.copyfileobj(pipe, file)
    return copy


def _all_mapped(mapping: Mapping[str, str], tables: list[Table]) -> None:
    """A heading of --map stands in one of the rosters at least; both need not have it."""
    read = {heading for table in tables for headings in table.columns.values() for heading in headings}
    unknown = [heading for heading in mapping if heading not in read]
    if unknown:
        raise Unusable(f"No roster has a column {unknown[0]} (--map): write it as it stands in the file.")


def _comparable(tables: list[Table]) -> set[str]:
    """What the rosters both tell, in which they are compared; an identity number also tells a birth date and a sex."""
    told = [set(table.columns) | ({"dob", "sex"} if "nik" in table.columns else set()) for table in tables]
    both = set.intersection(*told) - {ID}
    if not both:
        raise Unusable("The rosters have no column in common to compare: say with --map which columns are the same.")
    return both


def _found(base: duckdb.DuckDBPyConnection, tables: list[Table], options: Options) -> tuple[Found, bool]:
    """The pairs, and whether the sides were swapped: their order is by content, so that it changes nothing."""
    if len(tables) == 1:
        return within(base, tables[0].name, options), False
    names, people = [table.name for table in tables], [table.rows - table.refused for table in tables]
    swapped = people[0] > people[1]
    if people[0] == people[1]:
        swapped = output.digest(base, names[0]) > output.digest(base, names[1])
    return link(base, names[::-1] if swapped else names, options), swapped


def _written(base: duckdb.DuckDBPyConnection, asked: Asked, tables: list[Table], found: Found, swapped: bool) -> str:
    names = [table.name for table in tables]
    if asked.output:
        if asked.dedupe:
            output.write_within(base, names[0], found, asked.output)
        else:
            output.write_links(base, names[::-1] if swapped else names, found, asked.output, swapped=swapped)
    if asked.clusters:
        sides = [("left", names[0])] if asked.dedupe else [("left", names[0]), ("right", names[1])]
        output.write_clusters(base, sides[::-1] if swapped else sides, found, asked.clusters)
    if asked.report:
        asked.report.write_text(json.dumps(_report(asked, tables, found), indent=1) + "\n", encoding="utf-8")
    matches = int(found.match.sum())
    return f"{matches} matches, {len(found.match) - matches} to review, of {found.pairs_compared} pairs compared."


def _report(asked: Asked, tables: list[Table], found: Found) -> dict[str, Any]:
    sides = [
        {"rows": table.rows, "refused": table.refused, "columns": table.columns}
        | ({"sheets": table.sheets} if table.sheets else {})
        for table in tables
    ]
    return {
        "left": sides[0],
        "right": sides[-1],
        "pairs_compared": found.pairs_compared,
        "matches": int(found.match.sum()),
        "reviews": int((~found.match).sum()),
        "expected_false_matches": round(float((1 - found.probability[found.match]).sum()), 3),
        "stages": [
            {"name": stage.name, "seconds": stage.seconds, "peak_mib": stage.peak_mib} for stage in found.stages
        ],
        "engine": asked.engine,
        "versions": {
            "payung": __version__,
            "duckdb": duckdb.__version__,
            "numpy": np.__version__,
            "rapidfuzz": rapidfuzz.__version__,
            "python": platform.python_version(),
        },
        "dropped_pairs": found.dropped,
    }
