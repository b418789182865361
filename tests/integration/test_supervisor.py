"""Children that should always run: started again, ended with all they started, never left behind."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from payung.cli.service import children as children_module
from payung.cli.service import supervisor as supervisor_module
from payung.cli.service.children import Child
from payung.cli.service.ports import answers, require_free, shown_address
from payung.cli.service.problem import Problem
from payung.cli.service.session import Session
from payung.cli.service.state import State
from payung.cli.service.supervisor import Supervisor
from tests.integration.embedded_state import children, kill, lives, until

MakeChild = Callable[[str], Child]

SLEEPS = "import time; time.sleep(60)"
STARTS_ANOTHER = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{SLEEPS}'])"
IGNORES_REQUESTS = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); {SLEEPS}"
FAILS = "raise SystemExit(1)"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children_module, "_FIRST_PAUSE", 0.01)
    monkeypatch.setattr(supervisor_module, "_PATIENCE", 0.5)
    monkeypatch.setattr(supervisor_module, "_PAUSE", 0.02)


@pytest.fixture
def child(tmp_path: Path) -> Iterator[MakeChild]:
    made: list[Child] = []

    def make(program: str) -> Child:
        made.append(Child("web", [sys.executable, "-c", program], {}, tmp_path / "child.log"))
        return made[-1]

    yield make
    for each in made:
        each.end()


def tended(each: Child) -> int:
    """Its process, after tending it."""
    each.tend()
    return each.pid or 0


def test_a_killed_child_is_started_again(child: MakeChild) -> None:
    each = child(SLEEPS)
    first = tended(each)
    kill(first)
    until(lambda: tended(each) not in {0, first})


def test_pauses_grow_while_a_child_keeps_failing(child: MakeChild, monkeypatch: pytest.MonkeyPatch) -> None:
    each = child(FAILS)
    until(lambda: bool(tended(each)) and each.ends >= 2)
    monkeypatch.setattr(children_module, "_FIRST_PAUSE", 1000)
    ends = each.ends
    until(lambda: not tended(each) and each.ends == ends + 1)
    assert [tended(each) for _ in range(5)] == [0] * 5


def test_what_a_dead_child_started_is_ended_before_it_starts_again(child: MakeChild) -> None:
    each = child(STARTS_ANOTHER)
    first = tended(each)
    until(lambda: bool(children(first)))
    (grandchild,) = children(first)
    kill(first)
    until(lambda: tended(each) not in {0, first})
    assert not lives(grandchild)


def test_a_service_that_always_fails_ends_in_a_sentence_with_its_log(child: MakeChild) -> None:
    each = child(FAILS)
    supervisor = Supervisor([each], tend_database=lambda: None)
    with pytest.raises(Problem, match=r"\(web\) does not start: its last words stand in .*child\.log"):
        supervisor.start(answers=lambda: False, seconds=30)


def test_a_service_that_never_answers_ends_in_a_sentence(child: MakeChild) -> None:
    supervisor = Supervisor([child(SLEEPS)], tend_database=lambda: None)
    with pytest.raises(Problem, match="does not start"):
        supervisor.start(answers=lambda: False, seconds=0.2)


def test_a_deaf_child_is_ended_all_the_same(child: MakeChild) -> None:
    each = child(IGNORES_REQUESTS)
    pid = tended(each)
    until(lambda: "deaf" in each.log.read_text())
    Supervisor([each], tend_database=lambda: None).end()
    assert not lives(pid)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_children_end_with_their_supervisor(number: signal.Signals, tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
from payung.cli.service.children import Child
from payung.cli.service.supervisor import Stop, Supervisor, stop_on_signals
import signal, sys
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests themselves may run under nohup
stop_on_signals()
child = Child("web", [sys.executable, "-c", "{SLEEPS}"], {{}}, Path("{tmp_path}/log"))
supervisor = Supervisor([child], tend_database=lambda: None)
try:
    supervisor.start(answers=lambda: True, seconds=5)
    print(child.pid, flush=True)
    supervisor.keep()
except Stop:
    supervisor.end()
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        assert lives(pid)
        process.send_signal(number)
        try:
            process.wait(10)
        finally:
            process.kill()
        assert process.returncode == (-9 if number == signal.SIGKILL else 0)
    until(lambda: not lives(pid))


def test_a_second_service_on_the_same_folder_is_told_who_runs(tmp_path: Path) -> None:
    state = State(tmp_path / "state").open()
    first = Session(state, "http://localhost:8000/").open()
    assert not first.after_crash
    with pytest.raises(Problem, match=r"runs already \(process \d+\) at http://localhost:8000/: use it, stop it"):
        Session(state, "http://localhost:9000/").open()
    first.close()
    Session(state, "http://localhost:9000/").open().close()


def test_the_service_after_a_killed_one_knows(tmp_path: Path) -> None:
    state = State(tmp_path / "state").open()
    (state.folder / "running.json").write_text("{")
    session = Session(state, "http://localhost:8000/").open()
    assert session.after_crash
    session.close()


def test_a_taken_port_is_named_with_the_way_to_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(Problem, match=rf"Port {port} is taken .* `payung run --port {port + 1}`, or PORT"):
            require_free("127.0.0.1", port)
        assert not answers("127.0.0.1", 1)
    require_free("127.0.0.1", port, seconds=5)


def test_an_address_of_another_machine_is_refused_in_a_sentence() -> None:
    with pytest.raises(Problem, match=r"192\.0\.2\.1 is no address of this machine: name another with --host"):
        require_free("192.0.2.1", 8000)


def test_the_shown_address_can_be_typed() -> None:
    assert shown_address("0.0.0.0", 8000) == "http://localhost:8000/"  # noqa: S104 - shown, not bound
    assert shown_address("payung.example", 80) == "http://payung.example:80/"
