"""Benefits, case by case, from benefits.yaml."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from payung.rules.kinds import answer
from payung.rules.presenting import as_data

CASES = yaml.safe_load(Path(__file__).with_name("benefits.yaml").read_text(encoding="utf-8"))
KINDS = {case["kind"] for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}: {case['why']}" for case in CASES])
def test_benefit(case):
    found = as_data(answer(case["kind"], case["inputs"], on=date(2026, 11, 21)), explained=True)
    assert {key: found[key] for key in case["expected"]} == case["expected"]
    assert [each["name"] for each in found["warnings"]] == case.get("warnings", [])
    for step in found["steps"]:
        assert step["law"]
        assert step["article"]
        assert step["date"]
        assert step["source"]


def test_every_benefit_has_cases():
    assert len(KINDS) == 13


def test_no_case_stands_twice():
    asked = [(case["kind"], str(case["inputs"])) for case in CASES]
    assert len(set(asked)) == len(asked)
