"""The protection calendar, case by case, from protection.yaml."""

from pathlib import Path

import pytest
import yaml

from payung.rules.protection import CellKind, Standing, calendar, last_paid_by, standing_in, standing_on
from payung.shared.months import Month

CASES = yaml.safe_load(Path(__file__).with_name("protection.yaml").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_standing(case):
    paid = {Month.parse(each) for each in case["paid"]}
    ended_on = case.get("ended_on")
    if "month" in case:
        found = standing_in(Month.parse(case["month"]), paid=paid, ended_on=ended_on)
    else:
        day = case["day"]
        found = standing_on(day, last_paid=last_paid_by(Month.of(day), paid), ended_on=ended_on)
    assert found == case["standing"]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_grid_says_the_same(case):
    """The cell of the month, seen on the day asked or after the month, agrees with the standing."""
    paid = [Month.parse(each) for each in case["paid"]]
    month = Month.parse(case["month"]) if "month" in case else Month.of(case["day"])
    today = case.get("day") or (month + 1).first_day
    cells = calendar(
        month,
        month,
        paid=paid,
        started=min([month, *paid]).first_day,
        ended_on=case.get("ended_on"),
        today=today,
    )
    assert [cell.kind for cell in cells] == [case["standing"]]
    assert cells[0].paid == (month in paid)


def test_every_standing_has_a_case_and_a_kind_of_cell():
    assert {case["standing"] for case in CASES} == {standing.value for standing in Standing}
    assert {standing.value for standing in Standing} < {kind.value for kind in CellKind}
