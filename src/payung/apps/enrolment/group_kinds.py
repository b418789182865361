"""The kinds of groups, kept as data (`texts/group_kinds.yaml`)."""

from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import get_language

FILE = Path(__file__).parent / "texts" / "group_kinds.yaml"


@cache
def _kinds() -> dict[str, dict[str, str]]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def label(code: str) -> str:
    """A kind in the reader's language; a code that the file no longer has stays as it is."""
    return _kinds().get(code, {}).get("en" if get_language() == "en" else "id", code)


def choices() -> list[tuple[str, str]]:
    """Every kind as a form offers it, in the order of the file."""
    return [(code, label(code)) for code in _kinds()]
