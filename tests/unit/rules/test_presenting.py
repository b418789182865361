"""Answers as plain data: numbers exactly, and nothing that JSON does not know."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from payung.rules.answer import Answer
from payung.rules.kinds import answer
from payung.rules.presenting import as_data
from payung.shared.months import Month

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (5, 5),
        (True, True),
        (None, None),
        ("aktif", "aktif"),
        (Fraction(6, 2), 3),
        (Fraction(1, 3), "1/3"),
        (Fraction(104044752, 10_000), 10404.4752),
        (Decimal("0.46"), 0.46),
        (Fraction(10**30 + 1, 10), "1" + "0" * 29 + ".1"),
        (Fraction(1, 10), 0.1),
        (date(2026, 6, 1), "2026-06-01"),
        (Month(2026, 6), "2026-06"),
        (("a", Month(2026, 6)), ["a", "2026-06"]),
        ([Fraction(1, 2)], [0.5]),
        ({Month(2026, 6): {"x": (1,)}}, {"2026-06": {"x": [1]}}),
    ],
)
def test_figures(figure, shown):
    found = as_data(Answer({"figure": figure}, (), ()))
    assert found == {"figure": shown, "warnings": []}
    assert type(found["figure"]) is type(shown)
    json.dumps(found)


def test_what_is_no_figure_is_refused():
    with pytest.raises(TypeError, match=r"^object is no figure of an answer\.$"):
        as_data(Answer({"figure": object()}, (), ()))


def test_a_step_says_all_that_is_behind_it():
    asked = {"month": "2026-06", "wage": 20_000_000, "risk": 1, "scale": "besar"}
    found = as_data(answer("pu", asked, on=TODAY), explained=True)
    step = next(each for each in found["steps"] if each["name"] == "jp_ee")
    assert step["label"] == {"id": "JP, bagian pekerja", "en": "Pension (JP), worker"}
    assert (step["figure"], step["formula"]) == (110_863, "min(20000000, 11086300) * 1%")
    assert (step["rounded"], step["on"]) == (True, "2026-06-01")
    assert step["law"] == "PP 45/2015"  # said once, though two figures cite it
    assert step["date"] == "2026-03-01; 2015-07-01"
    assert step["article"].count("; ") == 1
    assert [each["parameter"] for each in step["parameters"]] == ["jp.wage_cap", "pu.contribution.jp_worker"]
    cap = step["parameters"][0]
    assert set(cap) == {"parameter", "law", "article", "since", "source", "checked", "confidence"}
    assert (cap["since"], cap["checked"]) == ("2026-03-01", "2026-11-21")
    assert "steps" not in as_data(answer("pu", asked, on=TODAY))


def test_warnings_in_both_languages():
    asked = {"month": "2199-06", "wage": 20_000_000, "risk": 1, "scale": "besar"}
    [warned] = as_data(answer("pu", asked, on=TODAY))["warnings"]
    assert warned["name"] == "figure_not_known_yet"
    assert "jp.wage_cap" in warned["id"]
    assert "jp.wage_cap" in warned["en"]
    assert warned["id"] != warned["en"]
