"""A PostgreSQL that somebody else runs, named in DATABASE_URL: who signs in as whom, and what is refused."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import quote

import psycopg
import pytest

from payung.cli.service import external, roles
from payung.cli.service.embedded import Addresses, temporary_cluster
from payung.cli.service.preparation import prepare_external
from payung.cli.service.problem import Problem
from payung.cli.service.runtime import open_database
from payung.cli.service.state import State

Give = Callable[..., str]


@pytest.fixture(scope="module")
def server() -> Iterator[Addresses]:
    with temporary_cluster() as addresses:
        with roles.connect(addresses.admin) as connection:
            connection.execute(f"DROP DATABASE {roles.DATABASE}")
            connection.execute(f"DROP ROLE {roles.OWNER}")
            connection.execute(f"DROP ROLE {roles.APP}")
        yield addresses


@pytest.fixture
def admin(server: Addresses) -> Iterator[str]:
    """The superuser's address in an empty database `city`."""
    with roles.connect(server.admin) as connection:
        connection.execute("CREATE DATABASE city")
    yield server.admin.replace("/postgres?", "/city?")
    with roles.connect(server.admin) as connection:
        connection.execute("DROP DATABASE city WITH (FORCE)")
        for role in (roles.APP, roles.OWNER, "landlord", "tenant"):
            with suppress(psycopg.errors.UndefinedObject):
                connection.execute(f"DROP ROLE {role}")


@pytest.fixture
def give(admin: str) -> Give:
    """`give("landlord", "CREATEROLE", owns=True)` makes a role and answers its address."""

    def make(role: str, attributes: str = "", *, owns: bool = False) -> str:
        with roles.connect(admin) as connection:
            connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'p@ss/word' {attributes}")
            if owns:
                connection.execute(f"ALTER DATABASE city OWNER TO {role}")
        return external.with_role(admin, role, "p@ss/word")

    return make


@pytest.fixture
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> State:
    for name in (external.URL, external.OWNER_URL):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("PAYUNG_STATE", str(folder))
    return State(folder).open()


def user(address: str) -> tuple[str, str]:
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT session_user, current_user").fetchone()
    assert row is not None
    return row


