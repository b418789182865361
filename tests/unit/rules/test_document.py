"""The reference pages of the figures and of the worked examples say what the files say."""

import re
import shutil

import pytest
import yaml

from payung.rules import document, examples_page
from payung.rules.legislation import load
from payung.rules.texts import texts

PAGE = "".join(f"<!-- begin {name} -->\nold\n<!-- end {name} -->\n" for name in ("figures", "doubts", "standing"))


def test_page_is_up_to_date():
    assert document.main(["--check"]) == 0, "run python -m payung.rules.document"


def test_every_parameter_and_every_value_stands_on_the_page():
    law = load()
    page = (document.REFERENCE / document.PAGE).read_text(encoding="utf-8")
    for parameter in law.parameters.values():
        assert f"| `{parameter.path}` " in page
    rows = [line for line in page.split("<!-- end figures -->")[0].splitlines() if line.startswith("| ")]
    assert len(rows) == 1 + sum(len(parameter.values) for parameter in law.parameters.values())


def test_every_worked_example_stands_on_its_page_and_agrees():
    page = (document.REFERENCE / examples_page.PAGE).read_text(encoding="utf-8")
    examples = yaml.safe_load((document.SPEC / "worked_examples.yaml").read_text(encoding="utf-8"))["examples"]
    for each in examples:
        assert f"| {each['id']} | " in page
    sources = page.split("## Sources")[1]
    assert {source for each in examples for source in each["src"] if f"| {source} | " not in sources} == set()
    assert page.count("| yes |") == len(examples)
    assert f"**{len(examples)} of {len(examples)} examples agree**" in page


@pytest.fixture
def copies(tmp_path):
    """The two pages in a folder of their own."""
    for name in (document.PAGE, examples_page.PAGE):
        shutil.copy(document.REFERENCE / name, tmp_path / name)
    return tmp_path


def test_changed_figure_makes_the_pages_stale_until_they_are_written(changed_law, copies):
    law = changed_law("bpu.contribution.jkm", "value: 6800", "value: 7777")
    assert document.main(["--check"], folder=copies, law=law) == 1
    assert document.main([], folder=copies, law=law) == 0
    assert "| 7777 |" in (copies / document.PAGE).read_text(encoding="utf-8")
    page = (copies / examples_page.PAGE).read_text(encoding="utf-8")
    assert "| base: 1000000, jkk: 10000, jkm: 7777, jht: 0, total: 17777 | **no** |" in page
    assert document.main(["--check"], folder=copies, law=law) == 0


def test_example_that_cannot_be_computed_says_why(copies, tmp_path):
    file = tmp_path / "examples.yaml"
    example = {"id": "X-1", "kind": "pu", "inputs": {"wages": 1}, "expected": {"total": 1}}
    file.write_text(yaml.safe_dump({"examples": [example]}), encoding="utf-8")
    page = (copies / examples_page.PAGE).read_text(encoding="utf-8")
    fresh = examples_page.rendered(page, file=file, law=load())
    assert "**0 of 1 examples agree**" in fresh
    assert "wages is not known here" in fresh
    assert "| **no** |" in fresh


def test_every_warning_is_on_the_page_of_what_is_unsettled():
    page = (document.REFERENCE.parent / "explanation" / "unsettled-law.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert sorted(listed) == sorted(texts("warnings"))


def test_figures_that_the_page_of_what_is_unsettled_names_are_there():
    page = (document.REFERENCE.parent / "explanation" / "unsettled-law.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)+)`", page)) - set(load().parameters) == set()


def test_cells_keep_the_table_whole():
    cases = [{"case": "a | b\nc", "paid": [], "day": "2025-01-01", "standing": "paid", "source": "x"}]
    page = document.rendered(PAGE, legislation=load(), cases=cases)
    assert "| a \\| b c | none |  | day 2025-01-01 | paid | x |" in page
    assert "old" not in page.splitlines()


def test_page_without_its_marks_is_refused():
    with pytest.raises(ValueError, match="has no part between '<!-- begin figures -->' and"):
        document.rendered("text", legislation=load(), cases=[])
