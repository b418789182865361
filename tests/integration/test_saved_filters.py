"""Saved filters: kept by name for one seat, shown above the list, said when a later list understands them no more."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from payung.apps.enrolment import saved
from payung.apps.enrolment.models import SavedFilter
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City, Holding
from payung.config import periodic
from payung.web.acting import SESSION_KEY
from tests import factories
from tests.conftest import TODAY
from tests.factories_registering import errors, text

LIST, SAVED, SAVE = "/pendaftaran/", "/pendaftaran/saringan/", "/pendaftaran/saringan/simpan/"
ASKED = {"keadaan": "returned", "urut": "terlama"}
KELURAHAN = area_id("12.71.01.1001")
DAY = dt.timedelta(days=1)


@pytest.fixture
def holding(city: City) -> Holding:
    with factories.as_system(city) as opened:
        factories.registration(factories.lingkungan(city), opened)
    return factories.hold("lurah", KELURAHAN)


@pytest.fixture
def lurah(holding: Holding) -> Client:
    return factories.client_of(holding)


def rows() -> list[SavedFilter]:
    return list(SavedFilter._base_manager.using("owner").order_by("name"))


def chips(client: Client, address: str = LIST) -> list[tuple[str, bool]]:
    return [(each["name"], each["current"]) for each in client.get(address).context["saved"]["chips"]]


def acting(holding: Holding) -> Client:
    """Somebody with several roles acts in this one."""
    client = Client()
    client.force_login(holding.user)
    session = client.session
    session[SESSION_KEY] = holding.pk
    session.save()
    return client


def test_it_is_named_shown_as_current_and_deleted(lurah: Client) -> None:
    page = lurah.get(LIST, ASKED)
    assert f'href="{SAVE}?keadaan=returned&amp;urut=terlama"' in page.content.decode()
    asked = lurah.get(SAVE, ASKED)
    assert "Keadaan: Dikembalikan" in text(asked)
    assert "Terlama dulu" in text(asked)
    page = lurah.post(SAVE, {**ASKED, "sebutan": "  Untuk  Senin "}, follow=True)
    assert page.redirect_chain == [(f"{LIST}?keadaan=returned&urut=terlama", 302)]
    assert re.search(
        r'class="chip wrap-anywhere" href="/pendaftaran/\?keadaan=returned&amp;urut=terlama" aria-current="true">Untuk Senin<',
        page.content.decode(),
    )
    assert page.context["saved"]["save_url"] == ""
    assert chips(lurah) == [("Untuk Senin", False)]
    answer = lurah.post(f"{SAVED}{rows()[0].pk}/hapus/", follow=True)
    assert "Saringan “Untuk Senin” dihapus." in text(answer)
    assert rows() == []


def test_a_page_and_a_searched_name_are_not_kept(lurah: Client) -> None:
    cursor = "00000000-0000-4000-8000-000000000000"
    lurah.post(SAVE, {**ASKED, "dari": cursor, "nama": "SITI", "keliru": "x", "sebutan": "A"})
    assert [each.query for each in rows()] == ["keadaan=returned&urut=terlama"]
    answer = lurah.post("/pendaftaran/cari/", {"nama": "SITI", **ASKED})
    assert SAVE not in answer.content.decode()


def test_a_list_as_it_is_has_nothing_to_save(lurah: Client) -> None:
    assert SAVE not in lurah.get(LIST).content.decode()
    answer = lurah.post(SAVE, {"sebutan": "A"}, follow=True)
    assert "Saring atau urutkan daftarnya dahulu" in text(answer)
    assert rows() == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Beri nama saringannya."),
        ("   ", "Beri nama saringannya."),
        ("Bu Siti 1271 0101 0185 0001", "Jangan tulis NIK dalam nama saringan."),
        ("lama", "Nama ini sudah dipakai untuk saringan Anda yang lain."),
        ("x" * 61, None),
    ],
)
def test_a_name_that_does_not_do_is_asked_for_again(lurah: Client, name: str, said: str | None) -> None:
    lurah.post(SAVE, {"keadaan": "verified", "sebutan": "lama"})
    answer = lurah.post(SAVE, {**ASKED, "sebutan": name})
    assert answer.status_code == 422
    found = errors(answer)["sebutan"]
    assert said is None or found == [said]
    assert "keadaan=returned&amp;urut=terlama" in answer.content.decode()
    assert [each.name for each in rows()] == ["lama"]


def test_nothing_sent_is_answered_with_what_is_missing(lurah: Client) -> None:
    assert errors(lurah.post(SAVE, ASKED)) == {"sebutan": ["Beri nama saringannya."]}


def test_twenty_are_enough(lurah: Client, holding: Holding) -> None:
    with scope.opened(scope.of_holding(holding), reason="test") as opened:
        for index in range(saved.MOST):
            saved.save(opened.scope, name=f"A {index}", query=f"bulan={index}")
    answer = lurah.post(SAVE, {**ASKED, "sebutan": "Satu lagi"})
    assert errors(answer) == {"sebutan": ["Paling banyak 20 saringan. Hapus satu dahulu."]}
    assert len(chips(lurah)) == saved.MOST


@pytest.mark.parametrize(
    "query", ["keadaan=hilang", "warna=biru", "keadaan=returned&warna=biru", "tempat=12710210010000", "kurang=dahulu"]
)
def test_what_the_list_no_longer_understands_is_said_and_can_be_deleted(
    lurah: Client, holding: Holding, query: str
) -> None:
    with scope.opened(scope.of_holding(holding), reason="test") as opened:
        old = saved.save(opened.scope, name="Dari dulu", query=query)
    page = lurah.get(LIST)
    assert chips(lurah) == [("Dari dulu", False)]
    assert "Dari dulu tidak berlaku lagi" in text(page)
    assert f'href="{LIST}?{query}"' not in page.content.decode().replace("&amp;", "&")
    assert "Hapus, lalu simpan yang baru." in text(lurah.get(SAVED))
    lurah.post(f"{SAVED}{old.pk}/hapus/")
    assert "Belum ada saringan tersimpan" in text(lurah.get(SAVED))


def test_a_seat_has_its_own(city: City, lurah: Client, holding: Holding) -> None:
    """Neither a colleague in the same place, nor the same person in another role or place sees or deletes it."""
    lurah.post(SAVE, {**ASKED, "sebutan": "A"})
    kept = rows()[0]
    above = acting(factories.hold("camat", area_id("12.71.01"), by=holding.user))
    head = acting(factories.hold("kepling", factories.lingkungan(city), by=holding.user))
    for other in (above, head, factories.sign_in("manager", city.area_id)):
        assert chips(other) == []
        assert other.post(f"{SAVED}{kept.pk}/hapus/").status_code == 404
        assert other.post(SAVE, {**ASKED, "sebutan": "A"}).status_code == 302, "the name is free in each seat"
    assert kept in rows()


def test_an_insurers_officer_and_an_agencys_keep_their_own(city: City) -> None:
    insurer = factories.sign_in("insurer_officer", city.area_id, branch=factories.branch(city))
    agency = factories.client_of(factories.officer(factories.agency(city)))
    for each in (insurer, agency):
        each.post(SAVE, {**ASKED, "sebutan": "A"})
        assert chips(each) == [("A", False)]
    assert len({(row.branch_id, row.registered_by_id) for row in rows()}) == 2


def test_another_place_than_ones_own_is_not_saved(lurah: Client) -> None:
    assert lurah.post(SAVE, {"tempat": "12710210010000", "sebutan": "A"}).status_code == 404
    assert lurah.get(reverse("registrations_save"), {"tempat": "12710210010000"}).status_code == 404


def test_those_of_a_seat_that_ended_are_removed(holding: Holding, lurah: Client) -> None:
    lurah.post(SAVE, {**ASKED, "sebutan": "milik lurah"})
    assert periodic.remove_filters_of_ended_seats() == 0
    Holding.objects.using("owner").filter(pk=holding.pk).update(ends=TODAY)  # the last day still counts
    assert periodic.remove_filters_of_ended_seats() == 0
    Holding.objects.using("owner").filter(pk=holding.pk).update(starts=TODAY - DAY, ends=TODAY - DAY)
    factories.hold("camat", area_id("12.71.01"), by=holding.user)  # another seat of the same person keeps nothing
    assert periodic.remove_filters_of_ended_seats() == 1
    assert rows() == []
