"""Every setting with its meaning, effect and default, in both languages: read from `texts/settings.yaml` alone."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "texts" / "settings.yaml"
LANGUAGES = ("id", "en")
Words = dict[str, str]


@dataclass(frozen=True)
class Setting:
    """One variable of the environment; each text by language."""

    name: str
    meaning: Words
    effect: Words
    default: Words
    example: Words
    secret: bool


@dataclass(frozen=True)
class Section:
    """Settings that belong together."""

    title: Words
    settings: tuple[Setting, ...]


@lru_cache(maxsize=1)
def sections() -> tuple[Section, ...]:
    """All of them, in the order of the file."""
    known = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Section(_words(each["section"]), tuple(map(_setting, each["settings"]))) for each in known)


def _setting(entry: dict[str, Any]) -> Setting:
    return Setting(
        name=entry["name"],
        meaning=_words(entry["meaning"]),
        effect=_words(entry["effect"]),
        default=_words(entry["default"]),
        example=_words(entry.get("example", "")),
        secret=entry.get("secret", False),
    )


def _words(text: str | Words) -> Words:
    """A text that is the same in every language is written once."""
    return dict.fromkeys(LANGUAGES, text) if isinstance(text, str) else {code: text[code] for code in LANGUAGES}
