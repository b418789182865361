"""One case and its steps: what is settled, noted, decided, and with which law."""

from datetime import date
from fractions import Fraction

import pytest

from payung.rules.answer import Answer
from payung.rules.legislation import LegislationError, load
from payung.rules.reckoning import BAND_DOUBTFUL, Reckoning
from payung.rules.term import Term, term
from payung.shared.months import Month

BANDS = "bpu.contribution.income_bands"


@pytest.fixture
def case():
    return Reckoning(load(), Month(2026, 6), {"wage": 1_001, "income": 1_099_999, "risk": "1"})


def test_money_is_rounded_half_up_and_noted(case):
    rate = case.figure("pu.contribution.jkk_employer", "risk")
    settled = case.settle("jkk_er", case.given("wage") * rate * Term(Fraction(1, 2), "50%"))
    [step] = case.steps
    assert (step.name, step.figure, step.formula, step.rounded) == ("jkk_er", 1, "1001 * 0.24% * 50%", True)
    assert (step.on, step.cited) == (date(2026, 6, 1), rate.cited)
    assert (settled.value, settled.text, settled.cited, settled.loose) == (1, "1", rate.cited, False)
    assert (case.amount("jkk_er"), case.figures) == (1, {"jkk_er": 1})
    again = case.settled("jkk_er")
    assert (again.value, again.text, again.cited) == (1, "1", rate.cited)


def test_other_figures_are_not_rounded(case):
    found = case.exactly("percent", case.given("wage") / 2)
    assert (found.value, found.text) == (Fraction(1001, 2), "1001 / 2")
    assert (case.steps[0].figure, case.steps[0].rounded) == (Fraction(1001, 2), False)
    assert case.decide("reached", case.given("wage") >= 1_001) is True
    assert case.decide("below", case.given("wage") < 1_001) is False
    assert [(step.name, step.figure, step.formula, step.rounded) for step in case.steps[1:]] == [
        ("reached", True, "1001 >= 1001", False),
        ("below", False, "1001 < 1001", False),
    ]
    case.note("due", date(2026, 6, 15), "x", ())
    assert case.figures["due"] == date(2026, 6, 15)
    assert not case.steps[-1].rounded


def test_a_band_begins_with_its_own_number(case):
    assert case.band(BANDS, "income", "base").value == 1_000_000
    case.inputs["income"] += 1
    found = case.band(BANDS, "income", "base")
    assert (found.value, found.text) == (1_200_000, "1200000")
    assert found.cited[0].path == BANDS
    assert case.warnings == []


def test_a_doubtful_band_is_warned_of(case):
    case.inputs["income"] = 18_200_000
    case.band(BANDS, "income", "base")
    [warned] = case.warnings
    assert (warned.name, dict(warned.facts)) == (BAND_DOUBTFUL, {"parameter": BANDS, "lower_edge": 18_200_000})


def test_a_mark_is_an_input():
    case = Reckoning(load(), Month(2025, 3), {"workers": 50})
    case.mark("enough", "workers", "pu.relief.labour_intensive.minimum_workers")
    assert case.inputs["enough"] is True
    case.inputs["workers"] = 49
    case.mark("enough", "workers", "pu.relief.labour_intensive.minimum_workers")
    assert case.inputs["enough"] is False


def test_a_day_decides_the_law():
    assert Reckoning(load(), date(2026, 2, 28)).law.day == date(2026, 2, 28)
    assert Reckoning(load(), Month(2026, 2)).law.day == date(2026, 2, 1)


def test_an_answer_is_that_of_the_last_with_the_steps_of_all():
    first, last = (Reckoning(load(), Month(2027, month), {"n": month}) for month in (6, 7))
    for each in (first, last):
        each.exactly("n", each.given("n"))
        each.law.warn("same")
    last.law.warn("other")
    found = Answer.of(first, last, more=1)
    assert dict(found.figures) == {"n": 7, "more": 1}
    assert [step.figure for step in found.steps] == [6, 7]
    assert [each.name for each in found.warnings] == ["same", "other"]
    assert dict(Answer.of(first, n=9).figures) == {"n": 9}


def test_a_way_of_rounding_that_nobody_knows_is_an_error_of_its_file(changed_law):
    law = changed_law("rounding.mode", "value: half_up", "value: half_even")
    said = r"mode\.yaml, line \d+: 'rounding.mode' is 'half_even', which is not known; use one of half_up, down, up\.$"
    with pytest.raises(LegislationError, match=said):
        Reckoning(law, Month(2026, 6)).settle("total", term(1))
