"""The sentences of the engine in Indonesian and English: steps, warnings, errors, phrases of the law's files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("id", "en")
_FOLDER = Path(__file__).parent


def text(family: str, name: str, language: str, **facts: Any) -> str:
    """A sentence by its name, with its facts filled in; KeyError for a name that has none."""
    return str(texts(family)[name][language]).format(**facts)


def phrase(written: str, language: str, *, count: int | None = None) -> str:
    """What a page says for a unit, article, law, source or word of a legislation file; else the words as written."""
    found = texts("phrases").get(written, {})
    plural = found.get(language, written)
    return found.get("one", plural) if count == 1 and language == "en" else plural


@cache
def texts(family: str) -> dict[str, dict[str, str]]:
    """All sentences of one family: steps, warnings, errors, phrases."""
    found: dict[str, dict[str, str]] = yaml.safe_load((_FOLDER / f"{family}.yaml").read_text(encoding="utf-8"))
    return found
