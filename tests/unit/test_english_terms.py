"""English keeps the words that the offices bear: one term for each, explained in the glossary and at the roles."""

import re

import pytest

from payung.config import translations

TRANSLATED = re.compile(r"\b(neighbou?rhoods?|village heads?|villages?|district heads?|districts?)\b", re.IGNORECASE)
ALLOWED = {"Village budget", "(neighbourhood)", "(district)", "(urban village)"}  # of a desa; explanations of the terms


@pytest.fixture(scope="module")
def said() -> list[str]:
    catalog = translations.read(translations.catalogue_path("en", translations.ROOT / "locale"), "en")
    return [form for message in catalog if message.id for form in _forms(message.string)]


def _forms(string: str | list[str] | tuple[str, ...]) -> list[str]:
    return [string] if isinstance(string, str) else list(string)


def without_explanations(text: str) -> str:
    for each in ALLOWED:
        text = text.replace(each, "")
    return text


def test_places_and_offices_bear_one_name(said: list[str]) -> None:
    assert [text for text in said if TRANSLATED.search(without_explanations(text))] == []


@pytest.mark.parametrize("term", ["lingkungan (neighbourhood)", "kelurahan (urban village)", "kecamatan (district)"])
def test_each_term_is_explained_once(said: list[str], term: str) -> None:
    assert sum(term in text for text in said) == 1
