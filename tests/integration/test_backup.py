"""A backup is rehearsed: filled, kept, lost, brought back, compared; and what is killed half-way is never taken for whole."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from click.testing import CliRunner, Result

from payung.cli.main import payung
from payung.cli.service import manifest
from payung.cli.service.embedded import Attachment, temporary_cluster
from payung.cli.service.session import Session
from payung.cli.service.state import State
from tests.integration import embedded_state as processes
from tests.integration.running_service import environment
from tests.integration.running_service import payung as command

CITY_KEYS = "12710000000000.json"
ROOT = Path(__file__).resolve().parents[2]
FILL = """
from payung.cli.django_ready import ready
with ready(first=True):
    from tests import factories
    from tests.sealed_rows import fill_sealed
    fill_sealed(factories.open_city("12.71"))
"""
READ = """
import json
from payung.cli.django_ready import ready
with ready():
    from payung.apps.territory.models import City
    from tests.sealed_rows import opened_values
    found = opened_values(City.objects.get())
    print(json.dumps(sorted([table, at, said] for (table, at), said in found.items())))
"""


def python(program: str, state: State, **more: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(state) | more, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def run(state: State, *arguments: str | Path, **more: str) -> Result:
    hidden = dict.fromkeys(("DATABASE_URL", "DATABASE_OWNER_URL", "PAYUNG_KEYS", "PAYUNG_DATABASE_URL"))
    settings = hidden | {"PAYUNG_STATE": str(state.folder)} | more
    return CliRunner().invoke(payung, [str(each) for each in arguments], env=settings)


def done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def refused(result: Result) -> str:
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    return result.output


def counts(state: State) -> dict[str, int]:
    with contextlib.closing(Attachment(state).open()) as opened, psycopg.connect(opened.addresses.owner) as connection:
        return manifest.counts(connection)


def as_owner(state: State, statement: LiteralString) -> None:
    with contextlib.closing(Attachment(state).open()) as opened, psycopg.connect(opened.addresses.owner) as connection:
        connection.execute(statement)


@pytest.fixture(scope="module")
def source() -> Iterator[State]:
    """An installation in which every table with sealed columns holds rows; its server runs throughout."""
    with processes.state_folder() as state:
        python(FILL, state)
        with contextlib.closing(Attachment(state).open()):
            yield state


@pytest.fixture(scope="module")
def kept(source: State, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a backup (`data`) and, elsewhere, its keys (`keys`)."""
    place = tmp_path_factory.mktemp("kept")
    done(run(source, "backup", place / "data", "--keys", place / "keys"))
    return place


@pytest.fixture
def fresh() -> Iterator[State]:
    with processes.state_folder() as state:
        yield state


def test_what_is_lost_comes_back(source: State, kept: Path, fresh: State) -> None:
    said = done(run(fresh, "restore", kept / "data", "--keys", kept / "keys"))
    assert "are those of this backup" in said
    before = counts(source)
    assert counts(fresh) == before == manifest.read(kept / "data").tables
    assert before["people_person"] > 0
    assert before["audit_history"] > 0
    values = json.loads(python(READ, fresh))
    assert values == json.loads(python(READ, source))
    assert any(at.endswith(" nik") and said for table, at, said in values if table == "people_person")
    assert "holds data already" in refused(run(fresh, "restore", kept / "data"))


def test_into_a_server_that_somebody_else_runs_and_out_of_it(
    kept: Path, source: State, fresh: State, tmp_path: Path
) -> None:
    with temporary_cluster() as addresses:
        with psycopg.connect(addresses.admin, autocommit=True) as admin:
            admin.execute("CREATE DATABASE elsewhere OWNER payung_owner")
        place = {
            "DATABASE_OWNER_URL": addresses.owner.replace("/payung?", "/elsewhere?"),
            "DATABASE_URL": addresses.app.replace("/payung?", "/elsewhere?"),
        }
        said = done(run(fresh, "restore", kept / "data", **place))
        assert "Keys are missing" in said
        assert "12710000000000.json" in said
        done(run(fresh, "backup", tmp_path / "again", **place))
        only_app = {"DATABASE_URL": place["DATABASE_URL"]}
        assert "owner is not known" in refused(run(fresh, "backup", tmp_path / "no", **only_app))
    first, second = (manifest.read(folder) for folder in (kept / "data", tmp_path / "again"))
    assert first.tables == second.tables
    assert first.migrations == second.migrations


