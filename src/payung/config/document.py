"""Writes docs/reference/settings.md from the texts of the settings: `python -m payung.config.document`.

The administrator's page is made from the same texts, so that both tell one story.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from payung.web.operations.setting_texts import Setting, sections

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "settings.md"
HEAD = """# Settings

Payung reads its settings from the environment. Nothing needs to be set to try it. A wrong value ends the command with
one sentence. A switch is on with `1` and off with `0` or nothing. The administrator reads those in effect, secrets
excepted, on the page **Setelan** (*Settings*).

<!-- written by `make docs` from src/payung/web/operations/texts/settings.yaml -->
"""


def rendered() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_sections()])


def main(arguments: list[str]) -> int:
    """Write the page; with --check only say whether it is up to date (exit code 1 when not)."""
    fresh = rendered()
    if "--check" in arguments:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != fresh)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


def _sections() -> Iterator[str]:
    for section in sections():
        yield from (f"## {section.title['en']}", "", "| variable | meaning | default | example |", "|---|---|---|---|")
        yield from (_row(setting) for setting in section.settings)
        yield ""


def _row(setting: Setting) -> str:
    meaning = f"{setting.meaning['en'].rstrip('.')}. {setting.effect['en']}"
    example = setting.example["en"]
    shown = f"`{example}`" if example and setting.example["id"] == example else example
    default = setting.default["en"]
    quoted = f"`{default}`" if setting.default["id"] == default and "(" not in default else default
    return f"| `{setting.name}` | {meaning} | {quoted} | {shown} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
