"""Measures the engines on sets that lie there: `python -m tests.load.matching --out FIGURES.json FOLDER …`.

A FOLDER holds A.parquet, B.parquet and truth.parquet. `--public` adds the public sets. One after the other, nothing
beside. The sections of docs/reference/benchmarks.md come from `python -m tests.load --only matching`.
"""

import argparse
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.load.matching import public_sets
from tests.load.matching.engines import Run, payung, splink
from tests.load.matching.environments import cache, environment
from tests.load.matching.public_section import figures
from tests.load.matching.public_sets import PublicSet
from tests.load.matching.roster_sets import RosterSet, standing
from tests.load.matching.scoring import linked

ENGINES = ("payung", "splink4", "splink5")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--public", action="store_true")
    parser.add_argument("--out", type=Path, required=True, help="figures are added to what it holds")
    parser.add_argument("--keep", type=Path, help="links are kept in this folder")
    given = parser.parse_args()
    found = json.loads(given.out.read_text()) if given.out.exists() else {}
    with TemporaryDirectory() as name:
        for folder in given.folders:
            at = standing(folder, cache() / "canonical" / folder.name, profile=folder.name, people=0)
            for engine in given.engines:
                run = on_rosters(engine, at, Path(name) / f"{folder.name}-{engine}.parquet")
                judged = linked(run.links, at.truth).figures() if run.links else {}
                _note(given, found, folder.name, engine, run, judged)
        for chosen in public_sets.prepared(environment("febrl"), public_sets.given_folder()) if given.public else []:
            for engine in given.engines:
                for recipe in chosen.recipes if engine != "payung" else ("",):
                    run = on_public(engine, chosen, recipe, Path(name) / f"{chosen.name}-{engine}-{recipe}.parquet")
                    _note(given, found, chosen.name, f"{engine} {recipe}".strip(), run, figures(run, chosen))


def on_rosters(engine: str, at: RosterSet, links: Path) -> Run:
    """Payung reads the raw columns, Splink the canonical ones: standardising counts against Payung alone."""
    if engine == "payung":
        return payung(at.raw, links)
    return _splink(engine, "rosters", at.canonical, links)


def on_public(engine: str, chosen: PublicSet, recipe: str, links: Path) -> Run:
    if engine == "payung":
        return payung(chosen.files, links)
    return _splink(engine, recipe, chosen.files, links)


def _splink(engine: str, recipe: str, files: tuple[Path, ...], links: Path) -> Run:
    made = environment(engine)
    return splink(made, recipe, files, links) if made else Run(engine, 0, 0, 0, complaint="could not be installed here")


def _note(
    given: argparse.Namespace,
    found: dict[str, dict[str, object]],
    name: str,
    engine: str,
    run: Run,
    figures: dict[str, float],
) -> None:
    found.setdefault(name, {})[engine] = run.as_data() | {"figures": figures}
    given.out.write_text(json.dumps(found, indent=1))
    print(run.line(f"{name} {engine}", figures), flush=True)
    if given.keep and run.links:
        given.keep.mkdir(exist_ok=True)
        shutil.copy(run.links, given.keep)


if __name__ == "__main__":
    main()
