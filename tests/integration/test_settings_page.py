"""The administrator reads the settings in effect, from the texts that the documents are made of, and no secret."""

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client, override_settings

from payung.apps.territory.models import City
from payung.config import document
from payung.web.operations.in_effect import VALUES
from payung.web.operations.setting_texts import sections
from payung.web.operations.settings_page import plain
from tests import factories
from tests.factories_registering import text

PAGE = "/setelan/"
EVERY = [setting for section in sections() for setting in section.settings]


@pytest.fixture
def administrator(city: City) -> Client:
    return factories.sign_in("administrator", city.pk)


def test_each_setting_stands_there_with_value_meaning_and_effect(administrator: Client) -> None:
    with override_settings(PAYUNG_UPLOAD_BYTES=12_345_678, BEHIND_TLS=True):
        said = text(administrator.get(PAGE))
    assert not [each.name for each in EVERY if each.name not in said]
    assert "12.345.678" in said
    assert "PAYUNG_TLS Menyala" in said
    assert "Nama lain dijawab 400." in said
    assert "Bawaan: mati" in said


def test_in_english_too(administrator: Client) -> None:
    administrator.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    said = text(administrator.get(PAGE))
    assert "Others get 400." in said
    assert "](" not in said
    assert "`" not in said


def test_no_secret_is_shown(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in EVERY:
        if each.secret:
            monkeypatch.setenv(each.name, f"postgresql://somebody:hush-{each.name}@db/payung")
    with override_settings(PAYUNG_METRICS_TOKEN="hush-token"):
        page = administrator.get(PAGE).content.decode()
    assert "hush" not in page
    assert settings.SECRET_KEY not in page
    assert str(connections["default"].settings_dict["PASSWORD"]) not in page
    assert "Diisi, dan tidak pernah ditampilkan" in page


def test_every_setting_has_a_value_or_is_a_secret() -> None:
    assert {each.name for each in EVERY if not each.secret} <= VALUES.keys() <= {each.name for each in EVERY}


def test_the_reference_is_made_of_the_same_texts() -> None:
    assert document.PAGE.read_text() == document.rendered(), "run `make docs`"


@pytest.mark.parametrize("role", ["manager", "mayor", "data_protection_officer"])
def test_nobody_else_reads_it(city: City, role: str) -> None:
    assert factories.sign_in(role, city.pk).get(PAGE).status_code == 403


def test_marks_of_the_documents_are_left_out() -> None:
    assert plain("a folder ([how](../x.md)) of `maps`") == "a folder of maps"
    assert plain("a folder of [column maps](x.md), one") == "a folder of column maps, one"
