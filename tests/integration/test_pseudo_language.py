"""Every page as every role in a language of which no word is ours: whatever reads as before was never translated."""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.test import Client

from payung.apps.accounts.models import User
from payung.apps.campaigns.models import Campaign
from payung.apps.enrolment.models import Group, Roster
from payung.apps.linkage.models import MatchFile
from payung.apps.people.models import Person
from payung.apps.territory.models import Agency, Area, Branch, City, Holding
from payung.config.translations import PSEUDO, ROOT
from payung.rules.legislation import PROJECT_FOLDER
from payung.web.operations.setting_texts import sections
from payung.web.operations.settings_page import plain
from tests import factories, testing_database
from tests.conftest import TODAY
from tests.every_page import PLACES, addresses, patterns
from tests.factories_campaign import campaign
from tests.filled import Filled, fill
from tests.marked_text import pseudo_language, unmarked_texts

NAMED: dict[type[Any], str] = {
    model: "full_name" if model is User else "name"
    for model in (Agency, Area, Branch, Campaign, City, Group, MatchFile, Person, Roster, User)
}
WRITTEN = {
    *("uji", "UJI", "rekaan", "xlsx", "csv", "Rekaan", "Jalan", "Pejabat", "Medan", "Sumatera Utara", "Excel"),
    *("CSV", "menikah", "Menikah"),
    *("JKK", "JKM", "JHT", "JP", "PP", "Perpres", "Pasal", "Lampiran II"),
}
# texts that bring their own English; a test of its own reads the law, whose pages are made of nothing else
TEXTS = ["src/payung/apps/**/*.yaml", "src/payung/rules/texts/*.yaml", "legislation/**/*.yaml"]
SHORTEST = 5
PARTS = re.compile(r"[;.()]|\{\w*\}")  # a heading is how a description begins; values stand between words
OTHERWISE = re.compile("/(aturan|galeri)/")
SETTINGS = "/setelan/"


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        for text in (value, *PARTS.split(value)):
            text = " ".join(text.split())
            if len(text) >= SHORTEST and text != "payung":
                yield from (text, text.capitalize())
    elif isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from strings(entry)


def settings_said() -> Iterator[str]:
    """The texts of the settings, which bring their own English, and the values that are no words of ours."""
    for section in sections():
        yield section.title["id"]
        for each in section.settings:
            for words in (each.meaning, each.effect, each.default):
                text = plain(words["id"]).rstrip(".")
                yield from (text, text[:1].upper() + text[1:])
    yield from (str(settings.PAYUNG_KEYS), str(settings.PAYUNG_COLUMN_MAPS), str(PROJECT_FOLDER), settings.PAYUNG_LOG)
    yield from (" ".join(settings.ALLOWED_HOSTS), " ".join(settings.CSRF_TRUSTED_ORIGINS))
    yield from (value for name, value in os.environ.items() if name.startswith("PAYUNG_") or name == "PORT")


@pytest.fixture(scope="module")
def filled(cluster: None) -> Iterator[Filled]:
    made = fill(factories.open_city("12.71", clock=TODAY))
    campaign(made.city)
    yield made
    testing_database.clear()


@pytest.fixture(scope="module")
def data(filled: Filled) -> set[str]:
    """Names of people, places, offices and files, and texts that bring their own English."""
    names = {
        name
        for model, field in NAMED.items()
        for name in model._base_manager.using("owner").values_list(field, flat=True)
    }
    paths = [path for pattern in TEXTS for path in ROOT.glob(pattern)]
    texts = {text for path in paths for text in strings(yaml.load(path.read_bytes(), yaml.CSafeLoader))}
    return names | texts | set(User.objects.values_list("username", flat=True)) | WRITTEN


def visitor(filled: Filled, role: str) -> tuple[Client, Holding]:
    code, serial = PLACES[role]
    holding = factories.hold(
        role,
        factories.area_id(code, serial),
        by=filled.clerk if role == "clerk" else None,
        branch=filled.branches[0] if role == "insurer_officer" else None,
        agency=filled.agency if role == "agency_officer" else None,
    )
    client = factories.client_of(holding)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = PSEUDO
    return client, holding


def pages(client: Client, holding: Holding) -> Iterator[tuple[str, str]]:
    """The first page of each kind that answers this visitor."""
    for pattern in patterns():
        for address, _, _ in addresses(pattern):
            if OTHERWISE.match(address):
                break
            answer = client.get(address)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                yield address, b"".join(answer).decode()
            if answer.status_code in (200, 403, 405):
                break


def sent_empty(client: Client, addresses: list[str]) -> Iterator[tuple[str, str]]:
    """What the forms say to somebody who filled in nothing."""
    for address in addresses:
        if not address.startswith("/akun"):  # among them the page that ends one's own sessions
            answer = client.post(address)
            if answer.headers["Content-Type"].startswith("text/html"):
                yield address, b"".join(answer).decode()


@pytest.mark.parametrize("role", PLACES)
def test_every_word_was_marked_for_translation(filled: Filled, data: set[str], role: str) -> None:
    client, holding = visitor(filled, role)
    known = data | {holding.user.full_name, holding.user.username}
    with pseudo_language():
        read = dict(pages(client, holding))
        read |= {f"{address} sent empty": html for address, html in sent_empty(client, list(read))}
        assert "⟦" in read["/akun-saya/peran/"]
        assert (SETTINGS in read) == (role == "administrator")
        assert "/persetujuan/1/" in read
    of_settings = set(settings_said())
    left = {
        address: unmarked_texts(
            html, data=known | {f"http://testserver{address}"} | (of_settings if address == SETTINGS else set())
        )
        for address, html in read.items()
    }
    assert {address: texts for address, texts in left.items() if texts} == {}
