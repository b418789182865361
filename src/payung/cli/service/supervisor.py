"""Keeps web, jobs and database running together, and ends them together."""

import signal
import time
from collections.abc import Callable, Sequence
from types import FrameType

from payung.cli.service.children import Child
from payung.cli.service.problem import Problem

_PAUSE = 0.1
_PATIENCE = 30
# A service that never answered and fails this often will not recover by itself.
_FAILED_STARTS = 4
_ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Stop(BaseException):
    """Somebody asked the service to stop."""


class Supervisor:
    """Starts the children and tends them until somebody asks to stop."""

    def __init__(self, children: Sequence[Child], *, tend_database: Callable[[], None]) -> None:
        self._children = children
        self._tend_database = tend_database

    def start(self, *, answers: Callable[[], bool], seconds: float) -> None:
        """Start all and wait until the service answers; a sentence if it does not."""
        until = time.monotonic() + seconds
        while True:
            self._tend()
            if answers():
                return
            failed = next((child for child in self._children if child.ends >= _FAILED_STARTS), None)
            late = time.monotonic() > until
            if failed or late:
                child = failed or self._children[0]
                raise Problem(f"The service ({child.name}) does not start: its last words stand in {child.log}.")
            time.sleep(_PAUSE)

    def keep(self) -> None:
        """Tend the children until asked to stop."""
        while True:
            self._tend()
            time.sleep(_PAUSE)

    def end(self) -> None:
        """Ask all to end what they do, wait, then end them."""
        for child in self._children:
            child.ask_to_end()
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and not all(child.has_ended() for child in self._children):
            time.sleep(_PAUSE)
        for child in self._children:
            child.end()

    def _tend(self) -> None:
        self._tend_database()
        for child in self._children:
            child.tend()


def stop_on_signals() -> None:
    """The first signal to end raises Stop; once stopping, further ones change nothing. `nohup` is respected."""
    numbers = [each for each in _ENDING if each != signal.SIGHUP or signal.getsignal(each) != signal.SIG_IGN]

    def stop(_number: int, _frame: FrameType | None) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise Stop

    for number in numbers:
        signal.signal(number, stop)
