"""The reference page of the figures says what the files say."""

import pytest

from payung.rules import document
from payung.rules.legislation import load

PAGE = "".join(f"<!-- begin {name} -->\nold\n<!-- end {name} -->\n" for name in ("figures", "doubts", "standing"))


def test_page_is_up_to_date():
    assert document.main(["--check"]) == 0, "run python -m payung.rules.document"


def test_every_parameter_and_every_value_stands_on_the_page():
    law = load()
    page = document.PAGE.read_text(encoding="utf-8")
    for parameter in law.parameters.values():
        assert f"| `{parameter.path}` " in page
    rows = [line for line in page.split("<!-- end figures -->")[0].splitlines() if line.startswith("| ")]
    assert len(rows) == 1 + sum(len(parameter.values) for parameter in law.parameters.values())


def test_changed_figure_makes_the_page_stale_until_it_is_written(changed_law, tmp_path, monkeypatch):
    law = changed_law("bpu.contribution.jkm", "value: 6800", "value: 7777")
    monkeypatch.setattr(document, "load", lambda folder: law)
    copy = tmp_path / "legislation.md"
    copy.write_text(document.PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(document, "PAGE", copy)
    assert document.main(["--check"]) == 1
    assert document.main([]) == 0
    assert "| 7777 |" in copy.read_text(encoding="utf-8")
    assert document.main(["--check"]) == 0


def test_cells_keep_the_table_whole():
    cases = [{"case": "a | b\nc", "paid": [], "day": "2025-01-01", "standing": "paid", "source": "x"}]
    page = document.rendered(PAGE, legislation=load(), cases=cases)
    assert "| a \\| b c | none |  | day 2025-01-01 | paid | x |" in page
    assert "old" not in page.splitlines()


def test_page_without_its_marks_is_refused():
    with pytest.raises(ValueError, match="has no part between '<!-- begin figures -->' and"):
        document.rendered("text", legislation=load(), cases=[])
