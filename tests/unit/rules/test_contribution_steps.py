"""How contributions are explained: the very formulas, the law that each cites, and what is warned of."""

from datetime import date

import pytest

from payung.rules.inputs import InputError
from payung.rules.kinds import answer
from payung.rules.presenting import as_data

TODAY = date(2026, 11, 21)
PU = {"month": "2026-06", "wage": 5_000_000, "risk": 1, "scale": "besar"}
SHOES = PU | {"month": "2025-03", "sector": "alas_kaki"}
MINIMUM_WORKERS = "pu.relief.labour_intensive.minimum_workers"


def steps(kind, written, **more):
    return {step.name: step for step in answer(kind, written, on=TODAY, **more).steps}


def formulas(kind, written, *names, **more):
    found = steps(kind, written, **more)
    return [found[name].formula for name in names]


def paths(step):
    return {each.path for each in step.cited}


def warned(kind, written, **more):
    return [(each.name, dict(each.facts)) for each in answer(kind, written, on=TODAY, **more).warnings]


def test_wage_earners():
    assert formulas("pu", PU, "jkk_er", "jkm_er", "jht_er", "jp_er", "jp_deferred", "total_er", "total") == [
        "5000000 * 0.24%",
        "5000000 * 0.3%",
        "5000000 * 3.7%",
        "min(5000000, 11086300) * 2%",
        "min(5000000, 11086300) * (2% + 1%) * 0",
        "12000 + 15000 + 185000 + 100000",
        "312000 + 150000",
    ]


def test_a_relief_that_is_over_is_not_written():
    claimed = PU | {"covid_claimed": True, "sector": "alas_kaki", "workers": 50}
    assert formulas("pu", claimed, "jkk_er", "jp_er", "jp_deferred") == formulas(
        "pu", PU, "jkk_er", "jp_er", "jp_deferred"
    )
    assert warned("pu", claimed) == []


def test_reliefs_in_force():
    claimed = PU | {"month": "2020-09", "covid_claimed": True}
    assert formulas("pu", claimed, "jkk_er", "jkm_er", "jp_er", "jp_deferred") == [
        "5000000 * 0.24% * 1%",
        "5000000 * 0.3% * 1%",
        "min(5000000, 8939700) * 2% * 1%",
        "min(5000000, 8939700) * (2% + 1%) * (1 - 1%)",
    ]
    assert formulas("pu", SHOES | {"workers": 50}, "jkk_er", "jkm_er") == [
        "5000000 * 0.24% * (1 - 50%)",
        "5000000 * 0.3%",
    ]


def test_too_few_workers_for_the_relief_cite_the_number_that_is_missed(changed_law):
    assert formulas("pu", SHOES | {"workers": 49}, "jkk_er") == ["5000000 * 0.24%"]
    assert MINIMUM_WORKERS in paths(steps("pu", SHOES | {"workers": 49})["jkk_er"])
    assert MINIMUM_WORKERS not in paths(steps("pu", SHOES | {"sector": "other"})["jkk_er"])
    law = changed_law(MINIMUM_WORKERS, "value: 50", "value: 1")
    assert formulas("pu", SHOES, "jkk_er", law=law) == ["5000000 * 0.24%"], "workers left out are none"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"workers": 49}, []),
        ({"workers": 50}, [("relief_paid_before", {"since": "2025-01"})]),
        ({}, [("workers_not_given", {})]),
        ({"sector": "other"}, []),
        ({"sector": "perdagangan"}, []),
        ({"sector": "alas_kak", "month": "2026-06"}, []),
        ({"month": "2026-06"}, []),
    ],
)
def test_what_the_relief_of_labour_intensive_sectors_warns_of(more, expected):
    assert warned("pu", SHOES | more) == expected


@pytest.mark.parametrize("sector", ["alas_kak", "pedagang_kaki_lima"])
def test_a_sector_that_is_nearly_a_listed_one_is_said_with_those(sector):
    [(name, facts)] = warned("pu", SHOES | {"sector": sector})
    assert (name, facts["sector"]) == ("sector_nearly_listed", sector)
    assert facts["listed"].startswith("makanan_minuman_tembakau, tekstil_pakaian_jadi, kulit, alas_kaki")


def test_deferred_pensions_are_said_with_the_days_of_their_payment():
    found = dict(warned("pu", PU | {"month": "2020-09", "covid_claimed": True}))
    assert set(found) == {"relief_paid_before", "jp_deferred_repaid"}
    assert all(value.startswith("202") for facts in found.values() for value in facts.values())
    assert found["jp_deferred_repaid"]["since"] < found["jp_deferred_repaid"]["until"]
    tiny = PU | {"month": "2020-09", "covid_claimed": True, "scale": "mikro"}
    assert [name for name, _ in warned("pu", tiny)] == ["relief_paid_before"]


def test_contract_staff_have_no_relief_of_2020_and_cite_their_own_programmes():
    staff = {"month": "2020-09", "wage": 5_000_000}
    assert formulas("non_asn", staff, "jkk_er", "jkm_er") == ["5000000 * 0.24%", "5000000 * 0.3%"]
    found = steps("non_asn", {"month": "2026-06", "wage": 5_000_000})
    assert found["jp_er"].formula == "min(5000000, 0) * 0"
    assert "non_asn.programmes" in paths(found["jp_er"])
    assert "pu.programmes.minimum" not in {path for step in found.values() for path in paths(step)}
    assert steps("pu", PU | {"scale": "mikro"})["jp_er"].cited[0].path == "pu.programmes.minimum"


