"""Inputs as somebody writes them, and a sentence for each that cannot be read."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

import pytest
from pydantic import Field

from payung.rules.codes import Payer, Programme, Segment, Work
from payung.rules.inputs import (
    Count,
    DayIn,
    Exactly,
    FieldProblem,
    InputError,
    Inputs,
    MonthIn,
    PayerIn,
    ProgrammeIn,
    Rupiah,
    SegmentIn,
    read,
)
from payung.rules.texts import texts
from payung.shared.months import Month


class Everything(Inputs):
    month: MonthIn | None = None
    day: DayIn | None = None
    money: Rupiah = 0
    people: Count = 0
    number: Exactly = Fraction(0)
    payer: PayerIn = Payer.SELF
    segment: SegmentIn = Segment.BPU
    programmes: tuple[ProgrammeIn, ...] = ()
    work: Work = Work.OTHER
    few: Annotated[tuple[int, ...], Field(max_length=2)] = ()


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("month", "2026-06", Month(2026, 6)),
        ("month", Month(2026, 6), Month(2026, 6)),
        ("day", "2026-06-30", date(2026, 6, 30)),
        ("day", date(2199, 12, 31), date(2199, 12, 31)),
        ("money", 10**15, 10**15),
        ("money", 5.0, 5),
        ("money", Decimal("5.00"), 5),
        ("people", 10**9, 10**9),
        ("number", 0.1, Fraction(1, 10)),
        ("number", Decimal("51.08"), Fraction(5108, 100)),
        ("number", 10**6, 10**6),
        ("number", Fraction(1, 3), Fraction(1, 3)),
        ("number", "1", Fraction(1)),
        ("number", "51.08", Fraction(5108, 100)),
        ("number", "1/3", Fraction(1, 3)),
        ("money", None, 0),
        ("month", None, None),
        ("programmes", None, ()),
        ("payer", "apbd", Payer.APBD),
        ("segment", "pu", Segment.PU),
        ("work", "Transport", Work.TRANSPORT),
        ("programmes", ["jkk", "JHT"], (Programme.JKK, Programme.JHT)),
    ],
)
def test_what_is_meant(name, written, meant):
    found = getattr(read(Everything, {name: written}), name)
    assert found == meant
    assert type(found) is type(meant) or isinstance(found, Fraction)


@pytest.mark.parametrize(
    ("name", "written", "problem", "field"),
    [
        ("month", "2026-00", "month", "month"),
        ("month", 202606, "month", "month"),
        ("month", "2026-6", "month", "month"),
        ("day", "2026-02-30", "day", "day"),
        ("day", "20260228", "day", "day"),
        ("day", "2200-01-01", "day", "day"),
        ("day", date(2200, 1, 1), "day", "day"),
        ("day", datetime(2026, 6, 1), "day", "day"),  # noqa: DTZ001 - a moment is no day, whatever its zone
        ("day", 20260601, "day", "day"),
        ("money", -1, "greater_than_equal", "money"),
        ("money", 10**15 + 1, "less_than_equal", "money"),
        ("money", "5", "int_type", "money"),
        ("money", True, "int_type", "money"),
        ("money", 5.5, "int_from_float", "money"),
        ("money", float("inf"), "int_type", "money"),
        ("money", float("nan"), "int_type", "money"),
        ("money", Decimal("1e41"), "int_type", "money"),
        ("money", Decimal("1e40"), "less_than_equal", "money"),
        ("people", 10**9 + 1, "less_than_equal", "people"),
        ("number", -0.1, "greater_than_equal", "number"),
        ("number", 10**6 + 1, "less_than_equal", "number"),
        ("number", "51,08", "number", "number"),
        ("number", "1e3", "number", "number"),
        ("number", "1/0", "number", "number"),
        ("number", "-1", "number", "number"),
        ("number", "1" * 21, "number", "number"),
        ("number", "\u0661", "number", "number"),
        ("number", "1000001", "less_than_equal", "number"),
        ("number", True, "number", "number"),
        ("number", float("nan"), "number", "number"),
        ("number", Decimal("1e-41"), "number", "number"),
        ("payer", "DPRD", "enum", "payer"),
        ("payer", 5, "enum", "payer"),
        ("segment", "XX", "enum", "segment"),
        ("work", "ojek", "enum", "work"),
        ("work", 5, "enum", "work"),
        ("programmes", ["JKK", "JKX"], "enum", "programmes.1"),
        ("programmes", "JKK", "tuple_type", "programmes"),
        ("few", [1, 2, 3], "too_long", "few"),
        ("other", 1, "extra_forbidden", "other"),
        ("other", None, "extra_forbidden", "other"),
    ],
)
def test_what_cannot_be_meant(name, written, problem, field):
    with pytest.raises(InputError) as told:
        read(Everything, {name: written})
    [found] = told.value.problems
    assert (found.field, found.name) == (field, problem)
    assert found.says("id") != found.says("en") == str(told.value)
    assert field in found.says("id")


def test_nothing_is_no_answer_where_one_is_needed():
    class Needed(Inputs):
        people: Count

    with pytest.raises(InputError, match=r"^people must be a whole number, not None; write digits alone\.$"):
        read(Needed, {"people": None})


def test_every_field_is_told_at_once():
    with pytest.raises(
        InputError, match=r"^money cannot be below 0; you wrote -1\. people cannot be below 0; you wrote -2\.$"
    ):
        read(Everything, {"money": -1, "people": -2})


def test_an_unknown_name_is_told_with_the_known_ones():
    with pytest.raises(
        InputError, match=r"^wage is not known here; use day, few, money, month, number, payer, people, prog"
    ):
        read(Everything, {"wage": 1})


def test_long_writing_is_cut():
    with pytest.raises(InputError) as told:
        read(Everything, {"payer": "x" * 41})
    assert told.value.problems[0].facts["written"] == "X" * 40 + "…"
    with pytest.raises(InputError) as told:
        read(Everything, {"payer": "x" * 40})
    assert told.value.problems[0].facts["written"] == "X" * 40


def test_an_error_of_ones_own():
    error = InputError.of("wage", "months_backwards", first="2026-06", last="2026-05")
    assert error.problems == (FieldProblem("wage", "months_backwards", {"first": "2026-06", "last": "2026-05"}),)
    assert str(error) == "wage: the last month 2026-05 lies before the first, 2026-06; swap them."


def test_inputs_stay_as_they_are():
    asked = read(Everything, {"money": 1})
    with pytest.raises(ValueError, match="frozen"):
        asked.money = 2


def test_every_error_has_both_languages():
    assert all(set(each) == {"id", "en"} for each in texts("errors").values())
