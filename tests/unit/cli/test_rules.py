"""`payung rules calc` and `explain`: what is answered, and the one sentence for what cannot be."""

import json

import pytest
from click.testing import CliRunner

from payung.cli.main import payung

WORKER = '{"months": ["2026-06", "2026-06"], "income": 1000000}'


def asked(command, kind, written, *more):
    return CliRunner().invoke(payung, ["rules", command, kind, "--json", "-", *more], input=written)


def test_calc_answers_figures_and_explain_their_steps():
    plain, explained = (json.loads(asked(command, "bpu", WORKER).stdout) for command in ("calc", "explain"))
    assert plain["total"] == 8_400
    assert [step["name"] for step in explained.pop("steps")] == ["base", "jkk", "jkm", "jht", "total"]
    assert explained == plain


def test_the_law_is_that_of_the_day_asked(tmp_path):
    file = tmp_path / "day.json"
    file.write_text("{}", encoding="utf-8")
    done = CliRunner().invoke(payung, ["rules", "calc", "retirement_age", "--json", str(file), "--on", "2021-12-31"])
    assert json.loads(done.stdout)["age"] == 57
    assert json.loads(asked("calc", "retirement_age", "{}", "--on", "2022-01-01").stdout)["age"] == 58


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        ("bpu", "{", "-, line 1: this is no JSON; mend its spelling."),
        ("bpu", "[]", '- holds no object; write the inputs as {"name": value}.'),
        ("bpu", '{"income": ' + "9" * 5000 + "}", "- holds a number or nesting that is too long"),
        ("bpu", "[" * 100_000, "- holds a number or nesting that is too long"),
        ("bpu", "{}", "months is missing; add it."),
        ("bpuu", "{}", "The calculation bpuu is not known"),
        ("pu", '{"month": "1990-01", "wage": 1, "risk": 1, "scale": "besar"}', "is known from"),
    ],
)
def test_what_cannot_be_computed_exits_with_2(kind, written, said):
    for command in ("calc", "explain"):
        done = asked(command, kind, written)
        assert (done.exit_code, done.stdout) == (2, "")
        assert said in done.stderr


def test_a_day_that_is_none_is_refused():
    done = asked("calc", "bpu", WORKER, "--on", "2026-13-01")
    assert done.exit_code == 2
    assert "'2026-13-01' is no date" in done.stderr
