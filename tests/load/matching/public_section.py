"""The section "Matching, public sets": FEBRL 1 to 4, historical_50k, fake_1000, against Splink's own demonstrations."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.load import measuring
from tests.load.matching import gates
from tests.load.matching.engines import Run, payung, splink
from tests.load.matching.environments import Environment, cache, environment
from tests.load.matching.gates import Gate
from tests.load.matching.public_sets import FOLDER, PublicSet, given_folder, prepared
from tests.load.matching.scoring import closed, within

MORE_ERRORS = 2  # so many more than Splink count as none
INTRODUCTION = """## Matching, public sets

`python -m tests.load --only matching-public`. Against {versions}.

Identifiers that tell the answer are replaced and rows shuffled. Splink is told what the demonstrations in its
documentation tell it of each set (every one that fits; FEBRL 1 and 2 have none and take that of FEBRL 3), Payung nothing
beyond the files. FEBRL 4 links two files, one to one; in the others it is sought who stands in one file twice: by pair,
and with what is linked taken as one person ("closed": connected components, each pair within one counts). P, R and F1
are at each one's best bound; each demonstration is a row.

"""
Found = list[tuple[PublicSet, str, Run, dict[str, float]]]


def section() -> str:
    """What cannot be had here is said and left out."""
    splinks = [one for name in ("splink4", "splink5") if (one := environment(name))]
    sets = prepared(environment("febrl"), given_folder())
    with TemporaryDirectory(dir=cache()) as name:
        found = list(measured(sets, splinks, Path(name)))
    titles = {"payung": "Payung"} | {one.name: one.title for one in splinks}
    parts = [INTRODUCTION.format(versions=", ".join(one.title for one in splinks)), _table(found, titles)]
    if not given_folder():
        parts.append(f"\nhistorical_50k and fake_1000 were left out: {FOLDER} names no folder that holds them.\n")
    chosen = [gate for one in sets for gate in _gates(one, found)]
    return "".join([*parts, "\n### Gates of the public sets\n\n", gates.table(chosen)])


def measured(
    sets: list[PublicSet], splinks: list[Environment], place: Path
) -> Iterable[tuple[PublicSet, str, Run, dict[str, float]]]:
    """Payung, then each Splink with each recipe, on each set."""
    for chosen in sets:
        for recipe, run in _runs(chosen, splinks, place / "links.parquet"):
            told = figures(run, chosen)
            print(run.line(f"{chosen.name} {run.engine} {recipe}", told), flush=True)
            yield chosen, recipe, run, told


def _runs(chosen: PublicSet, splinks: list[Environment], links: Path) -> Iterable[tuple[str, Run]]:
    yield "", payung(chosen.files, links)
    for one in splinks:
        for recipe in chosen.recipes:
            yield recipe, splink(one, recipe, chosen.files, links)


def figures(run: Run, chosen: PublicSet) -> dict[str, float]:
    """Of a run that did not fail; with "closed_f1" for one file."""
    if not run.links:
        return {}
    found = within(run.links, chosen.truth).figures()
    return found if chosen.linking else found | closed(run.links, chosen.truth)


def _table(found: Found, titles: dict[str, str]) -> str:
    rows = []
    for chosen, recipe, run, told in found:
        name = f"{chosen.name}, {titles.get(run.engine, run.engine)}{f' ({recipe})' if recipe else ''}"
        cells = [
            f"{told[key]:.4f}" if key in told else "–"
            for key in ("precision", "recall", "f1", "f1_at_0.98", "closed_f1")
        ]
        rows.append([name, f"{run.seconds:.1f}", f"{run.peak_mib:.0f}", *cells])
    headings = ("set, engine", "seconds", "peak MiB", "P", "R", "F1", "F1 at .98", "F1, closed")
    return measuring.table(headings, rows)


def _gates(chosen: PublicSet, found: Found) -> Iterable[Gate]:
    """1 − F1 against the best of all recipes and versions, by pair and closed."""
    told = [(run.engine, figures_) for one, _, run, figures_ in found if one is chosen and figures_]
    for before, name in (("", ""), ("closed_", ", closed")):
        ours = [one for engine, one in told if engine == "payung" and f"{before}f1" in one]
        theirs = [one for engine, one in told if engine != "payung" and f"{before}f1" in one]
        if ours and theirs:
            value = _ratio(ours[0][f"{before}f1"], max(one[f"{before}f1"] for one in theirs))
            more = ours[0][f"{before}errors"] - min(one[f"{before}errors"] for one in theirs)
            value = min(value, 1.0) if more <= MORE_ERRORS else value
            note = f"{more:+,.0f} errors against the fewest"
            yield Gate(f"1 − F1, {chosen.name}{name}", 1.5, 1.05, value, "most", note=note)


def _ratio(ours: float, theirs: float) -> float:
    """Of the two errors; without an error of either, 1."""
    if theirs < 1:
        return (1 - ours) / (1 - theirs)
    return 1.0 if ours == 1 else float("inf")
