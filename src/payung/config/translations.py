"""The catalogues of translated text: collect, check, compile; with Babel, so that no gettext programs are needed.

    python -m payung.config.translations update     collects every text of src/ and templates/ into locale/*/…/django.po
    python -m payung.config.translations check      fails on a missing, doubtful or broken translation
    python -m payung.config.translations compile    writes the .mo files that Django reads
    python -m payung.config.translations pseudo     a language for tests: texts longer, ⟦áççéñṱéḓ⟧, build/locale

The texts themselves are Indonesian, so Indonesian needs no catalogue of ours; English must be complete.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("en",)
PSEUDO = "eo"
PSEUDO_FOLDER = ROOT / "build" / "locale"
# Every letter becomes one that no text of ours has; doubled vowels make words some 40 % longer.
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áƀçḓéƒǧĥíĵķļṁñóƥɋŕšṱúṽŵẋýžÁƁÇḒÉƑǦĤÍĴĶĻṀÑÓƤɊŔŠṰÚṼŴẊÝŽ"
ACCENTS = str.maketrans(dict(zip(PLAIN, ACCENTED, strict=True)))
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|(?<!\{)\{\w+\}(?!\})|%[sd]")
UNSPOKEN = re.compile(rf"({PLACEHOLDER.pattern}|%%|<[^>]*>|&#?\w+;)")
VOWEL = re.compile("([áéíóú])", re.IGNORECASE)
HEADER = """# Payung in {language}: the msgid is the Indonesian text of the page.
msgid ""
msgstr ""
"Project-Id-Version: Payung\\n"
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

Text = str | tuple[str, ...] | list[str]


def catalogue_path(code: str, folder: Path) -> Path:
    return folder / code / "LC_MESSAGES" / "django.po"


