"""The worked examples agree through the command itself, and one that does not is named."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from payung.cli.main import payung
from payung.rules.kinds import KINDS

FILE = Path(__file__).with_name("worked_examples.yaml")
EXAMPLES = yaml.safe_load(FILE.read_text(encoding="utf-8"))["examples"]


def check(file: Path, *more: str) -> Result:
    return CliRunner().invoke(payung, ["rules", "check", str(file), *more])


@pytest.fixture
def written(tmp_path):
    """A function that writes examples into a file."""

    def write(*examples: dict[str, Any]) -> Path:
        file = tmp_path / "examples.yaml"
        file.write_text(yaml.safe_dump({"examples": list(examples)}), encoding="utf-8")
        return file

    return write


def test_all_worked_examples_agree(tmp_path):
    out = tmp_path / "out.json"
    result = check(FILE, "--json", str(out))
    assert result.output == f"{len(EXAMPLES)} of {len(EXAMPLES)} examples agree.\n"
    assert result.exit_code == 0
    assert [(each["id"], each["agrees"]) for each in json.loads(out.read_text())] == [
        (each["id"], True) for each in EXAMPLES
    ]


def test_every_example_expects_something_and_has_a_name_of_its_own():
    assert len({each["id"] for each in EXAMPLES}) == len(EXAMPLES)
    assert all(each["expected"] for each in EXAMPLES)
    assert {each["kind"] for each in EXAMPLES} <= set(KINDS)


def test_a_broken_example_is_named_with_key_expected_and_computed(written, tmp_path):
    right, wrong = EXAMPLES[0], {**EXAMPLES[1], "expected": {**EXAMPLES[1]["expected"], "total_er": 1}}
    out = tmp_path / "out.json"
    result = check(written(right, wrong), "--json", str(out))
    assert result.exit_code == 1
    assert result.output == "PU-02 (pu): total_er expected 1, computed 283522\n1 of 2 examples agree.\n"
    assert json.loads(out.read_text())[1]["differences"] == [{"key": "total_er", "expected": 1, "computed": 283522}]


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ({"kind": "bpu_age", "expected": {"decision": "accept"}}, "decision expected accept, computed refuse"),
        ({"kind": "bpu_age", "expected": {"nothing": 1}}, "nothing expected 1, computed nothing"),
        (
            {"kind": "bpu_agee", "expected": {"decision": "accept"}},
            "The calculation bpu_agee is not known; use one of bpu, ",
        ),
        ({"kind": "bpu_age", "inputs": {"berth": 1}, "expected": {"decision": "accept"}}, "berth"),
        ({"kind": "bpu_age", "expected": {"decision": True}}, "decision expected True, computed refuse"),
    ],
)
def test_whatever_is_wrong_exits_with_1(written, example, said):
    inputs = {"birth": "1950-01-01", "as_of": "2026-11-21"}
    result = check(written({"id": "X-1", "inputs": inputs, **example}))
    assert result.exit_code == 1
    assert f"X-1 ({example['kind']}): " in result.output
    assert said in result.output
    assert "0 of 1 examples agree." in result.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("examples: []", "has no list named 'examples'"),
        ("examples:\n- {id: 1, kind: pu, inputs: {}}", "example 1 has no expected; add it"),
        ("examples: [", "line 1: this is no YAML"),
        ("examples:\n- {id: 1, kind: pu, inputs: [], expected: {}}", "'inputs' of example 1 holds no names and values"),
    ],
)
def test_a_file_that_holds_no_examples_exits_with_2(tmp_path, text, said):
    file = tmp_path / "broken.yaml"
    file.write_text(text, encoding="utf-8")
    result = check(file)
    assert result.exit_code == 2
    assert said in result.output + result.stderr


def test_figures_are_compared_exactly(written):
    """0.1 is a tenth, and 53.90 is 53.9; a hair's difference is one."""
    inputs = {"part": 472_068, "whole": 875_743}
    assert (
        check(written({"id": "a", "kind": "percent", "inputs": inputs, "expected": {"percent": 53.9}})).exit_code == 0
    )
    off = check(written({"id": "a", "kind": "percent", "inputs": inputs, "expected": {"percent": 53.901}}))
    assert off.exit_code == 1
    assert "percent expected 53.901, computed 53.9" in off.output
