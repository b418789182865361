"""A head who is a worker too is registered like anybody, and nobody decides on their own registration."""

import pytest
from django.test import Client
from django.urls import reverse

from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration
from payung.apps.people.models import Person
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories

KELURAHAN = area_id("12.71.01.1001")
FIRST = KELURAHAN + 1


@pytest.fixture
def made(city: City) -> Registration:
    with factories.as_system(city) as opened:
        return factories.registration(FIRST, opened)


def tie(client: Client, made: Registration) -> str:
    return client.post(reverse("person_account", args=[made.person_id]), follow=True).content.decode()


def account_of(made: Registration) -> int | None:
    return Person._base_manager.using("owner").get(pk=made.person_id).account_id


def state_of(made: Registration) -> str:
    return Registration._base_manager.using("owner").get(pk=made.pk).state


def decide(client: Client, made: Registration, step: str) -> str:
    sent = {"langkah": f"{step}:{made.pk}:{made.version}", f"alasan-{made.pk}": "alasan uji", "pasti": "1"}
    return client.post(reverse("verification"), sent, follow=True).content.decode()


def test_a_head_says_that_it_is_them(made: Registration, client_as: factories.SignIn) -> None:
    head = client_as("kepling", FIRST)
    page = head.get(reverse("person", args=[made.person_id])).content.decode()
    assert "Ini saya sendiri" in page
    assert head.get(reverse("person_account", args=[made.person_id])).status_code == 200
    assert account_of(made) is None, "asking ties nothing"
    assert "Ini Anda sendiri" in tie(head, made)
    assert account_of(made) == head.holding.user_id


@pytest.mark.parametrize("step", ["terima", "kembalikan", "tolak"])
def test_nobody_decides_on_their_own_registration(made: Registration, client_as: factories.SignIn, step: str) -> None:
    lurah = client_as("lurah", KELURAHAN)
    tie(lurah, made)
    assert "Pendaftaran sendiri diperiksa orang lain" in lurah.get(reverse("verification")).content.decode()
    assert "Ini pendaftaran Anda sendiri" in decide(lurah, made, step)
    assert state_of(made) == State.SUBMITTED
    assert "?satu=" not in lurah.get(reverse("person", args=[made.person_id])).content.decode()


def test_ticked_among_others_ones_own_stays(city: City, made: Registration, client_as: factories.SignIn) -> None:
    with factories.as_system(city) as opened:
        other = factories.registration(FIRST, opened)
    lurah = client_as("lurah", KELURAHAN)
    tie(lurah, made)
    ticked = [f"{each.pk}:{each.version}" for each in (made, other)]
    page = lurah.post(reverse("verification"), {"langkah": "terima", "terpilih": ticked}, follow=True).content.decode()
    assert "1 pendaftaran diterima." in page
    assert "Ini pendaftaran Anda sendiri" in page
    assert (state_of(made), state_of(other)) == (State.SUBMITTED, State.VERIFIED)


def test_somebody_else_decides_and_unties(made: Registration, client_as: factories.SignIn) -> None:
    head, lurah = client_as("kepling", FIRST), client_as("lurah", KELURAHAN)
    tie(head, made)
    page = lurah.get(reverse("person", args=[made.person_id])).content.decode()
    assert head.holding.user.full_name in page
    assert "pendaftaran" in decide(lurah, made, "terima").lower()
    assert state_of(made) == State.VERIFIED
    assert head.post(reverse("person_account", args=[made.person_id])).status_code == 404, "nobody unties themselves"
    assert account_of(made) == head.holding.user_id
    tie(lurah, made)
    assert account_of(made) is None


def test_an_account_is_one_person(city: City, made: Registration, client_as: factories.SignIn) -> None:
    with factories.as_system(city) as opened:
        other = factories.registration(FIRST, opened)
    head = client_as("kepling", FIRST)
    tie(head, made)
    assert "sudah terhubung ke pendaftaran lain" in tie(head, other)
    assert account_of(other) is None


@pytest.mark.parametrize(("role", "status"), [("manager", 404), ("clerk", 404), ("mayor", 403)])
def test_who_holds_no_office_ties_nothing(
    city: City, made: Registration, client_as: factories.SignIn, role: str, status: int
) -> None:
    client = client_as(role, city.pk)
    assert client.post(reverse("person_account", args=[made.person_id])).status_code == status
    assert account_of(made) is None


def test_nobody_is_tied_to_somebody_outside_their_territory(made: Registration, client_as: factories.SignIn) -> None:
    other = client_as("kepling", KELURAHAN + 2)
    assert other.post(reverse("person_account", args=[made.person_id])).status_code == 404
    assert account_of(made) is None
