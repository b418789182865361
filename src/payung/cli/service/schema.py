"""Brings the schema up to date as its owner, in a process of its own: nobody else holds the owner's address.

With `--check` it only looks, as the application, whether something is missing: exit code 3 says so.
"""

import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, OperationalError, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from payung.cli.service.preparation import DATABASE_LOST, SCHEMA_MISSING
from payung.config.grants import grant


def main(arguments: list[str]) -> int:
    """0: up to date. 1, 4 (connection lost): a sentence on the error output. 3: migrations are missing (`--check`)."""
    try:
        django.setup()
        if "--check" in arguments:
            return SCHEMA_MISSING if pending("default") else 0
        migrate()
    except OperationalError as error:
        return _say(error, code=DATABASE_LOST)
    except (CommandError, DatabaseError, ImproperlyConfigured) as error:
        return _say(error, code=1)
    return 0


def _say(error: Exception, *, code: int) -> int:
    print(f"The database cannot be brought up to date: {' '.join(str(error).split())}", file=sys.stderr)
    return code


def pending(alias: str) -> bool:
    """Whether the code knows migrations that this database has not seen."""
    executor = MigrationExecutor(connections[alias])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    """Apply what is missing and give the application its rights, all as the owner, one process at a time."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('payung schema'))")
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    call_command("createcachetable", database="owner", verbosity=0)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        grant(cursor, str(connections["default"].settings_dict["USER"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
