"""The pages of possible duplicates: the list, side by side, preview, merge, and the way back; the form while typed."""

import re

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from payung.apps.audit.models import Disclosure
from payung.apps.enrolment import taking_back, taking_in
from payung.apps.enrolment.actions import annotate
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration
from payung.apps.linkage.models import Merge, Pair
from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories
from tests.factories_linkage import BORN, TWIN, pair, twin
from tests.factories_registering import text
from tests.factories_rosters import staged as stage
from tests.factories_rosters import values_of

KELURAHAN = area_id("12.71.01.1001")


@pytest.fixture
def two(city: City) -> tuple[Person, Person]:
    with factories.as_system(city) as opened:
        here = factories.lingkungan(city)
        one = twin(here, opened, state=State.SUBMITTED, phone="", address="Jalan Lama 1")
        return one, twin(here, opened, state=State.VERIFIED, phone="+6281200000001", address="Jalan Baru 2")


def address(city: City, two: tuple[Person, Person]) -> str:
    with factories.as_system(city):
        return reverse("pair", args=[pair(*two).pk])


def preview(client: Client, page: str, two: tuple[Person, Person], **values: object) -> HttpResponse:
    return client.post(page, {"langkah": "tinjau", "tetap": str(two[0].pk), "isi-phone": str(two[1].pk), **values})


def test_the_list_names_both_and_leads_to_the_comparison(
    city: City, client_as: factories.SignIn, two: tuple[Person, Person]
) -> None:
    lurah = client_as("lurah", KELURAHAN)
    page = lurah.get(reverse("pairs"))
    assert "1 pasang orang" in text(page)
    assert "nama dan tanggal lahir sama" in text(page)
    compared = text(lurah.get(address(city, two)))
    assert "Jalan Lama 1" in compared
    assert "Jalan Baru 2" in compared
    assert "081200000001" not in compared
    assert "+6281200000001" not in compared
    assert text(client_as("lurah", area_id("12.71.02.1001")).get(reverse("pairs"))).count("SITI") == 0
    assert client_as("camat", area_id("12.71.01")).get(reverse("pairs")).status_code == 403


def test_a_pair_is_weighed_by_all_that_is_known_of_both(
    city: City, client_as: factories.SignIn, two: tuple[Person, Person]
) -> None:
    lurah, page = client_as("lurah", KELURAHAN), address(city, two)
    assert "sangat mungkin orang yang sama" in text(lurah.get(reverse("pairs"))).lower()
    compared = text(lurah.get(page))
    assert "Sangat mungkin orang yang sama" in compared
    shown = {each["label"]: [word.label for word in each["words"]] for each in lurah.get(page).context["evidence"]}
    said = {str(label): [str(word) for word in words] for label, words in shown.items()}
    assert said["Nama"] == ["sama"]
    assert said["Tanggal lahir"] == ["sama"]
    assert "RT/RW atau lingkungan sama" in said["Alamat"]
    assert "Telepon" not in said, "one of them has none"
    with factories.as_system(city):
        mother = scope.current().vault.seal("mother_name", "ROSMAWATI LAIN")
        Person.objects.filter(pk=two[1].pk).update(mother_name=mother, sex="M" if two[0].sex == "F" else "F")
    less = lurah.get(page)
    assert "Sangat mungkin orang yang sama" not in text(less)
    assert "ROSMAWATI" not in less.content.decode()
    lurah.cookies["django_language"] = "en"
    assert "Weighed by everything" in text(lurah.get(page))


def test_many_pairs_are_weighed_with_as_many_queries_as_one(
    city: City, client_as: factories.SignIn, two: tuple[Person, Person]
) -> None:
    lurah = client_as("lurah", KELURAHAN)
    lurah.get(reverse("pairs"))
    with CaptureQueriesContext(connections["default"]) as one:
        lurah.get(reverse("pairs"))
    with factories.as_system(city) as opened:
        twin(factories.lingkungan(city, 1), opened, phone="", address="")
    with CaptureQueriesContext(connections["default"]) as many:
        assert "3 pasang orang" in text(lurah.get(reverse("pairs")))
    assert len(many) == len(one)


def test_the_head_s_note_why_it_is_another_person_stands_there(
    city: City, client_as: factories.SignIn, two: tuple[Person, Person]
) -> None:
    with factories.as_system(city):
        found = Registration.objects.get(person=two[0])
        annotate(by=0, registration_id=found.pk, note="Saudara kembar, ibunya lain nama panggilan.")
        annotate(by=0, registration_id=found.pk, note=taking_back.REASON)
    compared = text(client_as("lurah", KELURAHAN).get(address(city, two)))
    assert "Catatan pendaftar: Saudara kembar, ibunya lain nama panggilan." in compared
    assert taking_back.REASON not in compared


def test_two_become_one_after_a_preview_and_two_again(
    city: City, client_as: factories.SignIn, two: tuple[Person, Person]
) -> None:
    lurah, page = client_as("lurah", KELURAHAN), address(city, two)
    seen = preview(lurah, page, two)
    assert "Diambil dari yang lain: Nomor telepon." in text(seen)
    sent = {
        "langkah": "gabung",
        "tetap": str(two[0].pk),
        "isi-phone": str(two[1].pk),
        "seen": seen.context["seen"].seal,
    }
    assert "Tulis alasannya." in text(lurah.post(page, sent))
    done = lurah.post(page, sent | {"reason": "orang yang sama, NIK lama"}, follow=True)
    assert "Satu orang" in text(done)
    assert "dari yang digabungkan" in text(done)
    with factories.as_system(city):
        made = Merge.objects.get()
    moved = lurah.get(reverse("person", args=[two[1].pk]))
    assert moved.url == reverse("person", args=[two[0].pk])
    assert "Digabung dari dua orang" in text(lurah.get(moved.url))
    assert text(lurah.get(reverse("registrations"))).count("SITI REKAAN") == 1
    assert "Sudah digabung" in text(lurah.get(page))
    undone = lurah.post(reverse("merge", args=[made.pk]), {"reason": "ternyata kembar"}, follow=True)
    assert "keduanya kembali dua orang" in text(undone)
    assert lurah.get(reverse("person", args=[two[1].pk])).status_code == 200


