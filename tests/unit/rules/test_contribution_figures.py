"""Changed files change the contributions, and the files of the project agree with one another."""

from datetime import date

import pytest

from payung.rules.kinds import answer
from payung.rules.legislation import load
from payung.shared.months import Month

TODAY = date(2026, 11, 21)
PU = {"month": "2026-06", "wage": 10_000_000, "risk": 1, "scale": "besar"}


def figures(law, kind, **written):
    return answer(kind, written, on=TODAY, law=law).figures


@pytest.mark.parametrize(
    ("path", "old", "new", "name", "figure"),
    [
        ("pu.contribution.jkk_employer", '"1": 24/10000', '"1": 25/10000', "jkk_er", 25_000),
        ("pu.contribution.jkm_employer", "30/10000", "31/10000", "jkm_er", 31_000),
        ("pu.contribution.jht_employer", "37/1000", "38/1000", "jht_er", 380_000),
        ("pu.contribution.jht_worker", "2/100", "3/100", "jht_ee", 300_000),
        ("pu.contribution.jp_employer", "2/100", "3/100", "jp_er", 300_000),
        ("pu.contribution.jp_worker", "1/100", "2/100", "jp_ee", 200_000),
        ("jp.wage_cap", "value: 11086300", "value: 5000000", "jp_er", 100_000),
        ("pu.programmes.minimum", "besar: [JKK, JKM, JHT, JP]", "besar: [JKM]", "total", 30_000),
    ],
)
def test_wage_earners_follow_the_files(changed_law, path, old, new, name, figure):
    assert figures(changed_law(path, old, new), "pu", **PU)[name] == figure


def test_reliefs_follow_the_files(changed_law):
    claimed = PU | {"month": "2020-09", "covid_claimed": True}
    law = changed_law("pu.relief.covid.jkk_jkm_paid", "value: 1/100", "value: 1/2")
    assert figures(law, "pu", **claimed)["jkk_er"] == 12_000
    law = changed_law("pu.relief.covid.jp_paid", "value: 1/100", "value: 1/4")
    assert figures(law, "pu", **claimed)["jp_deferred"] == 201_143  # three quarters of 3% of 8,939,700, half up
    law = changed_law("pu.relief.labour_intensive.minimum_workers", "value: 50", "value: 10")
    shoes = PU | {"month": "2025-03", "sector": "alas_kaki", "workers": 10}
    assert figures(law, "pu", **shoes)["jkk_er"] == 12_000
    law = changed_law("pu.relief.labour_intensive.discount", "value: 1/2", "value: 1/4")
    assert figures(law, "pu", **shoes | {"workers": 50})["jkk_er"] == 18_000


def test_programmes_of_contract_staff_follow_the_file(changed_law):
    law = changed_law("non_asn.programmes", "value: [JKK, JKM, JHT]", "value: [JKK, JKM, JHT, JP]")
    assert figures(law, "non_asn", month="2026-06", wage=10_000_000)["jp_er"] == 200_000


def test_construction_follows_the_files(changed_law):
    law = changed_law("jakon.contribution.tiers", "jkk: 17/10000", "jkk: 18/10000")
    assert figures(law, "jakon", contract=200_000_000)["jkk"] == 390_000
    law = changed_law("jakon.contribution.jkk_rate", "value: 174/10000", "value: 2/100")
    assert figures(law, "jakon_wage", wage=1_000_000)["jkk"] == 20_000


def test_migrant_workers_follow_the_files_in_any_order(changed_law):
    lines = "      - {months: 6, amount: 108000}\n      - {months: 12, amount: 189000}\n"
    turned = "      - {months: 12, amount: 189000}\n      - {months: 6, amount: 100000}\n"
    law = changed_law("pmi.contribution.packages", lines, turned)
    assert [figures(law, "pmi", months=months)["during"] for months in (5, 7, 12, 13)] == [
        100_000,
        113_500,
        189_000,
        202_500,
    ]


def test_open_months_follow_the_files(changed_law):
    law = changed_law("jkp.contribution.parts", "doubtful: true", "doubtful: false")
    asked = {"month": "2025-02", "wage": 4_000_000, "risk": 2, "jkp_participant": True}
    assert not answer("jkp_split", asked, on=TODAY, law=law).warnings
    law = changed_law("jkp.contribution.wage_cap", "value: 5000000", "value: 3999999")
    asked["month"] = "2025-03"
    [warned] = answer("jkp_split", asked, on=TODAY, law=law).warnings
    assert (warned.name, warned.facts) == ("jkp_base_cap_open", (("cap", 3_999_999),))


def test_a_region_is_added_by_its_file_alone(changed_law, tmp_path):
    folder = changed_law("wages.minimum.medan", "UMK", "UMK").folder
    source = folder / "wages" / "minimum" / "tebing_tinggi.yaml"
    with_another = folder.parent / "more"
    folder.rename(with_another)
    added = with_another / "wages" / "minimum" / "kota_baru.yaml"
    added.write_text((with_another / source.relative_to(folder)).read_text().replace("3229957", "3000001"))
    assert figures(load(with_another), "minimum_wage", region="Kota  Baru", year=2026)["minimum_wage"] == 3_000_001


def test_a_year_left_out_between_two_known_ones_is_warned_of(changed_law):
    law = changed_law("jp.wage_cap", "from: 2023-03", "from: 2022-04")
    [warned] = answer("pu", PU | {"month": "2023-04"}, on=TODAY, law=law).warnings
    assert dict(warned.facts) == {"parameter": "jp.wage_cap", "since": "2022-04", "expected": "2023-04"}
    assert not answer("pu", PU | {"month": "2023-03"}, on=TODAY, law=law).warnings


def test_pension_caps_are_known_for_every_march():
    starts = [Month.of(each.start) for each in load().parameter("jp.wage_cap").values]
    assert starts == [Month(2015, 7), *(Month(2015 + year, 3) for year in range(1, len(starts)))]


def test_parts_of_jkp_are_its_whole():
    for each in load().parameter("jkp.contribution.parts").values:
        parts = each.value
        assert parts["total"] == parts["government"] + parts["from_jkk"] + parts["from_jkm"]


def test_both_measures_of_a_business_know_the_same_sizes():
    sizes = [[band["scale"] for band in load().table(f"business.scale.{name}", TODAY)] for name in ("capital", "sales")]
    assert sizes[0] == sizes[1] == ["mikro", "kecil", "menengah", "besar"]
    assert set(sizes[0]) == set(load().value("pu.programmes.minimum", TODAY))


def test_a_question_may_reach_over_a_working_life() -> None:
    asked = {"months": ["2026-06", "2076-05"], "income": 0}
    assert len(answer("bpu", asked, on=TODAY).figures["per_month"]) == 600
    paid = {"months": ["2026-06", "2026-06"], "income": 0, "paid": 10_054_799}
    assert answer("bpu_credit", paid, on=TODAY).figures["extra_months"] == 600
