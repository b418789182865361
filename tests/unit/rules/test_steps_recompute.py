"""Every step of every answer: its figure follows from its printed formula, and its law, article, date and source are said."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from payung.rules.answer import Answer
from payung.rules.inputs import InputError
from payung.rules.kinds import KINDS, answer
from payung.rules.legislation import LegislationError
from payung.rules.presenting import as_data
from payung.rules.texts import LANGUAGES, texts
from payung.shared.months import Month
from tests.spec.rules.recomputing import half_up, recomputed

TODAY = date(2026, 11, 21)
PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "formulas.md"
EXPLAINED = {"<=", "or", "true"}  # in the words beside the table's formulas
STEPS = (-12, -1, 1, 12)  # months
TABLES = Path(__file__).parents[2] / "spec" / "rules"
SELF_EMPLOYED = {"income": 1_150_000, "sector": "other"}
MORE = {
    "bpu": [
        {**SELF_EMPLOYED, "months": ["2026-03", "2026-05"], "payer": "APBDES"},
        {**SELF_EMPLOYED, "months": ["2020-07", "2020-09"], "programmes": ["JKK", "JKM", "JHT"], "payer": "APBD"},
    ],
    "bpu_credit": [{**SELF_EMPLOYED, "months": ["2026-10", "2026-10"], "paid": 99_999}],
}


@cache
def asked() -> dict[str, list[dict[str, Any]]]:
    """The inputs of every worked example and of every case in the tables of the rules, by kind."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    cases = yaml.safe_load((TABLES / "worked_examples.yaml").read_text(encoding="utf-8"))["examples"]
    for name in ("benefits", "contributions", "duties"):
        cases += yaml.safe_load((TABLES / f"{name}.yaml").read_text(encoding="utf-8"))
    for case in cases:
        found[case["kind"]].append(case["inputs"])
    for kind, inputs in MORE.items():
        found[kind] += inputs
    return found


def neighbours(inputs: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The inputs themselves, and each number, month and truth moved a little and a lot."""
    yield inputs
    for name, value in inputs.items():
        for other in moved(value):
            yield {**inputs, name: other}


def moved(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value - 1, value + 1, value * 3 + 7, value // 2]
    if isinstance(value, str) and len(value) == len("2026-06") and value[4] == "-":
        return [str(Month.parse(value) + months) for months in STEPS]
    if isinstance(value, list) and value and moved(value[0]) and isinstance(value[0], str):
        return [[str(Month.parse(each) + months) for each in value] for months in STEPS]
    return []


@cache
def answers(kind: str) -> tuple[Answer, ...]:
    """What is answered to all of them; what is refused is no answer."""
    found = []
    for inputs in asked()[kind]:
        for each in neighbours(inputs):
            try:
                found.append(answer(kind, each, on=TODAY))
            except (InputError, LegislationError):
                continue
    return tuple(found)


def test_every_kind_is_asked():
    assert set(asked()) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_figure_follows_from_its_printed_formula(kind):
    steps = {step for each in answers(kind) for step in each.steps}
    assert steps
    for step in steps:
        value = recomputed(step.formula, on=step.on)
        assert (half_up(value) if step.rounded else value) == step.figure, f"{step.name} = {step.formula} on {step.on}"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_step_says_its_law_article_date_and_source(kind):
    steps = {step for each in answers(kind) for step in each.steps}
    for step in as_data(Answer({}, tuple(steps), ()), explained=True)["steps"]:
        for cited in (step, *step["parameters"]):
            assert all(cited[name] for name in ("law", "article", "source")), (step["name"], step["formula"])
        assert step["date"]
        assert all(step["label"][language].strip() for language in LANGUAGES)
        assert step["parameters"], f"{step['name']} cites nothing"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_figure_of_an_answer_has_a_step_or_stands_beside_one(kind):
    """Money is never given without the way to it."""
    for each in answers(kind):
        noted = {step.name for step in each.steps}
        unexplained = {name for name, figure in each.figures.items() if name not in noted and type(figure) is int}
        assert unexplained <= {"due"}, each.figures


@pytest.mark.parametrize("family", ["steps", "warnings", "errors"])
def test_every_sentence_is_there_in_both_languages_with_the_same_facts(family):
    for name, sentences in texts(family).items():
        assert set(sentences) == set(LANGUAGES), name
        assert all(sentences.values()), name
        indonesian, english = (facts(sentences[language]) for language in LANGUAGES)
        assert indonesian == english, name


def facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_warning_is_given_somewhere_and_read_in_both_languages():
    given = {}
    for kind in KINDS:
        for each in answers(kind):
            for warned in as_data(each)["warnings"]:
                given[warned["name"]] = warned
    for warned in given.values():
        assert warned["id"] != warned["en"]
        assert "{" not in warned["id"] + warned["en"]
    assert set(given) == set(texts("warnings"))


def test_every_label_is_used():
    assert {step.name for kind in KINDS for each in answers(kind) for step in each.steps} == set(texts("steps"))


NOTATION = re.findall(r"^\| `(.+?)` \| `(.+?)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("formula", "figure"), NOTATION)
def test_the_notation_means_what_the_page_of_formulas_says(formula, figure):
    assert recomputed(formula, on=TODAY) == recomputed(figure, on=TODAY)


def test_the_page_of_formulas_explains_every_word():
    """Names of the law's figures apart, no formula uses a word that the page does not have."""
    used = {word for kind in KINDS for each in answers(kind) for step in each.steps for word in signs(step.formula)}
    assert len(NOTATION) > 20
    assert used - {word for formula, figure in NOTATION for word in signs(f"{formula} {figure}")} <= EXPLAINED


def signs(formula: str) -> set[str]:
    """Every word and sign of a formula, without numbers, texts and the names of figures."""
    bare = re.sub(r'"[^"]*"|[a-z_]+(?:\.[a-z_]+)+|\d{4}-\d\d(?:-\d\d)?', "", formula)
    return set(re.findall(r"[a-z_]+|[<>]=?|[^\w\s.]", bare))


@pytest.mark.parametrize(("amount", "whole"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("10404.4752", 10404), ("2.49", 2)])
def test_rounding_takes_the_half_up(amount, whole):
    assert half_up(Fraction(amount)) == whole
