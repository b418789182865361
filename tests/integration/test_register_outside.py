"""The form for somebody who lives outside the city, and for a member of a group; mending keeps both."""

import pytest
from django.test import Client

from payung.apps.enrolment.models import Group, Registration
from payung.apps.people.models import Person
from payung.apps.territory import owners, scope
from payung.apps.territory.models import City, Holding
from tests import factories
from tests.factories_registering import FORM, errors, text, typed

DELI_SERDANG = 1207


@pytest.fixture
def officer(city: City) -> Holding:
    return factories.officer(factories.agency(city, "Dishub"))


@pytest.fixture
def client(officer: Holding) -> Client:
    return factories.client_of(officer)


@pytest.fixture
def drivers(city: City, officer: Holding) -> Group:
    with factories.as_system(city):
        return Group.objects.create(
            city=city, area_id=city.pk, registered_by_id=owners.of_agency(officer.agency_id or 0), name="Becak",
            kind="drivers", agency_id=officer.agency_id,
        )  # fmt: skip


def made(officer: Holding) -> tuple[Registration, Person]:
    with scope.opened(scope.of_holding(officer), reason="test", read_only=True):
        found = Registration.objects.select_related("person").get()
        return found, found.person


def test_an_officer_registers_somebody_from_outside(city: City, client: Client, officer: Holding) -> None:
    assert "?tempat=luar" in client.get(FORM).content.decode()
    page = text(client.get(f"{FORM}?tempat=luar"))
    assert "Kota atau kabupaten tempat tinggal" in page
    assert "Kabupaten Deli Serdang" in page
    answer = client.post(f"{FORM}?tempat=luar", typed(DELI_SERDANG))
    assert answer.status_code == 302, errors(answer)
    found, person = made(officer)
    assert (found.area_id, person.area_id, person.home_regency) == (city.pk, city.pk, "1207")
    done = text(client.get(answer["Location"]))
    assert "Di luar kota: Kabupaten Deli Serdang. Pengelola program memeriksanya" in done


def test_a_place_that_is_none_is_refused_beside_the_field(client: Client, officer: Holding) -> None:
    answer = client.post(f"{FORM}?tempat=luar", typed(1271))
    assert "area" in errors(answer)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kabupaten Deli Serdang", "1207"),
        ("kab. deli serdang", "1207"),
        ("deli  serdang", "1207"),
        ("Kota Bandung", "3273"),
        ("KOTA JAYAPURA", "9171"),
    ],
)
def test_any_home_of_the_country_is_found_by_its_name(
    client: Client, officer: Holding, written: str, code: str
) -> None:
    assert '<option value="Kota Jayapura">' in client.get(f"{FORM}?tempat=luar").content.decode()
    answer = client.post(f"{FORM}?tempat=luar", typed(0, area=written))
    assert answer.status_code == 302, errors(answer)
    assert made(officer)[1].home_regency == code


@pytest.mark.parametrize("written", ["Bandung", "Kota Medan", "Negeri Antah", ""])
def test_a_home_that_is_not_certain_is_asked_again(client: Client, written: str) -> None:
    answer = client.post(f"{FORM}?tempat=luar", typed(0, area=written))
    assert "area" in errors(answer)
    assert f'value="{written}"' in answer.content.decode() or not written


def test_a_head_has_no_form_for_outside(city: City, client_as: factories.SignIn) -> None:
    head = client_as("kepling", factories.lingkungan(city))
    assert head.get(f"{FORM}?tempat=luar").status_code == 404
    assert "tempat=luar" not in head.get(FORM).content.decode()


def test_who_is_registered_from_a_groups_page_is_its_member(
    city: City, client: Client, officer: Holding, drivers: Group
) -> None:
    asked = f"{FORM}?tempat=luar&kelompok={drivers.pk}"
    assert f"tempat=luar&amp;kelompok={drivers.pk}" in client.get(f"{FORM}?kelompok={drivers.pk}").content.decode()
    assert "Kelompok: Becak" in text(client.get(asked))
    answer = client.post(asked, typed(DELI_SERDANG))
    found, _person = made(officer)
    assert found.group_id == drivers.pk
    assert f"kelompok={drivers.pk}" in client.get(answer["Location"]).content.decode()


def test_mending_keeps_home_and_group(client: Client, officer: Holding, drivers: Group) -> None:
    client.post(f"{FORM}?tempat=luar&kelompok={drivers.pk}", typed(DELI_SERDANG))
    found, person = made(officer)
    address = f"/pendaftaran/{found.pk}/perbaiki/"
    form = client.get(address).context["form"]
    assert form["area"].value() == "Kabupaten Deli Serdang"
    assert "pengelola program memeriksanya lagi" in text(client.get(address))
    again = typed(
        1275, client_id=str(found.pk), version=str(found.version), nik="", name=person.name, consent=None, mother_name="",
        phone="", heir_name="",
    )  # fmt: skip
    answer = client.post(address, again, follow=True)
    assert "menunggu pemeriksaan pengelola program" in text(answer)
    found, person = made(officer)
    assert (person.home_regency, found.group_id) == ("1275", drivers.pk)


def test_a_group_that_one_does_not_see_is_nobodys(city: City, drivers: Group) -> None:
    other = factories.client_of(factories.officer(factories.agency(city, "PUD")))
    assert "Kelompok: Becak" not in text(other.get(f"{FORM}?tempat=luar&kelompok={drivers.pk}"))
