"""Pairs of invented rosters with their truth, raw and in canonical columns."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.load.matching.engines import ROOT


@dataclass(frozen=True)
class RosterSet:
    """A folder with A.parquet, B.parquet and truth.parquet; the canonical columns lie in a folder of their own."""

    folder: Path
    prepared: Path
    profile: str
    people: int
    seed: int

    @property
    def raw(self) -> tuple[Path, Path]:
        return self.folder / "A.parquet", self.folder / "B.parquet"

    @property
    def canonical(self) -> tuple[Path, Path]:
        return self.prepared / "A.parquet", self.prepared / "B.parquet"

    @property
    def truth(self) -> Path:
        return self.folder / "truth.parquet"


def invented(place: Path, profile: str, people: int, seed: int) -> RosterSet:
    """A set drawn by the project's own generator, once, and its canonical columns."""
    folder = place / f"{people}_{profile}_{seed}"
    if not (folder / "truth.parquet").exists():
        words = ["--people", str(people), "--profile", profile, "--seed", str(seed)]
        subprocess.run([sys.executable, "-m", "tests.matching.invented", folder, *words], check=True, cwd=ROOT)
    return standing(folder, place / "canonical" / folder.name, profile=profile, people=people, seed=seed)


def standing(folder: Path, prepared: Path, *, profile: str, people: int, seed: int = 0) -> RosterSet:
    """A set that lies there already, for example another's sample."""
    found = RosterSet(folder, prepared, profile, people, seed)
    prepared.mkdir(parents=True, exist_ok=True)
    if not all(path.exists() for path in found.canonical):
        standardised(found)
    return found


def standardised(at: RosterSet) -> None:
    """In a process of its own, so that its memory is given back."""
    command = [sys.executable, "-m", "tests.load.matching.canonical", *at.raw, *at.canonical]
    subprocess.run(command, check=True, cwd=ROOT)
