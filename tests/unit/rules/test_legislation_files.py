"""The loader of legislation files: what it answers, and the sentence it says when a file cannot be trusted."""

from datetime import date
from fractions import Fraction

import pytest

from payung.rules.legislation import FigureUnknownThen, LegislationError, load
from payung.shared.months import Month

HEAD = "description: a figure\nunit: words\nvalues:\n"
SOURCE = "law: PP 1/2020, article: Pasal 1, source: a page, checked: 2026-11-21, confidence: page"


def dated(start: str, value: str, more: str = "") -> str:
    return f"  - {{from: {start}, value: {value}, {SOURCE}{more}}}\n"


@pytest.fixture
def law(tmp_path):
    """Write one file and load its folder; loading is cached by folder, and each test has its own."""

    def write(*entries: str, head: str = HEAD):
        file = tmp_path / "a" / "figure.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(head + "".join(entries), encoding="utf-8")
        return load(tmp_path)

    return write


def test_value_is_the_latest_that_took_effect(law):
    figures = law(dated("2021-03-10", "2"), dated("2020-01", "1"))
    assert figures.value("a.figure", date(2020, 1, 1)) == 1
    assert figures.value("a.figure", date(2021, 3, 9)) == 1
    assert figures.value("a.figure", date(2021, 3, 10)) == 2
    assert figures.value("a.figure", Month(2021, 3)) == 1, "a month stands for its first day"
    assert figures.value("a.figure", Month(2021, 4)) == 2


def test_parameter_tells_where_each_value_comes_from(law):
    parameter = law(dated("2020-01", "1", ", notes: why"), head="notes: all\n" + HEAD).parameter("a.figure")
    only = parameter.values[0]
    assert (parameter.description, parameter.unit, parameter.notes) == ("a figure", "words", "all")
    assert (only.law, only.article, only.source) == ("PP 1/2020", "Pasal 1", "a page")
    assert (only.start, only.until, only.checked) == (date(2020, 1, 1), None, date(2026, 11, 21))
    assert (only.confidence, only.notes) == ("page", "why")


def test_a_parameter_may_say_the_same_in_indonesian(law):
    indonesian = "description_id: angka\nnotes_id: semua\n"
    parameter = law(dated("2020-01", "1", ", notes_id: sebab"), head=indonesian + HEAD).parameter("a.figure")
    assert (parameter.description_id, parameter.notes_id) == ("angka", "semua")
    assert parameter.values[0].notes_id == "sebab"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("6800", 6800),
        ("-3", -3),
        ("1/100", Fraction(1, 100)),
        ("'1/3'", Fraction(1, 3)),
        ("some text", "some text"),
        ("true", True),
        ("2020-02-29", date(2020, 2, 29)),
        ("[1, [1/2]]", (1, (Fraction(1, 2),))),
        ("{a: 1, b: [2]}", {"a": 1, "b": (2,)}),
    ],
)
def test_values_are_exact(law, written, value):
    assert law(dated("2020-01", written)).value("a.figure", date(2020, 1, 1)) == value


def test_typed_answers(law):
    day = date(2020, 1, 1)
    assert law(dated("2020-01", "3")).integer("a.figure", day) == 3
    assert law(dated("2020-01", "3")).fraction("a.figure", day) == Fraction(3)


def test_tables_cannot_be_changed(law):
    table = law(dated("2020-01", "[{a: 1}]")).table("a.figure", date(2020, 1, 1))
    with pytest.raises(TypeError):
        table[0]["a"] = 2


@pytest.mark.parametrize("kind", ["integer", "fraction", "table"])
def test_value_of_another_kind_is_refused(law, kind):
    figures = law(dated("2020-01", "true"))
    with pytest.raises(LegislationError, match=r"figure\.yaml, line 4: 'a\.figure' must be a .+ here; write one"):
        getattr(figures, kind)("a.figure", date(2020, 1, 1))


def test_unknown_parameter_offers_near_names(law):
    figures = law(dated("2020-01", "1"))
    with pytest.raises(
        LegislationError, match=r"figur\.yaml: there is no parameter 'a\.figur'; did you mean a\.figure\?"
    ):
        figures.value("a.figur", date(2020, 1, 1))
    with pytest.raises(LegislationError, match=r"there is no parameter 'xyz\.q'; see docs/reference/legislation\.md"):
        figures.parameter("xyz.q")


def test_every_near_name_is_offered():
    with pytest.raises(LegislationError, match=r"; did you mean \w+(\.\w+)+(, \w+(\.\w+)+)+\?$"):
        load().parameter("pu.payment.due_days")


