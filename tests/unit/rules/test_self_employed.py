"""The self-employed over several months, what an overpayment still pays, and what the whole product asks for one month."""

from datetime import date
from fractions import Fraction

import pytest

from payung.rules.codes import Payer, Programme
from payung.rules.contributions.bpu import bpu_due
from payung.rules.inputs import InputError
from payung.rules.kinds import answer
from payung.rules.legislation import load
from payung.shared.months import Month

TODAY = date(2026, 11, 21)
BASIC = (Programme.JKK, Programme.JKM)
NAMES = ["base", "jkk", "jkm", "jht", "total"]
BANDS = "bpu.contribution.income_bands"


def asked(first, last, **more):
    return {"months": [first, last], "income": 1_000_000, **more}


def lines(found, start):
    return [(step.name, step.figure, step.formula) for step in found.steps[start:]]


def test_months_are_summed_and_given_apart():
    found = answer("bpu", asked("2026-03", "2026-05"), on=TODAY)
    months = [(each["month"], each["jkk"], each["jkm"], each["total"]) for each in found.figures.pop("per_month")]
    assert months == [
        (Month(2026, 3), 10_000, 6_800, 16_800),
        (Month(2026, 4), 5_000, 3_400, 8_400),
        (Month(2026, 5), 5_000, 3_400, 8_400),
    ]
    assert found.figures == {
        "base": 1_000_000,
        "jkk": 20_000,
        "jkm": 13_600,
        "jht": 0,
        "total": 33_600,
        "doubtful": False,
    }
    assert lines(found, -5) == [
        ("base", 1_000_000, "1000000"),
        ("jkk", 20_000, "10000 + 5000 + 5000"),
        ("jkm", 13_600, "6800 + 3400 + 3400"),
        ("jht", 0, "0 + 0 + 0"),
        ("total", 33_600, "16800 + 8400 + 8400"),
    ]
    assert [step.on for step in found.steps[::5]] == [date(2026, month, 1) for month in (3, 4, 5, 5)]


def test_one_month_is_explained_once():
    found = answer("bpu", asked("2026-05", "2026-05"), on=TODAY)
    assert [step.name for step in found.steps] == NAMES
    assert [each["month"] for each in found.figures["per_month"]] == [Month(2026, 5)]
    assert len(answer("bpu", asked("2026-05", "2026-06"), on=TODAY).steps) == 15


def test_the_base_is_that_of_the_last_month(changed_law):
    text = load().parameter(BANDS).file.read_text(encoding="utf-8")
    first = text[text.index("  - from: 2015-07") :]
    later = first.replace("  - from: 2015-07", "  - from: 2026-05").replace("base: 1000000", "base: 1010000")
    law = changed_law(BANDS, first, first + later)
    bases = [
        answer("bpu", asked("2026-03", last), on=TODAY, law=law).figures["base"] for last in ("2026-04", "2026-05")
    ]
    assert bases == [1_000_000, 1_010_000]


def test_any_doubtful_month_makes_the_answer_doubtful():
    assert answer("bpu", asked("2026-03", "2026-04") | {"income": 18_200_000}, on=TODAY).figures["doubtful"] is True


def test_an_overpayment_pays_the_next_months():
    found = answer("bpu_credit", asked("2026-10", "2026-11", paid=52_000), on=TODAY)
    credit = {"owed": 16_800, "credit": 35_200, "extra_months": 2, "left": 10_000, "due": 16_800}
    assert dict(found.figures) == credit  # December 2026 costs 8,400, January 2027 16,800
    assert lines(found, -4) == [
        ("owed", 16_800, "8400 + 8400"),
        ("credit", 35_200, "max(0, 52000 - 16800)"),
        ("extra_months", 2, "1 + 1"),
        ("left", 10_000, "35200 - (8400 + 16800)"),
    ]
    assert [step.on for step in found.steps[::5]] == [
        *(date(2026, month, 1) for month in (10, 11, 12)), date(2027, 1, 1), date(2026, 11, 1)
    ]  # fmt: skip
    assert all(step.cited for step in found.steps[-4:])


def test_equal_months_are_counted_together():
    found = answer("bpu_credit", asked("2026-05", "2026-05", paid=8_400 * 5 + 8_399), on=TODAY)
    assert lines(found, -2) == [("extra_months", 4, "4"), ("left", 8_399, "41999 - 8400 * 4")]


