"""Times the stages of a run and tells how far it is."""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

Progress = Callable[[str, int, int], None]
STAGES = ("standardise", "block", "compare", "score", "assign")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage with its seconds and the process' highest memory so far, in MiB."""

    name: str
    seconds: float
    peak_mib: int


class Clock:
    """Collects the stages; `progress` hears of each as it begins: name, number from 0, how many."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress, self.stages = progress, list[Stage]()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times what is done within."""
        if self.progress:
            self.progress(name, len(self.stages), len(STAGES))
        began = time.perf_counter()
        yield
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        self.stages.append(Stage(name, round(time.perf_counter() - began, 3), peak))
