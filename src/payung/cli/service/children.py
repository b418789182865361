"""One child process of the service: started, watched, started again when it ends, ended with all it started."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from payung.cli.service.lifelines import tied_child

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
# A child that ran this long and then ended starts counting its pauses anew.
_SETTLED_AFTER = 10
_LARGEST_LOG = 10 * 1024 * 1024
_BETWEEN_LOOKS = 10  # seconds, at the length of the log


@dataclass
class Child:
    """A process that should always run. Its words go to `log`, which holds no personal data."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    ends: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _started: float = 0
    _next_start: float = 0
    _next_look: float = 0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    def tend(self) -> None:
        """Start it if it should run and does not; notice when it ended."""
        if self._process is not None and self._process.poll() is not None:
            self._note_end()
        if time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + _BETWEEN_LOOKS
            self._keep_log_small()
        if self._process is None and time.monotonic() >= self._next_start:
            self._start()

    def ask_to_end(self) -> None:
        if self._process is not None:
            self._process.terminate()

    def has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def end(self) -> None:
        """End it and everything it started, at once."""
        if self._process is not None:
            self._kill_group()
            self._process.wait()
            self._process = None

    def _start(self) -> None:
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.environment),
                start_new_session=True,
                preexec_fn=tied_child(signal.SIGTERM),
            )
        self._started = time.monotonic()

    def _keep_log_small(self) -> None:
        """Copy a long log aside and empty it: the child goes on writing at the end of the same file."""
        with suppress(OSError):  # a full disk is no reason to stop the service
            if self.log.stat().st_size > _LARGEST_LOG:
                shutil.copyfile(self.log, self.log.with_suffix(".1.log"))
                os.truncate(self.log, 0)

    def _note_end(self) -> None:
        """What the dead child had started would hold its port: end it before the next start."""
        self._kill_group()
        self._process = None
        lived = time.monotonic() - self._started
        self.ends = 1 if lived > _SETTLED_AFTER else self.ends + 1
        self._next_start = time.monotonic() + min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (self.ends - 1))

    def _kill_group(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