@pytest.mark.parametrize(("paid", "credit"), [(0, 0), (8_399, 0), (8_400, 0), (8_401, 1), (16_799, 8_399)])
def test_what_pays_no_further_month_is_left(paid, credit):
    found = answer("bpu_credit", asked("2026-05", "2026-05", paid=paid), on=TODAY)
    expected = {"owed": 8_400, "credit": credit, "extra_months": 0, "left": credit, "due": 8_400}
    assert dict(found.figures) == expected
    assert lines(found, -2) == [("extra_months", 0, "0"), ("left", credit, str(credit))]
    assert found.steps[-2].cited == found.steps[-3].cited != ()


def test_a_payer_that_gets_no_discount_is_told_by_the_law_behind_it():
    steps = {step.name: step for step in answer("bpu", asked("2026-06", "2026-06", payer="APBD"), on=TODAY).steps}
    assert (steps["jkk"].formula, steps["jkm"].formula) == ("1000000 * 1%", "6800")
    assert "bpu.contribution.discount.excluded_payers" in {each.path for each in steps["jkk"].cited}
    found = answer("bpu", asked("2026-06", "2026-06", payer="APBDES"), on=TODAY)
    jkk = next(step for step in found.steps if step.name == "jkk")
    assert (jkk.formula, jkk.cited[-1].path) == ("1000000 * 1%", "bpu.contribution.discount.unsettled_payers")
    assert [(each.name, dict(each.facts)) for each in found.warnings] == [("payer_discount_open", {"payer": "APBDES"})]


@pytest.mark.parametrize(
    ("month", "payer", "transport", "discount", "law"),
    [
        (Month(2026, 6), Payer.SELF, False, Fraction(1, 2), "PP 50/2025"),
        (Month(2026, 6), Payer.APBD, False, Fraction(0), "PP 50/2025"),
        (Month(2026, 2), Payer.SELF, True, Fraction(1, 2), "PP 50/2025"),
        (Month(2026, 2), Payer.SELF, False, Fraction(0), "PP 44/2015"),
        (Month(2020, 9), Payer.APBD, False, Fraction(99, 100), "PP 49/2020"),
    ],
)
def test_one_month_without_its_steps(month, payer, transport, discount, law):
    found = bpu_due(month, income=1_100_000, programmes=BASIC, payer=payer, transport=transport)
    assert (found.month, found.base, found.discount) == (month, 1_200_000, discount)
    assert found.discount_law.startswith(law) or not discount
    assert found.amounts == {Programme.JKK: 12_000 * (1 - discount), Programme.JKM: 6_800 * (1 - discount)}
    assert (found.total, found.warnings) == (sum(found.amounts.values()), ())


def test_a_discount_of_old_age_savings_follows_the_file(changed_law):
    law = changed_law("bpu.contribution.discount.programmes", "value: [JKK, JKM]", "value: [JKK, JKM, JHT]")
    written = asked("2026-06", "2026-06", programmes=["JKK", "JKM", "JHT"])
    assert answer("bpu", written, on=TODAY).figures["jht"] == 20_000
    assert answer("bpu", written, on=TODAY, law=law).figures["jht"] == 10_000


@pytest.mark.parametrize(
    ("kind", "written", "sentence"),
    [
        ("bpu", asked("2026-06", "2026-05"), "months: the last month 2026-05 lies before the first, 2026-06; swap them."),
        ("bpu", asked("2026-06", "2076-06"), "months: 600 months at most in one question; part it into several."),
        ("bpu_credit", asked("2026-06", "2026-06", paid=10**12), "paid: this pays for more than 600 months; count its zeros."),
        (
            "bpu",
            asked("2026-06", "2026-06", programmes=["JKK", "JKM", "JP", "JKP"]),
            "programmes: these members cannot have JP, JKP; take it out.",
        ),
        (
            "bpu",
            asked("2026-06", "2026-06", programmes=["JHT"]),
            "programmes: these members always have JKK, JKM; add it.",
        ),
    ],
)  # fmt: skip
def test_sentences(kind, written, sentence):
    with pytest.raises(InputError) as told:
        answer(kind, written, on=TODAY)
    assert str(told.value) == sentence
