"""Which text of a page was not marked for translation, seen by rendering it in the language of ⟦áççéñṱš⟧."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.test import override_settings
from django.utils import translation

from payung.config import translations

SPOKEN_ATTRIBUTES = ("alt", "aria-label", "title", "placeholder", "data-label")
SILENT = ("script", "style", "code")
# Written by the filters of payung_format, and names that are the same in every language.
FORMATTED = re.compile(
    r"(?:Senin|Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Agu|Sep|Okt|Nov|Des|Rp(?=\d)|B|KB|MB|GB|Payung|Indonesia|English|EN|ID|NIK|KTP|BPJS)(?:\b|(?=\d))"
)


@cache
def catalogue() -> Path:
    """Made once for all tests: collecting every text takes seconds."""
    return translations.pseudo()


@contextmanager
def pseudo_language() -> Iterator[None]:
    """Within it, every marked text is written ⟦áççéñṱéḓ⟧ and longer."""
    paths = [*settings.LOCALE_PATHS, catalogue()]
    languages = [*settings.LANGUAGES, (translations.PSEUDO, "Pseudo")]
    with (
        override_settings(LOCALE_PATHS=paths, LANGUAGES=languages),
        translation.override(translations.PSEUDO),
    ):
        yield


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.inside.append(tag)
        self.found += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.found.append(data)


def unmarked_texts(html: str, *, data: Iterable[str] = ()) -> list[str]:
    """The texts of a page rendered within pseudo_language() that were not marked; data are names and the like.

    A marked text has no letter as we write it, so that a word in plain letters is data or was forgotten, within ⟦…⟧ too.
    """
    parser = _Texts()
    parser.feed(html)
    words = (str(word) for word in data)
    known = sorted((word for word in words if re.search(r"[^\W\d_]", word)), key=len, reverse=True)
    left = []
    for text in parser.found:
        rest = " ".join(text.split())
        for word in known if _has_plain_words(rest) else ():
            rest = rest.replace(word, "")
        if _has_plain_words(rest):
            left.append(text.strip())
    return left


def _has_plain_words(text: str) -> bool:
    return any(word.isascii() for word in re.findall(r"[^\W\d_]{2,}", FORMATTED.sub("", text)))
