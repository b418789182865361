"""How duties are explained: what each step cites, the very formulas, and the facts of each warning."""

from datetime import date

import pytest

from payung.rules.inputs import InputError
from payung.rules.kinds import answer

TODAY = date(2026, 11, 21)
EMPLOYER = {
    "registered": True,
    "scale": "mikro",
    "programmes": ["JKK"],
    "workers_actual": 2,
    "workers_registered": 2,
    "wage_ok": True,
    "months_arrears": 0,
}
AGES = {f"bpu.registration.age.{name}" for name in ("minimum", "review", "refused")}


def ask(kind, **written):
    return answer(kind, written, on=TODAY)


def step(kind, name, **written):
    return next(each for each in ask(kind, **written).steps if each.name == name)


def paths(kind, name, **written):
    return {each.path for each in step(kind, name, **written).cited}


@pytest.mark.parametrize(
    ("kind", "written", "name", "facts"),
    [
        ("business_scale", {"capital": 9 * 10**8, "yearly_sales": 3 * 10**9}, "scale_measures_differ", {"by_capital": "mikro", "by_sales": "kecil"}),
        ("business_scale", {"capital": 5 * 10**9 + 1}, "scale_edge_doubtful", {"scale": "menengah"}),
        ("compliance_category", EMPLOYER | {"workers_registered": 3}, "more_registered", {"registered": 3, "actual": 2}),
        ("late_fee", {"segment": "PU", "month": "2026-06", "due": 1, "months_late": 1.5}, "part_month_open", {"months": "1.5"}),
        ("pp86_fine", {"due": 1, "months": 1.5}, "part_month_open", {"months": "1.5"}),
        ("bpu_age", {"birth": "1961-01-01", "as_of": "2026-11-21"}, "age_edge_open", {"age": 65}),
        ("segment", {"status": "(Kader)"}, "honorarium_assumed", {"status": "KADER", "otherwise": "BPU"}),
        ("segment", {"status": "PPPK paruh waktu"}, "segment_open", {"status": "PPPK_PARUH_WAKTU"}),
        ("percent", {"part": 4, "whole": 3}, "part_above_whole", {"part": 4, "whole": 3}),
        ("due", {"segment": "BPU", "month": "2020-08"}, "due_day_open", {"month": "2020-08"}),
        ("due", {"segment": "PU", "month": "2027-12"}, "holidays_not_decreed", {"year": 2028, "known_through": "2027-12-31"}),
    ],
)  # fmt: skip
def test_facts_of_warnings(kind, written, name, facts):
    assert [dict(each.facts) for each in ask(kind, **written).warnings if each.name == name] == [facts]


@pytest.mark.parametrize(
    ("kind", "written", "name", "cited"),
    [
        ("compliance_category", EMPLOYER, "pds_program", {"pu.programmes.minimum", "compliance.categories"}),
        ("compliance_category", EMPLOYER, "pds_tk", {"compliance.categories"}),
        ("bpu_age", {"birth": "1990-01-01", "as_of": "2026-11-21"}, "age", AGES),
        ("bpu_age", {"birth": "1990-01-01", "as_of": "2026-11-21"}, "decision", AGES),
        ("due", {"segment": "PU", "month": "2026-10"}, "ordinary_due", {"pu.payment.due_day", "pu.payment.month_offset"}),
        ("percent", {"part": 1, "whole": 2}, "percent", {"ucj.formula", "ucj.decimals"}),
        ("kpi", {"workers": 8, "months": 6, "sponsor": "umb"}, "counted", {"sponsored.kpi.full_months", "sponsored.kpi.rule"}),
        (
            "warning_dates",
            {"first": "2026-10-05"},
            "second_starts",
            {"compliance.warnings.working_days", "working_week.days", "holidays.override", "holidays.known_through"},
        ),
    ],
)  # fmt: skip
def test_laws_behind_a_step(kind, written, name, cited):
    assert paths(kind, name, **written) == cited


@pytest.mark.parametrize(
    ("programmes", "given"), [([], "()"), (["JKK"], '("JKK",)'), (["JKK", "JHT"], '("JKK", "JHT")')]
)
def test_programmes_that_are_missing(programmes, given):
    found = step("compliance_category", "pds_program", **EMPLOYER | {"programmes": programmes})
    assert found.formula == f'"JKK" not in {given} or "JKM" not in {given}'


def test_a_shortfall_is_explained_from_both_wages():
    found = ask("pds_upah", month="2026-06", reported=1_000_000, actual=2_000_000, risk=1, scale="besar")
    assert [each.formula for each in found.steps if each.name == "jkm_er"] == ["1000000 * 0.3%", "2000000 * 0.3%"]
    assert found.figures["paid"] == next(each.figure for each in found.steps if each.name == "paid")


def test_a_nik_that_cannot_be_one_tells_nothing_of_a_person():
    assert set(ask("nik", nik="9901014508900003").figures) == {"valid", "faults"}
    assert set(ask("nik", nik="1271014508900003").figures) == {"valid", "faults", "region", "birth", "sex"}


@pytest.mark.parametrize(
    ("region", "year", "sentence"),
    [
        (
            "Atlantis",
            2026,
            "region: the minimum wage of Atlantis is not known; use one of medan, sumut, tebing_tinggi, ",
        ),
        ("medan", 2023, "year: the minimum wage is known from 2024 on, not for 2023; choose another year"),
    ],
)
def test_minimum_wages_that_are_not_known(region, year, sentence):
    with pytest.raises(InputError) as told:
        ask("minimum_wage", region=region, year=year)
    assert str(told.value).startswith(sentence)


def test_january_decides_the_minimum_wage_of_a_year(changed_law):
    law = changed_law("wages.minimum.medan", "from: 2026-01", "from: 2026-02")
    found = answer("minimum_wage", {"region": "medan", "year": 2026}, on=TODAY, law=law)
    assert found.figures["minimum_wage"] == 4_014_072
