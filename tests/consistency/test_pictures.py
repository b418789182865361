"""Pictures of the documents: each that a page shows is there, each that is there is shown, and a script takes it anew."""

import re
from pathlib import Path

from scripts import pictures

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
SHOWN = re.compile(r"images/([\w.-]+\.(?:png|webp))")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_picture_is_there_and_shown() -> None:
    shown = {name for page in PAGES for name in SHOWN.findall(page.read_text())}
    assert shown == {path.name for path in IMAGES.iterdir()}


def test_the_script_takes_every_webp() -> None:
    assert [f"{each.name}.webp" for each in sorted(pictures.PICTURES, key=lambda each: each.name)] == sorted(
        path.name for path in IMAGES.glob("*.webp")
    )


def test_every_role_has_a_page_and_the_index_leads_there() -> None:
    folder = ROOT / "docs" / "how-to"
    index = (folder / "README.md").read_text()
    pages = sorted(path.name for path in folder.glob("for-*.md"))
    assert len(pages) == 9
    assert not [name for name in pages if f"({name})" not in index]
