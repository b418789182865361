"""Columns answer to the rupiah as the rules do for each row alone: over all months, payers, bands, and their edges."""

from collections.abc import Sequence
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
HIGHEST = 10**12  # rupiah a month; beyond some hundred times that a column refuses what 64 bits do not hold
BASIC = (Programme.JKK, Programme.JKM)
SETS = (BASIC, (*BASIC, Programme.JHT))
WAGE_SETS = (
    None,
    (),
    BASIC,
    (Programme.JHT, Programme.JP),
    (*BASIC, Programme.JHT),
    (*BASIC, Programme.JHT, Programme.JP),
)
TURNS = sorted({Month.of(day) + step for day in LAW.turns for step in (-1, 0, 1)})
TURNS = [month for month in TURNS if FIRST <= month <= LAST]
LABOUR_INTENSIVE = sorted(
    {name for dated in LAW.parameter("pu.relief.labour_intensive.sectors").values for name in dated.value}
)
ROWS, KINDS_OF_ROWS = 100_000, 4_000


def edges(path: str, column: str = "") -> list[int]:
    """Every number that a parameter ever had; of a list of bands those of one column."""
    values = [dated.value for dated in LAW.parameter(path).values]
    found = [band[column] for bands in values for band in bands if column in band] if column else values
    return sorted({int(each) for each in found})


def near(numbers: list[int]) -> st.SearchStrategy[int]:
    """Any amount, but often an edge of the law or a rupiah beside it, a tie of the rounding, or the very ends."""
    beside = st.builds(lambda edge, step: max(0, edge + step), st.sampled_from(numbers), st.integers(-1, 1))
    tie = st.builds(
        lambda step, times: step * times, st.sampled_from([50, 125, 250, 500, 625, 1250]), st.integers(0, 10**5)
    )
    return st.one_of(beside, tie, st.integers(0, 10**8), st.integers(0, HIGHEST), st.sampled_from([0, 1, HIGHEST]))


MONTHS = st.one_of(st.sampled_from(TURNS), st.integers(0, LAST - FIRST).map(lambda count: FIRST + count))
PERSON = st.fixed_dictionaries(
    {
        "month": MONTHS,
        "income": near(
            [*edges("bpu.contribution.income_bands", "from"), *edges("bpu.contribution.income_bands", "up_to")]
        ),
        "programmes": st.sampled_from(SETS),
        "sector": st.sampled_from(Work),
        "payer": st.sampled_from(Payer),
    }
)
EARNER = st.fixed_dictionaries(
    {
        "month": MONTHS,
        "wage": near(edges("jp.wage_cap")),
        "risk": st.integers(1, 5),
        "scale": st.sampled_from(Scale),
        "programmes": st.sampled_from(WAGE_SETS),
        "sector": st.sampled_from(["other", "perdagangan", *LABOUR_INTENSIVE]),
        "workers": near(edges("pu.relief.labour_intensive.minimum_workers")).map(lambda count: min(count, 10**9)),
        "covid_claimed": st.booleans(),
    }
)


@settings(max_examples=150)
@given(st.lists(PERSON, min_size=1, max_size=30))
def test_self_employed(people: list[dict[str, Any]]) -> None:
    many = of_people(people)
    for row, person in enumerate(people):
        assert same(many, alone(person), row)


@settings(max_examples=150)
@given(st.lists(EARNER, min_size=1, max_size=30))
def test_wage_earners(earners: list[dict[str, Any]]) -> None:
    many = of_earners(earners)
    for row, earner in enumerate(earners):
        assert figures(many, row) == wage_earners.reckoned(LAW, wage_earners.WageEarner(**earner)).figures


