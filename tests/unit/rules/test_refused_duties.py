"""Inputs that cannot be computed: the sentence names the field and the mend, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from payung.rules.inputs import InputError
from payung.rules.kinds import answer
from payung.rules.legislation import LegislationError

TODAY = date(2026, 11, 21)
LATE = {"segment": "PU", "month": "2026-06", "due": 1, "months_late": 1}
EMPLOYER = {
    "registered": False,
    "scale": "kecil",
    "programmes": [],
    "workers_actual": 2,
    "workers_registered": 0,
    "wage_ok": True,
    "months_arrears": 0,
}
UNDER = {"month": "2026-06", "reported": 1, "actual": 2, "risk": 1, "scale": "besar"}
BUDGET = {"workers": 1, "months": 1}
LONG = "x" * 5000

REFUSED = [
    ("due", {"segment": "JAKON", "month": "2026-10"}, "segment: JAKON does not pay month by month"),
    ("due", {"segment": "PMI", "month": "2026-10"}, "segment: PMI does not pay month by month"),
    ("due", {"segment": "XX", "month": "2026-10"}, "segment: XX is not known; use 'PU', 'BPU', 'JAKON' or 'PMI'"),
    ("due", {"segment": "PU", "month": "2026-13"}, "month: 2026-13 is no month; write it like 2026-06"),
    ("due", {"segment": "PU", "month": "9999-12"}, "month: 9999-12 is no month"),
    ("due", {"segment": "PU"}, "month is missing; add it"),
    ("due", {"segment": "PU", "month": "2026-10", "year": 1}, "year is not known here; use month, segment"),
    ("late_fee", LATE | {"segment": "JAKON"}, "segment: no late fee is known for JAKON; ask the insurer"),
    ("late_fee", LATE | {"segment": "PMI"}, "segment: no late fee is known for PMI"),
    ("late_fee", LATE | {"months_late": -1}, "months_late cannot be below 0; you wrote -1"),
    ("late_fee", LATE | {"months_late": "1,5"}, "months_late must be a number, not 1,5; write it like 1.5"),
    ("late_fee", LATE | {"months_late": True}, "months_late must be a number, not True"),
    ("late_fee", LATE | {"months_late": float("nan")}, "months_late must be a number, not nan"),
    ("late_fee", LATE | {"months_late": Decimal("Infinity")}, "months_late must be a number, not Infinity"),
    ("late_fee", LATE | {"months_late": Decimal("1e999999999")}, "months_late must be a number, not 1E+999999999"),
    ("late_fee", LATE | {"months_late": Decimal("1e-999999999")}, "months_late must be a number, not 1E-999999999"),
    ("late_fee", LATE | {"due": Decimal("1e999999999")}, "due must be a whole number, not 1E+999999999"),
    ("late_fee", LATE | {"months_late": 10**7}, "months_late cannot be above 1000000"),
    ("late_fee", LATE | {"due": -1}, "due cannot be below 0; you wrote -1"),
    ("late_fee", LATE | {"due": 1.5}, "due must be a whole number, not 1.5"),
    ("late_fee", LATE | {"segment": "BPU", "labour_intensive": True}, "labour_intensive is for PU alone, not for BPU"),
    ("late_fee", LATE | {"labour_intensive": "perhaps"}, "labour_intensive must be true or false, not perhaps"),
    (
        "deadline",
        {"event": "party", "date": "2026-10-05"},
        "event: party is not known; use one of accident_report, jakon",
    ),
    ("deadline", {"event": "pp86_fine", "date": "2026-02-30"}, "date: 2026-02-30 is no day; write it like 2026-11-21"),
    ("deadline", {"event": "pp86_fine", "date": "2026-W47-6"}, "date: 2026-W47-6 is no day"),
    ("deadline", {"event": "pp86_fine", "date": "2200-01-01"}, "date: 2200-01-01 is no day"),
    (
        "deadline",
        {"event": "pp86_fine", "date": datetime(2026, 1, 1, tzinfo=UTC)},
        "date: 2026-01-01 00:00:00+00:00 is no day",
    ),
    ("deadline", {"event": "pp86_fine", "date": 20261005}, "date: 20261005 is no day"),
    (
        "bpu_age",
        {"birth": "2026-11-22", "as_of": "2026-11-21"},
        "birth: the birth date 2026-11-22 lies after 2026-11-21",
    ),
    ("segment", {"status": "astronaut"}, "status: astronaut is not known; use one of PU, BPU, JAKON"),
    ("segment", {"status": "PNSX"}, "status: PNSX is not known"),
    ("segment", {"status": 5}, "status must be a text, not 5"),
    ("segment", {"status": "PNS", "honorarium": True}, "honorarium is asked for PENYELENGGARA_PEMILU, KEPLING"),
    ("pds_upah", UNDER | {"reported": 3}, "reported: the reported wage (3) is higher than the actual one (2)"),
    ("pds_upah", UNDER | {"risk": 6}, "risk: 6 is not known"),
    (
        "compliance_category",
        EMPLOYER | {"workers_registered": 1},
        "workers_registered: a firm that is not registered cannot have 1 registered workers",
    ),
    (
        "compliance_category",
        EMPLOYER | {"programmes": ["JKK", "JKM"]},
        "programmes: a firm that is not registered cannot have JKK, JKM",
    ),
    ("compliance_category", EMPLOYER | {"programmes": "JKK"}, "programmes must be a list, not JKK"),
    ("compliance_category", EMPLOYER | {"programmes": ["XX"]}, "programmes.0: XX is not known; use 'JKK'"),
    ("perisai", {"new_workers": 25, "programmes": 4}, "programmes: no incentive is known for 4 programmes; use 2, 3"),
    ("perisai_collection", {"iuran": 1, "month_of_membership": 0}, "month_of_membership cannot be below 1"),
    (
        "kpi",
        {"workers": 1, "months": 1, "sponsor": "koperasi"},
        "sponsor: koperasi is not known; use one of pemerintah, desa, umb, SC",
    ),
    (
        "budget",
        BUDGET,
        "per_month: give per_month (the contribution of a month) or first (the first month), exactly one",
    ),
    ("budget", BUDGET | {"per_month": 1, "first": "2026-11"}, "per_month: give per_month"),
    ("budget", BUDGET | {"per_month": 1, "payer": "CSR"}, "payer is not used where per_month is given"),
    ("budget", BUDGET | {"per_month": 1, "months": 0}, "months cannot be below 1"),
    ("budget", BUDGET | {"per_month": 1, "months": 241}, "months cannot be above 240"),
    (
        "budget",
        BUDGET | {"first": "2026-11", "programmes": ["JKM"]},
        "programmes: these members always have JKK; add it",
    ),
    ("product", {"factors": []}, "factors holds too few; give at least 1"),
    ("product", {"factors": [1] * 13}, "factors holds too many; give 12 at most"),
    ("product", {"factors": [1, -1]}, "factors.1 cannot be below 0"),
    ("percent", {"part": 1, "whole": 0}, "whole cannot be 0; give the denominator"),
    ("gap_to_percent", {"percent": 100.5, "whole": 1, "achieved": 1}, "percent cannot be above 100; you wrote 100.5"),
    ("implied_whole", {"part": 1, "percent": 0}, "percent cannot be 0; give the percentage as printed"),
]


@pytest.mark.parametrize(
    ("kind", "inputs", "sentence"), REFUSED, ids=[f"{kind} {said[:30]}" for kind, _, said in REFUSED]
)
def test_refused(kind, inputs, sentence):
    with pytest.raises(InputError) as caught:
        answer(kind, inputs, on=TODAY)
    assert str(caught.value).startswith(sentence)
    for problem in caught.value.problems:
        assert problem.says("id") != problem.says("en")
        assert problem.says("id").startswith(problem.field)


@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        ("segment", {"status": LONG}),
        ("deadline", {"event": LONG, "date": "2026-10-05"}),
        ("kpi", {"workers": 1, "months": 1, "sponsor": LONG}),
        ("minimum_wage", {"region": LONG, "year": 2026}),
        ("pds_upah", UNDER | {"risk": LONG}),
        ("percent", {"part": 1, "whole": 1, LONG: 1}),
        (LONG, {}),
    ],
    ids=["status", "event", "sponsor", "region", "risk", "unknown field", "unknown kind"],
)
def test_what_is_too_long_for_a_sentence_is_cut(kind, inputs):
    with pytest.raises(InputError) as caught:
        answer(kind, inputs, on=TODAY)
    for problem in caught.value.problems:
        for language in ("id", "en"):
            assert f"{LONG[:40]}…" in problem.says(language)


def test_every_wrong_field_is_named():
    with pytest.raises(InputError) as caught:
        answer("late_fee", LATE | {"month": "x", "due": -1}, on=TODAY)
    assert [problem.field for problem in caught.value.problems] == ["month", "due"]


def test_an_unknown_kind_is_the_kinds_problem():
    with pytest.raises(InputError) as caught:
        answer("bpux", {}, on=TODAY)
    assert [problem.field for problem in caught.value.problems] == ["kind"]


@pytest.mark.parametrize("written", [1271014508900003, None, ["1271014508900003"]])
def test_a_number_is_no_nik_and_is_not_repeated(written):
    with pytest.raises(InputError) as caught:
        answer("nik", {"nik": written}, on=TODAY)
    assert str(caught.value) == "nik must be a text; write its 16 digits in quotes."
    assert "1271014508900003" not in caught.value.problems[0].says("id")


@pytest.mark.parametrize("nik", ["1271014508900003", "1271017208900003", "127101450890000", "1271994508900003"])
def test_no_step_and_no_warning_shows_a_nik(nik):
    found = answer("nik", {"nik": nik}, on=TODAY)
    assert nik[6:] not in repr((found.steps, found.warnings))
    assert nik[:6] not in repr((found.steps, found.warnings))


@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        ("due", {"segment": "PU", "month": "2015-06"}),
        ("deadline", {"event": "non_asn_registration", "date": "2025-02-23"}),
        ("perisai", {"new_workers": 25, "programmes": 2, "month": "2017-12"}),
    ],
)
def test_a_day_before_the_first_figure_is_refused(kind, inputs):
    with pytest.raises(LegislationError, match="is known from"):
        answer(kind, inputs, on=TODAY)
