"""Two roles: one owns the schema; the other serves the application, owns nothing and is held by row-level security."""

from contextlib import suppress
from dataclasses import dataclass

import psycopg
from psycopg import sql

from payung.cli.service.problem import Problem

OWNER, APP, DATABASE = "payung_owner", "payung_app", "payung"
OLDEST_VERSION = 15
_UNPRIVILEGED = "NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOREPLICATION"


@dataclass(frozen=True)
class Standing:
    """What a role may do in the database it is connected to."""

    role: str
    superuser: bool
    bypasses: bool
    creates_roles: bool
    owns: bool

    @property
    def unprivileged(self) -> bool:
        return not (self.superuser or self.bypasses or self.creates_roles or self.owns)


def connect(address: str, *, seconds: int = 10) -> psycopg.Connection:
    """A connection that commits each statement; a refusal is one sentence without the password."""
    try:
        return psycopg.connect(address, autocommit=True, connect_timeout=seconds)
    except psycopg.Error as error:
        raise Problem(f"The database does not answer: {_first_line(error)}. Check its address and password.") from None


def check_version(connection: psycopg.Connection) -> None:
    major = connection.info.server_version // 10_000
    if major < OLDEST_VERSION:
        raise Problem(
            f"The database is PostgreSQL {major}: Payung needs PostgreSQL {OLDEST_VERSION} or newer. "
            "Name another in DATABASE_URL, or unset it to use the one that Payung brings."
        )


def standing(connection: psycopg.Connection, role: str | None = None) -> Standing:
    """What `role` (by default the connected one) may do, through every role it is a member of."""
    row = connection.execute(
        """
        SELECT me.rolname, me.rolsuper,
               EXISTS (SELECT FROM pg_roles r WHERE r.rolbypassrls AND pg_has_role(me.oid, r.oid, 'MEMBER')),
               me.rolcreaterole,
               pg_has_role(me.oid, (SELECT datdba FROM pg_database WHERE datname = current_database()), 'MEMBER')
               OR has_schema_privilege(me.oid, 'public', 'CREATE')
               OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                          WHERE n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'
                            AND pg_has_role(me.oid, c.relowner, 'MEMBER'))
          FROM pg_roles me WHERE me.rolname = coalesce(%s, current_user)
        """,
        [role],
    ).fetchone()
    if row is None:
        raise Problem(f"The database has no role {role}: run `payung database prepare`.")
    return Standing(*row)


def refuse_privileged(found: Standing) -> None:
    """The application's role must be held by row-level security, or every guard of the territories is void."""
    reasons = {
        "is a superuser": found.superuser,
        "may bypass row-level security": found.bypasses,
        "may create roles": found.creates_roles,
        "owns the database or tables in it": found.owns,
    }
    if held := [reason for reason, true in reasons.items() if true]:
        raise Problem(
            f"The application's role {found.role} {' and '.join(held)}, so row-level security would not hold it: "
            "take that from it, or give the application another role."
        )


def signed_in(address: str) -> str:
    """The role that an address signs in with."""
    with connect(address) as connection:
        return standing(connection).role


def exists(connection: psycopg.Connection, role: str) -> bool:
    return connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).fetchone() is not None


def schema_owner(connection: psycopg.Connection) -> str | None:
    """Who owns Payung's tables in this database; None while there are none."""
    query = "SELECT tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename = 'django_migrations'"
    row = connection.execute(query).fetchone()
    return str(row[0]) if row else None


def put_role(connection: psycopg.Connection, role: str, *, password: str | None, attributes: str = "") -> None:
    """Create the role, unprivileged and signing in with this password (None: not signing in), or set its password."""
    login = "LOGIN" if password else "NOLOGIN"
    words = f"ALTER ROLE {{}} {login}" if exists(connection, role) else f"CREATE ROLE {{}} {login} {_UNPRIVILEGED}"
    statement = sql.SQL(f"{words} {attributes}").format(sql.Identifier(role))
    if password:
        # Only the verifier travels, so that a server which logs statements logs no password.
        verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
        statement = statement + sql.SQL(" PASSWORD {}").format(sql.Literal(verifier))
    connection.execute(statement)


def put_database(connection: psycopg.Connection, name: str, *, owner: str, app: str) -> None:
    """Create the database and let nobody but these two in."""
    if connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
        _run(connection, "CREATE DATABASE {name} OWNER {owner}", name=name, owner=owner)
    _run(connection, "REVOKE ALL ON DATABASE {name} FROM PUBLIC", name=name)
    _run(connection, "GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {app}", name=name, app=app)


def close_databases(connection: psycopg.Connection, *names: str) -> None:
    """Let nobody but superusers into these."""
    for name in names:
        _run(connection, "REVOKE ALL ON DATABASE {name} FROM PUBLIC", name=name)


def let_in(connection: psycopg.Connection, *, app: str) -> None:
    """The application may connect, make temporary tables (COPY goes through one), and create nothing that stays."""
    name = connection.info.dbname
    with suppress(psycopg.errors.InsufficientPrivilege):
        _run(connection, "GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {app}", name=name, app=app)
        # Databases that began before PostgreSQL 15 let everybody create in their schema.
        _run(connection, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        # Compiling a query takes longer than any of Payung's runs.
        _run(connection, "ALTER DATABASE {name} SET jit = off", name=name)
    lacking = connection.execute(
        """SELECT what FROM unnest(ARRAY['CONNECT', 'TEMPORARY']) what
            WHERE NOT has_database_privilege(%s, current_database(), what)""",
        [app],
    ).fetchall()
    if lacking:
        raise Problem(
            f"The role {app} may not use the database {name}: as its owner run "
            f"GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {app}."
        )


def let_own(connection: psycopg.Connection, *, owner: str) -> None:
    """The owner may create the schema's tables in this database."""
    name = connection.info.dbname
    _run(connection, "GRANT CONNECT, CREATE, TEMPORARY ON DATABASE {name} TO {owner}", name=name, owner=owner)
    _run(connection, "GRANT USAGE, CREATE ON SCHEMA public TO {owner}", owner=owner)


def _run(connection: psycopg.Connection, words: str, **names: str) -> None:
    connection.execute(sql.SQL(words).format(**{key: sql.Identifier(name) for key, name in names.items()}))


def _first_line(error: psycopg.Error) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
