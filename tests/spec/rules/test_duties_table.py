"""Deadlines, standing, compliance, agents, budgets and quotients, case by case, from duties.yaml."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from payung.rules.examples import check
from payung.rules.kinds import answer
from payung.rules.presenting import as_data
from tests.spec.rules.recomputing import half_up, recomputed

TODAY = date(2026, 11, 21)
CASES = yaml.safe_load(Path(__file__).with_name("duties.yaml").read_text(encoding="utf-8"))
IDS = [f"{case['kind']} {' '.join(map(str, case['inputs'].values()))}" for case in CASES]
for number, case in enumerate(CASES):
    case["id"] = str(number)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_answer(case):
    [found] = check([case], on=TODAY)
    assert not found.problem
    assert not found.differences
    assert sorted(each["name"] for each in found.computed["warnings"]) == sorted(case.get("warned", []))


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_every_step_computes_to_its_figure_and_names_its_law(case):
    found = answer(case["kind"], case["inputs"], on=TODAY)
    assert found.steps
    for step in found.steps:
        value = recomputed(step.formula, on=step.on)
        assert (half_up(value) if step.rounded else value) == step.figure, step.formula
    for step in as_data(found, explained=True)["steps"]:
        assert step["law"]
        assert step["article"]
        assert step["date"]
        assert step["source"]
        assert set(step["label"]) == {"id", "en"}


def test_every_kind_of_this_table_has_cases():
    assert len({case["kind"] for case in CASES}) == 20
