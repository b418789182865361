"""Makes Django ready for a command, with the database running; what it refuses is one sentence, in English."""

import contextlib
import logging
import os
from collections.abc import Iterator

import psycopg

from payung.cli.service.preparation import prepare_schema
from payung.cli.service.problem import Problem
from payung.cli.service.runtime import APP_ADDRESS, open_database, settings_environment
from payung.cli.service.state import state


@contextlib.contextmanager
def ready(*, owner: bool = False, first: bool = False, offline: bool = False) -> Iterator[None]:
    """Within it the database runs, Django is loaded and speaks English, as every command does.

    `owner`: for commands that change keys or schema. `first`: a new installation may begin with this command, so it
    makes the schema. `offline`: the command needs settings and no database. Addresses that stand in the environment
    already are kept: tests and other commands give theirs.
    """
    with contextlib.ExitStack() as ending:
        if offline:
            os.environ.update(settings_environment(state()))
        elif not os.environ.get(APP_ADDRESS):
            database = ending.enter_context(contextlib.closing(open_database()))
            if first:
                prepare_schema(database)
            os.environ.update(database.environment(owner=owner))
        import django

        django.setup()
        from django.utils import translation

        with translation.override("en"), _without_log(), _sentences():
            yield


@contextlib.contextmanager
def _without_log() -> Iterator[None]:
    """On a terminal stands a command's own result: what a service would note in its log is not shown, warnings are."""
    log = logging.getLogger("payung")
    before = log.level
    log.setLevel(max(before, logging.WARNING))
    try:
        yield
    finally:
        log.setLevel(before)


@contextlib.contextmanager
def _sentences() -> Iterator[None]:
    """Errors that carry a sentence for people end the command with it, without a traceback."""
    from django.db import DatabaseError

    from payung.apps.accounts.errors import AccountError
    from payung.apps.territory.errors import TerritoryError
    from payung.apps.territory.key_rotation import RotationError
    from payung.apps.territory.scope import ScopeError
    from payung.identity.regions import CountryDataMissing
    from payung.shared.vault import VaultError

    try:
        yield
    except (AccountError, TerritoryError, RotationError, ScopeError, CountryDataMissing, VaultError) as error:
        raise Problem(str(error)) from error
    except (DatabaseError, psycopg.Error) as error:
        if isinstance(error.__cause__ or error, psycopg.errors.UndefinedTable):
            raise Problem(
                "The database is not prepared: run `payung database prepare` once, then try again."
            ) from error
        first = str(error).strip().splitlines()
        raise Problem(f"The database refuses: {first[0] if first else error}") from error
