"""Brings a backup back into an installation that holds nothing yet: whole, or not at all."""

import importlib.util
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from payung.cli.service import kept_keys, manifest
from payung.cli.service.dump_programs import fitting
from payung.cli.service.manifest import Manifest
from payung.cli.service.problem import Problem
from payung.cli.service.runtime import Database
from payung.cli.service.taking_backups import NO_OWNER

# What an installation writes that nobody has used yet.
_OF_NOBODY = {"django_migrations", "django_content_type", "auth_permission", "payung_cache", "django_session"}
_OF_THE_QUEUE = "procrastinate_"
_LEFT = """
SELECT 'TABLE', c.relname, '' FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
UNION ALL
SELECT 'VIEW', c.relname, '' FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v'
UNION ALL
SELECT 'ROUTINE', p.proname, pg_get_function_identity_arguments(p.oid) FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace
UNION ALL
SELECT 'TYPE', t.typname, '' FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE t.typnamespace = 'public'::regnamespace AND (t.typtype = 'e' OR t.typtype = 'c' AND c.relkind = 'c')
"""


def check(folder: Path) -> Manifest:
    """The backup's manifest, once every file is found to be whole and this Payung knows its schema."""
    found = manifest.read(folder)
    found.verify(folder)
    unknown = [f"{app}.{name}" for app, name in found.migrations.items() if not _known(app, name)]
    if unknown:
        raise Problem(
            f"The backup was made by a newer Payung ({found.payung}; it knows {unknown[0]}): "
            "install that version or a later one, then restore."
        )
    return found


def _known(app: str, migration: str) -> bool:
    """Whether this code has the migration; only our own apps can be newer than what is installed beside them."""
    if importlib.util.find_spec(f"payung.apps.{app}") is None:
        return True
    return importlib.util.find_spec(f"payung.apps.{app}.migrations.{migration}") is not None


def restore(database: Database, folder: Path, found: Manifest, *, keys: Path | None = None) -> None:
    """Bring keys and rows back and compare counts; the caller brings schema and privileges up to date afterwards.

    The keys come first: stopped in between, an installation still without data can be restored into again.
    """
    if database.owner is None:
        raise Problem(NO_OWNER)
    with psycopg.connect(database.owner) as connection:
        server = connection.info.server_version // 10_000
        if server < found.server:
            raise Problem(
                f"The backup comes from PostgreSQL {found.server}, and this is PostgreSQL {server}: "
                f"name a server of version {found.server} or newer."
            )
        programs = fitting(server, at_least=found.programs)
        _clear(connection)
    if keys is not None:
        kept_keys.bring_back(keys, database.state.keys)
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--schema=public"]
    programs.run("pg_restore", database.owner, [*options, str(folder / manifest.DUMP)])
    with psycopg.connect(database.owner) as connection:
        _compare(manifest.counts(connection), found.tables)
        connection.execute("ANALYZE")


def _clear(connection: psycopg.Connection[Any]) -> None:
    """Remove the tables of a prepared installation that nobody has used; refuse one that holds anything."""
    connection.execute("SET LOCAL lock_timeout = '10s'")
    tables = manifest.tables(connection)
    try:
        for table in tables:
            connection.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(sql.Identifier(table)))
    except psycopg.errors.LockNotAvailable:
        raise Problem("The database is in use: stop Payung on every machine that uses it, then restore.") from None
    used = [name for name, rows in manifest.counts(connection).items() if rows and not _of_nobody(name)]
    if used:
        raise Problem(
            f"This installation holds data already (in {used[0]}), and a restore never writes over any: "
            "restore into an empty database, or with a new folder in PAYUNG_STATE."
        )
    for kind, name, arguments in connection.execute(_LEFT).fetchall():
        words = sql.SQL(f"DROP {kind} IF EXISTS {{}}{'({})' if kind == 'ROUTINE' else '{}'} CASCADE")
        connection.execute(words.format(sql.Identifier(name), sql.SQL(arguments)))


def _of_nobody(table: str) -> bool:
    return table in _OF_NOBODY or table.startswith(_OF_THE_QUEUE)


def _compare(found: dict[str, int], wanted: dict[str, int]) -> None:
    other = sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
    if other:
        raise Problem(
            f"What came back is not what the backup names: {other[0]} holds {found.get(other[0])} rows instead of "
            f"{wanted.get(other[0])}. Empty the database and restore another backup."
        )


def about_keys(database: Database, found: Manifest) -> str:
    """What is to be done about the keys."""
    keys = database.state.keys
    if lacking := kept_keys.missing(found.keys, keys):
        return (
            f"Keys are missing in {keys}: {', '.join(lacking)}. Bring them from where they are kept apart; "
            "until then nothing that is sealed can be read."
        )
    return f"The keys in {keys} are those of this backup. `payung keys check` with a city's code tries them on all."
