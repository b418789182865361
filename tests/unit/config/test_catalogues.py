"""The tool that keeps the translations."""

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from payung.config import translations


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "src" / "words.py").write_text('from x import gettext as _\nWORD = _("Lunas")\n', encoding="utf-8")
    (tmp_path / "templates" / "page.html").write_text(
        '<p>\n      {% translate "Nama" %}\n  {% blocktranslate count n=rows %}{{ n }} orang'
        '{% plural %}{{ n }} orang-orang{% endblocktranslate %}</p>\n{% include "x" with label=_("Masa tenggang") %}',
        encoding="utf-8",
    )
    return tmp_path


def translate(project: Path, texts: dict[str, str | tuple[str, ...]]) -> None:
    path = translations.catalogue_path("en", project / "locale")
    catalog = translations.read(path, "en")
    for message in catalog:
        key = message.id if isinstance(message.id, str) else message.id[0]
        message.string = texts.get(key, message.string)
    translations.write(catalog, path, "en")


ENGLISH = {
    "Lunas": "Paid",
    "Nama": "Name",
    "Masa tenggang": "Grace",
    "%(n)s orang": ("one person", "%(n)s people"),
}


def test_texts_of_code_and_templates_are_collected(project: Path) -> None:
    ids = {message.id for message in translations.collect(project) if message.id}
    assert ids == {"Lunas", "Nama", "Masa tenggang", ("%(n)s orang", "%(n)s orang-orang")}


def test_a_missing_catalogue_and_a_missing_translation_are_told(project: Path) -> None:
    assert len(translations.check(project)) == 4
    translations.update(project)
    assert all("has no translation" in fault for fault in translations.check(project))
    translate(project, ENGLISH)
    assert translations.check(project) == []


def test_update_keeps_what_is_translated_also_when_a_text_comes_back(project: Path) -> None:
    translations.update(project)
    translate(project, ENGLISH)
    page = project / "src" / "words.py"
    before = page.read_text(encoding="utf-8")
    page.write_text("", encoding="utf-8")
    assert translations.check(project) == ["en: “Lunas” is used nowhere; run update."]
    translations.update(project)
    assert translations.check(project) == []
    page.write_text(before, encoding="utf-8")
    translations.update(project)
    assert translations.check(project) == []


def test_update_twice_changes_nothing(project: Path) -> None:
    first = translations.update(project)[0].read_bytes()
    assert translations.update(project)[0].read_bytes() == first


@pytest.mark.parametrize(
    ("original", "translation", "fault"),
    [
        ("%(n)s orang", "%(n)s people", None),
        ("%(n)s orang", "people", "has other placeholders: %(n)s"),
        ("%(n)s orang", "%(m)s people", "has other placeholders: %(m)s, %(n)s"),
        ("Baris {line}", "Row {row}", "has other placeholders: {line}, {row}"),
        ("100%% selesai", "100%% done", None),
        (("%(n)s orang", "%(n)s orang"), ("one", "%(n)s people"), None),
        (("%(n)s orang", "%(n)s orang"), ("one", "people"), "has other placeholders: %(n)s"),
        (("%(n)s orang", "%(n)s orang"), ("one", ""), "has no translation"),
    ],
)
def test_placeholders_must_agree(
    original: str | tuple[str, str], translation: str | tuple[str, str], fault: str | None
) -> None:
    assert translations.fault_of(Message(original, string=translation)) == fault


def test_a_doubtful_translation_is_told() -> None:
    assert "fuzzy" in str(translations.fault_of(Message("Lunas", string="Paid", flags=("fuzzy",))))


def test_compiled_beside_the_catalogue(project: Path) -> None:
    translations.update(project)
    assert [path.name for path in translations.compile_all(project)] == ["django.mo"]
