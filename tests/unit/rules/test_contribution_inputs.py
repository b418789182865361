"""What cannot be computed is refused with the field and the mend, in both languages."""

from datetime import date
from decimal import Decimal

import pytest

from payung.rules.inputs import InputError
from payung.rules.kinds import answer
from payung.rules.legislation import LegislationError

TODAY = date(2026, 11, 21)
PU = {"month": "2026-06", "wage": 1, "risk": 1, "scale": "besar"}
JKP = {"month": "2026-06", "wage": 1, "risk": 1, "jkp_participant": True}

BPU = {"months": ["2026-06", "2026-06"], "income": 0}

REFUSED = {
    "more months than a working life": ("bpu", BPU | {"months": ["2026-06", "2076-06"]}, "months", "months_many"),
    "months the wrong way round": ("bpu", BPU | {"months": ["2026-06", "2026-05"]}, "months", "months_backwards"),
    "a programme that is always there": ("bpu", BPU | {"programmes": ["JKK"]}, "programmes", "programmes_missing"),
    "a programme of employees": ("bpu", BPU | {"programmes": ["JKK", "JKM", "JP"]}, "programmes", "programmes_foreign"),
    "an overpayment for longer than a working life": (
        "bpu_credit",
        BPU | {"paid": 10_054_800},
        "paid",
        "paid_beyond",
    ),
    "negative wage": ("pu", PU | {"wage": -1}, "wage", "greater_than_equal"),
    "month 13": ("pu", PU | {"month": "2026-13"}, "month", "month"),
    "risk 6": ("pu", PU | {"risk": 6}, "risk", "literal_error"),
    "risk beyond 64 bits": ("pu", PU | {"risk": 2**63}, "risk", "unreadable"),
    "endless wage": ("pu", PU | {"wage": float("inf")}, "wage", "int_type"),
    "wage of no number": ("pu", PU | {"wage": Decimal("NaN")}, "wage", "int_type"),
    "wage with a part": ("pu", PU | {"wage": 1.5}, "wage", "int_from_float"),
    "wage with a decimal part": ("pu", PU | {"wage": Decimal("1.5")}, "wage", "int_from_float"),
    "vast wage": ("pu", PU | {"wage": 1e300}, "wage", "less_than_equal"),
    "risk 0": ("pu", PU | {"risk": 0}, "risk", "literal_error"),
    "unknown size": ("pu", PU | {"scale": "raya"}, "scale", "enum"),
    "unknown programme": ("pu", PU | {"programmes": ["JKX"]}, "programmes.0", "enum"),
    "JKP before it began": ("pu", PU | {"month": "2021-01", "programmes": ["JKP"]}, "programmes", "programmes_foreign"),
    "negative workers": ("pu", PU | {"workers": -1}, "workers", "greater_than_equal"),
    "unknown name": ("pu", PU | {"wages": 1}, "wages", "extra_forbidden"),
    "wage left out": ("pu", {"month": "2026-06", "risk": 1, "scale": "besar"}, "wage", "missing"),
    "contract staff with a size": (
        "non_asn",
        {"month": "2026-06", "wage": 1, "scale": "besar"},
        "scale",
        "extra_forbidden",
    ),
    "contract staff of risk 9": ("non_asn", {"month": "2026-06", "wage": 1, "risk": 9}, "risk", "literal_error"),
    "contract staff, no such programme then": (
        "non_asn",
        {"month": "2021-01", "wage": 1, "programmes": ["JKP"]},
        "programmes",
        "programmes_foreign",
    ),
    "no contract": ("jakon", {}, "contract", "contract_not_given"),
    "tax alone": ("jakon", {"ppn_percent": 11}, "contract_gross", "contract_not_given"),
    "gross without tax": ("jakon", {"contract_gross": 1}, "ppn_percent", "ppn_not_given"),
    "net and gross": (
        "jakon",
        {"contract": 1, "contract_gross": 1, "ppn_percent": 11},
        "contract_gross",
        "contract_given_twice",
    ),
    "net and gross of nothing": (
        "jakon",
        {"contract": 0, "contract_gross": 0},
        "contract_gross",
        "contract_given_twice",
    ),
    "net and tax": ("jakon", {"contract": 1, "ppn_percent": 11}, "ppn_percent", "contract_given_twice"),
    "tax above all": ("jakon", {"contract_gross": 1, "ppn_percent": 100.5}, "ppn_percent", "less_than_equal"),
    "negative tax": ("jakon", {"contract_gross": 1, "ppn_percent": -1}, "ppn_percent", "greater_than_equal"),
    "tax as text": ("jakon", {"contract_gross": 1, "ppn_percent": "11%"}, "ppn_percent", "number"),
    "negative contract": ("jakon", {"contract": -1}, "contract", "greater_than_equal"),
    "negative site wage": ("jakon_wage", {"wage": -1}, "wage", "greater_than_equal"),
    "no months": ("pmi", {"months": 0}, "months", "greater_than_equal"),
    "half a month": ("pmi", {"months": 6.5}, "months", "int_from_float"),
    "too many months": ("pmi", {"months": 601}, "months", "less_than_equal"),
    "savings below the least": ("pmi", {"months": 6, "jht_per_month": 49_999}, "jht_per_month", "outside_limits"),
    "savings above the most": ("pmi", {"months": 6, "jht_per_month": 600_001}, "jht_per_month", "outside_limits"),
    "participant left out": ("jkp_split", {"month": "2026-06", "wage": 1, "risk": 1}, "jkp_participant", "missing"),
    "participant unclear": ("jkp_split", JKP | {"jkp_participant": "perhaps"}, "jkp_participant", "bool_parsing"),
    "no measure": ("business_scale", {}, "capital", "size_not_given"),
    "negative capital": ("business_scale", {"capital": -1}, "capital", "greater_than_equal"),
    "unknown region": ("minimum_wage", {"region": "atlantis", "year": 2026}, "region", "region_unknown"),
    "region as number": ("minimum_wage", {"region": 1271, "year": 2026}, "region", "string_type"),
    "year before all": ("minimum_wage", {"region": "medan", "year": 2023}, "year", "year_before_first"),
    "year as text": ("minimum_wage", {"region": "medan", "year": "2026"}, "year", "int_type"),
    "no such year": ("minimum_wage", {"region": "medan", "year": 20_260}, "year", "less_than_equal"),
}