def test_the_keys_are_apart_and_everything_is_private(source: State, kept: Path, tmp_path: Path) -> None:
    entries = [json.loads(path.read_text()) for path in source.keys.glob("*.json")]
    secrets = [key.encode() for each in entries for key in each.values()] + [(source.keys / "secret").read_bytes()]
    assert len(secrets) > 1
    for path in (kept / "data").iterdir():
        assert not [key for key in secrets if key in path.read_bytes()]
    assert {path.name for path in (kept / "keys").iterdir()} >= {"12710000000000.json", "secret"}
    everything = [*kept.glob("*/*"), kept / "data", kept / "keys"]
    assert {path.stat().st_mode & 0o077 for path in everything} == {0}
    for keys in (tmp_path / "one", tmp_path / "one" / "keys", tmp_path):
        assert "must not lie with" in refused(run(source, "backup", tmp_path / "one", "--keys", keys))
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_is_prepared_nothing_is_made(tmp_path: Path) -> None:
    said = refused(run(State(tmp_path / "state"), "backup", tmp_path / "data", "--keys", tmp_path / "keys"))
    assert f"There is no database in {tmp_path / 'state'}" in said
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(source: State, kept: Path, tmp_path: Path) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in kept.rglob("*"))
    assert "is not empty" in refused(run(source, "backup", kept / "data"))
    assert "is not empty" in refused(run(source, "backup", tmp_path / "new", "--keys", kept / "keys"))
    assert "is not there" in refused(run(source, "backup", tmp_path / "no" / "where"))
    assert sorted((path, path.stat().st_mtime_ns) for path in kept.rglob("*")) == before
    assert list(tmp_path.iterdir()) == []


def copy(kept: Path, tmp_path: Path) -> Path:
    return shutil.copytree(kept / "data", tmp_path / "copy")


def test_a_changed_or_torn_backup_is_refused_before_anything_is_written(
    kept: Path, fresh: State, tmp_path: Path
) -> None:
    folder = copy(kept, tmp_path)
    dump = folder / manifest.DUMP
    whole = dump.read_bytes()
    dump.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert "checksum differs" in refused(run(fresh, "restore", folder))
    dump.unlink()
    assert "lacks its file" in refused(run(fresh, "restore", folder))
    (folder / manifest.FILE).write_text((folder / manifest.FILE).read_text()[:-30])
    assert "cannot be read" in refused(run(fresh, "restore", folder))
    (folder / manifest.FILE).unlink()
    assert "no whole backup" in refused(run(fresh, "restore", folder))
    assert not fresh.database.exists()


def edit(folder: Path, **values: object) -> Path:
    path = folder / manifest.FILE
    path.write_text(json.dumps(json.loads(path.read_text()) | values))
    return folder


def test_a_key_folder_from_before_a_rotation_is_refused_before_anything_is_written(
    kept: Path, fresh: State, tmp_path: Path
) -> None:
    """The manifest tells of a second key, as it does once the city's key was rotated between the two backups."""
    folder = copy(kept, tmp_path)
    keys = manifest.read(folder).keys
    edit(folder, keys=keys | {CITY_KEYS: keys[CITY_KEYS] | {"2": "of the rotation"}})
    said = refused(run(fresh, "restore", folder, "--keys", kept / "keys"))
    assert f"older than this backup: they lack {CITY_KEYS} (key 2). Nothing was restored." in said
    assert "written with this backup or later" in said
    assert not fresh.database.exists()
    assert not list(fresh.keys.glob("*.json"))


def test_a_newer_payung_and_a_newer_server_are_said(kept: Path, fresh: State, source: State, tmp_path: Path) -> None:
    folder = copy(kept, tmp_path)
    migrations = manifest.read(folder).migrations
    newer = edit(folder, migrations=migrations | {"people": "9999_to_come"})
    assert "newer Payung" in refused(run(fresh, "restore", newer))
    edit(folder, migrations=migrations, server=99)
    assert "comes from PostgreSQL 99" in refused(run(fresh, "restore", folder))


