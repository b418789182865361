"""Indonesian first, whatever the browser asks for; English when somebody chooses it."""

from django.conf import settings
from django.test import Client


def test_a_browser_that_asks_for_english_sees_indonesian(anonymous: Client) -> None:
    page = anonymous.get("/akun/login/", headers={"accept-language": "en-GB,en"})
    assert page.headers["Content-Language"] == "id"


def test_english_when_it_is_chosen(anonymous: Client) -> None:
    anonymous.post("/i18n/setlang/", {"language": "en", "next": "/akun/login/"})
    assert anonymous.get("/akun/login/").headers["Content-Language"] == "en"


def test_an_unknown_language_is_indonesian(anonymous: Client) -> None:
    anonymous.cookies[settings.LANGUAGE_COOKIE_NAME] = "tlh"
    assert anonymous.get("/akun/login/").headers["Content-Language"] == "id"
