"""What the documents show and call by name is what the pages show."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path for path in (ROOT / "docs").glob("*/*.md") if path.parent.name in {"tutorial", "how-to"})
# a button or field as documents write it: **Indonesian** (*English*)
NAMED = re.compile(r"\*\*([^*]+)\*\*\s+\(\*([^*]+)\*\)")
# not a button: the sentence that ends the tutorial holds a day of its own
SENTENCES = re.compile(r"\d")
LARGEST_PICTURE = 200_000


def named(path: Path) -> list[tuple[str, str]]:
    found = [(_line(seen), _line(said)) for seen, said in NAMED.findall(path.read_text())]
    return [(seen, said) for seen, said in found if not SENTENCES.search(seen)]


def _line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_names_of_buttons_are_those_of_the_pages(path: Path) -> None:
    with open(ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po", "rb") as file:
        english = {message.id: message.string for message in read_po(file) if isinstance(message.id, str)}
    assert {seen: english.get(seen) for seen, _ in named(path)} == dict(named(path))


def test_tutorial_names_what_is_pressed() -> None:
    assert len(named(ROOT / "docs" / "tutorial" / "first-protected-worker.md")) > 20


def test_pictures_are_light() -> None:
    pictures = sorted((ROOT / "docs" / "images").iterdir())
    assert pictures
    assert not [each.name for each in pictures if each.stat().st_size >= LARGEST_PICTURE]
