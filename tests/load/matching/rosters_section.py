"""The section "Matching" of the benchmarks: rosters of three sizes and profiles, against Splink 4 and 5."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.load import measuring
from tests.load.matching import calibration, gates, one_record, sameness, trained
from tests.load.matching.engines import PAYUNG
from tests.load.matching.environments import Environment, cache, environment
from tests.load.matching.gates import Gate
from tests.load.matching.intervals import exponents, mean
from tests.load.matching.roster_runs import FIRST_SEED, OURS, Measured, Runs, measured
from tests.load.matching.roster_sets import RosterSet, invented

PROFILES = ("clean", "typical", "dirty")
HARD = ("typical", "dirty")
INTRODUCTION = """## Matching

`python -m tests.load --only matching`. Against {versions}, each in a throw-away environment.

Two invented rosters, the second of .539 of the first's rows, 82 % of whom stand in the first (tests/matching/invented;
seeds from {first}, on which nothing was tuned). Splink reads Payung's canonical columns; its nine rules of blocking are
the best of eight sets that were tried on other samples; its pairs are given one to one, the heaviest first. Payung reads
the raw columns, so that standardising counts against it alone; the first gate adds to Splink's time what standardising
took Payung. Engines run in turn, each as one process. Seconds are of
the whole process, "CPU s" of all its cores; memory is its peak with its children's. Figures are the mean over seeds
± a 95 % interval (Student). P, R and F1 are at each engine's best bound; "R at .998" is the largest recall at a precision
of .998.

"""


def section(sizes: dict[int, int], profiles: Sequence[str] = PROFILES) -> str:
    """`sizes` says how many seeds each number of rows gets. What cannot be installed or run is said and left out."""
    found = [environment(name) for name in ("splink4", "splink5")]
    splinks = [one for one in found if one]
    with TemporaryDirectory(dir=cache()) as name:
        place = Path(name)
        runs = Runs(measured(place, sizes, profiles, splinks))
        largest = invented(place, profiles[-1], max(sizes), FIRST_SEED)
        middle = invented(place, profiles[-1], sorted(sizes)[len(sizes) // 2], FIRST_SEED)
        linking = trained.compared(largest, place, splinks)
        one = one_record.figures(largest) if PAYUNG.exists() else None
        same = sameness.differing(middle, place) if PAYUNG.exists() and runs.chosen(OURS) else {}
    return _page(runs, splinks, Extras(largest, linking, one, middle, same))


@dataclass(frozen=True)
class Extras:
    """What is measured on one set alone: linking with a trained model and one record on the largest, sameness on the
    middle one."""

    largest: RosterSet
    linking: dict[str, trained.Linking]
    one: dict[str, float] | None
    middle: RosterSet
    same: dict[str, int | None]


def _page(runs: Runs, splinks: Sequence[Environment], extras: Extras) -> str:
    versions = (
        ", ".join(f"{one.title} (DuckDB {one.versions['duckdb']})" for one in splinks)
        or "nothing: it could not be installed"
    )
    titles = {OURS: "Payung"} | {one.name: one.title for one in splinks}
    parts = [INTRODUCTION.format(first=FIRST_SEED, versions=versions), _failures(runs)]
    parts += [
        _results(runs, titles),
        _compared(runs),
        _growth(runs, titles),
    ]
    parts.append(trained.part(extras.largest, extras.linking, titles))
    if extras.one:
        parts.append(one_record.part(extras.largest, extras.one))
    parts.append(calibration.part(runs))
    if extras.same:
        told = f"### The same links\n\n{extras.middle.people:,} rows, {extras.middle.profile}.\n\n"
        parts.append(told + sameness.table(extras.same))
    every = [*_speed(runs, extras.linking), *_accuracy(runs), one_record.gate(extras.one), calibration.gate(runs)]
    every.append(_sameness_gate(extras.same))
    parts += ["### Gates\n\nAgainst the better of the two Splinks by each measure.\n\n", gates.table(every)]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts if part)


def _failures(runs: Runs) -> str:
    told = [f"{one.run.engine}, {one.profile}, {one.people:,}: {one.run.complaint}" for one in runs.failed]
    return "Failed: " + "; ".join(told) + ".\n" if told else ""


def _results(runs: Runs, titles: dict[str, str]) -> str:
    shown: list[tuple[str, Callable[[Measured], float], int]] = [
        ("seconds", lambda one: one.run.seconds, 1),
        ("CPU s", lambda one: one.run.cpu_seconds, 1),
        ("peak MiB", lambda one: one.run.peak_mib, 0),
        ("P", lambda one: one.figures["precision"], 4),
        ("R", lambda one: one.figures["recall"], 4),
        ("F1", lambda one: one.figures["f1"], 4),
        ("F1 at .98", lambda one: one.figures["f1_at_0.98"], 4),
        ("R at .998", lambda one: one.figures["recall_at_998"], 4),
    ]
    rows = []
    for profile, people in runs.cells():
        for engine, title in titles.items():
            means = [(runs.over(value, engine, profile, people), digits) for _, value, digits in shown]
            if means[0][0]:
                cells = [found.shown(digits) for found, digits in means if found]
                rows.append([f"{people:,} {profile}, {title}", means[0][0].runs, *cells])
    return measuring.table(("rows of the first, profile, engine", "seeds", *(name for name, *_ in shown)), rows)


def _compared(runs: Runs) -> str:
    """Payung by the better Splink, set by set."""
    rows = []
    for profile, people in runs.cells():
        found = [runs.ratios(value, profile, people) for value in (_seconds, _memory, _error)]
        if found[0]:
            rows.append([f"{people:,} {profile}", *(f"{mean(one).shown(3)} ×" if one else "–" for one in found)])
    told = "Payung's figure by that of the better Splink on the same set, mean over seeds ± a 95 % interval:\n\n"
    return (
        told + measuring.table(("rows of the first, profile", "seconds", "peak memory", "1 − F1"), rows) if rows else ""
    )


def _growth(runs: Runs, titles: dict[str, str]) -> str:
    rows = []
    for engine, title in titles.items():
        for profile in sorted({profile for profile, _ in runs.cells()}):
            sizes = [
                people for kind, people in runs.cells() if kind == profile and runs.chosen(engine, profile, people)
            ]
            if len(sizes) > 1:
                steps = [_steps(runs, engine, profile, sizes, value) for value in (_seconds, _memory)]
                rows.append([f"{title}, {profile}", " → ".join(f"{size:,}" for size in sizes), *steps])
    told = "### Growth\n\nFrom each size to the next: 1 is in proportion, below it better.\n\n"
    return told + measuring.table(("engine, profile", "rows", "seconds", "memory"), rows) if rows else ""


def _steps(runs: Runs, engine: str, profile: str, sizes: list[int], value: Callable[[Measured], float]) -> str:
    means = [found.value for size in sizes if (found := runs.over(value, engine, profile, size))]
    return ", ".join(f"{step:.2f}" for step in exponents(sizes, means))


def _seconds(one: Measured) -> float:
    return one.run.seconds


def _memory(one: Measured) -> float:
    return one.run.peak_mib


def _error(one: Measured) -> float:
    return 1 - one.figures["f1"]


def _precise(one: Measured) -> float:
    return one.figures["recall_at_998"]


def _speed(runs: Runs, linking: dict[str, trained.Linking]) -> list[Gate]:
    top = max((people for _, people in runs.cells()), default=0)
    cells = [cell for cell in runs.cells() if cell[1] == top]
    spared = gates.worst(list(_ratios(runs, cells, _seconds, upside_down=True)), "least")
    raw = gates.worst(list(_from_raw(runs, cells)), "least")
    lean = gates.worst(list(_ratios(runs, cells, _memory)), "most")
    return [
        Gate(f"end to end from raw columns, {top:,} rows: times faster", 3, 6, raw[0], "least", note=raw[1]),
        Gate("the same, standardising for Payung alone", 3, 6, spared[0], "least", note=spared[1]),
        Gate("linking with a trained model: times faster", 3, 5, trained.ratio(linking), "least"),
        Gate(f"peak memory, {top:,} rows", 0.5, 0.35, lean[0], "most", note=lean[1]),
    ]


def _from_raw(runs: Runs, cells: Iterable[tuple[str, int]]) -> Iterable[tuple[str, float]]:
    """How many times faster, when what standardising took Payung is added to the other's time."""
    for profile, people in cells:
        spent = runs.over(lambda one: one.run.steps[trained.STANDARDISING], OURS, profile, people)
        for name, ours, theirs in _pairs(runs, [(profile, people)], _seconds, min):
            yield name, (theirs + (spent.value if spent else 0.0)) / ours


