"""Possible duplicates by keys and evidence: names inside the territory, a bare and logged word outside it."""

import datetime as dt

import pytest

from payung.apps.audit.models import Disclosure
from payung.apps.people import duplicates
from payung.apps.people.duplicates import Keys, Likeness
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City, Holding
from tests import factories

BORN = dt.date(1980, 2, 3)
NIK = ("1271990302800017", "1271990302800348", "1271990302800962")  # no slip of each other
SAME = {"phone": "+6281234567890", "mother_name": "IBU REKAAN"}


@pytest.fixture
def lurah(city: City) -> Holding:
    return factories.hold("lurah", area_id("12.71.01.1001"))


def ask(holding: Holding, **who: object) -> tuple[dict[str, tuple[Likeness, ...]], duplicates.Elsewhere]:
    with scope.opened(scope.of_holding(holding), reason="test") as opened:
        keys = Keys.of(factories.details(**who))
        here = duplicates.finder().candidates(opened.scope, keys)
        return {each.name: each.reasons for each in here}, duplicates.look_elsewhere(opened.scope, keys)


def test_both_keys_find_each_person_once_with_their_reasons(city: City, lurah: Holding) -> None:
    with factories.as_system(city) as opened:
        here = factories.lingkungan(city)
        factories.person(here, opened, name="ACHMAD REKAAN", birth_date=BORN, **SAME)
        factories.person(here, opened, name="LAIN SEKALI", birth_date=BORN, **SAME)
        factories.person(here, opened, name="AHMAD REKAAN", birth_date=dt.date(1964, 11, 28))
    found, elsewhere = ask(lurah, name="AHMAD REKAAN", birth_date=BORN, **SAME)
    assert found == {
        "ACHMAD REKAAN": (Likeness.NAME_AND_BIRTH, Likeness.PHONE_AND_MOTHER),
        "LAIN SEKALI": (Likeness.PHONE_AND_MOTHER,),
    }
    assert elsewhere == duplicates.Elsewhere()


def test_what_is_missing_matches_nobody(city: City, lurah: Holding) -> None:
    with factories.as_system(city) as opened:
        for area in (factories.lingkungan(city), factories.lingkungan(city, 4)):
            factories.person(area, opened, phone="", mother_name="")
            factories.person(area, opened, phone="", mother_name="IBU REKAAN")
    assert ask(lurah, phone="", mother_name="") == ({}, duplicates.Elsewhere())
    assert ask(lurah, phone="", mother_name="IBU REKAAN") == ({}, duplicates.Elsewhere())


def test_outside_the_territory_a_word_and_a_line_in_the_log(city: City, lurah: Holding) -> None:
    with factories.as_system(city) as opened:
        factories.person(factories.lingkungan(city, 2), opened, name="AHMAD REKAAN", birth_date=BORN)
    found, elsewhere = ask(lurah, name="AHMAD REKAAN", birth_date=BORN)
    assert (found, elsewhere.reasons) == ({}, (Likeness.NAME_AND_BIRTH,))
    with factories.as_system(city):
        logged = Disclosure.objects.get()
    assert (logged.kind, logged.actor_id, logged.area_id) == ("lookup", lurah.user_id, lurah.area_id)


def test_another_city_stays_unknown(city: City, other_city: City, lurah: Holding) -> None:
    with factories.as_system(other_city) as opened:
        factories.person(factories.lingkungan(other_city), opened, name="AHMAD REKAAN", birth_date=BORN)
    assert ask(lurah, name="AHMAD REKAAN", birth_date=BORN) == ({}, duplicates.Elsewhere())


def test_a_clerk_may_ask_too_and_their_own_rows_are_here(city: City) -> None:
    clerk = factories.hold("clerk", city.area_id)
    with factories.as_system(city) as opened:
        factories.person(factories.lingkungan(city), opened, by=clerk.user_id, name="MILIK SENDIRI", birth_date=BORN)
        factories.person(factories.lingkungan(city), opened, name="MILIK LAIN", birth_date=BORN)
    assert ask(clerk, name="MILIK SENDIRI", birth_date=BORN)[0] == {"MILIK SENDIRI": (Likeness.NAME_AND_BIRTH,)}
    assert ask(clerk, name="MILIK LAIN", birth_date=BORN) == ({}, duplicates.Elsewhere((Likeness.NAME_AND_BIRTH,)))


