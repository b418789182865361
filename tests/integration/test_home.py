"""Where people land after signing in, and how somebody with several roles changes between them."""

import pytest
from django.test import Client

from payung.apps.accounts.roles import ROLES
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories

KELURAHAN = area_id("12.71.01.1001")
LINGKUNGAN = area_id("12.71.01.1001", 1)
PLACES = {"kepling": LINGKUNGAN, "helper": LINGKUNGAN, "lurah": KELURAHAN, "camat": area_id("12.71.01")}


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_role_lands_on_its_first_page(city: City, role: str) -> None:
    branch = factories.branch(city) if ROLES[role].by_branch else None
    client = factories.sign_in(role, PLACES.get(role, city.area_id), branch=branch)
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"] == {"insurer_officer": "/bpjs/", "regional_reader": "/provinsi/"}.get(role, "/beranda/")
    assert client.get(response["Location"]).status_code == 200


def test_without_a_role_the_page_says_so(city: City) -> None:
    client = Client()
    client.force_login(factories.user())
    assert "Anda belum memegang peran" in client.get("/").content.decode()
    assert client.get("/kampanye/").status_code == 403


def test_whose_role_has_ended_has_none(city: City) -> None:
    client = factories.sign_in("mayor", city.area_id)
    client.holding.ends = client.holding.starts
    client.holding.save()
    assert "Anda belum memegang peran" in client.get("/").content.decode()


@pytest.fixture
def both(city: City) -> Client:
    """Somebody who heads two lingkungan, the second as acting head."""
    client = factories.sign_in("kepling", area_id("12.71.01.1001", 1))
    factories.hold("kepling", area_id("12.71.01.1001", 2), by=client.holding.user, acting=True)
    return client


def test_several_roles_are_chosen_on_a_page(both: Client) -> None:
    home = both.get("/", follow=True)
    assert home.context["acting"]["place_label"] == "Lingkungan I"
    address = home.context["acting"]["others"][0]["url"]
    other = next(held for held, _helped in both.get(address).context["held"] if held.acting)
    after = both.post(address, {"peran": other.pk}, follow=True)
    assert after.context["acting"]["place_label"] == "Lingkungan II"


@pytest.mark.parametrize("chosen", ["", "x", "9" * 30, "999999"])
def test_a_role_that_is_not_ones_own_is_not_taken(both: Client, chosen: str) -> None:
    address = both.get("/", follow=True).context["acting"]["others"][0]["url"]
    answer = both.post(address, {"peran": chosen})
    assert "Peran itu tidak Anda pegang hari ini" in answer.content.decode()
    assert both.get("/", follow=True).context["acting"]["place_label"] == "Lingkungan I"


def test_one_role_needs_no_choice(city: City) -> None:
    client = factories.sign_in("mayor", city.area_id)
    assert client.get("/", follow=True).context["acting"]["others"] == []