def _accuracy(runs: Runs) -> list[Gate]:
    top = max((people for _, people in runs.cells()), default=0)
    largest = list(_ratios(runs, [cell for cell in runs.cells() if cell[1] == top], _error))
    hard_cells = [cell for cell in runs.cells() if cell[0] in HARD]
    hard = gates.worst(list(_ratios(runs, hard_cells, _error)), "most")
    average = sum(ratio for _, ratio in largest) / len(largest) if largest else None
    worst, where = gates.worst(largest, "most")
    precise = gates.worst(
        [(name, (ours - theirs) * 100) for name, ours, theirs in _pairs(runs, hard_cells, _precise, max)], "least"
    )
    note = f"mean of profiles; worst {worst:.2f} ×, {where}" if worst is not None else ""
    return [
        Gate(f"1 − F1, {top:,} rows", 1, 0.8, average, "most", note=note, spoilt=(worst or 0) > 1),
        Gate("1 − F1, typical and dirty, every size", 0.9, 0.8, hard[0], "most", note=hard[1]),
        Gate("recall at precision .998, points more", 0, 0.5, precise[0], "least", "", precise[1]),
    ]


def _sameness_gate(same: dict[str, int | None]) -> Gate:
    counts = [10**9 if count is None else count for count in same.values()]
    return Gate("the same links whatever the order, side, cores: links that differ", 0, 0, max(counts, default=None), "most", "")  # fmt: skip


def _pairs(
    runs: Runs, cells: Iterable[tuple[str, int]], value: Callable[[Measured], float], better: Callable[..., float]
) -> Iterable[tuple[str, float, float]]:
    """Payung's mean and that of the better Splink in each cell where both were measured."""
    engines = sorted({one.run.engine for one in runs.done} - {OURS})
    for profile, people in cells:
        ours = runs.over(value, OURS, profile, people)
        theirs = [found.value for engine in engines if (found := runs.over(value, engine, profile, people))]
        if ours and theirs:
            yield f"{people:,} {profile}", ours.value, better(theirs)


def _ratios(
    runs: Runs, cells: Iterable[tuple[str, int]], value: Callable[[Measured], float], *, upside_down: bool = False
) -> Iterable[tuple[str, float]]:
    for name, ours, theirs in _pairs(runs, cells, value, min):
        over, under = (theirs, ours) if upside_down else (ours, theirs)
        yield name, over / under if under else (1.0 if not over else float("inf"))
