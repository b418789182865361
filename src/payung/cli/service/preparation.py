"""Prepares a database: roles, privileges, schema. Doing it again changes nothing."""

import subprocess
import sys

import psycopg

from payung.cli.service import external, roles
from payung.cli.service.files import write_private
from payung.cli.service.lifelines import run_tied
from payung.cli.service.passwords import new_password
from payung.cli.service.problem import Problem
from payung.cli.service.runtime import Database
from payung.cli.service.state import State

# Exit codes of the schema's process.
SCHEMA_MISSING, DATABASE_LOST = 3, 4
_ATTEMPTS = 3


def prepare_schema(database: Database) -> None:
    """Bring the schema up to date if the owner is known; else refuse one that is not."""
    _run_schema(database, *([] if database.owner else ["--check"]))
    with roles.connect(database.app) as connection:
        roles.refuse_privileged(roles.standing(connection))


def prepare_external(state: State, *, new_password_for_app: bool = False) -> None:
    """In a PostgreSQL that somebody else runs: make the roles that are missing and keep the application's address."""
    found = external.look(state)
    if found.admin is None:
        raise Problem(
            f"{external.URL} signs in as a role that owns nothing, so it cannot prepare the database: "
            f"name the owner's address in {external.OWNER_URL}."
        )
    with roles.connect(found.admin) as connection:
        roles.check_version(connection)
        if roles.standing(connection).superuser:
            _put_owner(connection)
        if found.app is None or new_password_for_app:
            _put_app(state, connection, found.admin, again=new_password_for_app)
        app = roles.APP if found.app is None else roles.signed_in(found.app)
        roles.let_in(connection, app=app)
        roles.refuse_privileged(roles.standing(connection, app))


def _put_owner(connection: psycopg.Connection) -> None:
    """A superuser acts as this role, which needs no password of its own."""
    if not roles.exists(connection, roles.OWNER):
        roles.put_role(connection, roles.OWNER, password=None)
    roles.let_own(connection, owner=roles.OWNER)


def _put_app(state: State, connection: psycopg.Connection, admin: str, *, again: bool) -> None:
    """The application's role. One that another installation on this server signs in with is not taken from it."""
    if roles.exists(connection, roles.APP) and not again:
        raise Problem(
            f"The server has a role {roles.APP} whose password is not kept in {state.secrets}: copy the file from the "
            "installation that made it, or run `payung database prepare --new-password` to set another."
        )
    password = new_password()
    try:
        roles.put_role(connection, roles.APP, password=password)
    except psycopg.errors.InsufficientPrivilege:
        raise Problem(
            f"The role {connection.info.user} may not create roles: as the server's administrator run "
            f"CREATE ROLE {roles.APP} LOGIN PASSWORD '…', then name it in {external.URL} and the owner in "
            f"{external.OWNER_URL}."
        ) from None
    write_private(external.stored_file(state, admin), external.with_role(admin, roles.APP, password))


def _run_schema(database: Database, *arguments: str) -> None:
    """An embedded server that is killed meanwhile comes back, and what it had not committed is done again."""
    command = [sys.executable, "-m", "payung.cli.service.schema", *arguments]
    for attempt in range(1, _ATTEMPTS + 1):
        done = run_tied(command, environment=database.child_environment(owner=True), stderr=subprocess.PIPE)
        if done.returncode == 0:
            return
        if done.returncode == SCHEMA_MISSING:
            raise Problem(
                f"The database lacks parts of the schema, and its owner is not known here: run "
                f"`payung database prepare` with {external.OWNER_URL}."
            )
        if done.returncode != DATABASE_LOST or database.attachment is None or attempt == _ATTEMPTS:
            lines = done.stderr.strip().splitlines() or ["The schema's process ended without a word: start again."]
            raise Problem(lines[-1])
        database.attachment.wait()
