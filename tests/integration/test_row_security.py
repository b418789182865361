"""The database refuses what a query forgot: rows outside the territory are neither seen nor written."""

import pytest
from django.db import DataError, InternalError, ProgrammingError, connection

from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories


@pytest.fixture
def two_places(city: City) -> tuple[int, int]:
    inside, outside = factories.lingkungan(city, 0), factories.lingkungan(city, 4)
    with factories.as_system(city) as opened:
        factories.person(inside, opened)
        factories.person(outside, opened)
    return inside, outside


def test_only_rows_of_the_territory_are_seen(city: City, two_places: tuple[int, int]) -> None:
    holding = factories.hold("lurah", area_id("12.71.01.1001"))
    with scope.opened(scope.of_holding(holding), reason="test"):
        assert [p.area_id for p in Person.objects.all()] == [two_places[0]]


def test_an_unset_scope_raises(city: City, two_places: tuple[int, int]) -> None:
    with pytest.raises((ProgrammingError, DataError, InternalError)):
        Person.objects.count()
    assert connection.vendor == "postgresql"


def test_a_row_outside_the_territory_is_not_written(city: City, two_places: tuple[int, int]) -> None:
    holding = factories.hold("lurah", area_id("12.71.01.1001"))
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        scope.opened(scope.of_holding(holding), reason="test") as opened,
    ):
        factories.person(two_places[1], opened)