def test_a_hundred_thousand_rows_of_the_self_employed() -> None:
    """Four thousand different workers, each in many places of a long column."""
    dice = Dice(49)
    bands = [*edges("bpu.contribution.income_bands", "from"), *edges("bpu.contribution.income_bands", "up_to")]
    people = [
        {
            "month": dice.choice(TURNS),
            "income": dice.choice(bands),
            "programmes": dice.choice(SETS),
            "sector": dice.choice(list(Work)),
            "payer": dice.choice(list(Payer)),
        }
        for _ in range(KINDS_OF_ROWS)
    ]
    places, rows = scattered(people)
    assert_same_columns(of_people(rows), [alone(each).figures for each in people], places)


def test_a_hundred_thousand_rows_of_wage_earners() -> None:
    """Four thousand different workers, each in many places of a long column."""
    dice = Dice(2015)
    limit = edges("pu.relief.labour_intensive.minimum_workers")
    earners = [
        {
            "month": dice.choice(TURNS),
            "wage": dice.choice([*edges("jp.wage_cap"), dice.below(10**8)]),
            "risk": dice.choice((1, 2, 3, 4, 5)),
            "scale": dice.choice(list(Scale)),
            "programmes": dice.choice(WAGE_SETS),
            "sector": dice.choice(["other", *LABOUR_INTENSIVE]),
            "workers": max(0, dice.choice(limit) + dice.choice((-1, 0, 1))),
            "covid_claimed": dice.choice((False, True)),
        }
        for _ in range(KINDS_OF_ROWS)
    ]
    places, rows = scattered(earners)
    expected = [wage_earners.reckoned(LAW, wage_earners.WageEarner(**each)).figures for each in earners]
    assert_same_columns(of_earners(rows), expected, places)


class Dice:
    """The same choices in every run."""

    def __init__(self, seed: int) -> None:
        self._numbers = np.random.default_rng(seed)

    def below(self, end: int) -> int:
        return int(self._numbers.integers(end))

    def choice(self, values: Sequence[Any]) -> Any:
        return values[self.below(len(values))]


def scattered(kinds: list[dict[str, Any]]) -> tuple[Any, list[dict[str, Any]]]:
    places = np.random.default_rng(len(kinds)).integers(0, len(kinds), ROWS)
    return places, [kinds[place] for place in places.tolist()]


def assert_same_columns(many: Columns, expected: list[dict[str, Any]], places: Any) -> None:
    assert many.figures.keys() == expected[0].keys()
    for name, column in many.figures.items():
        whole = np.asarray([each[name] for each in expected], dtype=np.int64)[places]
        assert np.array_equal(column, whole), name


def of_people(people: list[dict[str, Any]]) -> Columns:
    chosen = {name: choices(people, name) for name in ("programmes", "sector", "payer")}
    return self_employed(choices(people, "month"), numbers(people, "income"), **chosen)


def of_earners(earners: list[dict[str, Any]]) -> Columns:
    texts = [{**each, "risk": str(each["risk"])} for each in earners]
    chosen = {name: choices(texts, name) for name in ("risk", "scale", "programmes", "sector", "covid_claimed")}
    return wage_earner_months(
        choices(texts, "month"), numbers(texts, "wage"), workers=numbers(texts, "workers"), **chosen
    )


def alone(person: dict[str, Any]) -> Reckoning:
    month = person["month"]
    asked = {name: value for name, value in person.items() if name != "month"}
    return bpu.due(LAW, month, bpu.SelfEmployed(months=(month, month), **asked))


def same(many: Columns, one: Reckoning, row: int) -> bool:
    warned = {each for each, rows in many.warned.items() if rows[row]}
    return figures(many, row) == one.figures and warned == set(one.warnings)


def figures(many: Columns, row: int) -> dict[str, int]:
    return {name: int(column[row]) for name, column in many.figures.items()}


def choices(rows: list[dict[str, Any]], name: str) -> Choices:
    places: dict[Any, int] = {}
    codes = [places.setdefault(row[name], len(places)) for row in rows]
    return Choices(tuple(places), np.asarray(codes, dtype=np.int64))


def numbers(rows: list[dict[str, Any]], name: str) -> Any:
    return np.asarray([row[name] for row in rows], dtype=np.int64)
