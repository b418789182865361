"""Numbers that write their own formula, with brackets where a reader needs them, and cite each figure once."""

from fractions import Fraction

import pytest

from payung.rules.legislation import load
from payung.rules.look import Look
from payung.rules.term import Claim, Term, least, merged, most, started, summed, term
from payung.shared.months import Month

LOOK = Look(load(), Month(2026, 6).first_day)
CAP, RATE = LOOK.cite("jp.wage_cap"), LOOK.cite("bpu.contribution.jkk_rate")
WAGE = Term(100, "100")
PART = Term(Fraction(1, 4), "25%", (RATE,))
TOP = Term(90, "90", (CAP,))
SUM = WAGE + TOP


@pytest.mark.parametrize(
    ("found", "value", "text"),
    [
        (WAGE + TOP, 190, "100 + 90"),
        (WAGE + 5, 105, "100 + 5"),
        (WAGE - TOP, 10, "100 - 90"),
        (1 - PART, Fraction(3, 4), "1 - 25%"),
        (WAGE - (TOP + 3), 7, "100 - (90 + 3)"),
        (WAGE + (TOP + 3), 193, "100 + 90 + 3"),
        (WAGE * PART, 25, "100 * 25%"),
        (SUM * PART, Fraction(190, 4), "(100 + 90) * 25%"),
        (PART * SUM, Fraction(190, 4), "25% * (100 + 90)"),
        (PART * (1 - PART), Fraction(3, 16), "25% * (1 - 25%)"),
        (WAGE * PART * TOP, 2250, "100 * 25% * 90"),
        (WAGE * 3, 300, "100 * 3"),
        (WAGE * 1, 100, "100"),
        (WAGE / 8, Fraction(25, 2), "100 / 8"),
        (WAGE / TOP, Fraction(10, 9), "100 / 90"),
        (SUM / TOP, Fraction(19, 9), "(100 + 90) / 90"),
        (WAGE / SUM, Fraction(10, 19), "100 / (100 + 90)"),
        (WAGE / (TOP * 2), Fraction(5, 9), "100 / (90 * 2)"),
        (least(WAGE, TOP), 90, "min(100, 90)"),
        (most(WAGE, TOP), 100, "max(100, 90)"),
        (least(TOP, WAGE) * 2, 180, "min(90, 100) * 2"),
        (started(term(Fraction(3, 2))), 2, "ceil(1.5)"),
        (WAGE * started(WAGE / TOP), 200, "100 * ceil(100 / 90)"),
        (started(WAGE), 100, "100"),
        (summed([WAGE]), 100, "100"),
        (summed([WAGE, TOP, WAGE]), 290, "100 + 90 + 100"),
        (term(7), 7, "7"),
        (term(Fraction(1, 8)), Fraction(1, 8), "0.125"),
        (term(WAGE), 100, "100"),
    ],
)
def test_arithmetic_writes_the_formula(found, value, text):
    assert (found.value, found.text) == (value, text)


def test_a_sum_stays_one_when_it_is_multiplied_by_one():
    assert (SUM * 1).loose
    assert ((SUM * 1) * 2).text == "(100 + 90) * 2"
    assert not (WAGE * 2).loose
    assert not (WAGE / 2).loose
    assert (WAGE - 2).loose
    assert not WAGE.loose


@pytest.mark.parametrize(
    ("claim", "holds", "text"),
    [
        (WAGE < TOP, False, "100 < 90"),
        (TOP < WAGE, True, "90 < 100"),
        (WAGE < 100, False, "100 < 100"),
        (WAGE >= TOP, True, "100 >= 90"),
        (TOP >= WAGE, False, "90 >= 100"),
        (WAGE >= 100, True, "100 >= 100"),
    ],
)
def test_comparisons(claim, holds, text):
    assert isinstance(claim, Claim)
    assert (claim.holds, bool(claim), claim.text) == (holds, holds, text)


def test_each_figure_is_cited_once_in_the_order_of_use():
    assert (WAGE * PART + TOP * PART).cited == (RATE, CAP)
    assert (TOP * PART).cited == (CAP, RATE)
    assert (WAGE * WAGE).cited == ()
    for made in (TOP - PART, TOP / PART, least(TOP, PART), most(TOP, PART), TOP < PART, TOP >= PART, TOP * 1 - PART):
        assert made.cited == (CAP, RATE)
    assert merged(WAGE, TOP, PART, TOP) == (CAP, RATE)
    assert merged(TOP, WAGE) == (CAP,)
    assert (TOP * Term(1, "1", (RATE,))).cited == (CAP, RATE)


def test_citations_are_equal_by_name_and_day_alone():
    other = Look(load(), Month(2025, 6).first_day).cite("jp.wage_cap")
    assert other != CAP
    assert Look(load(), Month(2026, 7).first_day).cite("jp.wage_cap") == CAP
    assert "dated" not in repr(CAP)