def test_a_prepared_installation_that_nobody_used_takes_it_and_a_wrong_count_is_told(
    kept: Path, fresh: State, tmp_path: Path
) -> None:
    done(run(fresh, "database", "prepare"))
    folder = copy(kept, tmp_path)
    tables = manifest.read(folder).tables
    edit(folder, tables=tables | {"people_person": tables["people_person"] + 1})
    said = refused(run(fresh, "restore", folder))
    assert "people_person holds" in said
    assert counts(fresh) == tables


def spawn(state: State, *arguments: str | Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*command(), *(str(each) for each in arguments)],
        env=environment(state),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def kill(process: "subprocess.Popen[str]") -> None:
    assert process.poll() is None, process.stdout.read() if process.stdout else ""
    os.kill(process.pid, signal.SIGKILL)
    with process:
        process.wait()


def waits(connection: psycopg.Connection[Any], program: str) -> bool:
    query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s AND wait_event_type = 'Lock'"
    return connection.execute(query, [program]).fetchone() == (1,)


@contextlib.contextmanager
def held_at_the_dump(source: State, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A backup whose rows are counted and whose `pg_dump` waits, for a table that counting has no need of."""
    with contextlib.closing(Attachment(source).open()) as opened:
        admin = opened.addresses.admin
        inside = admin.replace("/postgres?", "/payung?")
        with psycopg.connect(inside) as holder, psycopg.connect(admin, autocommit=True) as watcher:
            holder.execute("LOCK TABLE pg_catalog.pg_seclabel IN ACCESS EXCLUSIVE MODE")
            process = spawn(source, "backup", folder)
            processes.until(lambda: waits(watcher, "pg_dump"))
            yield process
            if process.returncode is not None:
                processes.until(lambda: not waits(watcher, "pg_dump"))
            holder.rollback()


def test_what_is_written_meanwhile_is_not_in_it(source: State, fresh: State, tmp_path: Path) -> None:
    """Dump and counts tell of one moment."""
    folder, before = tmp_path / "data", counts(source)["payung_cache"]
    with held_at_the_dump(source, folder) as process:
        as_owner(source, "INSERT INTO payung_cache VALUES ('written meanwhile', '', now())")
    with process:
        assert process.wait() == 0
    assert counts(source)["payung_cache"] == before + 1
    as_owner(source, "DELETE FROM payung_cache WHERE cache_key = 'written meanwhile'")
    assert manifest.read(folder).tables["payung_cache"] == before
    done(run(fresh, "restore", folder))
    assert counts(fresh)["payung_cache"] == before


def test_a_killed_backup_leaves_nothing_that_passes_for_one(source: State, fresh: State, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with held_at_the_dump(source, folder) as process:
        kill(process)
    assert not folder.exists()
    drafts = list(tmp_path.iterdir())
    assert len(drafts) == 1
    assert "no whole backup" in refused(run(fresh, "restore", drafts[0]))
    done(run(source, "backup", folder))
    assert list(tmp_path.iterdir()) == [folder]
    manifest.read(folder).verify(folder)


def test_a_killed_restore_leaves_nothing_and_is_done_again(source: State, kept: Path, fresh: State) -> None:
    """`pg_restore` waits behind somebody who makes a table of the same name; there the command is killed."""
    with contextlib.closing(Attachment(fresh).open()) as opened:
        admin = opened.addresses.admin
        with psycopg.connect(opened.addresses.owner) as holder, psycopg.connect(admin, autocommit=True) as watcher:
            holder.execute("CREATE TABLE people_person (id int)")
            process = spawn(fresh, "restore", kept / "data", "--keys", kept / "keys")
            processes.until(lambda: waits(watcher, "pg_restore"))
            kill(process)
            processes.until(lambda: not waits(watcher, "pg_restore"))
            holder.rollback()
        assert counts(fresh) == {}
        done(run(fresh, "restore", kept / "data", "--keys", kept / "keys"))
        assert counts(fresh) == counts(source)


def test_not_beside_a_running_service(fresh: State, kept: Path) -> None:
    session = Session(fresh, "http://localhost:8000/").open()
    try:
        assert "runs already" in refused(run(fresh, "restore", kept / "data"))
    finally:
        session.close()
