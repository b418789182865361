"""What the documents show, run and call by name is there."""

import importlib.util
import re
import shlex
import subprocess
from pathlib import Path
from pkgutil import resolve_name

import click
import pytest
from babel.messages.pofile import read_po

from payung.cli.main import payung

ROOT = Path(__file__).resolve().parents[2]
LISTED = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
DOCUMENTS = [path for name in LISTED.splitlines() if (path := ROOT / name).exists()]
BLOCK, SPAN = re.compile(r"^ *```sh\n(.*?)^ *```", re.MULTILINE | re.DOTALL), re.compile(r"`([^`\n]+)`")
RUN = re.compile(r"(?:\.venv/bin/)?(make|payung|python -m) (.*)")
# names of code as GLOSSARY.md and ARCHITECTURE.md write them, without the folders that all share
NAME = re.compile(r"`((?:accounts|audit|campaigns|coverage|enrolment|identity|people|rules|shared|territory)\.[\w.]+)`")
CODE = sorted({name for page in ("GLOSSARY.md", "ARCHITECTURE.md") for name in NAME.findall((ROOT / page).read_text())})
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


def run_lines() -> list[tuple[str, str, str]]:
    """Every command that a document names: document, program, words."""
    found = []
    for path in DOCUMENTS:
        text = path.read_text()
        lines = [line for block in BLOCK.findall(text) for line in block.splitlines()] + SPAN.findall(text)
        runs = [match for line in lines if (match := RUN.match(line.strip().removeprefix("sudo ")))]
        found += [(path.name, match[1], match[2]) for match in runs]
    return sorted(set(found))


@pytest.mark.parametrize(("page", "program", "words"), run_lines())
def test_commands_that_documents_name_are_there(page: str, program: str, words: str) -> None:
    first, *rest = shlex.split(words, comments=True)
    if program == "make":
        assert re.search(rf"^{first}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
    elif program == "python -m":
        assert importlib.util.find_spec(first)
    else:
        assert not unknown_words([first, *rest])


def unknown_words(words: list[str]) -> list[str]:
    """The subcommands and options among the words of a `payung` command that it does not know."""
    command: click.Command = payung
    words = [word for word in words if word != "…"]
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words[0])
        if found is None:
            return words[:1]
        command, words = found, words[1:]
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    return [word for word in words if word.startswith("--") and word not in known]


@pytest.mark.parametrize("name", CODE)
def test_names_of_code_lead_somewhere(name: str) -> None:
    app, _, rest = name.partition(".")
    places = (f"payung.{name}", f"payung.apps.{name}", f"payung.apps.{app}.models.{rest}")
    assert any(_resolves(place) for place in places)


def _resolves(place: str) -> bool:
    try:
        resolve_name(place)
    except (ImportError, AttributeError):
        return False
    return True
