"""One run in a process of its own: seconds of the whole of it, and the peak of its memory with its children's."""

import json
import os
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EVERY = 0.02  # seconds between two looks at memory
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMBA", "RAYON", "NUMEXPR")} | {
    "POLARS_MAX_THREADS": "1"
}


@dataclass(frozen=True)
class Ended:
    """How a process ended. `cpu_seconds` are those of all its cores, which other work on the machine moves less.

    `peak_mib` counts pages shared by several processes once for each: an upper bound.
    """

    seconds: float
    cpu_seconds: float
    peak_mib: float
    status: int
    out: str
    err: str

    @property
    def told(self) -> dict[str, Any]:
        """Its last line, which is JSON."""
        return dict(json.loads(self.out.strip().splitlines()[-1]))

    @property
    def complaint(self) -> str:
        """The last line of what it complained of."""
        return (self.err.strip().splitlines() or [f"status {self.status}"])[-1]


def measured(command: Sequence[str | Path], *, folder: Path | None = None, cores: int | None = None) -> Ended:
    """Run to the end; with `cores`, on that many of them (and told so)."""
    told = os.environ | (ONE_THREAD if cores == 1 else {})
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        begun, used = time.perf_counter(), _used()
        with _confined(cores):
            started = subprocess.Popen(command, stdout=out, stderr=err, cwd=folder, env=told)
        peak = [0.0]
        watcher = threading.Thread(target=_watch, args=(started, peak))
        watcher.start()
        status = started.wait()
        seconds = time.perf_counter() - begun
        watcher.join()
        out.seek(0)
        err.seek(0)
        return Ended(seconds, _used() - used, peak[0], status, out.read(), err.read())


def _used() -> float:
    """Seconds of processors that children have used, those that have ended and been waited for."""
    of = resource.getrusage(resource.RUSAGE_CHILDREN)
    return of.ru_utime + of.ru_stime


@contextmanager
def _confined(cores: int | None) -> Iterator[None]:
    """What is started meanwhile may use no more cores: a child inherits the thread's."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _watch(started: subprocess.Popen[bytes], peak: list[float]) -> None:
    """The larger of any process's own high-water mark (exact) and the sum of all at one moment (sampled)."""
    while started.returncode is None:
        now, marks = 0.0, [0.0]
        for process in _tree(started.pid):
            resident, mark = _memory(process)
            now += resident
            marks.append(mark)
        peak[0] = max(peak[0], now, *marks)
        time.sleep(EVERY)


def _tree(root: int) -> list[int]:
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        with suppress(OSError, ValueError):
            for task in Path(f"/proc/{process}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
    return found


def _memory(process: int) -> tuple[float, float]:
    """MiB now and at most; nothing of a process that has just ended."""
    with suppress(OSError, ValueError, KeyError):
        status = Path(f"/proc/{process}/status").read_text()
        kib = {name: told for name, _, told in (line.partition(":") for line in status.splitlines())}
        return int(kib["VmRSS"].split()[0]) / 1024, int(kib["VmHWM"].split()[0]) / 1024
    return 0.0, 0.0
