"""The scope itself: never nested, never unset, read-only when asked, gone with its transaction."""

import pytest
from django.apps import apps
from django.db import Error, IntegrityError, ProgrammingError, connection, connections, transaction
from psycopg import sql

from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories
from tests.filled import fill


def count(table: str) -> sql.Composed:
    return sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))


def guarded_tables() -> list[str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def guarded_rows() -> list[str]:
    """Guarded tables with rows in them; of an empty one the policy is never asked."""
    return [table for table in guarded_tables() if rows(table)]


def rows(table: str) -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute(count(table))
        return cursor.fetchone()[0]


def test_a_scope_inside_a_scope_raises(city: City) -> None:
    with factories.as_system(city), pytest.raises(scope.ScopeError), factories.as_system(city):
        pass


def test_outside_there_is_no_current_scope(city: City) -> None:
    with factories.as_system(city) as opened:
        assert scope.current() is opened
    with pytest.raises(scope.ScopeError):
        scope.current()


def test_every_guarded_table_refuses_whoever_has_no_scope(city: City) -> None:
    fill(city)
    tables = guarded_rows()
    assert {"people_person", "audit_history", "coverage_protection", "enrolment_registration"} <= set(tables)
    for table in tables:
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(count(table))


def test_every_guarded_table_refuses_once_the_scope_is_over(city: City) -> None:
    """After a transaction the setting is an empty string, which must not count as a scope either."""
    fill(city)
    for table in guarded_rows():
        with factories.as_system(city), connection.cursor() as cursor:
            cursor.execute(count(table))
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(count(table))


@pytest.mark.usefixtures("database")
def test_every_table_of_people_is_guarded() -> None:
    """A model with personal columns and a city has a policy; another one says why it needs none."""
    guarded = set(guarded_tables())
    about_people = {
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("payung.") and getattr(model, "PERSONAL", None)
    }
    assert about_people - guarded == {"accounts_user"}


def test_a_reading_scope_writes_nothing(city: City) -> None:
    with (
        pytest.raises(Error, match="read-only"),
        scope.opened(scope.of_system(city.pk), reason="test", read_only=True) as opened,
    ):
        factories.person(factories.lingkungan(city), opened)
    with factories.as_system(city):
        assert not Person.objects.exists()


def test_a_row_outside_the_territory_is_not_written(city: City) -> None:
    holding = factories.hold("lurah", area_id("12.71.01.1001"))
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        scope.opened(scope.of_holding(holding), reason="test") as opened,
    ):
        factories.person(factories.lingkungan(city, 4), opened)


def test_an_error_inside_leaves_nothing_behind(city: City) -> None:
    def twice() -> None:
        with factories.as_system(city) as opened:
            for _ in range(2):
                factories.person(factories.lingkungan(city), opened, nik="1271990101800001")

    with pytest.raises(IntegrityError):
        twice()
    with factories.as_system(city):
        assert not Person.objects.exists()


def test_the_citys_clock_is_today(city: City) -> None:
    with factories.as_system(city) as opened:
        assert opened.today == city.clock
