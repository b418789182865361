"""Every engine on every roster set in turn, and what the runs of several seeds say together."""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.load.matching.engines import Run, payung, splink
from tests.load.matching.environments import Environment, cache
from tests.load.matching.intervals import Mean, mean
from tests.load.matching.roster_sets import RosterSet, invented
from tests.load.matching.scoring import Band, linked

OURS = "payung"
FIRST_SEED = 7001  # no set that the engine was tried on while it was made has one of these


@dataclass(frozen=True)
class Measured:
    """One engine on one set."""

    profile: str
    people: int
    seed: int
    run: Run
    figures: dict[str, float]
    bands: Sequence[Band]


class Runs:
    """All of them; what failed is kept apart with what it complained of."""

    def __init__(self, runs: Iterable[Measured]) -> None:
        every = list(runs)
        self.done = [one for one in every if one.run.links]
        self.failed = [one for one in every if not one.run.links]

    def chosen(self, engine: str, profile: str | None = None, people: int | None = None) -> list[Measured]:
        return [
            one
            for one in self.done
            if one.run.engine == engine and profile in (None, one.profile) and people in (None, one.people)
        ]

    def over(self, value: Callable[[Measured], float], engine: str, profile: str, people: int) -> Mean | None:
        """The mean over seeds; None when nothing was measured."""
        found = [value(one) for one in self.chosen(engine, profile, people)]
        return mean(found) if found else None

    def ratios(self, value: Callable[[Measured], float], profile: str, people: int) -> list[float]:
        """Payung's by that of the better Splink, on the same set: one for each seed where both are above nothing."""
        theirs: dict[int, float] = {}
        for one in self.done:
            if one.run.engine != OURS and (one.profile, one.people) == (profile, people):
                theirs[one.seed] = min(value(one), theirs.get(one.seed, math.inf))
        ours = {one.seed: value(one) for one in self.chosen(OURS, profile, people)}
        return [ours[seed] / theirs[seed] for seed in sorted(ours.keys() & theirs.keys()) if theirs[seed]]

    def cells(self) -> list[tuple[str, int]]:
        """Profile and size of what was measured, in order."""
        return sorted({(one.profile, one.people) for one in self.done}, key=lambda cell: (cell[1], cell[0]))


def measured(
    place: Path, sizes: dict[int, int], profiles: Sequence[str], environments: Sequence[Environment]
) -> Iterable[Measured]:
    """Sizes say how many seeds. Who begins changes with the seed, so that nobody always finds the files just read."""
    for people, seeds in sizes.items():
        for profile in profiles:
            for seed in range(FIRST_SEED, FIRST_SEED + seeds):
                at = invented(place, profile, people, seed)
                yield from _on(at, place, _turned(environments, seed))


def _on(at: RosterSet, place: Path, order: Sequence[Environment | None]) -> Iterable[Measured]:
    for environment in order:
        links = place / "links.parquet"
        run = splink(environment, "rosters", at.canonical, links) if environment else payung(at.raw, links)
        judged = linked(links, at.truth) if run.links else None
        figures, bands = (judged.figures(), judged.bands()) if judged else ({}, [])
        print(run.line(f"{at.folder.name} {run.engine}", figures), flush=True)
        found = Measured(at.profile, at.people, at.seed, run, figures, bands)
        _keep(found)
        yield found


def _keep(found: Measured) -> None:
    """A line of JSON in the cache for each run: an hour of measuring is not lost when the next run breaks."""
    with (cache() / "matching-runs.jsonl").open("a") as kept:
        kept.write(json.dumps(asdict(found), default=str) + "\n")


def _turned(environments: Sequence[Environment], seed: int) -> list[Environment | None]:
    every = [None, *environments]
    at = seed % len(every)
    return every[at:] + every[:at]
