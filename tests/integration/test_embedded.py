"""The embedded PostgreSQL: shared, private, brought back after every kind of death."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from payung.cli.service import roles
from payung.cli.service.embedded import Attachment, cluster_of, temporary_cluster
from payung.cli.service.problem import Problem
from payung.cli.service.runtime import open_state
from payung.cli.service.state import State
from tests.integration import embedded_state as processes


@pytest.fixture(scope="module")
def state() -> Iterator[State]:
    """For tests that leave a working server behind, whatever they kill."""
    with processes.state_folder() as state:
        yield state


@pytest.fixture(scope="module")
def attached(state: State) -> Iterator[Attachment]:
    with closing(Attachment(state).open()) as attachment:
        yield attachment


@pytest.fixture
def fresh() -> Iterator[State]:
    with processes.state_folder() as state:
        yield state


def value(address: str, query: str) -> object:
    with psycopg.connect(address, autocommit=True) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row else None


def test_the_application_owns_nothing_and_cannot_bypass(attached: Attachment) -> None:
    with roles.connect(attached.addresses.app) as connection:
        assert roles.standing(connection) == roles.Standing(roles.APP, False, False, False, False)
    with roles.connect(attached.addresses.owner) as connection:
        owner = roles.standing(connection)
    assert (owner.superuser, owner.bypasses, owner.owns) == (False, False, True)


def test_nobody_is_trusted(attached: Attachment, state: State) -> None:
    for role in ("payung_admin", roles.OWNER, roles.APP):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(host=str(state.socket_folder), user=role, password="guess", dbname="postgres")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(attached.addresses.app.replace("/payung?", "/postgres?")).close()


def test_folders_and_passwords_are_private(attached: Attachment, state: State) -> None:
    cluster = cluster_of(state)
    modes = {path: path.stat().st_mode & 0o777 for path in (cluster.data, state.secrets, state.keys, state.logs)}
    assert set(modes.values()) == {0o700}
    assert {path.stat().st_mode & 0o777 for path in state.secrets.iterdir()} == {0o600}
    assert state.socket_folder.stat().st_mode & 0o777 == 0o700


def test_the_server_is_durable_local_and_speaks_utc(attached: Attachment) -> None:
    names = ("fsync", "synchronous_commit", "listen_addresses", "TimeZone", "server_encoding", "log_error_verbosity")
    found = [value(attached.addresses.app, f"SHOW {name}") for name in names]
    assert found == ["on", "on", "", "UTC", "UTF8", "terse"]


def test_commands_share_one_server_and_the_last_stops_it(fresh: State) -> None:
    first, second = Attachment(fresh).open(), Attachment(fresh).open()
    server = processes.postmaster(fresh)
    first.close()
    first.wait_for_stop()
    assert value(second.addresses.app, "SELECT 1") == 1
    assert processes.postmaster(fresh) == server
    second.close()
    second.wait_for_stop()
    assert not processes.lives(server)


def test_a_killed_command_lets_go(fresh: State) -> None:
    program = (
        "import contextlib, time\n"
        "from payung.cli.service.runtime import open_database\n"
        "with contextlib.closing(open_database()):\n"
        "    print('up', flush=True); time.sleep(60)\n"
    )
    environment = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment | {"PAYUNG_STATE": str(fresh.folder)}
    ) as command:
        assert command.stdout is not None
        assert command.stdout.readline() == b"up\n"
        server = processes.postmaster(fresh)
        command.kill()
    processes.until(lambda: not processes.lives(server))


def test_a_killed_server_comes_back_with_what_was_committed(attached: Attachment, state: State) -> None:
    with roles.connect(attached.addresses.owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    server = processes.postmaster(state)
    processes.kill(server)
    processes.comes_back(state, after=server)
    assert value(attached.addresses.owner, "SELECT number FROM kept") == 7


def test_a_killed_keeper_takes_the_server_along_and_both_are_revived(attached: Attachment, state: State) -> None:
    server, keeper = processes.postmaster(state), processes.keeper(state)
    processes.kill(keeper)
    processes.until(lambda: not processes.lives(server))
    with closing(Attachment(state).open()) as another:
        assert value(another.addresses.app, "SELECT 1") == 1
    attached.revive()
    assert value(attached.addresses.app, "SELECT 1") == 1


def test_a_stale_pid_file_is_no_hindrance(fresh: State) -> None:
    first = Attachment(fresh).open()
    first.close()
    first.wait_for_stop()
    data = cluster_of(fresh).data
    # A number that some other living process has now, as after a restart of the machine.
    (data / "postmaster.pid").write_text(
        f"{os.getpid()}\n{data}\n1700000000\n5432\n{fresh.socket_folder}\n\n1 1\nready\n"
    )
    with closing(Attachment(fresh).open()) as second:
        assert value(second.addresses.app, "SELECT 1") == 1


def test_a_data_folder_that_was_cut_off_is_made_anew(fresh: State) -> None:
    draft = fresh.database.with_name("database.new")
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    with closing(Attachment(fresh).open()) as attachment:
        assert value(attachment.addresses.app, "SELECT 1") == 1
    assert not draft.exists()


def test_data_of_another_version_is_refused_in_a_sentence(fresh: State) -> None:
    fresh.database.mkdir(mode=0o700)
    (fresh.database / "PG_VERSION").write_text("14\n")
    with pytest.raises(Problem, match=r"was made by PostgreSQL 14, .* restore a backup") as refusal:
        Attachment(fresh).open()
    assert str(fresh.database) in refusal.value.message


def test_damaged_data_is_refused_in_a_sentence(fresh: State) -> None:
    first = Attachment(fresh).open()
    first.close()
    first.wait_for_stop()
    (cluster_of(fresh).data / "global" / "pg_control").write_bytes(b"")
    with pytest.raises(Problem, match="restore the last backup"):
        Attachment(fresh).open()


def test_a_folder_that_cannot_be_written_is_refused_in_a_sentence(fresh: State) -> None:
    (fresh.folder / "file").touch()
    with pytest.raises(Problem, match=r"cannot be written \(Not a directory\): make it writable, or name another"):
        State(fresh.folder / "file" / "state").open()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL under another account")
def test_a_folder_that_postgresql_cannot_reach_is_refused_and_nothing_is_left(
    fresh: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = fresh.folder / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("PAYUNG_STATE", str(closed / "state"))
    with pytest.raises(Problem, match=rf"cannot pass through {closed}: name in PAYUNG_STATE a folder that every user"):
        open_state()
    assert list(closed.iterdir()) == []
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@elsewhere/payung")
    assert open_state().logs.exists()


def test_a_long_path_has_its_socket_elsewhere(fresh: State) -> None:
    deep = State(fresh.folder / ("long-" * 20)).open()
    assert len(os.fsencode(deep.socket_folder)) <= 80
    with closing(Attachment(deep).open()) as attachment:
        assert value(attachment.addresses.app, "SELECT 1") == 1
    attachment.wait_for_stop()
    deep.socket_folder.rmdir()


def test_a_throw_away_server_leaves_nothing() -> None:
    with temporary_cluster() as addresses:
        folder = Path(str(value(addresses.admin, "SHOW data_directory"))).parent
        assert value(addresses.owner, "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user") is True
    assert not folder.exists()
