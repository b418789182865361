"""Takes a backup: the database as it stood at one moment, and a manifest; the keys only ever into another folder."""

import contextlib
import datetime as dt
from pathlib import Path
from typing import Any

import psycopg

from payung import __version__
from payung.cli.service import kept_keys, manifest
from payung.cli.service.dump_programs import DumpPrograms, fitting
from payung.cli.service.files import write_private
from payung.cli.service.manifest import Manifest
from payung.cli.service.problem import Problem
from payung.cli.service.runtime import Database
from payung.cli.service.whole_folders import draft_of, put, require_free

NO_OWNER = (
    "The database's owner is not known here, and nobody else sees every row: name the owner's address in "
    "DATABASE_OWNER_URL."
)


def take(database: Database, folder: Path, *, keys: Path | None = None) -> Manifest:
    """Write a whole backup into a new folder, and with `keys` the keys into another. Raises a sentence."""
    if database.owner is None:
        raise Problem(NO_OWNER)
    require_apart(folder, keys)
    for place in (folder, keys):
        if place is not None:
            require_free(place)
    with contextlib.ExitStack() as ending:
        draft = ending.enter_context(draft_of(folder))
        made = _fill(database, database.owner, draft)
        if keys is not None:
            keys_draft = ending.enter_context(draft_of(keys))
            kept_keys.copy_out(database.state.keys, keys_draft)
            put(keys_draft, keys)
        put(draft, folder)
    return made


def require_apart(folder: Path, keys: Path | None) -> None:
    """Whoever holds both reads every identity number: one must not lie in the other."""
    if keys is None:
        return
    one, other = folder.resolve(), keys.resolve()
    if one == other or one in other.parents or other in one.parents:
        raise Problem("The keys must not lie with the backup that they open: name a folder elsewhere in --keys.")


def _fill(database: Database, owner: str, draft: Path) -> Manifest:
    with psycopg.connect(owner) as connection:
        server = connection.info.server_version // 10_000
        programs = fitting(server)
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        facts = _facts(connection)
        _dump(programs, connection, owner, draft / manifest.DUMP)
    made = Manifest(
        payung=__version__,
        made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        server=server,
        programs=programs.major,
        files={manifest.DUMP: manifest.checksum(draft / manifest.DUMP)},
        keys=kept_keys.fingerprints(database.state.keys),
        **facts,
    )
    write_private(draft / manifest.FILE, made.text())
    return made


def _facts(connection: psycopg.Connection[Any]) -> dict[str, Any]:
    migrations = manifest.last_migrations(connection)
    if not migrations:
        raise Problem("The database is not prepared, so there is nothing to keep: run `payung database prepare`.")
    return {"migrations": migrations, "tables": manifest.counts(connection)}


def _dump(programs: DumpPrograms, connection: psycopg.Connection[Any], owner: str, file: Path) -> None:
    """Exactly what was counted: the dump sees the database through the same snapshot."""
    row = connection.execute("SELECT pg_export_snapshot()").fetchone()
    snapshot = f"--snapshot={row[0]}" if row else ""
    options = ["--format=custom", "--no-owner", "--no-privileges", "--schema=public", snapshot, f"--file={file}"]
    programs.run("pg_dump", owner, options)