def test_an_administrator_acts_as_the_owner_and_makes_the_application(
    admin: str, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(external.URL, admin)
    prepare_external(state)
    prepare_external(state)
    database = open_database()
    assert user(database.app) == (roles.APP, roles.APP)
    assert database.owner is not None
    assert user(database.owner) == ("payung_admin", roles.OWNER)
    with roles.connect(database.owner) as connection:
        connection.execute("CREATE TABLE mine ()")
    with roles.connect(database.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE yours ()")
    with roles.connect(database.app) as connection:
        connection.execute("CREATE TEMPORARY TABLE passing ()")


def test_an_owner_who_may_create_roles_makes_the_application(
    give: Give, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = give("landlord", "CREATEROLE", owns=True)
    monkeypatch.setenv(external.URL, owner)
    prepare_external(state)
    database = open_database()
    assert (user(database.app)[0], database.owner) == (roles.APP, owner)
    assert external.stored_file(state, owner).stat().st_mode & 0o777 == 0o600


def test_an_administrator_acts_as_the_owner_that_the_tables_have(
    give: Give, admin: str, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    with roles.connect(give("landlord", "CREATEROLE", owns=True)) as connection:
        connection.execute("CREATE TABLE django_migrations ()")
    monkeypatch.setenv(external.URL, admin)
    prepare_external(state)
    owner = open_database().owner
    assert owner is not None
    assert user(owner) == ("payung_admin", "landlord")


def test_web_and_jobs_never_learn_the_owners_address(admin: str, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(external.URL, admin)
    prepare_external(state)
    given = open_database().child_environment()
    secret = {text for text in given.values() if "payung_admin" in text or quote(roles.OWNER) in text}
    assert secret == set()
    assert given["PAYUNG_DATABASE_URL"].startswith(f"postgresql://{roles.APP}:")
    assert "payung_admin" in open_database().child_environment(owner=True)["PAYUNG_OWNER_DATABASE_URL"]


def test_an_owner_who_may_not_create_roles_is_told_what_to_run(
    give: Give, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(external.URL, give("landlord", owns=True))
    with pytest.raises(Problem, match=r"landlord may not create roles: .* CREATE ROLE payung_app .*DATABASE_OWNER_URL"):
        prepare_external(state)


def test_a_given_application_role_is_used_as_it_is(give: Give, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    app, owner = give("tenant"), give("landlord", owns=True)
    monkeypatch.setenv(external.URL, app)
    monkeypatch.setenv(external.OWNER_URL, owner)
    prepare_external(state)
    assert (open_database().app, open_database().owner) == (app, owner)
    monkeypatch.delenv(external.OWNER_URL)
    assert (open_database().app, open_database().owner) == (app, None)


@pytest.mark.parametrize(
    ("attributes", "owns", "reason"),
    [("SUPERUSER", False, "is a superuser"), ("BYPASSRLS", False, "may bypass"), ("", True, "owns the database")],
)
def test_an_application_that_row_security_would_not_hold_is_refused(
    attributes: str, owns: bool, reason: str, give: Give, admin: str, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(external.URL, give("tenant", attributes, owns=owns))
    monkeypatch.setenv(external.OWNER_URL, admin)
    with pytest.raises(Problem, match=f"tenant .*{reason}"):
        prepare_external(state)
    with pytest.raises(Problem, match=f"tenant .*{reason}"):
        open_database()


def test_membership_of_the_owner_counts_as_owning(
    give: Give, admin: str, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    give("landlord", owns=True)
    monkeypatch.setenv(external.URL, give("tenant", "IN ROLE landlord"))
    monkeypatch.setenv(external.OWNER_URL, admin)
    with pytest.raises(Problem, match="owns the database"):
        open_database()


def test_a_role_of_another_installation_keeps_its_password(
    admin: str, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(external.URL, admin)
    prepare_external(state)
    kept = open_database().app
    external.stored_file(state, admin).unlink()
    with pytest.raises(Problem, match="--new-password"):
        prepare_external(state)
    assert user(kept)[0] == roles.APP
    prepare_external(state, new_password_for_app=True)
    assert user(open_database().app)[0] == roles.APP
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(kept)


def test_a_second_database_on_the_server_shares_the_role(
    admin: str, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(external.URL, admin)
    prepare_external(state)
    with roles.connect(admin) as connection:
        connection.execute("CREATE DATABASE town")
    monkeypatch.setenv(external.URL, admin.replace("/city?", "/town?"))
    with pytest.raises(Problem, match="payung database prepare"):
        open_database()
    prepare_external(state)
    assert user(open_database().app)[0] == roles.APP
    monkeypatch.setenv(external.URL, admin)
    assert user(open_database().app)[0] == roles.APP
    with roles.connect(admin) as connection:
        connection.execute("DROP DATABASE town WITH (FORCE)")


def test_an_unprepared_database_is_refused_in_a_sentence(
    admin: str, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(external.URL, admin)
    with pytest.raises(Problem, match="payung database prepare"):
        open_database()


@pytest.mark.parametrize("address", ["nonsense", "mysql://a:b@c/d", "postgresql://host/name", "postgresql://a:b@host"])
def test_what_is_no_address_is_said_without_its_password(
    address: str, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(external.URL, address)
    with pytest.raises(Problem, match="DATABASE_URL is no address of a database") as refusal:
        open_database()
    assert "a:b" not in refusal.value.message


def test_a_server_that_does_not_answer_is_said_without_its_password(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(external.URL, "postgresql://somebody:hidden@127.0.0.1:9/city")
    with pytest.raises(Problem, match="The database does not answer") as refusal:
        open_database()
    assert "hidden" not in refusal.value.message


def test_an_old_server_is_refused_in_a_sentence(admin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "OLDEST_VERSION", 99)
    with (
        roles.connect(admin) as connection,
        pytest.raises(Problem, match="is PostgreSQL 18: Payung needs PostgreSQL 99 or newer"),
    ):
        roles.check_version(connection)