@pytest.mark.parametrize(("kind", "written", "field", "name"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_with_field_and_mend(kind, written, field, name):
    with pytest.raises(InputError) as caught:
        answer(kind, written, on=TODAY)
    [problem] = caught.value.problems
    assert (problem.field, problem.name) == (field, name)
    for language in ("id", "en"):
        assert field in problem.says(language)
        assert problem.says(language).endswith(".")
    assert str(caught.value) == problem.says("en")


def test_limits_are_named():
    with pytest.raises(InputError, match="must lie between Rp50000 and Rp600000, not 1; change it or leave it out"):
        answer("pmi", {"months": 6, "jht_per_month": 1}, on=TODAY)
    with pytest.raises(InputError, match="use one of medan, sumut, tebing_tinggi, or add its file"):
        answer("minimum_wage", {"region": "atlantis", "year": 2026}, on=TODAY)


@pytest.mark.parametrize(
    ("kind", "written", "parameter"),
    [
        ("pu", PU | {"month": "2015-06"}, r"\w[\w.]*"),
        ("pmi", {"months": 6, "month": "2023-02"}, "pmi.contribution.before"),
        ("business_scale", {"capital": 1, "month": "2021-02"}, "business.scale.capital"),
    ],
)
def test_month_before_the_first_figure_is_refused(kind, written, parameter):
    with pytest.raises(LegislationError, match=rf"'{parameter}' is known from \d{{4}}-\d\d-\d\d on, not on"):
        answer(kind, written, on=TODAY)


def test_day_of_asking_decides_where_no_month_is_given():
    during_relief = date(2020, 12, 31)
    assert answer("jakon", {"contract": 100_000_000}, on=during_relief).figures["total"] == 2_400
    assert answer("jakon_wage", {"wage": 4_000_000}, on=during_relief).figures["total"] == 816
    assert answer("jakon_wage", {"wage": 4_000_000, "month": "2021-02"}, on=during_relief).figures["total"] == 81_600
    with pytest.raises(LegislationError, match=r"known from 2023-02-21 on"):
        answer("pmi", {"months": 6}, on=during_relief)
