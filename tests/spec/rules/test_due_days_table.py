"""Due days, case by case, from due_days.yaml."""

from pathlib import Path

import pytest
import yaml

from payung.rules.deadlines import due_day
from payung.shared.months import Month

CASES = yaml.safe_load(Path(__file__).with_name("due_days.yaml").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["month"] for case in CASES])
def test_due_day(case):
    assert due_day(Month.parse(case["month"])) == case["due"], case["why"]
