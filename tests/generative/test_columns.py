"""Columns answer to the rupiah as the rules do for each row alone: over all months, payers, bands, and their edges."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.rules.codes import Payer, Programme, Scale, Work
from payung.rules.columns import Choices, Columns
from payung.rules.contributions import bpu, wage_earners
from payung.rules.legislation import load
from payung.rules.many import self_employed, wage_earner_months
from payung.rules.reckoning import Reckoning
from payung.shared.months import Month

LAW = load()
FIRST, LAST = Month(2015, 7), Month(2028, 12)
BASIC = (Programme.JKK, Programme.JKM)
SETS = (BASIC, (*BASIC, Programme.JHT))
WAGE_SETS = (None, BASIC, (*BASIC, Programme.JHT), (*BASIC, Programme.JHT, Programme.JP))


def edges(path: str) -> list[int]:
    return [band["from"] for dated in LAW.parameter(path).values for band in dated.value]  # type: ignore[union-attr]


def caps() -> list[int]:
    return [int(dated.value) for dated in LAW.parameter("jp.wage_cap").values]  # type: ignore[arg-type]


def near(numbers: list[int], most: int) -> st.SearchStrategy[int]:
    """Any amount, but often an edge of the law or a rupiah beside it."""
    beside = st.builds(lambda edge, step: max(0, edge + step), st.sampled_from(numbers), st.integers(-1, 1))
    return st.one_of(beside, st.integers(0, most))


MONTHS = st.integers(0, LAST - FIRST).map(lambda count: FIRST + count)
PERSON = st.fixed_dictionaries(
    {
        "month": MONTHS,
        "income": near(edges("bpu.contribution.income_bands"), 10**11),
        "programmes": st.sampled_from(SETS),
        "sector": st.sampled_from(Work),
        "payer": st.sampled_from(Payer),
    }
)
EARNER = st.fixed_dictionaries(
    {
        "month": MONTHS,
        "wage": near(caps(), 10**11),
        "risk": st.integers(1, 5),
        "scale": st.sampled_from(Scale),
        "programmes": st.sampled_from(WAGE_SETS),
        "sector": st.sampled_from(["other", "perdagangan", *LAW.table("pu.relief.labour_intensive.sectors", LAST)]),
        "workers": st.integers(45, 55),
        "covid_claimed": st.booleans(),
    }
)


@settings(max_examples=150)
@given(st.lists(PERSON, min_size=1, max_size=30))
def test_self_employed(people: list[dict[str, Any]]) -> None:
    chosen = {name: choices(people, name) for name in ("programmes", "sector", "payer")}
    many = self_employed(choices(people, "month"), numbers(people, "income"), **chosen)
    for row, person in enumerate(people):
        month = person["month"]
        asked = {name: value for name, value in person.items() if name != "month"}
        assert same(many, bpu.due(LAW, month, bpu.SelfEmployed(months=(month, month), **asked)), row)


@settings(max_examples=150)
@given(st.lists(EARNER, min_size=1, max_size=30))
def test_wage_earners(earners: list[dict[str, Any]]) -> None:
    texts = [{**each, "risk": str(each["risk"])} for each in earners]
    chosen = {name: choices(texts, name) for name in ("risk", "scale", "programmes", "sector", "covid_claimed")}
    many = wage_earner_months(
        choices(texts, "month"), numbers(texts, "wage"), workers=numbers(texts, "workers"), **chosen
    )
    for row, earner in enumerate(earners):
        one = wage_earners.reckoned(LAW, wage_earners.WageEarner(**earner))
        assert {name: int(column[row]) for name, column in many.figures.items()} == one.figures


def same(many: Columns, one: Reckoning, row: int) -> bool:
    figures = {name: int(column[row]) for name, column in many.figures.items()}
    warned = {each for each, rows in many.warned.items() if rows[row]}
    return figures == one.figures and warned == set(one.warnings)


def choices(rows: list[dict[str, Any]], name: str) -> Choices:
    values = list(dict.fromkeys(row[name] for row in rows))
    return Choices(tuple(values), np.asarray([values.index(row[name]) for row in rows], dtype=np.int64))


def numbers(rows: list[dict[str, Any]], name: str) -> Any:
    return np.asarray([row[name] for row in rows], dtype=np.int64)
