"""One decision about a whole list: what was shown, no more; in one's own territory; taken back in one press."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from payung.apps.enrolment import whole_list
from payung.apps.enrolment.actions import annotate
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from payung.web.neighbourhood.deciding import OWN
from tests import factories
from tests.factories_linkage import twin
from tests.factories_registering import text

DECIDE, DECISIONS = "/pendaftaran/putuskan/", "/periksa-pendaftaran/keputusan/"
KELURAHAN = area_id("12.71.01.1001")


@pytest.fixture
def lurah(city: City) -> Client:
    """Two wait in each of the two lingkungan of the kelurahan, one is sent, and one waits elsewhere."""
    with factories.as_system(city) as opened:
        for index in (0, 0, 1, 1, 2):
            factories.registration(factories.lingkungan(city, index), opened)
        factories.registration(factories.lingkungan(city), opened, state=State.BATCHED)
    return factories.sign_in("lurah", KELURAHAN)


def sent(client: Client, step: str, **asked: str) -> dict[str, str]:
    """What the form of a step sends."""
    return {"langkah": step, "sidik": client.get(DECIDE, asked).context["steps"][step]["seal"], **asked}


def states(city: City) -> list[str]:
    with factories.as_system(city):
        return sorted(Registration.objects.values_list("state", flat=True))


def test_the_list_leads_there_for_who_verifies_alone(city: City, lurah: Client) -> None:
    assert f'{DECIDE}?keadaan=submitted"' in lurah.get("/pendaftaran/?keadaan=submitted").content.decode()
    camat = factories.sign_in("camat", area_id("12.71.01"))
    assert DECIDE not in camat.get("/pendaftaran/").content.decode()
    assert camat.get(DECIDE).status_code == 403


def test_all_are_accepted_at_once_and_taken_back(city: City, lurah: Client) -> None:
    assert "Terima 4 pendaftaran" in text(lurah.get(DECIDE))
    answer = lurah.post(DECIDE, sent(lurah, "terima"), follow=True)
    assert "4 pendaftaran diterima." in text(answer)
    assert states(city) == ["batched", "submitted", "verified", "verified", "verified", "verified"]
    decision = answer.context["found"][0]
    lurah.post(f"{DECISIONS}batalkan/", {"saat": decision.at.isoformat(), "keputusan": decision.end.value})
    assert states(city) == ["batched"] + ["submitted"] * 5


def test_possible_duplicates_among_them_are_said_before(city: City, lurah: Client) -> None:
    assert "kemungkinan ganda" not in text(lurah.get(DECIDE))
    with factories.as_system(city) as opened:
        here = factories.lingkungan(city)
        twin(here, opened)
        twin(here, opened, state=State.VERIFIED)
    page = lurah.get(DECIDE)
    assert "1 kemungkinan ganda ada di antaranya" in text(page)
    assert f'href="{reverse("pairs")}"' in page.content.decode().partition("kemungkinan ganda ada")[2]
    assert "kemungkinan ganda ada" not in text(lurah.get(DECIDE, {"keadaan": "batched"}))


def test_the_card_shows_the_head_s_note_again_after_a_decision_was_taken_back(city: City, lurah: Client) -> None:
    with factories.as_system(city):
        here = Registration.objects.filter(state=State.SUBMITTED, area_id=factories.lingkungan(city))
        found = here.order_by("pk")[0]
        annotate(by=0, registration_id=found.pk, note="Bukan orang yang sama.")
    decision = lurah.post(DECIDE, sent(lurah, "terima"), follow=True).context["found"][0]
    lurah.post(f"{DECISIONS}batalkan/", {"saat": decision.at.isoformat(), "keputusan": decision.end.value})
    said = text(lurah.get(f"/periksa-pendaftaran/?satu={found.pk}"))
    assert "Bukan orang yang sama." in said
    assert "dibatalkan." not in said


def test_ones_own_registration_is_left_to_others(city: City) -> None:
    lurah = factories.sign_in("lurah", KELURAHAN)
    with factories.as_system(city) as opened:
        own = factories.registration(factories.lingkungan(city), opened)
        type(own.person).objects.filter(pk=own.person_id).update(account_id=lurah.holding.user_id)
    answer = lurah.post(DECIDE, sent(lurah, "terima"), follow=True)
    assert [str(each) for each in answer.context["messages"]] == [str(OWN)]
    assert states(city) == ["submitted"]


def test_the_filters_narrow_it(city: City, lurah: Client) -> None:
    place = {"tempat": str(factories.lingkungan(city, 1))}
    lurah.post(DECIDE, sent(lurah, "terima", **place))
    assert states(city).count("verified") == 2
    outside = {"tempat": str(factories.lingkungan(city, 2))}
    assert lurah.get(DECIDE, outside).status_code == 404
    empty = text(lurah.get(DECIDE, {"keadaan": "batched"}))
    assert "Tidak ada yang dapat diputuskan" in empty
    assert "atau menunggu keputusan orang lain" in empty


def test_a_return_needs_one_reason_for_all(city: City, lurah: Client) -> None:
    form = sent(lurah, "kembalikan")
    assert "Tulis alasannya" in text(lurah.post(DECIDE, form))
    long = lurah.post(DECIDE, form | {"alasan": "a" * 301})
    assert len(long.context["errors"]) == 1
    assert "a" * 301 in long.content.decode()
    assert "returned" not in states(city)
    lurah.post(DECIDE, form | {"alasan": "Alamatnya belum lengkap."})
    assert states(city).count("returned") == 4
    with factories.as_system(city):
        assert set(StateChange.objects.filter(state="returned").values_list("reason", flat=True)) == {
            "Alamatnya belum lengkap."
        }


def test_a_list_that_changed_meanwhile_is_shown_again(city: City, lurah: Client) -> None:
    form = sent(lurah, "terima")
    with factories.as_system(city) as opened:
        factories.registration(factories.lingkungan(city), opened)
    answer = lurah.post(DECIDE, form | {"alasan": "Alamatnya belum lengkap."})
    assert "Daftarnya berubah" in text(answer)
    assert "Terima 5 pendaftaran" in text(answer)
    assert ">Alamatnya belum lengkap.</textarea>" in answer.content.decode()
    assert "verified" not in states(city)


def test_too_long_a_list_is_told_to_be_narrowed(city: City, lurah: Client, monkeypatch: Any) -> None:
    form = sent(lurah, "terima")
    monkeypatch.setattr(whole_list, "MOST", 3)
    assert "Daftarnya terlalu panjang" in text(lurah.get(DECIDE))
    lurah.post(DECIDE, form)
    assert "verified" not in states(city)


@pytest.mark.parametrize("form", [{}, {"langkah": "hapus", "sidik": "x"}, {"langkah": "terima", "sidik": "x"}])
def test_what_no_page_sends_changes_nothing(city: City, lurah: Client, form: dict[str, str]) -> None:
    assert lurah.post(DECIDE, form).status_code == 200
    assert "verified" not in states(city)


def test_who_verifies_outsiders_alone_decides_on_these_alone(city: City, lurah: Client) -> None:
    with factories.as_system(city) as opened:
        who = factories.person(city.area_id, opened, name="DARI LUAR")
        type(who).objects.filter(pk=who.pk).update(home_regency="1207")
        factories.registration(city.area_id, opened, person=who)
    manager = factories.sign_in("manager", city.area_id)
    assert DECIDE in manager.get("/pendaftaran/?tinggal=luar").content.decode()
    assert DECIDE not in manager.get("/pendaftaran/").content.decode()
    manager.post(DECIDE, sent(manager, "terima"))
    assert states(city).count("verified") == 1
