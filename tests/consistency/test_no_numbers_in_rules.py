"""The engine knows no law: nothing but 0, 1, 2 and the numbers declared here stands in its code or its sentences.

A number is declared once for every place in its file, with what it is there; semicolons divide the places.

`test_no_law_in_code.py` looks for the law's own figures in all code. This test is stricter and needs to know none of
them: inside payung.rules any other number has to be declared with what it is, and a figure of the law is no reason.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

RULES = Path(__file__).resolve().parents[2] / "src" / "payung" / "rules"
FREE = {0, 1, 2}

PERCENT = "a hundred is what percent means"
CACHE = "how many answers are kept in memory"
CALENDAR = "the calendar's last year that inputs may name"
NEAR = "how many near names are offered, and how near"
DECLARED: dict[str, dict[str, str]] = {
    "benefits/old_age.py": {"100%": "the whole of a balance"},
    "columns.py": {"63": "bits of a whole number"},
    "contributions/bpu.py": {"600": "most months that a question may have"},
    "contributions/migrant_workers.py": {"600": "longest contract that an input may name"},
    "contributions/wage_earners.py": {"3": "name of a risk group", "4": "the same", "5": "the same"},
    "deadlines.py": {"1024": CACHE, "64": CACHE, "8": CACHE},
    "document.py": {"8": "longest list that a page shows"},
    "exact.py": {"5": "prime of ten", "10": "decimals are powers of ten", "100": PERCENT},
    "inputs.py": {
        "10": "the largest amount; the most people; the largest other number",
        "15": "zeros of the largest amount that an input may hold",
        "9": "zeros of the most people",
        "6": "zeros of the largest other number",
        "2199": CALENDAR,
        "40": "longest input that an error repeats; most digits of a decimal",
    },
    "legislation.py": {"3": "folders up to the project; near names", "0.5": NEAR, "8": CACHE},
    "membership/nik.py": {"1271014508900003": "an invented identity number, as an example of the input"},
    "minimum_wage.py": {"1945": "first year of the country", "2199": CALENDAR},
    "plans/budget.py": {"240": "most months that a budget may have"},
    "plans/quotients.py": {"10": "decimals are powers of ten", "12": "most factors of a product"},
    "protection/standing.py": {"1024": CACHE},
}
SENTENCES = {
    "1.5": "how a number is written",
    "16": "digits of a NIK, told to whoever wrote a number",
    "11": "how a tax in percent is written",
}

_WRITTEN = re.compile(r"[\d.,_]+(?:/\d+)?%?")
_RUPIAH = re.compile(r"Rp\s?(\d[\d.,_]*)")
_LAW = re.compile(r"\b(?:PP|UU|Perpres|Permenaker|Inpres)\s\d+/\d{4}|\bPasal\s\d+")
_EXAMPLE = re.compile(r"\b(?:19|20)\d\d(?:-\d\d){0,2}\b|ke-1|\{\w+\}")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*%?")


def numbers_in(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each number in Python code, and of each text that is a number; docstrings may say anything."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in prose:
            yield from ((node.lineno, text) for text in _texts(node.value) if not _is_free(text))


def _texts(value: object) -> list[str]:
    if isinstance(value, bool):
        return []
    if isinstance(value, int | float | complex):
        return [str(value)]
    if isinstance(value, str):
        return [value.strip()] if _WRITTEN.fullmatch(value.strip()) else _RUPIAH.findall(value)
    return []


def _is_free(text: str) -> bool:
    if not any(sign.isdigit() for sign in text):
        return True
    try:
        return Fraction(text) in FREE
    except (ValueError, ZeroDivisionError):
        return False


def _in_rules() -> dict[str, list[tuple[int, str]]]:
    files = {str(file.relative_to(RULES)): file.read_text(encoding="utf-8") for file in RULES.rglob("*.py")}
    return {name: found for name, text in files.items() if (found := list(numbers_in(text)))}


def test_every_number_of_the_engine_is_declared():
    undeclared = [
        f"{name}:{line}: {text}"
        for name, found in _in_rules().items()
        for line, text in found
        if text not in DECLARED.get(name, {})
    ]
    assert not undeclared, "read these from legislation/, or declare what they are:\n" + "\n".join(undeclared)


def test_every_declared_number_stands_where_it_is_declared_and_nowhere_else():
    there = Counter((name, text) for name, found in _in_rules().items() for _, text in found)
    declared = {(name, text): len(said.split("; ")) for name, texts in DECLARED.items() for text, said in texts.items()}
    assert declared == there


PHRASES = RULES / "texts" / "phrases.yaml"  # what stands in legislation/ itself, in other words
TEXTS = sorted(set((RULES / "texts").glob("*.yaml")) - {PHRASES})


def test_phrases_hold_only_the_numbers_of_what_they_put_into_other_words():
    for written, languages in yaml.safe_load(PHRASES.read_text(encoding="utf-8")).items():
        for sentence in languages.values():
            assert set(re.findall(r"\d+", sentence)) <= set(re.findall(r"\d+", written)), written


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_sentences_of_the_engine_hold_no_figure(file):
    found = [
        f"{name}: {number}"
        for name, languages in yaml.safe_load(file.read_text(encoding="utf-8")).items()
        for sentence in languages.values()
        for number in _NUMBER.findall(_EXAMPLE.sub("", _LAW.sub("", sentence)))
        if number not in SENTENCES and not _is_free(number) and not name.endswith(f"_{number}")
    ]
    assert not found, "let the sentence be given these:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        "GRACE = 3",
        "rate = Fraction('24/10000')",
        "rate = Decimal('0.24')",
        "x = 0.01",
        "text = '1.74%'",
        "price = '16.800'",
        "say = 'bayar Rp16.800 sebulan'",
        "if age >= 65: pass",
        "TABLE = {'mikro': 50}",
        "def f(day=15): pass",
        "SUM = 42_000_000",
    ],
)
def test_a_number_in_code_is_found(code):
    assert list(numbers_in(code))


@pytest.mark.parametrize(
    "code",
    [
        "x = 0",
        "y = month + 1",
        "z = 2 * x",
        '"""Rp16.800 and 65 years."""',
        "u = True",
        "v = 'utf-8'",
        "w = '.'",
        "w = '1'",
    ],
)
def test_other_code_is_left_alone(code):
    assert not list(numbers_in(code))
