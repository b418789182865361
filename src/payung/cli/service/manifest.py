"""What a backup says of itself: enough to know that it is whole, and whether what came back is the same."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from payung.cli.service.problem import Problem

FILE, DUMP = "manifest.json", "database.dump"
_CHUNK = 1024 * 1024
_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1
"""


@dataclass(frozen=True)
class Manifest:
    """`server` and `programs` are PostgreSQL's major versions, `migrations` each app's last one, `tables` rows by name.

    `files` holds the SHA-256 of each file; `keys` fingerprints, by file and number, of the keys that open the data.
    """

    payung: str
    made_at: str
    server: int
    programs: int
    migrations: dict[str, str]
    tables: dict[str, int]
    files: dict[str, str]
    keys: dict[str, dict[str, str]]

    def text(self) -> str:
        return json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"

    def verify(self, folder: Path) -> None:
        """Every file is there and is the one that was written; else a sentence."""
        for name, digest in self.files.items():
            path = folder / name
            if not path.is_file():
                raise Problem(f"The backup {folder} lacks its file {name}: take another backup.")
            if checksum(path) != digest:
                raise Problem(f"The file {path} is not as it was written (its checksum differs): take another backup.")


def read(folder: Path) -> Manifest:
    """The manifest in the folder. Raises a sentence where the folder holds no whole backup."""
    path = folder / FILE
    try:
        known: dict[str, Any] = json.loads(path.read_text())
        return Manifest(**known)
    except FileNotFoundError:
        raise Problem(f"{folder} holds no whole backup (it has no {FILE}): name the folder of another.") from None
    except (OSError, ValueError, TypeError):
        raise Problem(f"The manifest {path} cannot be read: take another backup.") from None


def checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def counts(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Rows by table, in the connection's transaction; an error where row-level security would hide some."""
    connection.execute("SET LOCAL row_security = off")
    found: dict[str, int] = {}
    for table in tables(connection):
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
        found[table] = int(row[0]) if row else 0
    return found


def tables(connection: psycopg.Connection[Any]) -> list[str]:
    return [str(name) for (name,) in connection.execute(_TABLES).fetchall()]


def last_migrations(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """By app; nothing where the database was never prepared."""
    if "django_migrations" not in tables(connection):
        return {}
    return dict(connection.execute("SELECT app, max(name) FROM django_migrations GROUP BY 1").fetchall())
