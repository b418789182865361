"""A state folder of its own for one test, where PostgreSQL's account reaches it, and words about processes."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from payung.cli.service.embedded import cluster_of
from payung.cli.service.locks import is_held
from payung.cli.service.state import State


@contextmanager
def state_folder() -> Iterator[State]:
    """Short enough for a socket, passable for another account; what still runs in it afterwards is killed."""
    folder = Path(tempfile.mkdtemp(prefix="payung-state-", dir="/tmp"))
    folder.chmod(0o711)
    state = State(folder / "state").open()
    try:
        yield state
    finally:
        until(lambda: not is_held(state.lock("keeper")), seconds=60)
        shutil.rmtree(folder)


def postmaster(state: State) -> int:
    return int((cluster_of(state).data / "postmaster.pid").read_text().splitlines()[0])


def comes_back(state: State, *, after: int) -> None:
    """Wait for a server that is ready and is not the one of before."""

    def another() -> bool:
        with suppress(OSError, IndexError, ValueError):
            # in this order: the file of the killed server says that it is ready until the next one writes its own
            return postmaster(state) != after and cluster_of(state).is_ready()
        return False

    until(another)


def keeper(state: State) -> int:
    """The parent of the server."""
    return parent(postmaster(state))


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def lives(pid: int) -> bool:
    """A process that nobody has buried yet counts as dead."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def until(happens: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait for it; fail if it does not happen."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
