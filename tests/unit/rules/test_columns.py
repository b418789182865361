"""Exact columns: one bottom, no overflow that goes unseen, and the sentences for what cannot be computed by column."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from payung.rules.codes import Payer, Programme, Scale, Work
from payung.rules.columns import Choices, Column, Columns
from payung.rules.inputs import InputError
from payung.rules.legislation import load
from payung.rules.look import Look
from payung.rules.many import self_employed, wage_earner_months
from payung.rules.term import Term
from payung.shared.months import Month

LARGEST = 2**63 - 1
BOTH = frozenset((Programme.JKK, Programme.JKM))


def column(*numbers, bottom=1):
    tops = np.asarray(numbers, dtype=np.int64)
    return Column(tops, bottom, int(np.abs(tops).max(initial=0)))


def exact(found):
    return [Fraction(top, found.bottom) for top in found.top.tolist()]


def chosen(*values, rows=(0,)):
    return Choices(tuple(values), np.asarray(rows, dtype=np.int64))


def due(income=(1_000_000,), **changed):
    rows = {
        "months": chosen(Month(2026, 6)),
        "programmes": chosen(BOTH),
        "sector": chosen(Work.OTHER),
        "payer": chosen(Payer.SELF),
    }
    return self_employed(income=np.asarray(income, dtype=np.int64), **{**rows, **changed})


def earned(wage, **changed):
    rows = {"months": chosen(Month(2026, 6)), "risk": chosen("1"), "scale": chosen(Scale.MENENGAH)}
    return wage_earner_months(wage=np.asarray(wage, dtype=np.int64), **{**rows, **changed})


@pytest.mark.parametrize(
    ("computed", "numbers"),
    [
        (lambda: column(1, -2, bottom=4) + column(1, 1, bottom=6), [Fraction(5, 12), Fraction(-1, 3)]),
        (lambda: column(1, bottom=4) + 2, [Fraction(9, 4)]),
        (lambda: column(1, bottom=4) - column(1, bottom=6), [Fraction(1, 12)]),
        (lambda: column(1, bottom=4) - 2, [Fraction(-7, 4)]),
        (lambda: 1 - column(1, 3, bottom=4), [Fraction(3, 4), Fraction(1, 4)]),
        (lambda: column(3, bottom=4) * column(2, bottom=3), [Fraction(1, 2)]),
        (lambda: column(3, bottom=4) * 2, [Fraction(3, 2)]),
        (lambda: column(3, bottom=4) * -2, [Fraction(-3, 2)]),
    ],
)
def test_arithmetic(computed, numbers):
    found = computed()
    assert exact(found) == numbers
    assert found.bound >= int(np.abs(found.top).max())


@pytest.mark.parametrize(
    "computed",
    [
        lambda: column(LARGEST) + column(1),
        lambda: column(-LARGEST) - column(1),
        lambda: 2 - column(-LARGEST),
        lambda: column(2**32) * column(2**31),
        lambda: column(2**62) * -2,
        lambda: column(2**60, bottom=2) + column(1, bottom=3 * 2**4),
    ],
)
def test_what_64_bits_do_not_hold_is_refused(computed):
    with pytest.raises(
        OverflowError, match=r"^An amount is too large to be computed by column; compute that row alone"
    ):
        computed()


def test_what_64_bits_just_hold_is_computed():
    assert (column(LARGEST - 1) + column(1)).bound == LARGEST
    assert (column(2**31) * column(2**31)).top.tolist() == [2**62]
    assert (column(1 - LARGEST) - column(1)).top.tolist() == [-LARGEST]


def test_choices_of_a_plain_column():
    found = Choices.of(np.asarray(["b", "a", "b"]))
    assert (found.values, found.codes.tolist()) == (("a", "b"), [1, 0, 1])
    assert found.codes.dtype == np.int64


def case(*months, **inputs):
    return Columns(load(), chosen(*months, rows=range(len(months))), inputs)


def test_a_settled_column_is_bound_by_its_rounded_numbers():
    found = case(Month(2026, 6)).settle("half", column(3, bottom=2))
    assert (found.top.tolist(), found.bottom, found.bound) == ([2], 1, 2)


def test_what_is_doubled_for_rounding_has_to_fit_too():
    assert case(Month(2026, 6)).settle("most", column(2**62 - 1)).top.tolist() == [2**62 - 1]
    with pytest.raises(OverflowError, match="compute that row alone"):
        case(Month(2026, 6)).settle("more", column(2**62))


def test_large_figures_stay_exact():
    assert exact(case(Month(2026, 6)).look(lambda _look: Term(2**53 + 1, "x"))) == [2**53 + 1]


def test_the_smaller_of_two():
    found = case(Month(2026, 6)).least(column(1, 5, bottom=4), column(1, bottom=3))
    assert exact(found) == [Fraction(1, 4), Fraction(1, 3)]
    assert found.bound >= 4


def test_months_between_which_nothing_changes_are_asked_once():
    asked = []

    def figure(look):
        asked.append(look.day)
        return Term(look.day.month, "x")

    months = [Month(2019, 5), Month(2019, 6), Month(2019, 7), Month(2026, 6), Month(2026, 6)]
    found = case(*months).look(figure)
    assert len(found.top) == 5
    assert sorted(asked) == [date(2019, 5, 1), date(2026, 6, 1)]
    assert exact(found) == [5, 5, 5, 6, 6]


def test_combinations_that_do_not_occur_are_not_asked():
    asked = []

    def figure(_look, first, second):
        asked.append((first, second))
        return Term(Fraction(1, len(first) + len(second)), "x")

    inputs = {"first": chosen("a", "bb", rows=(0, 1, 0)), "second": chosen("c", "dddd", "e", rows=(0, 1, 0))}
    found = Columns(load(), chosen(Month(2026, 6), rows=(0, 0, 0)), inputs).look(figure, "first", "second")
    assert asked == [("a", "c"), ("bb", "dddd")]
    assert exact(found) == [Fraction(1, 2), Fraction(1, 6), Fraction(1, 2)]
    assert found.bottom == 6


def test_warnings_name_their_rows():
    def figure(look, name):
        if name == "sure":
            return Term(1, "1")
        look.warn(name)
        return Term(2, "2")

    both = Columns(load(), chosen(Month(2026, 6), rows=[0] * 4), {"name": chosen("sure", "x", "y", rows=(1, 0, 2, 1))})
    both.look(figure, "name")
    assert {warned.name: rows.tolist() for warned, rows in both.warned.items()} == {
        "x": [True, False, False, True],
        "y": [False, False, True, False],
    }
    both.inputs["name"] = chosen("x", "sure", rows=(0, 0, 1, 1))
    both.look(figure, "name")
    assert {warned.name: rows.tolist() for warned, rows in both.warned.items()}["x"] == [True, True, False, True]


def test_a_mark_is_reached_by_the_number_itself():
    path = "pu.relief.labour_intensive.minimum_workers"
    least = Look(load(), date(2025, 3, 1)).number(path).value
    many = Columns(load(), chosen(Month(2025, 3), rows=[0] * 3), {"n": np.asarray([least - 1, least, least + 1])})
    many.mark("enough", "n", path)
    marked = many.inputs["enough"]
    assert [marked.values[code] for code in marked.codes.tolist()] == [False, True, True]


def test_a_mark_may_be_a_fraction(changed_law):
    path = "pu.relief.labour_intensive.minimum_workers"
    law = changed_law(path, "value: 50", "value: 99/2")
    many = Columns(law, chosen(Month(2025, 3), rows=[0] * 2), {"n": np.asarray([49, 50])})
    many.mark("enough", "n", path)
    assert many.inputs["enough"].codes.tolist() == [0, 1]


def test_rounding_follows_the_file(changed_law):
    law = changed_law("rounding.unit", "value: 1\n", "value: 100\n")
    assert due(law=law).figures["jkk"].tolist() == [5_000]
    assert due(income=[0, 1_150_000], months=chosen(Month(2026, 6), rows=(0, 0)), programmes=chosen(BOTH, rows=(0, 0)),
               sector=chosen(Work.OTHER, rows=(0, 0)), payer=chosen(Payer.APBD, rows=(0, 0)), law=law
               ).figures["total"].tolist() == [16_800, 18_800]  # fmt: skip
    assert earned([4_335_198], law=law).figures["jkk_er"].tolist() == [10_400]


def test_a_rounding_that_changes_in_between_is_refused(changed_law):
    again = "  - from: 2026-01\n    value: 100\n"
    text = load().parameter("rounding.unit").file.read_text(encoding="utf-8")
    first = text[text.index("  - from:") :]
    law = changed_law("rounding.unit", first, first + again + first.split("\n", 2)[2])
    months = chosen(Month(2025, 12), Month(2026, 1), rows=(0, 1))
    with pytest.raises(
        OverflowError, match=r"^The rounding changes between these months; compute each side of the change apart\.$"
    ):
        earned([1, 1], months=months, risk=chosen("1", rows=(0, 0)), scale=chosen(Scale.MIKRO, rows=(0, 0)), law=law)
    assert earned([4_335_198], months=chosen(Month(2025, 12)), law=law).figures["jkk_er"].tolist() == [10_404]


def test_what_is_left_out_is_as_for_one_worker():
    found = earned([4_335_198])
    assert (found.figures["total_er"].tolist(), found.figures["total_ee"].tolist()) == ([270_516], [130_056])
    relieved = earned([4_335_198], months=chosen(Month(2020, 9))).figures
    assert relieved["jkk_er"].tolist() == [10_404]
    tiny = earned([4_335_198], scale=chosen(Scale.MIKRO)).figures
    assert tiny["jht_er"].tolist() == [0]


NONE = np.asarray([], dtype=np.int64)
CHOSEN = {"programmes": BOTH, "sector": Work.OTHER, "payer": Payer.SELF}
NOTHING = {name: Choices((value,), NONE) for name, value in CHOSEN.items()}


def test_columns_without_rows():
    found = self_employed(Choices((Month(2026, 6),), NONE), NONE, **NOTHING)
    assert found.figures["total"].tolist() == []
    unknown = Choices((), NONE)
    nobody = wage_earner_months(Choices((Month(2026, 6),), NONE), NONE, risk=unknown, scale=unknown)
    assert nobody.figures["total"].tolist() == []


@pytest.mark.parametrize(
    ("asked", "field", "name", "facts"),
    [
        (lambda: due(income=(), months=Choices.of(np.asarray([])), **NOTHING), "months", "months_empty", {}),
        (lambda: due(income=(1, 2)), "income", "columns_uneven", {"lengths": "1, 2"}),
        (lambda: due(payer=chosen(Payer.SELF, rows=(0, 0, 0))), "income", "columns_uneven", {"lengths": "1, 3"}),
        (lambda: due(months=chosen(Month(2026, 6), rows=(0, 0))), "income", "columns_uneven", {"lengths": "1, 2"}),
        (lambda: due(programmes=chosen(BOTH, rows=(0, 0))), "income", "columns_uneven", {"lengths": "1, 2"}),
        (lambda: due(sector=chosen(Work.OTHER, rows=(0, 0))), "income", "columns_uneven", {"lengths": "1, 2"}),
        (lambda: earned([1, 2]), "wage", "columns_uneven", {"lengths": "1, 2"}),
        (lambda: earned([1], months=chosen(Month(2026, 6), rows=(0, 0))), "wage", "columns_uneven", {"lengths": "1, 2"}),
        (lambda: earned([1], risk=chosen("1", rows=(0, 0))), "wage", "columns_uneven", {"lengths": "1, 2"}),
        (lambda: earned([1], scale=chosen(Scale.MIKRO, rows=(0, 0))), "wage", "columns_uneven", {"lengths": "1, 2"}),
        (lambda: earned([1], workers=np.asarray([1, 2])), "wage", "columns_uneven", {"lengths": "1, 2"}),
        (lambda: earned([1], sector=chosen("other", rows=(0, 0))), "wage", "columns_uneven", {"lengths": "1, 2"}),
        (lambda: earned([1], workers=np.asarray([-3])), "workers", "row_negative", {"row": 0, "written": -3}),
        (lambda: earned([1], programmes=chosen((Programme.JKK, "BPJS"))), "programmes", "programmes_foreign", {"programmes": "BPJS"}),
        (lambda: due(income=(-1,)), "income", "row_negative", {"row": 0, "written": -1}),
        (lambda: earned([-5]), "wage", "row_negative", {"row": 0, "written": -5}),
        (lambda: due(programmes=chosen(frozenset((Programme.JKK,)))), "programmes", "programmes_missing", {"programmes": "JKM"}),
        (lambda: due(programmes=chosen(BOTH | {Programme.JP})), "programmes", "programmes_foreign", {"programmes": "JP"}),
    ],
)  # fmt: skip
def test_columns_that_cannot_be_computed(asked, field, name, facts):
    with pytest.raises(InputError) as told:
        asked()
    [problem] = told.value.problems
    assert (problem.field, problem.name, dict(problem.facts)) == (field, name, facts)
    assert problem.says("id") != problem.says("en")


def test_the_first_negative_row_is_named():
    two = {
        "months": chosen(Month(2026, 6), rows=(0, 0, 0)),
        "risk": chosen("1", rows=(0, 0, 0)),
        "scale": chosen(Scale.BESAR, rows=(0, 0, 0)),
    }
    with pytest.raises(InputError, match=r"row 1: -7 is below zero"):
        earned([0, -7, -9], **two)


def test_a_wage_too_large_for_columns_is_to_be_computed_alone():
    with pytest.raises(OverflowError, match="compute that row alone"):
        earned([2**62])
    assert earned([10**15]).figures["total_er"].tolist() == [42_400_000_221_726]
