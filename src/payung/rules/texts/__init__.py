"""The sentences of the engine in Indonesian and English: names of steps, warnings, errors."""

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


@cache
def texts(family: str) -> dict[str, dict[str, str]]:
    """All sentences of one family: steps, warnings or errors."""
    found: dict[str, dict[str, str]] = yaml.safe_load((_FOLDER / f"{family}.yaml").read_text(encoding="utf-8"))
    return found
