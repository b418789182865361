"""Indonesian first, whatever the browser asks for; English when somebody chooses it."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Group
from payung.apps.territory.models import City
from tests import factories
from tests.factories_registering import text


def test_a_browser_that_asks_for_english_sees_indonesian(anonymous: Client) -> None:
    page = anonymous.get("/akun/login/", headers={"accept-language": "en-GB,en"})
    assert page.headers["Content-Language"] == "id"


def test_english_when_it_is_chosen(anonymous: Client) -> None:
    anonymous.post("/i18n/setlang/", {"language": "en", "next": "/akun/login/"})
    assert anonymous.get("/akun/login/").headers["Content-Language"] == "en"


def test_an_unknown_language_is_indonesian(anonymous: Client) -> None:
    anonymous.cookies[settings.LANGUAGE_COOKIE_NAME] = "tlh"
    assert anonymous.get("/akun/login/").headers["Content-Language"] == "id"


def next_of(page: HttpResponse) -> str:
    """Where the language switch of a page leads."""
    found = re.search(r'name="next" value="([^"]*)"', page.content.decode())
    assert found
    return unescape(found[1])


@pytest.fixture
def manager(city: City) -> Client:
    with factories.as_system(city) as opened:
        Group.objects.create(
            city_id=city.area_id, area_id=city.area_id, registered_by_id=0, name="Becak", kind="drivers"
        )
        for state in (State.SUBMITTED, State.VERIFIED):
            factories.registration(factories.lingkungan(city), opened, state=state)
    return factories.sign_in("manager", city.area_id)


def posted(client: Client, page: HttpResponse, button: str, sent: dict[str, str]) -> HttpResponse:
    """Press a page's form whose words hold `button`, exactly where that form posts to."""
    forms = re.findall(r"<form[^>]*>.*?</form>", page.content.decode(), re.DOTALL)
    form = next(each for each in forms if button in each)
    action = re.search(r'action="([^"]*)"', form.partition(">")[0])
    assert action
    return client.post(unescape(action[1]), sent)


@pytest.mark.parametrize(
    ("name", "button", "sent"),
    [
        ("registrations_export", "Lanjutkan", {"tujuan": "", "bentuk": "csv"}),
        ("registrations_export", "Lanjutkan", {"tujuan": "rapat evaluasi", "bentuk": "cetak"}),
        ("registrations_join", "Masukkan", {"ke": ""}),
        ("registrations_save", "Simpan", {"sebutan": ""}),
        ("registrations", "Nama pekerja", {"nama": "rekaan"}),
    ],
)
def test_the_switch_of_a_posted_page_keeps_the_list(
    city: City, manager: Client, name: str, button: str, sent: dict[str, str]
) -> None:
    page = manager.get(reverse(name), {"keadaan": "verified"})
    answer = posted(manager, page, button, sent)
    assert answer.status_code in {200, 422}
    assert next_of(answer).endswith("?keadaan=verified")
    again = manager.get(next_of(answer), follow=True)
    assert again.status_code == 200
    assert next_of(again).endswith("?keadaan=verified")


def test_an_address_that_only_a_button_opens_says_so(city: City, manager: Client) -> None:
    answer = manager.get(reverse("notices_read"))
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "hanya muncul sesudah sebuah tombol" in text(answer)


def test_the_same_for_a_visitor(anonymous: Client) -> None:
    answer = anonymous.post("/hitung/pekerja/", {"penghasilan": "1"})
    assert answer.status_code == 405
    assert "hanya muncul sesudah sebuah tombol" in text(answer)
