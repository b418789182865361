"""The law on one day: figures that cite where they come from, and warnings for what is not known yet."""

from datetime import date
from fractions import Fraction

import pytest

from payung.rules.legislation import LegislationError, load
from payung.rules.look import UNKNOWN_YET, Look, Warned
from payung.shared.months import Month

DAY = date(2026, 6, 15)


@pytest.fixture
def look():
    return Look(load(), DAY)


def test_a_figure_cites_its_own_day(look):
    found = look.number("jp.wage_cap")
    assert (found.value, found.text) == (11_086_300, "11086300")
    [cited] = found.cited
    assert (cited.path, cited.start) == ("jp.wage_cap", date(2026, 3, 1))
    assert (cited.dated.value, cited.parameter.path) == (11_086_300, "jp.wage_cap")
    assert look.month == Month(2026, 6)


def test_rates_are_written_as_percent(look):
    found = look.number("pu.contribution.jkk_employer", "1")
    assert (found.value, found.text) == (Fraction(24, 10_000), "0.24%")
    assert Look(load(), date(2020, 1, 1)).number("bpu.contribution.discount.other").text == "0%"
    assert look.number("bpu.contribution.jkm").text == "6800"


def test_lists(look):
    assert look.members("bpu.programmes.mandatory") == ("JKK", "JKM")
    assert look.members("pu.programmes.minimum", "mikro")[:2] == ("JKK", "JKM")
    assert (look.none("bpu.programmes.optional").value, look.none("bpu.programmes.optional").text) == (0, "0")
    assert look.none("bpu.programmes.optional").cited[0].path == "bpu.programmes.optional"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (lambda look: look.number("bpu.programmes.mandatory"), "'bpu.programmes.mandatory' must be a number"),
        (lambda look: look.number("pu.programmes.minimum", "mikro"), "'pu.programmes.minimum.mikro' must be a number"),
        (lambda look: look.members("jp.wage_cap"), "'jp.wage_cap' must be a list"),
        (lambda look: look.members("pu.programmes.minimum"), "'pu.programmes.minimum' must be a list"),
        (
            lambda look: look.members("pu.contribution.jkk_employer", "1"),
            "'pu.contribution.jkk_employer.1' must be a list",
        ),
        (lambda look: look.number("pu.contribution.jkk_employer", "6"), "'pu.contribution.jkk_employer' has no '6'"),
        (lambda look: look.number("jp.wage_cap", "x"), "'jp.wage_cap' has no 'x'; add it"),
        (lambda look: look.number("pu.contribution.jkk_employer", "1", "x"), "has no 'x'"),
    ],
)
def test_what_has_another_shape_is_named_with_its_file_and_line(look, asked, sentence):
    with pytest.raises(LegislationError) as told:
        asked(look)
    assert sentence in str(told.value)
    assert ".yaml, line " in str(told.value)


def test_truths_are_no_numbers(changed_law):
    law = changed_law("bpu.payment.due_day", "value: 15", "value: true")
    with pytest.raises(LegislationError, match="must be a number"):
        Look(law, DAY).number("bpu.payment.due_day")


def test_a_yearly_figure_is_unknown_from_the_month_in_which_it_should_be_renewed():
    since = Month.of(load().parameter("jp.wage_cap").values[-1].start)
    last = Look(load(), (since + 11).last_day)
    last.cite("jp.wage_cap")
    assert last.warnings == []
    beyond = Look(load(), (since + 12).first_day)
    beyond.cite("jp.wage_cap")
    beyond.cite("jp.wage_cap")
    facts = (("expected", str(since + 12)), ("parameter", "jp.wage_cap"), ("since", str(since)))
    assert beyond.warnings == [Warned(UNKNOWN_YET, facts)]


def test_one_warning_is_noted_once(look):
    look.warn("a", fact=1)
    look.warn("b")
    look.warn("a", fact=1)
    look.warn("a", fact=2)
    assert [(each.name, dict(each.facts)) for each in look.warnings] == [
        ("a", {"fact": 1}),
        ("b", {}),
        ("a", {"fact": 2}),
    ]
