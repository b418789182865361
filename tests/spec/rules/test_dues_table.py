"""Contributions of the self-employed, case by case, from dues.yaml."""

from pathlib import Path

import pytest
import yaml

from payung.rules.codes import Payer, Programme
from payung.rules.contributions.bpu import bpu_due
from payung.shared.months import Month

CASES = yaml.safe_load(Path(__file__).with_name("dues.yaml").read_text())


@pytest.mark.parametrize("case", CASES, ids=[f"{case['month']} {case['payer']} {case['source']}" for case in CASES])
def test_due(case):
    due = bpu_due(
        Month.parse(case["month"]),
        income=case["income"],
        programmes=[Programme(each) for each in case["programmes"]],
        payer=Payer(case["payer"]),
        transport=case["transport"],
    )
    assert due.total == case["total"]
    assert [str(each) for each in due.amounts] == case["programmes"]
    for programme in case["programmes"]:
        if programme.lower() in case:
            assert due.amounts[programme] == case[programme.lower()]
    assert list(due.warnings) == case.get("warnings", [])