def test_what_changed_meanwhile_is_said(city: City, client_as: factories.SignIn, two: tuple[Person, Person]) -> None:
    manager, page = client_as("manager", city.area_id), address(city, two)
    seal = preview(manager, page, two).context["seen"].seal
    with factories.as_system(city):
        Person.objects.filter(pk=two[1].pk).update(address="Jalan Lain")
    sent = {"langkah": "gabung", "tetap": str(two[0].pk), "isi-phone": str(two[1].pk), "seen": seal}
    answer = manager.post(page, sent | {"reason": "orang yang sama"}, follow=True)
    assert "berubah sejak halaman ini dibuka" in text(answer)
    with factories.as_system(city):
        assert not Merge.objects.exists()


def test_two_different_people_are_remembered(
    city: City, client_as: factories.SignIn, two: tuple[Person, Person]
) -> None:
    lurah, page = client_as("lurah", KELURAHAN), address(city, two)
    assert "Tulis alasannya lebih jelas." in text(lurah.post(page, {"langkah": "beda", "reason": "ya"}))
    done = lurah.post(page, {"langkah": "beda", "reason": "kembar, dua akta"}, follow=True)
    assert "Tidak ada yang menunggu keputusan." in text(done)
    assert "kembar, dua akta" in text(lurah.get(page))
    with factories.as_system(city):
        assert Pair.objects.get().decided_by_id == lurah.holding.user_id


def test_sealed_particulars_are_opened_for_a_logged_purpose(
    city: City, client_as: factories.SignIn, two: tuple[Person, Person]
) -> None:
    lurah, page = client_as("lurah", KELURAHAN), address(city, two)
    assert "Tulis untuk apa data ini dibuka." in text(lurah.post(page, {"langkah": "buka"}))
    shown = text(lurah.post(page, {"langkah": "buka", "purpose": "mencocokkan KTP"}))
    assert "+6281200000001" in shown
    assert "3 Februari 1980" not in shown  # never beside the birth date
    with factories.as_system(city):
        assert Disclosure.objects.filter(kind="reveal", purpose="mencocokkan KTP").count() == 2


@pytest.mark.parametrize("sent", [{}, {"langkah": "lain"}, {"langkah": "tinjau", "tetap": "x"}])
def test_what_no_page_sends_is_not_found(
    city: City, client_as: factories.SignIn, two: tuple[Person, Person], sent: dict[str, str]
) -> None:
    assert client_as("manager", city.area_id).post(address(city, two), sent).status_code == 404


def ask(client: Client, **values: str) -> HttpResponse:
    return client.post(reverse("register_alike"), values)


def test_the_form_says_it_while_typed_in_scope_by_name_outside_by_a_word(
    city: City, client_as: factories.SignIn, two: tuple[Person, Person]
) -> None:
    typed = {"name": "Siti Rekaan", "birth_date": f"{BORN:%d-%m-%Y}"}
    here = ask(client_as("kepling", factories.lingkungan(city)), **typed)
    assert text(here).count("SITI REKAAN") == 2
    assert "nama dan tanggal lahir sama" in text(here)
    away = ask(client_as("kepling", factories.lingkungan(city, 4)), **typed)
    assert "SITI" not in text(away)
    assert "Mungkin terdaftar di tempat lain" in text(away)
    with factories.as_system(city):
        assert Disclosure.objects.filter(kind="lookup").count() == 2


def test_the_same_is_not_asked_twice_nor_half_a_key(
    city: City, client_as: factories.SignIn, two: tuple[Person, Person]
) -> None:
    head = client_as("kepling", factories.lingkungan(city))
    typed = {"name": "Siti Rekaan", "birth_date": f"{BORN:%d-%m-%Y}"}
    asked = re.search(r'value="(\w+)"', ask(head, **typed).content.decode()).group(1)
    assert ask(head, asked_alike=asked, **typed).status_code == 204
    for half in ({}, {"name": "Siti Rekaan"}, {"phone": "081200000001"}, {"name": "Siti", "birth_date": "31-02-1980"}):
        assert "Mungkin" not in text(ask(head, asked_alike=asked, **half))
    with factories.as_system(city):
        assert Disclosure.objects.filter(kind="lookup").count() == 1


def test_a_roster_says_how_many_it_brought_twice(
    city: City, client_as: factories.SignIn, two: tuple[Person, Person]
) -> None:
    clerk = factories.hold("clerk", city.area_id)
    again = factories.details(**TWIN)
    with scope.opened(scope.of_holding(clerk), reason="test") as opened:
        roster = stage(clerk, opened, [values_of(again), values_of(factories.details())]).pk
    taking_in.take_in(roster, scope.of_holding(clerk))
    page = reverse("roster", args=[roster])
    assert "2 kemungkinan ganda dari daftar ini" in text(client_as("manager", city.area_id).get(page))
    assert "kemungkinan ganda dari daftar ini" not in text(factories.client_of(clerk).get(page))
