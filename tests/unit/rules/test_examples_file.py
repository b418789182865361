"""Files of worked examples: what is compared, and what is said of a file that holds none."""

from datetime import date

import pytest

from payung.rules.examples import UnreadableExamples, check, read_examples

TODAY = date(2026, 11, 21)
PU = "{id: A, kind: pu, inputs: {month: 2026-06, wage: 4335198, risk: 1, scale: menengah}, expected: {%s}}"


@pytest.fixture
def examples(tmp_path):
    """A file of some text, read."""

    def write(text):
        file = tmp_path / "examples.yaml"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_examples(file)

    return write


def checked(examples, expected):
    [found] = check(examples("examples:\n- " + PU % expected), on=TODAY)
    return found


def test_agreement(examples):
    found = checked(examples, "total: 400572, jkk_er: 10_404.0, warnings: []")
    assert (found.id, found.kind, found.agrees, found.problem, found.differences) == ("A", "pu", True, "", ())
    assert found.computed["total_er"] == 270_516


@pytest.mark.parametrize(
    ("expected", "difference"),
    [
        ("total: 400571", ("total", 400_571, 400_572)),
        ("total: 400572.5", ("total", 400572.5, 400_572)),
        ("total: '400572'", ("total", "400572", 400_572)),
        ("total: 2026-06-01", ("total", "2026-06-01", 400_572)),
        ("jp_deferred: false", ("jp_deferred", False, 0)),
        ("jumlah: 1", ("jumlah", 1, None)),
        ("warnings: [x]", ("warnings", ["x"], [])),
        ("warnings: none", ("warnings", "none", [])),
        ("total: [400572]", ("total", [400_572], 400_572)),
    ],
)
def test_differences(examples, expected, difference):
    found = checked(examples, f"jkk_er: 10404, {expected}")
    assert not found.agrees
    assert found.differences == (difference,)


def test_decimals_are_exact(examples):
    [example] = examples(
        "examples: [{id: 1, kind: percent, inputs: {part: 1, whole: 1_000}, expected: {percent: 0.1}}]"
    )
    [found] = check([example], on=TODAY)
    assert found.agrees
    assert found.id == "1"


def test_lists_are_compared_one_by_one(examples):
    text = "examples: [{id: L, kind: segment, inputs: {status: %s}, expected: {}}]"
    assert examples(text % "x")[0]["expected"] == {}
    asked = "{id: K, kind: compliance_category, inputs: {registered: false, scale: kecil, programmes: [], workers_actual: 2, workers_registered: 0, wage_ok: true, months_arrears: 0}, expected: {categories: %s}}"
    [right] = check(examples("examples:\n- " + asked % "[PWBD]"), on=TODAY)
    [shorter] = check(examples("examples:\n- " + asked % "[]"), on=TODAY)
    [longer] = check(examples("examples:\n- " + asked % "[PWBD, PDS_TK]"), on=TODAY)
    assert [right.agrees, shorter.agrees, longer.agrees] == [True, False, False]


def test_an_example_that_cannot_be_computed_is_told_and_the_others_go_on(examples):
    text = "examples:\n- {id: X, kind: pu, inputs: {}, expected: {total: 1}}\n- {id: Y, kind: pu, inputs: {month: 1990-01, wage: 1, risk: 1, scale: besar}, expected: {}}\n- "
    first, second, third = check(examples(text + PU % "total: 400572"), on=TODAY)
    assert "wage is missing; add it." in first.problem
    assert (first.agrees, first.computed, first.differences) == (False, {}, ())
    assert "is known from" in second.problem
    assert third.agrees


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("examples: [", r"examples\.yaml, line 1: this is no YAML \(.+\); mend its spelling\.$"),
        ("a: 1\nb: [}", r"examples\.yaml, line 2: this is no YAML"),
        (b"\xff\xfe\xfa", r"cannot be read as a text file; check its name\.$"),
        ("a: 1\nb: 2026-02-30", r"examples\.yaml, line 2: this is no YAML \(2026-02-30 is no number or day\)"),
        ("a: [.inf]", r"examples\.yaml, line 1: this is no YAML \(\.inf is no number or day\)"),
        ("a: " + "[" * 5000, r"cannot be read as a text file"),
        ("examples: [{id: 1, kind: [pu], inputs: {}, expected: {}}]", r"examples\.yaml: 'kind' of example 1 is no name; write one such as bpu"),
        ("a: \x07", r"cannot be read as a text file"),
        ("", r"has no list named 'examples'; add one with id, kind, inputs, expected\.$"),
        ("[1]", r"has no list named 'examples'"),
        ("examples: 3", r"has no list named 'examples'"),
        ("examples: []", r"has no list named 'examples'"),
        ("examples: [3]", r"examples\.yaml: example 1 has no id, kind, inputs, expected; add it\.$"),
        ("examples: [{id: 1, kind: pu, inputs: {}, expected: {}}, {id: 1, kind: pu}]", r": example 2 has no inputs, expected"),
        ("examples: [{id: 1, kind: pu, inputs: [], expected: {}}]", r"examples\.yaml: 'inputs' of example 1 holds no names and values"),
        ("examples: [{id: 1, kind: pu, inputs: {}, expected: 3}]", r": 'expected' of example 1 holds no names and values"),
    ],
)  # fmt: skip
def test_files_that_hold_none(examples, text, sentence):
    with pytest.raises(UnreadableExamples, match=sentence):
        examples(text)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableExamples, match="cannot be read as a text file"):
        read_examples(tmp_path / "none.yaml")
