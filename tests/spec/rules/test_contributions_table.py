"""Contributions of wage earners, construction and migrant workers, JKP, sizes and minimum wages, from contributions.yaml."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from payung.rules.examples import check
from payung.rules.kinds import answer
from payung.rules.presenting import as_data
from tests.spec.rules.recomputing import half_up, recomputed

TODAY = date(2026, 11, 21)
CASES = yaml.safe_load(Path(__file__).with_name("contributions.yaml").read_text(encoding="utf-8"))
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
    for step in found.steps:
        value = recomputed(step.formula, on=step.on)
        assert (half_up(value) if step.rounded else value) == step.figure, step.formula
    shown = as_data(found, explained=True)["steps"]
    assert {each["name"] for each in shown} == set(found.figures)
    for step in shown:
        assert step["law"], step["name"]
        assert step["article"], step["name"]
        assert set(step["label"]) == {"id", "en"}
