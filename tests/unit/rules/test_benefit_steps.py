"""How benefits are explained: whose steps stand in an answer, the law that each cites, and the words of warnings."""

from datetime import date

import pytest

from payung.rules.inputs import InputError
from payung.rules.kinds import KINDS, answer
from payung.rules.presenting import as_data
from tests.unit.rules.test_steps_recompute import answers

TODAY = date(2026, 11, 21)
INSURABLE = {"citizen": True, "age": 30, "scale": "besar", "programmes": ["JKK", "JKM", "JHT", "JP"], "jkn": True}


def steps(kind, written):
    return {step.name: step for step in answer(kind, written, on=TODAY).steps}


def paths(step):
    return {each.path for each in step.cited}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_word_is_missing_in_a_warning(kind):
    said = {text for each in answers(kind) for warned in as_data(each)["warnings"] for text in warned.values()}
    assert not [text for text in said if "None" in text]


def test_the_scholarship_of_each_child_is_explained_beside_a_disability():
    found = answer("jkk_ptd", {"wage": 4_000_000, "children": [{"TK_SD": 1}, {"SMP": 2}]}, on=TODAY)
    assert [step.name for step in found.steps].count("child") == 2
    assert [step.figure for step in found.steps if step.name == "child"] == [1_500_000, 4_000_000]


def test_a_disability_cites_why_the_wage_counts():
    assert "benefits.jkk.wage_base" in paths(steps("jkk_ptd", {"wage": 4_000_000})["santunan"])


def test_glasses_need_no_price_of_a_prosthesis():
    found = steps("jkk_homecare", {"glasses": 1_000})
    assert found["prosthesis"].figure == 0
    assert found["prosthesis"].formula.startswith("min(0, 0 * ")


def test_scholarships_cite_how_many_children_count():
    found = steps("scholarship", {"children": [{"TK_SD": 1}, {"SMP": 2}, {"SMA": 1}]})["total"]
    assert {"benefits.scholarship.most_children", "benefits.scholarship.per_year"} <= paths(found)
    assert found.formula == "4000000 + 3000000"


def test_months_of_membership_within_the_laws_own_window_are_taken_as_they_are():
    def formula(**asked):
        return steps("jkp_eligible", INSURABLE | asked)["months_paid"].formula

    assert formula(months_paid=12) == "12 >= 12"
    assert formula(months_paid=12, within=24) == "12 >= 12"
    assert formula(months_paid=12, within=12) == "12 >= 12"
    assert formula(months_paid=13, within=25) == "13 - max(0, 25 - 24) >= 12"


def test_a_share_of_savings_cites_its_own_reasons():
    whole = steps("jht_claim", {"reason": "total_disability"})["share"]
    assert paths(whole) == {"benefits.jht.full_reasons"}
    assert whole.formula == "100%"


def test_members_whose_benefits_were_not_read():
    with pytest.raises(InputError) as told:
        answer("jkm", {"segment": "PMI", "membership_months": 12}, on=TODAY)
    [problem] = told.value.problems
    assert (problem.field, problem.name) == ("segment", "segment_benefits_unread")
    assert problem.facts["written"] == "PMI"
    assert "PU, BPU" in problem.facts["known"]
