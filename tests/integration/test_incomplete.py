"""What the insurer still needs of somebody is said before they go in, before they are accepted, and afterwards."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payung.apps.enrolment.batch_needs import MISSING, row_lacks
from payung.apps.enrolment.models import Registration, Roster, RosterRow
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from payung.web.need_words import NEEDS
from tests import factories
from tests.factories_registering import text
from tests.factories_rosters import csv_file, people, typed
from tests.integration.test_rosters_pages import LIST, brought, page, work

KELURAHAN = area_id("12.71.01.1001")
PENDING = "Belum lengkap untuk BPJS: nama ibu kandung, alamat."
WITHOUT_ADDRESS = "Belum lengkap untuk BPJS: alamat."


@pytest.fixture
def clerk(city: City) -> Client:
    return factories.sign_in("clerk", city.area_id)


def one_without_mother() -> bytes:
    """Two good rows, neither with an address, one without a mother's name; one row that cannot go in."""
    found = [replace(each, nik=f"127101{each.nik[6:]}") for each in people(3)]
    rows = typed(found)
    rows[0] = (*rows[0][:6], "", *rows[0][7:])
    rows[2] = (*rows[2][:1], "123", *rows[2][2:])
    return csv_file(rows)


def test_a_staged_roster_says_what_is_needed_of_whom(city: City, clerk: Client) -> None:
    roster_id = brought(clerk, one_without_mother())
    work()
    shown = page(clerk, roster_id, "?status=every")
    assert "2 belum lengkap untuk BPJS." in shown
    assert PENDING in shown
    assert WITHOUT_ADDRESS in shown
    assert 'href="?kurang=address#baris">Alamat <span class="number">2</span>' in shown
    assert 'href="?kurang=mother_name#baris">Nama ibu kandung <span class="number">1</span>' in shown
    narrowed = clerk.get(f"{LIST}{roster_id}/?kurang=mother_name")
    assert [each["it"].row for each in narrowed.context["rows"]] == [2]
    assert [str(each["status"].label) for each in narrowed.context["rows"]] == ["Belum lengkap"]
    with factories.as_system(city):
        assert list(RosterRow.objects.order_by("position").values_list("lacking", flat=True)) == [
            ["mother_name", "address"], ["address"], [],
        ]  # fmt: skip


def test_the_list_the_worker_and_the_lurah_are_told(city: City, clerk: Client) -> None:
    roster_id = brought(clerk, one_without_mother())
    work()
    clerk.post(f"{LIST}{roster_id}/masukkan/")
    work()
    with factories.as_system(city):
        lingkungan = factories.lingkungan(city)
        Registration.objects.update(area_id=lingkungan)
        someone = Registration.objects.select_related("person").get(person__mother_name=None)
        person = someone.person
        type(person).objects.update(area_id=lingkungan)
    assert "Belum lengkap: nama ibu kandung, alamat" in text(clerk.get("/pendaftaran/"))
    assert len(clerk.get("/pendaftaran/?kurang=every").context["rows"]) == 2
    only = clerk.get("/pendaftaran/?kurang=mother_name").context["rows"]
    assert [each["row"].id for each in only] == [someone.pk]
    assert clerk.get("/pendaftaran/?kurang=occupation").context["rows"] == []
    assert PENDING in text(clerk.get(f"/pekerja/{person.pk}/"))
    lurah = factories.sign_in("lurah", KELURAHAN)
    card = text(lurah.get("/periksa-pendaftaran/"))
    assert PENDING in card
    assert card.index(PENDING) < card.index("Terima " + person.name)


def test_who_has_everything_is_told_nothing(city: City, clerk: Client) -> None:
    with factories.as_system(city) as opened:
        found = factories.registration(factories.lingkungan(city), opened, occupation="Pedagang")
        person = found.person
        assert person.mother_name
        type(person).objects.update(address="Jalan Rekaan 1", birth_place="Medan")
    assert "Belum lengkap:" not in text(clerk.get("/pendaftaran/"))
    assert "Belum lengkap untuk BPJS:" not in text(clerk.get(f"/pekerja/{person.pk}/"))


def test_whoever_brings_a_list_declares_that_its_people_agreed(city: City, clerk: Client) -> None:
    file = SimpleUploadedFile("rekaan.csv", one_without_mother())
    refused = clerk.post(LIST, {"file": file, "payer": "SELF"})
    assert refused.status_code == 422
    assert "Pastikan dahulu kepada pembawa daftar bahwa mereka setuju" in refused.content.decode()
    with factories.as_system(city):
        assert not Roster.objects.exists()
    roster_id = brought(clerk, one_without_mother())
    work()
    with factories.as_system(city):
        assert Roster.objects.get().consent_declared
    assert "menyatakan bahwa orang-orang di daftar ini setuju" in page(clerk, roster_id)


def test_a_row_is_asked_for_places_as_far_as_its_area_goes() -> None:
    medan, kecamatan, kelurahan, lingkungan = 12710000000000, 12710100000000, 12710110010000, 12710110010003
    asked = ("lingkungan", "kelurahan", "kecamatan")
    assert row_lacks({}, medan, asked) == [*asked]
    assert row_lacks({}, kecamatan, asked) == ["lingkungan", "kelurahan"]
    assert row_lacks({}, kelurahan, asked) == ["lingkungan"]
    assert row_lacks({}, lingkungan, asked) == []
    assert row_lacks({"employer": "Pasar Rekaan", "heir": " "}, medan, ("work_place", "heirs")) == ["heirs"]


def test_everything_that_can_be_needed_has_its_word() -> None:
    assert set(NEEDS) == set(MISSING)
