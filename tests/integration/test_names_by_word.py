"""Names by any of their words, city-wide: along the index of words, and never past the open scope."""

import re

import pytest
from django.db import connection
from django.test import Client

from payung.apps.enrolment import searching
from payung.apps.people.models import Person
from payung.apps.people.named import named, query
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories

SEARCH = "/pendaftaran/cari/"
NAMES = ("SITI RAHMAWATI", "RAHMAWATI LUBIS", "MURRAHMAWATI", "H. AHMAD RAHMAN", "DEWI")


@pytest.fixture
def everybody(city: City) -> None:
    with factories.as_system(city) as opened:
        for index, name in enumerate(NAMES):
            area = factories.lingkungan(city, index)
            factories.registration(area, opened, person=factories.person(area, opened, name=name))


def found(client: Client, name: str, **asked: str) -> list[str]:
    answer = client.post(SEARCH, {"nama": name, **asked})
    return [each["row"].name for each in answer.context["rows"]]


@pytest.mark.usefixtures("everybody")
def test_any_word_finds_a_name_in_the_whole_city_and_in_a_place(city: City) -> None:
    manager = factories.sign_in("manager", city.area_id)
    assert found(manager, "rahmawati") == ["RAHMAWATI LUBIS", "SITI RAHMAWATI"]
    assert found(manager, "rahm ahm") == ["H. AHMAD RAHMAN"]
    assert found(manager, "rahmawati", tempat=str(factories.lingkungan(city, 1))) == ["RAHMAWATI LUBIS"]
    assert found(manager, "rahmawati", tempat=str(factories.lingkungan(city, 4))) == []


@pytest.mark.usefixtures("everybody")
def test_nobody_outside_the_scope_is_found(city: City, other_city: City) -> None:
    with factories.as_system(other_city) as opened:
        elsewhere = factories.lingkungan(other_city)
        factories.registration(elsewhere, opened, person=factories.person(elsewhere, opened, name="RAHMAWATI"))
    lurah = factories.sign_in("lurah", area_id("12.71.01.1001"))
    assert found(lurah, "rahmawati") == ["RAHMAWATI LUBIS", "SITI RAHMAWATI"]
    head = factories.sign_in("kepling", factories.lingkungan(city))
    assert found(head, "rahmawati") == ["SITI RAHMAWATI"]
    assert found(factories.sign_in("clerk", city.area_id), "rahmawati") == []
    branch = factories.sign_in("insurer_officer", city.area_id, branch=factories.branch(city))
    assert found(branch, "rahmawati") == []


@pytest.mark.usefixtures("everybody")
def test_the_function_itself_keeps_to_the_open_scope(city: City) -> None:
    """Whatever territory it is asked for, and whoever was merged is not found."""
    mine = scope.of_holding(factories.hold("kepling", factories.lingkungan(city)))
    with scope.opened(mine, reason="test"), connection.cursor() as cursor:
        asked = "SELECT count(*) FROM payung_people_named(%s::tsquery, 0, 99999999999999, 100)"
        cursor.execute(asked, ["'a':* | 'r':* | 'd':*"])
        assert cursor.fetchone() == (1,)
    with factories.as_system(city) as opened:
        first, second = Person.objects.filter(name__in=NAMES[:2]).order_by("name")
        Person.objects.filter(pk=first.pk).update(merged_into=second)
        assert named(opened.scope, "rahmawati", most=9) == [second.pk]


@pytest.mark.usefixtures("everybody")
def test_too_many_are_said(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "LOOKED_AT", 1)
    manager = factories.sign_in("manager", city.area_id)
    said = {name: manager.post(SEARCH, {"nama": name}).content.decode() for name in ("rahmawati", "dewi")}
    assert "Terlalu banyak orang bernama" in said["rahmawati"] or "nama pertama yang cocok" in said["rahmawati"]
    assert "1 nama cocok" in said["dewi"]


def test_the_words_are_asked_of_their_index(city: City) -> None:
    with factories.as_system(city), connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'payung_people_named'")
        condition = re.search(r"to_tsvector\(.*@@ ", cursor.fetchone()[0])
        assert condition
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'person_words'")
        assert "gin (to_tsvector('simple'::regconfig, (name_key)::text))" in cursor.fetchone()[0]


def test_a_query_is_made_of_letters_alone() -> None:
    assert query(["siti", "ram"]) == "'siti':* & 'ram':*"
