"""A PostgreSQL that somebody else runs, named in DATABASE_URL: who we are there, and what we may be."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import ProgrammingError

from payung.cli.service import roles
from payung.cli.service.problem import Problem
from payung.cli.service.state import State

URL, OWNER_URL = "DATABASE_URL", "DATABASE_OWNER_URL"
_UNPREPARED = "The database is not prepared: run `payung database prepare` once, then start again."


def is_external() -> bool:
    return bool(os.environ.get(URL) or os.environ.get(OWNER_URL))


def external_addresses(state: State) -> tuple[str, str | None]:
    """The application's and, if known, the owner's address.

    Raises a sentence when the address fails, the server is too old, or the application's role is not prepared.
    """
    found = look(state)
    if found.app is None:
        raise Problem(_UNPREPARED)
    with roles.connect(found.app) as connection:
        roles.refuse_privileged(roles.standing(connection))
    if found.owner and not _may_create(found.owner):
        raise Problem(_UNPREPARED)
    return found.app, found.owner


@dataclass(frozen=True)
class External:
    """What the given addresses mean. `owner` acts as the schema's owner, `admin` as the role that was given."""

    app: str | None
    owner: str | None
    admin: str | None


def look(state: State) -> External:
    """Sign in with the given addresses and see which is whose."""
    given, named_owner = _given(URL), _given(OWNER_URL)
    if named_owner:
        _check(named_owner)
        return External(given or _stored(state, named_owner), _acting_owner(named_owner), named_owner)
    if given is None:
        raise Problem(f"Neither {URL} nor {OWNER_URL} names a database.")
    if _check(given).unprivileged:
        return External(given, None, None)
    return External(_stored(state, given), _acting_owner(given), given)


def stored_file(state: State, address: str) -> Path:
    """Where the application's address is kept: one file per server, because a role is the whole server's."""
    parts = urlsplit(address)
    place = f"{parts.hostname}:{parts.port}?{dict(parse_qsl(parts.query)).get('host')}"
    return state.secrets / f"external-{hashlib.sha256(place.encode()).hexdigest()[:12]}"


def with_role(address: str, role: str, password: str) -> str:
    """The same database, signed in as another role."""
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    query = [(name, value) for name, value in parse_qsl(parts.query) if name not in {"user", "password", "options"}]
    signed = f"{quote(role, safe='')}:{quote(password, safe='')}@{place}"
    return urlunsplit((parts.scheme, signed, parts.path, urlencode(query, quote_via=quote), ""))


def _given(name: str) -> str | None:
    address = os.environ.get(name)
    if not address:
        return None
    parts = urlsplit(address)
    try:
        known = conninfo_to_dict(address)
    except ProgrammingError:
        known = {}
    if parts.scheme not in {"postgres", "postgresql"} or not known.get("dbname") or not parts.username:
        raise Problem(f"{name} is no address of a database: write postgresql://user:password@host:5432/name.")
    return address


def _check(address: str) -> roles.Standing:
    with roles.connect(address) as connection:
        roles.check_version(connection)
        return roles.standing(connection)


def _acting_owner(address: str) -> str:
    """A superuser acts as who owns the schema, or is to, so that tables and functions never belong to a superuser."""
    with roles.connect(address) as connection:
        if not roles.standing(connection).superuser:
            return address
        owner = roles.schema_owner(connection) or roles.OWNER
    parts = urlsplit(address)
    query = [*parse_qsl(parts.query), ("options", f"-c role={owner}")]
    return urlunsplit(parts._replace(query=urlencode(query, quote_via=quote)))


def _may_create(address: str) -> bool:
    """Whether the owner's role is there and may make tables."""
    with suppress(Problem), roles.connect(address) as connection:
        found = connection.execute("SELECT has_schema_privilege('public', 'CREATE')").fetchone()
        return found == (True,)
    return False


def _stored(state: State, address: str) -> str | None:
    """The application's address in this database, with the password kept for its server."""
    file = stored_file(state, address)
    if not file.exists():
        return None
    return with_role(address, roles.APP, unquote(urlsplit(file.read_text()).password or ""))
