"""Benefits: refused inputs, formulas, and answers that follow the files of the law."""

from datetime import UTC, date, datetime
from decimal import Decimal
from math import inf, nan

import pytest

from payung.rules.inputs import InputError
from payung.rules.kinds import KINDS, answer
from payung.rules.legislation import LegislationError, load

TODAY = date(2026, 11, 21)
WHOLE_WAY = {"TK_SD": 8, "SMP": 3, "SMA": 3, "PT": 5}
WORKER = {"citizen": True, "age": 30, "scale": "kecil", "programmes": ["JKK", "JKM", "JHT"], "jkn": True}
LEAST = {
    "jkm": {"membership_months": 8, "segment": "PU"},
    "scholarship": {"children": []},
    "jkk_death": {"wage": 1},
    "jkk_ptd": {"wage": 1},
    "jkk_ppd": {"wage": 1, "table_percent": 1},
    "stmb": {"wage": 1, "months": 1},
    "jkk_transport": {},
    "jkk_homecare": {},
    "jkp_eligible": WORKER,
    "jkp_benefit": {"phk": "2026-01-02", "wage": 1},
    "jp_pension": {"month": "2026-01", "months_paid": 1, "avg_year_wage": 1},
    "retirement_age": {},
    "jht_claim": {"reason": "death"},
}
WILD = [
    None,
    -1,
    1.5,
    10**20,
    "x",
    "",
    [],
    {},
    [1],
    [[1]],
    [None],
    {"a": 1},
    [{"TK_SD": -1}],
    [{"TK_SD": "x"}],
    [{1: 1}],
]
WILD += [True, nan, inf, Decimal("NaN"), "2026-13", "2026-02-30", datetime(2026, 1, 1, tzinfo=UTC), "9999-12-31", b"x"]


def ask(kind, law=None, **inputs):
    return answer(kind, inputs, on=TODAY, law=law)


def formulas(found):
    return [(step.name, step.formula) for step in found.steps]


@pytest.mark.parametrize("kind", LEAST)
def test_whatever_is_written_is_answered_or_refused_in_one_sentence(kind):
    for field in [*KINDS[kind].inputs.model_fields, "nobody"]:
        for written in WILD:
            try:
                ask(kind, **{**LEAST[kind], field: written})
            except InputError as refused:
                for problem in refused.problems:
                    for language in ("id", "en"):
                        said = problem.says(language)
                        assert problem.field in said
                        assert "\n" not in said


@pytest.mark.parametrize(
    ("kind", "inputs", "sentence"),
    [
        (
            "jkm",
            {"segment": "PMI"},
            "the benefits of the segment PMI were not read; use PU, BPU, JAKON, or ask the insurer.",
        ),
        ("jkm", {"segment": "XYZ"}, "segment: XYZ is not known; use 'PU', 'BPU', 'JAKON' or 'PMI'."),
        ("jkm", {"membership_months": -1}, "membership_months cannot be below 0; you wrote -1."),
        (
            "jkm",
            {"wage": 1},
            "wage is not known here; use children, date, membership_months, paid_discounted, segment.",
        ),
        ("jkm", {"date": "2026-02-30"}, "date: 2026-02-30 is no day"),
        ("scholarship", {"children": [{"SD": 1}]}, "children.0: the level SD is not known; use TK_SD, SMP, SMA, PT."),
        ("jkk_death", {"segment": "PMI"}, "the benefits of the segment PMI were not read"),
        ("jkk_death", {"segment": "BPU"}, "wage is not used for the segment BPU; give income alone."),
        ("jkk_death", {"income": 1}, "income is not used for the segment PU; give wage alone."),
        ("jkk_ptd", {"wage": None}, "wage is missing; add it."),
        ("jkk_ppd", {"wage": None, "segment": "BPU"}, "income is missing; add it."),
        ("jkk_ppd", {"table_percent": 100.5}, "table_percent cannot be above 100; you wrote 100.5."),
        ("jkk_homecare", {"prosthesis": 1}, "prosthesis_price is missing; add it."),
        ("jkp_eligible", {"within": 24}, "months_paid is missing; add it."),
        ("jkp_eligible", {"months_paid": 13, "within": 12}, "months_paid: 13 months cannot lie within 12; mend"),
        ("jkp_eligible", {"months_paid": 25}, "months_paid: 25 months cannot lie within 24; mend"),
        ("jp_pension", {"month": "2026-13"}, "month: 2026-13 is no month; write it like 2026-06."),
        ("jht_claim", {"reason": "age"}, "age is missing; add it."),
        ("jht_claim", {"reason": "dismissal"}, "months_since_stop is missing; add it."),
        ("jht_claim", {"reason": "housing"}, "membership_months is missing; add it."),
        ("jht_claim", {"reason": "holiday"}, "reason: holiday is not known; use 'age', 'resignation', 'dismissal'"),
    ],
)
def test_inputs_that_cannot_be_computed_are_refused(kind, inputs, sentence):
    with pytest.raises(InputError) as caught:
        ask(kind, **{**LEAST[kind], **inputs})
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "inputs", "first"),
    [
        ("jkm", {"date": "2015-06-30"}, "2015-07-01"),
        ("scholarship", {"date": "2019-12-01"}, "2019-12-02"),
        ("jkk_death", {"date": "2019-12-01"}, "2019-12-02"),
        ("stmb", {"date": "2019-12-01"}, "2019-12-02"),
        ("jkk_transport", {"date": "2019-12-01"}, "2019-12-02"),
        ("jkk_homecare", {"date": "2019-12-01"}, "2019-12-02"),
        ("jkp_eligible", {"date": "2025-02-06"}, "2025-02-07"),
        ("jkp_benefit", {"phk": "2021-02-01"}, "2021-02-02"),
        ("jp_pension", {"month": "2015-06"}, "2015-07-01"),
        ("retirement_age", {"date": "2015-06-30"}, "2015-07-01"),
        ("jht_claim", {"date": "2015-06-30"}, "2015-07-01"),
    ],
)
def test_days_before_the_law_that_was_read_are_refused(kind, inputs, first):
    with pytest.raises(LegislationError, match=f"is known from {first} on"):
        ask(kind, **{**LEAST[kind], **inputs})


