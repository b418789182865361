"""How often words of names are borne: counted every night, of words that several people bear alone."""

import pytest

from payung.apps.people import name_words
from payung.apps.people.models import NameWord
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from payung.config import periodic
from tests import factories


@pytest.fixture
def counted(city: City, other_city: City) -> City:
    with factories.as_system(city) as opened:
        here = factories.lingkungan(city)
        for number in range(6):
            sex = "F" if number < 4 else "M"
            factories.person(here, opened, name=f"SITI {'LUBIS' if number < 4 else 'POHAN'}", sex=sex)
    with factories.as_system(other_city) as opened:
        factories.person(factories.lingkungan(other_city), opened, name="SITI POHAN")
    assert periodic.count_name_words() == 2
    return city


def listed(city: City) -> dict[str, tuple[int, int]]:
    rows = NameWord.objects.filter(city_id=city.pk).values_list("word", "people", "women")
    return {word: (people, women) for word, people, women in rows}


def test_only_words_that_several_bear_are_listed(counted: City, other_city: City) -> None:
    assert listed(counted) == {"": (6, 4), "siti": (6, 4)}
    assert listed(other_city) == {"": (1, 0)}


def test_counting_again_replaces_what_was_counted(counted: City) -> None:
    with factories.as_system(counted) as opened:
        factories.person(factories.lingkungan(counted), opened, name="ACHMAD LUBIS", sex="M")
    periodic.count_name_words()
    assert listed(counted) == {"": (7, 4), "siti": (6, 4), "lubis": (5, 4)}


def test_whoever_registers_may_ask_for_their_own_city(counted: City) -> None:
    head = factories.hold("kepling", area_id("12.71.01.1001", 1))
    with scope.opened(scope.of_holding(head), reason="test", read_only=True):
        names, mothers, people = name_words.frequencies(counted.pk, ["siti", "pohan"])
    assert names.borne == {"siti": 6}
    assert mothers.borne == {"siti": 4}
    assert names.records == people == name_words.SMALLEST  # fewer people tell little of how rare a word is
