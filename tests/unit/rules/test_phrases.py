"""The figures of the law can be read in Indonesian: descriptions, notes, units, articles, laws, words of values."""

import re
from collections.abc import Iterator, Mapping

import pytest

from payung.rules.legislation import load
from payung.rules.texts import phrase, texts

PARAMETERS = list(load().parameters.values())
VALUES = [each for parameter in PARAMETERS for each in parameter.values]
PHRASES = texts("phrases")
ACTS = r"(?:UU|PP|Perpres|Inpres|Permen\w+|Perdir|Peraturan|Kepgub|SE|RKP|RPJMN|RPJPN)\b"
INDONESIAN_LAW = re.compile(rf"{ACTS}[^;]*(?:; {ACTS}[^;]*)*")
INDONESIAN_ARTICLE = re.compile(r"(?:Pasal|Lampiran|[\d.,()A-Z -]|ayat|sampai|dan)+")
CODE = re.compile(r"[A-Z][A-Z_]*|[\d.-]+|count|counted")  # codes, numbers, and names that a page writes as words
INDONESIAN = {"Jaminan Kecelakaan Kerja", "Jaminan Kematian", "Jaminan Hari Tua", "Jaminan Pensiun"}
INDONESIAN |= {"Jaminan Kehilangan Pekerjaan"}


def words(value: object) -> Iterator[str]:
    """Every text inside a value, names of its tables too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield str(name)
            yield from words(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from words(each)


@pytest.mark.parametrize("parameter", PARAMETERS, ids=[each.path for each in PARAMETERS])
def test_every_parameter_says_in_indonesian_what_it_is(parameter):
    assert parameter.description_id, "add description_id"
    for entry in (parameter, *parameter.values):
        assert bool(entry.notes) == bool(entry.notes_id), f"line {getattr(entry, 'line', 1)}: add notes_id"


def test_every_unit_is_worded():
    assert {each.unit for each in PARAMETERS} - set(PHRASES) == set()


def test_every_law_is_named_in_indonesian():
    unworded = {each.law for each in VALUES} - set(PHRASES)
    assert {each for each in unworded if not INDONESIAN_LAW.fullmatch(each) or " and " in each} == set()


def test_every_article_is_named_in_indonesian():
    unworded = {each.article for each in VALUES} - set(PHRASES)
    assert {each for each in unworded if not INDONESIAN_ARTICLE.fullmatch(each)} == set()


def test_every_word_of_a_value_is_worded():
    unworded = {word for each in VALUES for word in words(each.value)} - set(PHRASES) - INDONESIAN
    assert {each for each in unworded if not CODE.fullmatch(each)} == set()


def test_no_phrase_is_left_over():
    used = {each.unit for each in PARAMETERS}
    for each in VALUES:
        used |= {each.law, each.article, each.source, *words(each.value)}
    assert set(PHRASES) - used == set()


def test_phrases_in_both_languages_and_for_one():
    assert (phrase("years", "id"), phrase("years", "en")) == ("tahun", "years")
    assert (phrase("years", "en", count=1), phrase("years", "en", count=2)) == ("year", "years")
    assert phrase("years", "id", count=1) == "tahun"
    assert phrase("darat", "en") == "by land"
    assert phrase("not listed anywhere", "id") == "not listed anywhere"
