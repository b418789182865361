"""A running `payung run` for tests that kill its parts: its processes by name, and whether it answers."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from payung.cli.service.ports import answers
from payung.cli.service.state import State
from tests.integration.embedded_state import children, keeper, postmaster

SECONDS = 90


@dataclass
class Service:
    """A running `payung run`."""

    process: subprocess.Popen[str]
    state: State
    port: int

    def wait_until_it_says_so(self) -> None:
        """Until it prints its address; a busy machine may first hear that the database is starting."""
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if f"http://localhost:{self.port}/" in line:
                return
        raise AssertionError("".join(said))

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        with self.process:
            self.process.wait(SECONDS)

    def next_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def answers(self) -> bool:
        return answers("127.0.0.1", self.port)

    def looks_somebody_up(self) -> bool:
        """Whether a page that needs the database is served: a sign-in that fails because nobody bears the name."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with closing(connection), suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/akun/login/")
            page = connection.getresponse()
            page.read()
            token = SimpleCookie("; ".join(page.headers.get_all("Set-Cookie", [])))["csrftoken"].value
            form = urlencode({"login": "nobody", "password": "nothing", "csrfmiddlewaretoken": token})
            headers = {"Cookie": f"csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", "/akun/login/", body=form, headers=headers)
            return connection.getresponse().status == 200
        return False

    def child(self, word: str) -> int:
        """The supervisor's child whose command has this word; 0 while there is none."""
        found = [pid for pid in children(self.process.pid) if word.encode() in command(pid)]
        return found[0] if found else 0

    def everybody(self) -> list[int]:
        mine = [self.child("granian"), self.child("service.jobs"), postmaster(self.state), keeper(self.state)]
        return [*mine, *children(mine[0])]


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def environment(state: State) -> dict[str, str]:
    hidden = {"DATABASE_URL", "DATABASE_OWNER_URL", "PAYUNG_KEYS", "PORT"}
    return {name: text for name, text in os.environ.items() if name not in hidden} | {"PAYUNG_STATE": str(state.folder)}


def payung(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "payung.cli.main", *arguments]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def running(state: State, *options: str) -> Iterator[Service]:
    port = free_port()
    service = Service(start(state, port, *options), state, port)
    try:
        service.wait_until_it_says_so()
        yield service
    finally:
        service.stop()


def start(state: State, port: int, *options: str) -> "subprocess.Popen[str]":
    """`payung run` on this state folder; nobody waits for it here."""
    return subprocess.Popen(
        payung("run", "--port", str(port), *options),
        env=environment(state),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def postmaster_or_none(state: State) -> int | None:
    try:
        return postmaster(state)
    except (OSError, IndexError, ValueError):
        return None