def test_contract_staff_whose_programmes_are_open():
    [(name, facts)] = warned("non_asn", {"month": "2025-03", "wage": 1})
    assert (name, facts) == ("non_asn_programmes_open", {"programmes": "JKK, JKM, JHT"})
    assert warned("non_asn", {"month": "2025-03", "wage": 1, "programmes": ["JKK"]}) == []
    assert warned("non_asn", {"month": "2026-06", "wage": 1}) == []


def test_programmes_that_are_none_are_all_named():
    with pytest.raises(InputError, match=r"programmes: these members cannot have JKP, JKP; take it out\."):
        answer("pu", PU | {"month": "2021-01", "programmes": ["JKP", "JKK", "JKP"]}, on=TODAY)


def test_the_way_of_rounding_follows_the_file(changed_law):
    law = changed_law("rounding.mode", "half_up", "down")
    assert steps("pu", PU | {"wage": 208}, law=law)["jkm_er"].figure == 0
    assert steps("pu", PU | {"wage": 208})["jkm_er"].figure == 1
    assert steps("pu", PU | {"wage": 208}, law=changed_law("rounding.mode", "half_up", "up"))["jkk_er"].figure == 1


@pytest.mark.parametrize(
    ("contract", "jkk"),
    [
        (0, "0 * 0.21%"),
        (1, "1 * 0.21%"),
        (100_000_000, "100000000 * 0.21%"),
        (100_000_001, "100000000 * 0.21% + 1 * 0.17%"),
        (500_000_000, "100000000 * 0.21% + 400000000 * 0.17%"),
        (
            6_000_000_000,
            "100000000 * 0.21% + 400000000 * 0.17% + 500000000 * 0.13% + 4000000000 * 0.11% + 1000000000 * 0.09%",
        ),
    ],
)
def test_slices_of_a_contract(contract, jkk):
    assert formulas("jakon", {"contract": contract}, "jkk") == [jkk]


def test_taxes_are_taken_out():
    assert formulas("jakon", {"contract_gross": 111_000_000, "ppn_percent": 11}, "base") == ["111000000 / (1 + 11%)"]


def test_parts_for_job_loss_are_taken_out_of_the_rates():
    insured = {"wage": 1_000_000, "risk": 1, "jkp_participant": True}
    assert formulas("jkp_split", insured | {"month": "2026-06"}, "jkk_net", "jkm_net") == [
        "1000000 * (0.24% - 0.14%)",
        "1000000 * 0.3%",
    ]
    net = steps("jkp_split", insured | {"month": "2026-06"})["jkm_net"]
    assert paths(net) == {"pu.contribution.jkm_employer", "jkp.contribution.parts"}
    assert [name for name, _ in warned("jkp_split", insured | {"month": "2025-02"})] == ["jkp_month_open"]
    assert warned("jkp_split", insured | {"month": "2025-02"})[0][1] == {"month": "2025-02"}
    assert warned("jkp_split", insured | {"month": "2025-02", "jkp_participant": False}) == []


def test_packages_of_migrant_workers():
    assert formulas("pmi", {"months": 12, "jht_per_month": 50_000}, "during", "jht") == ["189000", "50000 * 12"]
    assert warned("pmi", {"months": 12}) == []
    assert warned("pmi", {"months": 13}) == [("pmi_no_package", {"months": 13, "package": 12})]
    [_, cheaper] = warned("pmi", {"months": 23})
    assert cheaper == ("pmi_longer_package_cheaper", {"package": 24, "amount": 332_500})
    assert formulas("pmi", {"months": 23}, "during") == ["189000 + 11 * 13500"]
    assert formulas("pmi", {"months": 1}, "during") == ["108000"]


def test_the_next_cheaper_package_alone_is_named(changed_law):
    old = "amount: 189000}\n      - {months: 24, amount: 332500"
    law = changed_law("pmi.contribution.packages", old, old.replace("189000", "100000").replace("332500", "170000"))
    found = warned("pmi", {"months": 11}, law=law)
    assert [facts for name, facts in found if name == "pmi_longer_package_cheaper"] == [
        {"package": 12, "amount": 100_000}
    ]


def test_warnings_have_all_their_words():
    asked = [
        ("bpu", {"months": ["2026-06", "2026-06"], "income": 18_200_000, "payer": "APBDES"}),
        ("pu", PU | {"month": "2020-09", "covid_claimed": True}),
        ("pu", SHOES | {"sector": "alas_kak"}),
        ("pu", SHOES | {"workers": 60}),
        ("non_asn", {"month": "2025-03", "wage": 1}),
        ("jkp_split", {"month": "2025-02", "wage": 20_000_000, "risk": 1, "jkp_participant": True}),
        ("pmi", {"months": 23}),
    ]
    for kind, written in asked:
        found = as_data(answer(kind, written, on=TODAY))["warnings"]
        assert found
        assert not [each for each in found if "None" in each["id"] + each["en"]]
