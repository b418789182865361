"""The list below the field of a job: what it answers, whom it answers, and that it tells nothing of anybody."""

import pytest
from django.conf import settings
from django.test import Client

from payung.apps.audit.models import Disclosure
from payung.apps.territory.models import City
from payung.identity.occupation_list import CHECKS
from payung.web.neighbourhood.occupations import LOOK_AT, SHOWN
from tests import factories
from tests.factories_registering import text

ADDRESS = "/pekerjaan/"


@pytest.fixture
def kepling(city: City) -> Client:
    return factories.sign_in("kepling", factories.lingkungan(city))


def asked(client: Client, typed: str) -> str:
    return client.get(ADDRESS, {"cari": typed}, headers={"HX-Request": "true"}).content.decode()


def test_it_answers_with_the_jobs_that_may_be_meant(kepling: Client) -> None:
    answer = asked(kepling, "tukang botot")
    assert answer.count('role="option"') == 1
    assert 'data-payung-value="Tukang Botot"' in answer
    assert "<html" not in answer
    assert asked(kepling, "jual").count('role="option"') == SHOWN


def test_the_spelling_that_was_meant_stands_beside_the_name(kepling: Client) -> None:
    answer = text(kepling.get(ADDRESS, {"cari": "parbecak"}))
    assert "Pengemudi Becak Bermotor parbecak" in answer


def test_what_a_person_should_look_at_is_said(kepling: Client) -> None:
    assert "Aparatur negara dijamin di tempat lain" in asked(kepling, "PNS")
    assert "Biasanya punya pemberi kerja" in asked(kepling, "karyawan pabrik")
    assert "suggestion-note" not in asked(kepling, "betor")


def test_every_mark_of_the_list_has_its_sentence() -> None:
    assert set(LOOK_AT) == CHECKS


def test_in_english_the_english_name_stands_beside(kepling: Client) -> None:
    kepling.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Scrap collector" in asked(kepling, "tukang botot")


@pytest.mark.parametrize("typed", ["", " ", "qwxyz", "<qx>", "\x00", "a" * 5000])
def test_nothing_found_is_an_empty_list_that_says_so(kepling: Client, typed: str) -> None:
    answer = asked(kepling, typed)
    assert 'role="option"' not in answer
    assert "Tidak ada di daftar. Pekerjaan boleh ditulis sendiri." in answer


def test_it_is_asked_without_a_word_and_only_read(kepling: Client) -> None:
    assert kepling.get(ADDRESS).status_code == 200
    assert kepling.post(ADDRESS, {"cari": "betor"}).status_code == 405


def test_strangers_are_sent_to_the_door(city: City) -> None:
    answer = Client().get(ADDRESS, {"cari": "betor"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/akun/login/")


def test_looking_for_a_job_is_no_disclosure(city: City, kepling: Client) -> None:
    asked(kepling, "betor")
    with factories.as_system(city):
        assert not Disclosure.objects.exists()
