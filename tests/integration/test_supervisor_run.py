"""`payung run` for real: database, web and jobs; each of its processes is killed, and the service answers again."""

import http.client
import json
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

import pytest

from payung.cli.service.ports import answers
from payung.cli.service.state import State
from tests.integration.embedded_state import children, keeper, kill, lives, postmaster, state_folder, until

SECONDS = 90


@dataclass
class Service:
    """A running `payung run`."""

    process: subprocess.Popen[str]
    state: State
    port: int

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
        mine = [self.child("granian"), self.child("procrastinate"), postmaster(self.state), keeper(self.state)]
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
def running(state: State) -> Iterator[Service]:
    port = free_port()
    with subprocess.Popen(
        payung("run", "--port", str(port)),
        env=environment(state),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert f"http://localhost:{port}/" in said, said + process.stdout.read()
        yield Service(process, state, port)
        process.send_signal(signal.SIGTERM)
        process.wait(SECONDS)


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    """Survives what the tests do to its parts."""
    with state_folder() as state, running(state) as service:
        yield service


@pytest.fixture(scope="module")
def other_state() -> Iterator[State]:
    with state_folder() as state:
        yield state


@pytest.fixture
def mortal(other_state: State) -> Iterator[Service]:
    """A service that the test ends."""
    with running(other_state) as service:
        yield service


def test_it_answers_once_it_says_so_and_stops_whole(mortal: Service) -> None:
    assert mortal.answers()
    everybody = mortal.everybody()
    assert all(lives(pid) for pid in everybody)
    mortal.process.send_signal(signal.SIGINT)
    assert mortal.process.wait(SECONDS) == 0
    assert [pid for pid in everybody if lives(pid)] == []
    assert not (mortal.state.folder / "running.json").exists()


def test_web_and_jobs_hold_only_the_applications_address(service: Service) -> None:
    owner = (service.state.secrets / "payung_owner").read_bytes()
    admin = (service.state.secrets / "payung_admin").read_bytes()
    app = (service.state.secrets / "payung_app").read_bytes()
    for name in ("granian", "procrastinate"):
        given = Path(f"/proc/{service.child(name)}/environ").read_bytes()
        assert app in given
        assert owner not in given
        assert admin not in given


@pytest.mark.parametrize("name", ["granian", "procrastinate"])
def test_a_killed_child_is_replaced(name: str, service: Service) -> None:
    killed = service.child(name)
    started = children(killed)
    kill(killed)
    until(lambda: service.child(name) not in {0, killed}, seconds=SECONDS)
    until(service.answers, seconds=SECONDS)
    assert [pid for pid in started if lives(pid)] == []


def test_a_killed_web_worker_is_replaced(service: Service) -> None:
    web = service.child("granian")
    (killed, *_) = [pid for pid in children(web) if b"granian" in command(pid)]
    kill(killed)
    until(lambda: killed not in children(service.child("granian")), seconds=SECONDS)
    until(service.answers, seconds=SECONDS)


def test_a_killed_database_comes_back_under_the_running_web(service: Service) -> None:
    assert service.looks_somebody_up()
    killed = postmaster(service.state)
    kill(killed)
    until(lambda: postmaster_or_none(service.state) not in {None, killed}, seconds=SECONDS)
    until(service.looks_somebody_up, seconds=SECONDS)


def test_a_killed_keeper_comes_back_under_the_running_web(service: Service) -> None:
    assert service.looks_somebody_up()
    server = postmaster(service.state)
    kill(keeper(service.state))
    until(lambda: postmaster_or_none(service.state) not in {None, server}, seconds=SECONDS)
    until(service.looks_somebody_up, seconds=SECONDS)


def test_everything_ends_with_a_killed_supervisor_and_starts_again(mortal: Service) -> None:
    everybody = mortal.everybody()
    mortal.process.kill()
    again = [*payung("run", "--port", str(mortal.port))]
    with subprocess.Popen(again, env=environment(mortal.state), stdout=subprocess.PIPE, text=True) as second:
        try:
            assert second.stdout is not None
            assert str(mortal.port) in second.stdout.readline()
            gone = [pid for pid in everybody if pid not in {postmaster(mortal.state), keeper(mortal.state)}]
            until(lambda: not any(lives(pid) for pid in gone), seconds=SECONDS)
        finally:
            second.terminate()
        assert second.wait(SECONDS) == 0


def test_a_second_service_and_a_taken_port_end_in_sentences(service: Service) -> None:
    second = subprocess.run(payung("run"), env=environment(service.state), capture_output=True, text=True)
    assert second.returncode == 1
    assert f"Payung runs already (process {service.process.pid}) at http://localhost:{service.port}/" in second.stderr
    with state_folder() as other:
        taken = subprocess.run(
            payung("run", "--port", str(service.port)), env=environment(other), capture_output=True, text=True
        )
    assert taken.returncode == 1
    assert f"Port {service.port} is taken by another program" in taken.stderr
    assert json.loads((service.state.folder / "running.json").read_text())["pid"] == service.process.pid


def test_another_command_shares_the_running_database(service: Service) -> None:
    server = postmaster(service.state)
    done = subprocess.run(payung("database", "prepare"), env=environment(service.state), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "The database is prepared.\n")
    assert postmaster(service.state) == server
    assert service.answers()


def postmaster_or_none(state: State) -> int | None:
    try:
        return postmaster(state)
    except (OSError, IndexError, ValueError):
        return None