def _sources(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file with text for people, as Python source: templates are turned into it."""
    for path in sorted((root / "src").rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")
    for pattern in ("*.html", "*.txt"):
        for path in sorted((root / "templates").rglob(pattern)):
            # The brackets let Babel read a template's indentation, which is not Python's.
            yield path, f"({templatize(path.read_text(encoding='utf-8'))})"


def collect(root: Path = ROOT) -> Catalog:
    """Every marked text with the files it stands in; line numbers are left out, so that catalogues change little."""
    catalog = Catalog(charset="utf-8")
    for path, source in _sources(root):
        found = extract(
            "python",
            BytesIO(source.encode()),
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            options={"encoding": "utf-8"},
        )
        place = path.relative_to(root).as_posix()
        for _line, text, comments, context in found:
            catalog.add(text, locations=[(place, 0)], auto_comments=comments, context=context)
    for message in catalog:
        message.locations = sorted(set(message.locations))
    return catalog


def read(path: Path, code: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=code, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=code, charset="utf-8")


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _translations(catalog: Catalog) -> dict[tuple[str | None, str], Message]:
    """What was ever translated, texts that are out of use included, since they may come back."""
    everything: Iterable[Message] = [*catalog.obsolete.values(), *catalog]
    return {_key(message): message for message in everything if message.id}


def merged(template: Catalog, known: Catalog, code: str) -> Catalog:
    """The collected texts with the translations that exist; those out of use are kept apart."""
    before = _translations(known)
    result = Catalog(locale=code, charset="utf-8")
    for message in template:
        if not message.id:
            continue
        old = before.pop(_key(message), None)
        same_shape = old is not None and isinstance(old.id, str) == isinstance(message.id, str)
        result.add(
            message.id,
            string=old.string if old is not None and same_shape else None,
            locations=message.locations,
            flags=old.flags if old is not None else (),
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old is not None else (),
            context=message.context,
        )
    for key, message in before.items():
        if message.string:
            result.obsolete[key] = message
    return result


def write(catalog: Catalog, path: Path, code: str) -> None:
    language = {"en": "English"}.get(code, code)
    body = BytesIO()
    write_po(body, catalog, width=110, sort_output=True, omit_header=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.format(language=language, code=code) + body.getvalue().decode("utf-8"), encoding="utf-8")


def update(root: Path = ROOT) -> list[Path]:
    """Brings each catalogue up to what the sources say; returns the files written."""
    template, paths = collect(root), []
    for code in LANGUAGES:
        path = catalogue_path(code, root / "locale")
        write(merged(template, read(path, code), code), path, code)
        paths.append(path)
    return paths


def _forms(text: Text | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def fault_of(message: Message) -> str | None:
    """What is wrong with one translation, as half a sentence; None when nothing is.

    The first form of a plural may leave the number out ("one person").
    """
    originals, forms = _forms(message.id), _forms(message.string)
    if not forms or not all(forms) or len(forms) < len(originals):
        return "has no translation"
    if message.fuzzy:
        return "is marked as doubtful (fuzzy)"
    wanted = set().union(*(_placeholders(text) for text in originals))
    for place, form in enumerate(forms):
        given = _placeholders(form)
        may_omit = len(forms) > 1 and place == 0
        if given - wanted or (wanted - given and not may_omit):
            return f"has other placeholders: {', '.join(sorted(wanted ^ given))}"
    return None


def check(root: Path = ROOT) -> list[str]:
    """One sentence for each text that an English reader would not get right; empty when all is well."""
    complaints, template = [], collect(root)
    wanted = {_key(message) for message in template if message.id}
    for code in LANGUAGES:
        catalog = read(catalogue_path(code, root / "locale"), code)
        messages = {_key(message): message for message in catalog if message.id}
        for key in sorted(wanted - messages.keys(), key=str):
            complaints.append(f"{code}: “{key[1]}” is not in the catalogue; run update.")
        for key in sorted(messages.keys() - wanted, key=str):
            complaints.append(f"{code}: “{key[1]}” is used nowhere; run update.")
        for key in sorted(messages.keys() & wanted, key=str):
            if fault := fault_of(messages[key]):
                complaints.append(f"{code}: “{key[1]}” {fault}.")
    return complaints


def compile_all(root: Path = ROOT) -> list[Path]:
    """Writes the .mo beside each .po; returns the files written."""
    written = []
    for path in sorted((root / "locale").glob("*/LC_MESSAGES/django.po")):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path, path.parts[-3]))
        written.append(path.with_suffix(".mo"))
    return written


def _borrowed() -> Iterator[Message]:
    """The texts of Django and allauth that our pages show: their forms, errors and messages."""
    import allauth  # only the tests' language needs to know where they lie
    import django

    places = [
        Path(django.__file__).parent / "conf/locale/en/LC_MESSAGES/django.po",
        Path(django.__file__).parent / "contrib/auth/locale/en/LC_MESSAGES/django.po",
        Path(allauth.__file__).parent / "locale/id/LC_MESSAGES/django.po",
    ]
    for place in places:
        with place.open("rb") as file:
            yield from (message for message in read_po(file, locale="en") if message.id)


def _accented(text: str) -> str:
    """A text in the language for tests: its placeholders and tags as they are, everything that is read changed."""
    parts = UNSPOKEN.split(text)
    parts[::2] = [VOWEL.sub(r"\1\1", part.translate(ACCENTS)) for part in parts[::2]]
    return f"⟦{''.join(parts)}⟧"


def pseudo(root: Path = ROOT, folder: Path = PSEUDO_FOLDER) -> Path:
    """A language in which every marked text is ⟦áççééñṱééḓ⟧: a page in it shows what was not marked, or has no room.

    Returns the folder to be put into LOCALE_PATHS.
    """
    catalog = Catalog(locale=PSEUDO, charset="utf-8")
    for message in (*_borrowed(), *(message for message in collect(root) if message.id)):
        forms = [_accented(text) for text in _forms(message.id)]
        catalog.add(message.id, string=forms[0] if isinstance(message.id, str) else forms, context=message.context)
    path = catalogue_path(PSEUDO, folder).with_suffix(".mo")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    return folder


def main(arguments: list[str]) -> int:
    commands = {"update": update, "compile": compile_all, "pseudo": pseudo}
    if arguments == ["check"]:
        complaints = check()
        click.echo("\n".join(complaints) or "Every text is translated.")
        return 1 if complaints else 0
    if len(arguments) != 1 or arguments[0] not in commands:
        click.echo(__doc__)
        return 2
    commands[arguments[0]]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
