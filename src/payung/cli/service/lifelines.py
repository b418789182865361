"""Children that do not outlive their parent, even when it is killed with -9."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence

_LIBC = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1


def tie_to_parent(number: signal.Signals, *, parent: int | None = None) -> None:
    """Have the kernel send this process the signal when its parent ends. Linux only; elsewhere groups must do."""
    if hasattr(_LIBC, "prctl"):
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(number))
    if parent is not None and os.getppid() != parent:
        os._exit(1)  # the parent died before the tie was made


def tied_child(number: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn` for a child of this process. It runs after the change of account, which would cut the tie."""
    parent = os.getpid()
    return lambda: tie_to_parent(number, parent=parent)


def run_tied(
    command: Sequence[str], *, environment: Mapping[str, str], stderr: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end. It ends when we do: at once if we are interrupted, by SIGTERM if we are killed."""
    return subprocess.run(
        command,
        env=dict(environment),
        stderr=stderr,
        text=True,
        start_new_session=True,
        preexec_fn=tied_child(signal.SIGTERM),
    )
