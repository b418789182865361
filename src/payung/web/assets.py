"""Where the built style sheet, script and typeface lie: read from the manifest that `make install` builds."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured

FOLDER = "built"
ENTRY = "frontend/main.js"
PRELOADED = "latin-wght-normal"  # the one font file that every page needs


class Assets(NamedTuple):
    """Paths below STATIC_URL; their names change with their content."""

    script: str
    styles: tuple[str, ...]
    fonts: tuple[str, ...]


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Assets:
    entry = json.loads(path.read_text(encoding="utf-8"))[ENTRY]
    fonts = tuple(f"{FOLDER}/{name}" for name in entry.get("assets", ()) if PRELOADED in name and "-ext-" not in name)
    return Assets(f"{FOLDER}/{entry['file']}", tuple(f"{FOLDER}/{name}" for name in entry.get("css", ())), fonts)


def built_assets() -> Assets:
    """The current build, read again when it is built anew.

    Raises ImproperlyConfigured with what to do when nothing was built.
    """
    found = finders.find(f"{FOLDER}/manifest.json")
    if not isinstance(found, str):
        raise ImproperlyConfigured("The pages have no style sheet yet: run `make install` to build it.")
    path = Path(found)
    return _read(path, path.stat().st_mtime_ns)