def test_day_before_the_first_value_is_refused(law):
    figures = law(dated("2021-03", "2"), dated("2020-01", "1"))
    with pytest.raises(
        LegislationError, match=r"line 5: 'a\.figure' is known from 2020-01-01 on, not on 2019-12-31; add"
    ):
        figures.value("a.figure", date(2019, 12, 31))


def test_day_after_the_last_known_one_is_refused(law):
    figures = law(dated("2020-01", "1", ", until: 2020-02"))
    assert figures.value("a.figure", date(2020, 2, 29)) == 1
    with pytest.raises(
        LegislationError, match=r"line 4: 'a\.figure' is known until 2020-02-29 only, not on 2020-03-01"
    ):
        figures.value("a.figure", date(2020, 3, 1))


def test_a_day_that_no_value_reaches_is_told_apart_from_a_broken_file(law):
    figures = law(dated("2020-01", "1", ", until: 2020-02"))
    for day in (date(2019, 12, 31), date(2020, 3, 1)):
        with pytest.raises(FigureUnknownThen) as told:
            figures.value("a.figure", day)
        assert (told.value.path, told.value.day) == ("a.figure", day)
    with pytest.raises(FigureUnknownThen) as told:
        figures.value("a.figure", Month(2019, 12))
    assert told.value.day == date(2019, 12, 1)


def test_a_figure_is_due_for_renewal_some_months_after_its_last_value(law):
    figures = law(dated("2020-03", "1"), dated("2021-03", "2"), head="renewed_every_months: 12\n" + HEAD)
    parameter = figures.parameter("a.figure")
    assert parameter.renewed_every == 12
    assert [parameter.renewal_due(each) for each in parameter.values] == [Month(2021, 3), Month(2022, 3)]


def test_days_on_which_something_turns(law):
    figures = law(dated("2020-03", "1", ", until: 2020-06-14"), head="renewed_every_months: 6\n" + HEAD)
    assert figures.turns == (date(2020, 3, 1), date(2020, 6, 15), date(2020, 9, 1))


def test_values_that_follow_without_a_gap_are_accepted(law):
    figures = law(dated("2020-01", "1", ", until: 2020-02-29"), dated("2020-03", "2"))
    assert figures.value("a.figure", Month(2020, 2)) == 1
    assert figures.value("a.figure", Month(2020, 3)) == 2