def test_formulas_of_a_death():
    found = ask("jkm", membership_months=36, segment="BPU", children=[WHOLE_WAY, {"SMP": 4}])
    assert formulas(found) == [
        ("child", "1500000 * min(8, 8) + 2000000 * min(3, 3) + 3000000 * min(3, 3) + 12000000 * min(5, 5)"),
        ("child", "2000000 * min(4, 3)"),
        ("full_benefit", "36 >= 3"),
        ("santunan", "20000000"),
        ("berkala", "12000000"),
        ("pemakaman", "10000000"),
        ("cash", "20000000 + 12000000 + 10000000"),
        ("scholarship_eligible", "36 >= 36"),
        ("scholarship", "87000000 + 6000000"),
        ("total", "42000000 + 93000000"),
    ]


def test_formulas_of_accidents():
    assert ("santunan", "max(1000000 * 80 * 60%, 20000000)") in formulas(ask("jkk_death", segment="BPU", income=0))
    assert ("santunan", "7 * 80 * 70%") in formulas(ask("jkk_ptd", wage=7))
    assert ("santunan", "7 * 80 * 12.5%") in formulas(ask("jkk_ppd", wage=7, table_percent=Decimal("12.5")))
    assert formulas(ask("stmb", wage=7, months=14))[:2] == [
        ("stmb_first", "7 * min(14, 12) * 100%"),
        ("stmb_later", "7 * max(0, 14 - 12) * 50%"),
    ]
    assert ("prosthesis", "min(9, 10 * 140%)") in formulas(ask("jkk_homecare", prosthesis=9, prosthesis_price=10))


def test_formulas_of_a_dismissal():
    found = ask("jkp_eligible", **{**WORKER, "citizen": False}, months_paid=13, within=25, months_since_dismissal=2)
    assert formulas(found) == [
        ("citizen", "false"),
        ("employment_relationship", "true"),
        ("jkn", "true"),
        ("programmes", " and ".join(f'"{each}" in ("JKK", "JKM", "JHT")' for each in ("JKK", "JHT", "JKM"))),
        ("age_at_registration", "30 < 54"),
        ("months_paid", "13 - max(0, 25 - 24) >= 12"),
        ("claimed_in_time", "6 >= 2"),
        ("eligible", "1 < 1"),
    ]
    alone = ask("jkp_eligible", **{**WORKER, "programmes": ["JKK"]})
    assert '"JHT" in ("JKK",) and' in dict(formulas(alone))["programmes"]
    assert formulas(ask("jkp_benefit", phk="2026-05-04", wage=7))[0] == ("monthly_1", "min(7, 5000000) * 60%")


def test_formulas_of_a_pension():
    found = ask("jp_pension", month="2025-06", months_paid=180, avg_year_wage=24000000)
    assert formulas(found) == [
        ("lump_sum", "180 < 180"),
        ("raw", "24000000 / 12 * 1% * 180 / 12"),
        ("monthly", "min(max(300000, 399700), 4792300)"),
    ]


def test_parts_are_the_total_and_two_whole_ways_the_most():
    law = load()
    parts = law.value("benefits.jkm.parts", TODAY)
    assert sum(law.integer(f"benefits.jkm.{part}", TODAY) for part in parts) == law.integer("benefits.jkm.total", TODAY)
    assert ask("scholarship", children=[WHOLE_WAY, WHOLE_WAY]).figures["total"] == 174000000


def test_minimum_and_maximum_pension_change_on_the_same_days():
    minimum, maximum = (load().parameter(f"benefits.jp.{name}") for name in ("minimum", "maximum"))
    assert minimum.days == maximum.days
    assert all(low.value * 11 < high.value for low, high in zip(minimum.values, maximum.values, strict=True))


def test_answers_follow_the_files(changed_law):
    law = changed_law("benefits.jkm.bpu.first_months_parts", "[pemakaman]", "[pemakaman, berkala]")
    assert ask("jkm", law, membership_months=1, segment="BPU").figures["cash"] == 22000000
    law = changed_law("benefits.scholarship.most_children", "value: 2", "value: 1")
    assert ask("scholarship", law, children=[{"SMP": 1}, {"PT": 1}]).figures["total"] == 12000000
    law = changed_law("benefits.scholarship.jkk_months", "value: 0", "value: 1")
    assert ask("jkk_death", law, wage=0, children=[WHOLE_WAY]).figures["total"] == 42000000
    law = changed_law("benefits.jkk.wage_base", "BPU: income", "BPU: wage")
    assert ask("jkk_ptd", law, wage=100, segment="BPU").figures["santunan"] == 5600
    law = changed_law("benefits.jkp.conditions", "[citizen, employment_relationship, jkn]", "[citizen, healthy]")
    assert ask("jkp_eligible", law, **{**WORKER, "jkn": False}).figures["reasons"] == ("healthy",)
    law = changed_law("benefits.jht.waiting_reasons", "dismissal", "death")
    assert ask("jht_claim", law, reason="dismissal").figures["eligible"] is True
