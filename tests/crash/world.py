"""A running service with a small opened city, the people who work at it, and the register seen from behind."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from payung.cli.service.embedded import addresses_of, cluster_of
from payung.cli.service.runtime import Database
from payung.cli.service.state import State
from tests.crash.doors import Door
from tests.crash.register import Register
from tests.integration.embedded_state import state_folder, until
from tests.integration.running_service import SECONDS, Service, environment, running, start

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = ("--workers", "1")  # one web process, so that it is known which one is at work


@dataclass
class World:
    """Everything a stage needs."""

    service: Service
    register: Register
    manager: Door
    officer: Door
    branch: str
    scratch: Path

    def is_up(self) -> bool:
        """Whether pages with people are served and a worker runs."""
        return bool(self.service.child("service.jobs")) and self.manager.get("/berkas/").status == 200

    def holding(self, text: bytes) -> list[Path]:
        """The files in which this stands in the open: of the state folder, and of the one for temporary files."""
        folders = (self.service.state.folder, self.scratch)
        return [each for folder in folders for each in folder.rglob("*") if each.is_file() and text in _read(each)]

    def wait_until_up(self) -> None:
        until(self.is_up, seconds=SECONDS)

    def start_again(self) -> None:
        """After the supervisor was killed: a person starts Payung again; what it had started ends."""
        self.service.process.wait(SECONDS)
        left = strays(self.service.state)
        assert self.service.process.stdout is not None
        self.service.process.stdout.close()
        self.service.process = start(self.service.state, self.service.port, *OPTIONS)
        self.service.wait_until_it_says_so()
        until(lambda: not left & strays(self.service.state), seconds=SECONDS)


@contextmanager
def world() -> Iterator[World]:
    with state_folder() as state:
        scratch = state.folder.parent / "scratch"
        scratch.mkdir()
        with mock.patch.dict(os.environ, TMPDIR=str(scratch)), running(state, *OPTIONS) as service:
            city = prepared(state, "city")
            doors = {name: Door(service.port, city[name], state.logs / "web.log") for name in ("manager", "officer")}
            register = Register(state)
            try:
                yield World(service, register, doors["manager"], doors["officer"], city["branch"], scratch)
            finally:
                register.close()
        assert strays(state) == set()


def _read(file: Path) -> bytes:
    with suppress(FileNotFoundError):
        return file.read_bytes()
    return b""


def strays(state: State) -> set[int]:
    """Web processes and workers that belong to this state folder, whoever their parent is."""
    mine = f"PAYUNG_STATE={state.folder}\0".encode()
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (folder / "cmdline").read_bytes()
            if (b"granian" in words or b"service.jobs" in words) and mine in (folder / "environ").read_bytes():
                found.add(int(folder.name))
    return found


def prepared(state: State, what: str) -> Any:
    """Run `tests.crash.prepared` at the service's database, as the application's role."""
    database = Database(state, addresses_of(state, cluster_of(state)).app, owner=None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.prepared", what],
        env=environment(state) | database.environment(owner=False),
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
