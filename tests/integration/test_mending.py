"""A registration that came back is mended by the same form: history stays, sealed particulars stay unseen and kept."""

import datetime as dt
import json
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from payung.apps.audit.models import History
from payung.apps.coverage.models import Membership, Protection
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.people.queries import details_of
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories
from tests.factories_registering import errors, text, typed

SEALED = {"nik": "", "mother_name": "", "phone": "", "heir_name": "", "email": ""}


@pytest.fixture
def here(city: City) -> int:
    return factories.lingkungan(city)


@pytest.fixture
def kepling(here: int) -> Client:
    return factories.sign_in("kepling", here)


def returned(city: City, area: int, state: State = State.RETURNED, **values: Any) -> Registration:
    with factories.as_system(city) as opened:
        named = {"name": values.pop("name")} if "name" in values else {}
        who = factories.person(area, opened, birth_date=dt.date(1985, 5, 17), sex="F", **named)
        made = factories.registration(area, opened, state=state, person=who, occupation="pedagang", **values)
        StateChange.objects.filter(registration=made).update(reason="Nama ibu tidak terbaca.")
    return made


def url(found: Registration) -> str:
    return f"/pendaftaran/{found.pk}/perbaiki/"


def form_of(found: Registration, **values: Any) -> dict[str, Any]:
    known = {"client_id": str(found.pk), "version": found.version, "consent": None, "birth_date": "17-05-1985"}
    return typed(found.area_id, **(known | SEALED | values))


def stands(city: City, pk: UUID) -> Registration:
    with factories.as_system(city):
        return Registration.objects.select_related("person").get(pk=pk)


def test_the_form_shows_the_reason_and_no_sealed_particulars(city: City, here: int, kepling: Client) -> None:
    found = returned(city, here)
    with factories.as_system(city):
        known = details_of(found.person)
    page = kepling.get(url(found))
    assert "Nama ibu tidak terbaca." in text(page)
    assert known.name in page.content.decode()
    for secret in (known.nik, known.mother_name, known.phone, known.phone[3:]):
        assert secret not in page.content.decode()
    assert text(page).count("Sudah tersimpan") == 3


@pytest.mark.parametrize("state", [State.RETURNED, State.REJECTED, State.SUBMITTED])
def test_mended_it_is_submitted_again_and_what_was_left_empty_is_kept(
    city: City, here: int, kepling: Client, state: State
) -> None:
    found = returned(city, here, state)
    with factories.as_system(city):
        before = details_of(found.person)
    answer = kepling.post(
        url(found), form_of(found, name="Nama Baru Rekaan", mother_name="Ibu Baru", note="diperbaiki")
    )
    assert (answer.status_code, answer["Location"]) == (302, f"/pekerja/{found.person_id}/")
    after = stands(city, found.pk)
    with factories.as_system(city):
        known = details_of(after.person)
        changes = list(StateChange.objects.order_by("id").values_list("state", "reason"))
        versions = History.objects.filter(table="people_person", row_id=str(found.person_id)).count()
    assert (after.state, after.version) == ("submitted", found.version + 1)
    assert (known.name, known.mother_name) == ("NAMA BARU REKAAN", "IBU BARU")
    assert (known.nik, known.phone) == (before.nik, before.phone)
    assert changes == [(state.value, "Nama ibu tidak terbaca."), ("submitted", "diperbaiki")]
    assert versions == 2


def test_sent_twice_it_is_mended_once(city: City, here: int, kepling: Client) -> None:
    found = returned(city, here)
    form = form_of(found, name="Nama Baru Rekaan")
    assert kepling.post(url(found), form).status_code == kepling.post(url(found), form).status_code == 302
    with factories.as_system(city):
        assert StateChange.objects.count() == 2


def test_an_old_page_with_other_content_changes_nothing(city: City, here: int, kepling: Client) -> None:
    found = returned(city, here)
    kepling.post(url(found), form_of(found, name="Nama Baru Rekaan"))
    answer = kepling.post(url(found), form_of(found, name="Nama Lain Rekaan"))
    assert "sudah berubah sejak halaman dibuka" in text(answer)
    assert stands(city, found.pk).person.name == "NAMA BARU REKAAN"


@pytest.mark.parametrize("state", [State.VERIFIED, State.BATCHED, State.ACCEPTED, State.REFUSED])
def test_what_was_verified_stands_fixed(city: City, here: int, kepling: Client, state: State) -> None:
    found = returned(city, here, state)
    answer = kepling.post(url(found), form_of(found, name="Nama Baru Rekaan"), follow=True)
    assert "sudah diperiksa" in text(answer)
    assert stands(city, found.pk).state == state


def test_a_nik_of_somebody_else_is_refused(city: City, here: int, kepling: Client) -> None:
    found, other = (returned(city, here, name=name) for name in ("REKAAN PERTAMA", "SARI BUNGSU"))  # no word in common
    with factories.as_system(city):
        taken = details_of(other.person).nik
    answer = kepling.post(url(found), form_of(found, nik=f"127101{taken[6:]}"))
    assert answer.status_code == 302  # the same digits under another region are another number
    found = stands(city, found.pk)
    wanted = {"nik": f"127101{taken[6:]}"}
    assert "nik" in errors(kepling.post(url(other), form_of(other, **wanted)))


def test_every_row_of_the_person_moves_with_the_lingkungan(city: City, here: int) -> None:
    lurah = factories.sign_in("lurah", area_id("12.71.01.1001"))
    found = returned(city, here, State.REJECTED)
    with factories.as_system(city):
        shared = {"city_id": city.area_id, "area_id": here, "registered_by_id": 0, "person_id": found.person_id}
        Membership.objects.create(**shared, member_number="00000000001", starts=dt.date(2025, 5, 1))
    there = area_id("12.71.01.1001", 2)
    assert lurah.post(url(found), form_of(found, area=str(there))).status_code == 302
    with factories.as_system(city):
        areas = [
            *StateChange.objects.values_list("area_id", flat=True),
            *Membership.objects.values_list("area_id", flat=True),
            *Protection.objects.values_list("area_id", flat=True),
        ]
    after = stands(city, found.pk)
    assert {*areas, after.area_id, after.person.area_id} == {there}


def test_a_registration_elsewhere_is_not_found(city: City, kepling: Client) -> None:
    found = returned(city, factories.lingkungan(city, 1))
    assert kepling.get(url(found)).status_code == 404
    assert kepling.post(url(found), form_of(found)).status_code == 404


def test_an_heir_is_taken_out_and_the_others_stay(city: City, here: int, kepling: Client) -> None:
    kept = [{"name": f"Waris {each}", "relation": "anak", "phone": ""} for each in ("Satu", "Dua")]
    with factories.as_system(city) as opened:
        sealed = opened.vault.seal("heir", json.dumps(kept))
    found = returned(city, here, heir=sealed)
    page = text(kepling.get(url(found)))
    assert "Hapus ahli waris ini" in page
    assert "Hapus ahli waris kedua" in page
    assert "Hapus ahli waris ketiga" not in page
    relations = {"heir_relation": "anak", "heir_2_relation": "anak"}
    assert kepling.post(url(found), form_of(found, heir_gone="on", **relations)).status_code == 302
    after = stands(city, found.pk)
    with factories.as_system(city) as opened:
        assert json.loads(opened.vault.open("heir", after.heir)) == kept[1:]


def test_a_new_form_has_no_heir_to_take_out(kepling: Client) -> None:
    assert "Hapus ahli waris" not in text(kepling.get("/daftar/"))
