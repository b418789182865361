"""A list on paper: everything that tells one sheet from another, every row in its order, logged like a file."""

import pytest
from django.http import HttpResponse
from django.test import Client

from payung.apps.audit.models import Disclosure
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from payung.web.city import registrations_sheet
from tests import factories
from tests.factories_registering import errors, text

LIST, EXPORT = "/pendaftaran/", "/pendaftaran/unduh/"
ASKED = {"tujuan": "rapat evaluasi rekaan", "bentuk": "cetak"}


@pytest.fixture
def manager(city: City) -> Client:
    with factories.as_system(city) as opened:
        for index, name in enumerate(("TONO", "ANI", "<b>BUDI</b>")):
            area = factories.lingkungan(city, index)
            factories.registration(area, opened, person=factories.person(area, opened, name=name))
    return factories.sign_in("manager", city.area_id)


def logged(city: City) -> list[tuple[str, int, str]]:
    with factories.as_system(city):
        return list(Disclosure.objects.values_list("kind", "rows", "purpose"))


def names(answer: HttpResponse) -> list[str]:
    return [line.row.name for line in answer.context["lines"]]


def test_a_sheet_says_what_it_holds_and_is_logged(city: City, manager: Client) -> None:
    answer = manager.post(EXPORT, {**ASKED, "urut": "nama", "keadaan": "submitted", "tinggal": ""})
    assert names(answer) == ["ANI", "<b>BUDI</b>", "TONO"]
    said = text(answer)
    for word in ("Kota Medan", "Keadaan: Diajukan", "Nama A–Z", "29 Oktober 2025 pukul", "(Pengelola program)"):
        assert word in said
    assert "<b>BUDI" not in answer.content.decode()
    assert logged(city) == [("export", 3, "rapat evaluasi rekaan")]


def test_without_a_purpose_nothing_is_shown_or_logged(city: City, manager: Client) -> None:
    answer = manager.post(EXPORT, ASKED | {"tujuan": ""})
    assert "Tulis untuk apa" in errors(answer)["tujuan"][0]
    assert "TONO" not in text(answer)
    assert logged(city) == []


def test_too_long_a_list_is_told_to_be_narrowed(city: City, manager: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registrations_sheet, "ROWS", 2)
    assert "paling banyak 2 baris" in errors(manager.post(EXPORT, ASKED))["bentuk"][0]
    assert logged(city) == []
    place = {"tempat": str(factories.lingkungan(city, 1))}
    assert names(manager.post(EXPORT, ASKED | place)) == ["ANI"]


def test_who_may_not_download_may_not_print_a_whole_list(city: City, manager: Client) -> None:
    lurah = factories.sign_in("lurah", area_id("12.71.01.1001"))
    assert lurah.post(EXPORT, ASKED).status_code == 403


def test_a_page_of_the_list_carries_its_own_stamp_on_paper(manager: Client) -> None:
    page = manager.get(f"{LIST}?segera=due&keadaan=accepted").content.decode()
    assert "sheet-stamp" not in page  # nothing to print
    page = text(manager.get(f"{LIST}?urut=tempat"))
    assert "tanpa saringan" in page
    assert "3 dari 3 pendaftaran" in page
