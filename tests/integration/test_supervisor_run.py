"""`payung run` for real: database, web and jobs; each of its processes is killed, and the service answers again."""

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from payung.cli.service import embedded
from payung.cli.service.state import State
from tests.integration.embedded_state import children, keeper, kill, lives, postmaster, state_folder, until
from tests.integration.running_service import (
    SECONDS,
    Service,
    command,
    environment,
    payung,
    postmaster_or_none,
    running,
)


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


def test_it_says_where_its_data_are_and_that_a_demonstration_is_shut(other_state: State) -> None:
    with running(other_state) as service:
        assert service.next_line() == f"Its data and keys are kept in {other_state.folder}.\n"
        owner = embedded.addresses_of(other_state, embedded.cluster_of(other_state)).owner
        with psycopg.connect(owner) as connection:
            connection.execute(
                "INSERT INTO accounts_user (username, full_name, password, email, is_active, is_demo, date_joined) "
                "VALUES ('lurah', 'Lurah Rekaan', '!', '', true, true, now())"
            )
    with running(other_state) as service:
        service.next_line()
        assert "The demonstration stands here, and its sign-ins are shut" in service.next_line()


def test_web_and_jobs_hold_only_the_applications_address(service: Service) -> None:
    owner = (service.state.secrets / "payung_owner").read_bytes()
    admin = (service.state.secrets / "payung_admin").read_bytes()
    app = (service.state.secrets / "payung_app").read_bytes()
    for name in ("granian", "service.jobs"):
        given = Path(f"/proc/{service.child(name)}/environ").read_bytes()
        assert app in given
        assert owner not in given
        assert admin not in given


@pytest.mark.parametrize("name", ["granian", "service.jobs"])
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
