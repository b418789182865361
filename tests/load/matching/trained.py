"""Linking with a model trained before, on standardised rosters: only reading, pairs, scores and one-to-one count."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.load import measuring
from tests.load.matching import engines
from tests.load.matching.engines import Run
from tests.load.matching.environments import Environment
from tests.load.matching.roster_runs import OURS
from tests.load.matching.roster_sets import RosterSet

RUNS = 3
STANDARDISING = "standardise"  # the stage of that name in the report of `payung match`


@dataclass(frozen=True)
class Linking:
    """Seconds of whole processes, what of them was standardising, and the peak of memory."""

    seconds: list[float]
    standardising: list[float]
    peak_mib: list[float]
    complaint: str = ""

    @property
    def fair(self) -> list[float]:
        """Without standardising, which the other engine was spared."""
        return [all_ - part for all_, part in zip(self.seconds, self.standardising, strict=True)]


def compared(at: RosterSet, place: Path, splinks: Sequence[Environment]) -> dict[str, Linking]:
    """Each engine trains once, unmeasured, then links some times."""
    found = {}
    for splink in splinks:
        model = place / f"{splink.name}.json"
        first = engines.splink(splink, "rosters", at.canonical, None, "--save-model", model)
        linking = partial(engines.splink, splink, "rosters", at.canonical, place / "theirs.parquet", "--model", model)
        found[splink.name] = _several(first, linking)
    model = place / "payung.json"
    first = engines.trained(at.canonical, model)
    ours = partial(engines.payung, at.canonical, place / "ours.parquet", "--model", model)
    return found | {OURS: _several(first, ours)}


def _several(first: Run, linking: Callable[[], Run]) -> Linking:
    runs = [] if first.complaint else [linking() for _ in range(RUNS)]
    complaint = first.complaint or next((run.complaint for run in runs if run.complaint), "")
    if complaint:
        return Linking([], [], [], complaint)
    standardising = [run.steps.get(STANDARDISING, 0.0) for run in runs]
    return Linking([run.seconds for run in runs], standardising, [run.peak_mib for run in runs])


def ratio(found: dict[str, Linking]) -> float | None:
    """How many times faster Payung is than the faster Splink, by medians; None when either is missing."""
    theirs = [statistics.median(one.fair) for name, one in found.items() if name != OURS and one.seconds]
    ours = found.get(OURS)
    return min(theirs) / statistics.median(ours.fair) if theirs and ours and ours.seconds else None


def part(at: RosterSet, found: dict[str, Linking], titles: dict[str, str]) -> str:
    """As Markdown."""
    rows = [
        [titles.get(name, name), *(measuring.middle(column, digits) for column, digits in _columns(one))]
        for name, one in found.items()
        if one.seconds
    ]
    failed = "".join(f"\n{titles.get(name, name)}: {one.complaint}\n" for name, one in found.items() if one.complaint)
    heading = ("engine", "seconds, whole process", "without standardising again", "peak MiB")
    return (
        f"### Linking with a trained model\n\n{at.people:,} rows, {at.profile}, standardised columns, {RUNS} runs; the "
        "model was trained before.\n\n" + measuring.table(heading, rows) + failed
    )


def _columns(one: Linking) -> list[tuple[list[float], int]]:
    return [(one.seconds, 1), (one.fair, 1), (one.peak_mib, 0)]
