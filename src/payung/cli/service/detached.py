"""Processes that outlive the command that starts them, and hold neither its terminal nor its pipes."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Detached:
    """A process started by us that others will rely on as well."""

    pid: int
    _code: int | None = None

    def ended(self) -> int | None:
        """Its exit code once it ended (negative: the signal), or None. Buries it, so that no zombie stays."""
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code


def start_detached(module: str, *arguments: str | Path, log: Path) -> Detached:
    """Run `python -m module arguments` in a session of its own, its words going to the log."""
    words = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    try:
        pid = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", module, *(str(each) for each in arguments)],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, source, target) for source, target in ((nothing, 0), (words, 1), (words, 2))
            ],
            setsid=True,
        )
    finally:
        os.close(words)
        os.close(nothing)
    return Detached(pid)
