"""Indonesian and English are both complete, and no page carries text that was not marked."""

import re
from collections.abc import Iterator

import pytest
from django.template.loader import render_to_string

from payung.config import translations
from payung.web.gallery import gallery_context
from tests.marked_text import pseudo_language, unmarked_texts

ENGLISH_WORDS = re.compile(r"\b(?:the|is|are|of|and|with|please|your|this|must|cannot)\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)")
ERRORS = ["400", "403", "403_csrf", "404", "429", "500", "503"]


def test_every_text_has_its_english() -> None:
    assert translations.check() == []


def test_the_texts_themselves_are_indonesian() -> None:
    texts = [form for message in translations.collect() for form in translations._forms(message.id)]
    assert [text for text in texts if ENGLISH_WORDS.search(PLACEHOLDER.sub("", text))] == []


def strings_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from strings_of(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from strings_of(entry)


def test_every_text_of_the_parts_is_marked() -> None:
    with pseudo_language():
        context = gallery_context()
        data = set(strings_of(context)) | {"Nelayan", "Pedagang pasar", "Terverifikasi"}
        assert unmarked_texts(render_to_string("gallery/index.html", context), data=data) == []


@pytest.mark.parametrize("name", ERRORS)
def test_every_text_of_the_error_pages_is_marked(name: str) -> None:
    with pseudo_language():
        assert unmarked_texts(render_to_string(f"{name}.html")) == []


def test_an_unmarked_text_is_found() -> None:
    page = (
        "<p>⟦Ñááṁáá: Siti⟧</p><p>Belum ditandai</p><img alt='Gambar'><code>lurah.aur</code> 29 Oktober 2025<p>⟦ƥéé dua⟧"
    )
    assert unmarked_texts(page, data=["Siti"]) == ["Belum ditandai", "Gambar", "⟦ƥéé dua⟧"]