RUPIAH = HEAD.replace("words", "rupiah per month")
MALFORMED = {
    "duplicate day": (HEAD + dated("2020-01", "1") + dated("2020-01-01", "2"), 5, "two values begin on 2020-01-01"),
    "gap": (
        HEAD + dated("2020-01", "1", ", until: 2020-02") + dated("2020-04", "2"),
        5,
        "a gap lies between 2020-02-29 and 2020-04-01; let one begin the day after the other ends.",
    ),
    "overlap": (
        HEAD + dated("2020-01", "1", ", until: 2020-05") + dated("2020-04", "2"),
        5,
        "the values overlap between 2020-05-31 and 2020-04-01",
    ),
    "a day in both": (
        HEAD + dated("2020-01", "1", ", until: 2020-04-01") + dated("2020-04", "2"),
        5,
        "the values overlap between 2020-04-01 and 2020-04-01",
    ),
    "binary float": (HEAD + dated("2020-01", "0.01"), 4, "0.01 would be inexact; write it as a fraction"),
    "octal number": (HEAD + dated("2020-01", "0100"), 4, "0100 can be read as two numbers"),
    "sexagesimal number": (HEAD + dated("2020-01", "1:30"), 4, "1:30 can be read as two numbers"),
    "fraction of nothing": (HEAD + dated("2020-01", "[1/0]"), 4, "1/0 divides by nothing"),
    "empty value": (HEAD + dated("2020-01", ""), 4, "the value is empty"),
    "binary value": (HEAD + dated("2020-01", "!!binary aGk="), 4, "the kind 'binary' is not known"),
    "no such day": (HEAD + dated("2020-02-30", "1"), 4, "2020-02-30 is no day of the calendar"),
    "no day": (HEAD + dated("soon", "1"), 4, "'soon' is no day or month; write it like 2025-09-30 or 2025-09"),
    "double name": (HEAD + "  - from: 2020-01\n    from: 2020-02\n", 5, "'from' stands twice"),
    "missing name": (HEAD + "  - from: 2020-01\n    value: 1\n", 4, "'law' is missing; add it"),
    "missing name above": ("description: x\nvalues:\n" + dated("2020-01", "1"), 1, "'unit' is missing; add it"),
    "unknown name": (HEAD + dated("2020-01", "1", ", ratio: 2"), 4, "'ratio' is not known here; use from, value"),
    "unknown name above": ("unti: x\n" + HEAD, 1, "'unti' is not known here; use description, unit, values, notes"),
    "renewed never": (
        "renewed_every_months: 0\n" + HEAD + dated("2020-01", "1"),
        1,
        "'renewed_every_months' is no number from 1 on",
    ),
    "renewed often": ("renewed_every_months: often\n" + HEAD + dated("2020-01", "1"), 1, "write one, or leave it out"),
    "renewed truly": ("renewed_every_months: true\n" + HEAD + dated("2020-01", "1"), 1, "is no number from 1 on"),
    "unknown confidence": (
        HEAD + dated("2020-01", "1").replace("confidence: page", "confidence: sure"),
        4,
        "this confidence is not known; use one of official, page",
    ),
    "unknown confidence below": (
        HEAD
        + f"  - from: 2020-01\n    value: 1\n    {SOURCE.replace(', ', chr(10) + '    ').replace('page', 'sure')}\n",
        10,
        "this confidence is not known",
    ),
    "empty text": (HEAD + dated("2020-01", "1").replace("a page", "''"), 4, "'source' is no text"),
    "number for text": ("description: 5\nunit: x\nvalues:\n" + dated("2020-01", "1"), 1, "'description' is no text"),
    "no values": ("description: x\nunit: x\nvalues: []\n", 3, "'values' holds no dated value"),
    "values is text": ("description: x\nunit: x\nvalues: none\n", 3, "'values' holds no dated value"),
    "value is no group": (HEAD + "  - 17\n", 4, "a dated value begins with 'from: ...'"),
    "broken YAML": (HEAD + "  - {from: 2020\n", 5, "this is no YAML"),
    "another kind": (HEAD + dated("2020-01", "1") + dated("2021-01", "[1]"), 5, "this is a list, and the value before"),
    "another kind first": (HEAD + dated("2020-01", "yes") + dated("2021-01", "1"), 5, "this is a number"),
    "a word for money": (RUPIAH + dated("2020-01", "ten"), 4, "'ten' is no number of the unit 'rupiah per month'"),
    "truth for money": (RUPIAH + dated("2020-01", "true"), 4, "True is no number of the unit"),
    "a word in a table": (RUPIAH + dated("2020-01", "{air: ten}"), 4, "'ten' is no number of the unit"),
    "below nothing": (RUPIAH + dated("2020-01", "{air: -1}"), 4, "-1 lies below 0"),
    "below nothing in a band": (RUPIAH + dated("2020-01", "[{from: 0, base: -1/2}]"), 4, "-1/2 lies below 0"),
    "control sign": ("\x07", 1, "the file cannot be read as text; write it again as UTF-8"),
    "empty file": ("", 1, "the file is empty or a list"),
    "a list": ("- 1\n", 1, "the file is empty or a list"),
}


def test_bands_hold_words_and_tables_yes_or_no_beside_their_figures(law):
    assert law(head=RUPIAH + dated("2020-01", "[{from: 0, base: 1, size: kecil, open: true}]"))
    assert law(head=RUPIAH + dated("2020-01", "{air: 1, open: true}"))


@pytest.mark.parametrize(("text", "line", "sentence"), MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_file_is_named_with_line_and_mend(law, text, line, sentence):
    with pytest.raises(LegislationError) as caught:
        law(head=text)
    said = str(caught.value)
    assert f"figure.yaml, line {line}: " in said
    assert sentence in said
    assert said.endswith(".")
    assert "\n" not in said


def test_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "figure.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LegislationError, match=r"figure\.yaml, line 1: the file cannot be read as text"):
        load(tmp_path)


def test_folder_comes_from_the_environment(law, tmp_path, monkeypatch):
    law(dated("2020-01", "77"))
    monkeypatch.setenv("PAYUNG_LEGISLATION", str(tmp_path))
    assert load().value("a.figure", date(2020, 1, 1)) == 77


def test_folder_is_read_once(law, tmp_path):
    assert law(dated("2020-01", "1")) is load(tmp_path)


def test_folder_without_figures_is_refused(tmp_path):
    with pytest.raises(
        LegislationError, match=r"holds no figures of the law; put the files there or set PAYUNG_LEGISL"
    ):
        load(tmp_path / "missing")
