"""Facts about the repository that prose promises."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "payung").rglob("*.py"))
DEMO_FIGURES = ("37058", "37_058", "37.058", "50025", "50_025", "18152", "18_152", "74.08", "74,08")
VARIABLE = re.compile(r"\bPAYUNG_[A-Z][A-Z_]*[A-Z]\b")
# names inside the settings module that no environment variable sets
INSIDE = {"PAYUNG_TOTP_GRACE_STEPS", "PAYUNG_VERSION"}
# what stays behind under a name when a process is killed
NAMED_FILE = re.compile(r"mkstemp|mkdtemp|NamedTemporaryFile|TemporaryDirectory|xlsxwriter|openpyxl")
# `payung match`, which a person types; and the throw-away database of the tests
MAY_NAME_THEM = {"cli/matching.py", "cli/service/embedded.py"}


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return listed.splitlines()


def test_decisions_have_numbers_of_their_own() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs" / "adr").glob("*.md"))]
    assert numbers == sorted(set(numbers))
    assert all(number.isdigit() for number in numbers)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_figure_of_the_demonstration_stands_in_the_program(path: Path) -> None:
    text = path.read_text()
    assert not [figure for figure in DEMO_FIGURES if figure in text]


def test_every_variable_is_documented() -> None:
    used = {name for path in SOURCES for name in VARIABLE.findall(path.read_text())} - INSIDE
    documented = set(VARIABLE.findall((ROOT / "docs" / "reference" / "settings.md").read_text()))
    assert used == documented


def test_every_command_is_documented() -> None:
    from payung.cli.main import COMMANDS

    text = (ROOT / "docs" / "reference" / "commands.md").read_text()
    assert not [name for name in COMMANDS if f"payung {name}" not in text]


def test_links_between_documents_lead_somewhere() -> None:
    for name in tracked():
        if not name.endswith(".md"):
            continue
        path = ROOT / name
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{name} -> {target}"


def test_the_service_makes_no_temporary_files_with_a_name() -> None:
    found = {
        path.relative_to(ROOT / "src" / "payung").as_posix() for path in SOURCES if NAMED_FILE.search(path.read_text())
    }
    assert found == MAY_NAME_THEM
