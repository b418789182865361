"""The log of the kills: printed, and kept in build/crash/."""

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.shots import Hit, Shot
from tests.crash.stages import Stage

FOLDER = Path(__file__).resolve().parents[2] / "build" / "crash"
HEADINGS = ("no", "stage", "killed", "ms", "of ms", "sign", "then", "seen", "whole after s")
WIDTHS = (3, 9, 12, 6, 6, 14, 16, 44, 14)
TOO_LATE = "(too late)"


@dataclass(frozen=True)
class Line:
    """One kill: what was hit, what was seen afterwards, one look after the other, and when it was whole again."""

    shot: Shot
    whole: float  # milliseconds that the stage takes without a crash
    hit: Hit
    sign: str
    then: str
    seen: list[str]
    seconds: float

    def cells(self) -> tuple[str, ...]:
        shot, seen = self.shot, " → ".join(dict.fromkeys(self.seen))
        moment = f"{self.hit.milliseconds}", f"{self.whole:.0f}"
        return (f"{shot.number}", shot.stage, shot.victim, *moment, self.sign, self.then, seen, f"{self.seconds:.1f}")


@dataclass
class KillLog:
    """What happened, in the order in which it happened."""

    seed: int
    undisturbed: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def begin(self, stages: Iterable[Stage]) -> None:
        """Note the times of the undisturbed run, before later ones take their place."""
        self.undisturbed = [
            f"{each.name} {each.answer_time * 1000:.0f} + {each.work_time * 1000:.0f}" for each in stages
        ]

    def add(self, line: Line) -> None:
        self.lines.append(line)

    def text(self) -> str:
        inside = sum(line.then != TOO_LATE for line in self.lines)
        late = len(self.lines) - inside
        today = dt.datetime.now(dt.UTC).date().isoformat()
        head = (
            f"seed {self.seed} · {today} · {os.cpu_count()} processors · {inside} kills inside a stage, {late} too late"
        )
        times = f"undisturbed, ms (request + job): {', '.join(self.undisturbed)}"
        return "\n".join([head, times, "", _row(HEADINGS), *(_row(line.cells()) for line in self.lines)]) + "\n"

    def keep(self) -> Path:
        FOLDER.mkdir(parents=True, exist_ok=True)
        place = FOLDER / f"kills-{self.seed}.txt"
        place.write_text(self.text())
        return place


def _row(cells: tuple[str, ...]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()