def test_whoever_asks_too_often_gets_no_answer(city: City, lurah: Holding) -> None:
    with factories.as_system(city) as opened:
        factories.person(factories.lingkungan(city, 2), opened, name="AHMAD REKAAN", birth_date=BORN)
        asked = {"actor_id": lurah.user_id, "role": "lurah", "kind": "lookup", "subject": "x", "purpose": "x",
                 "city_id": city.area_id, "area_id": lurah.area_id}  # fmt: skip
        Disclosure.objects.bulk_create(Disclosure(**asked) for _ in range(600))
    assert ask(lurah, name="AHMAD REKAAN", birth_date=BORN)[1] == duplicates.Elsewhere(asked=False)


TYPED = ["POLTACK MANURUNG", "MANURUNG POLTAK", "P. MANURUNG", "POLTAK MANURUN"]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("where", [0, 4])
def test_a_slip_an_initial_or_another_order_is_alike_here_and_elsewhere(
    city: City, lurah: Holding, typed: str, where: int
) -> None:
    with factories.as_system(city) as opened:
        area = factories.lingkungan(city, where)
        factories.person(area, opened, name="POLTAK MANURUNG", birth_date=BORN, phone="", mother_name="")
    found, elsewhere = ask(lurah, name=typed, birth_date=BORN, phone="", mother_name="")
    why = (Likeness.ALIKE_NAME_AND_BIRTH,)
    assert (found, elsewhere.reasons) == (({}, why) if where else ({"POLTAK MANURUNG": why}, ()))


WEIGHED = (Likeness.ALIKE_NAME, Likeness.SAME_BIRTH)


@pytest.mark.parametrize(
    ("who", "here"),
    [
        ({"name": "POLMAN MANURUNG", "birth_date": BORN}, WEIGHED),
        ({"name": "MANURUNG", "birth_date": BORN}, WEIGHED),
        ({"name": "MARIANA", "birth_date": BORN}, None),
        ({"name": "POLTACK MANURUNG", "birth_date": BORN + dt.timedelta(days=1)}, None),
    ],
)
def test_a_twin_is_weighed_here_and_another_day_of_birth_is_nobody(
    city: City, lurah: Holding, who: dict[str, object], here: tuple[Likeness, ...] | None
) -> None:
    """Inside the territory somebody can look at both; the bare word about elsewhere is for what the keys find alone."""
    with factories.as_system(city) as opened:
        for area in (factories.lingkungan(city), factories.lingkungan(city, 4)):
            factories.person(area, opened, name="POLTAK MANURUNG", birth_date=BORN, phone="", mother_name="")
    expected = {"POLTAK MANURUNG": here} if here else {}
    assert ask(lurah, phone="", mother_name="", **who) == (expected, duplicates.Elsewhere())


def test_the_same_phone_and_a_mother_whose_name_is_alike(city: City, lurah: Holding) -> None:
    phone = "+6281234567890"
    with factories.as_system(city) as opened:
        here = factories.lingkungan(city)
        for name, mother, nik in (("REKAAN SATU", "ROTUA SIAHAAN", NIK[0]), ("REKAAN DUA", "TIUR SIMBOLON", NIK[1])):
            factories.person(here, opened, name=name, mother_name=mother, phone=phone, birth_date=BORN, nik=nik)
    found, _ = ask(lurah, name="LAIN SEKALI", mother_name="ROTUWA SIAHAN", phone=phone, birth_date=BORN, nik=NIK[2])
    assert found == {"REKAAN SATU": (Likeness.PHONE_AND_ALIKE_MOTHER,)}


def test_several_people_are_compared_in_two_queries(
    city: City, lurah: Holding, django_assert_num_queries: object
) -> None:
    with factories.as_system(city) as opened:
        here = factories.lingkungan(city)
        one, twin = (factories.person(here, opened, name="SITI REKAAN", birth_date=BORN) for _ in range(2))
        alone = factories.person(here, opened)
        with django_assert_num_queries(2):
            found = duplicates.finder().among(opened.scope, [one, twin, alone])
    assert {pk: [each.person_id for each in alike] for pk, alike in found.items()} == {
        one.pk: [twin.pk], twin.pk: [one.pk], alone.pk: []
    }  # fmt: skip
