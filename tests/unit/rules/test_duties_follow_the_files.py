"""Changed files change deadlines, standing, compliance and plans: no figure hides in the code."""

from datetime import date

import pytest

from payung.rules.deadlines import due_day, ordinary_due_day, working_days_after
from payung.rules.inputs import InputError
from payung.rules.kinds import answer
from payung.rules.legislation import LegislationError, load
from payung.shared.months import Month

TODAY = date(2026, 11, 21)
PU = {"segment": "PU", "month": "2026-09"}
FEE = {"month": "2026-06", "due": 100_000, "months_late": 1}
STANDING = {"paid_through": "2026-02", "as_of": "2026-05-31"}
EMPLOYER = {
    "registered": True,
    "scale": "mikro",
    "programmes": ["JKK", "JKM"],
    "workers_actual": 2,
    "workers_registered": 2,
    "wage_ok": True,
    "months_arrears": 0,
}
OLD_MONTH = {"month": "2018-06"}

CHANGES = [
    ("pu.payment.due_day", "value: 15", "value: 20", "due", PU, "due", date(2026, 10, 20)),
    ("pu.payment.month_offset", "value: 1", "value: 2", "due", PU, "due", date(2026, 11, 16)),
    ("working_week.days", "[1, 2, 3, 4, 5]", "[1, 2, 3, 4]", "due", PU | {"month": "2026-12"}, "due", date(2027, 1, 18)),
    ("pu.late_fee.rate", "value: 2/100", "value: 3/100", "late_fee", FEE | {"segment": "PU"}, "fee", 3_000),
    ("bpu.late_fee.rate", "value: 0", "value: 1/100", "late_fee", FEE | {"segment": "BPU"}, "fee", 1_000),
    (
        "pu.relief.labour_intensive.late_fee_rate",
        "value: 2/100",
        "value: 1/100",
        "late_fee",
        FEE | {"segment": "PU", "labour_intensive": True},
        "fee",
        1_000,
    ),
    ("bpu.protection.grace_months", "value: 3", "value: 2", "bpu_status", STANDING, "status", "non_aktif"),
    ("bpu.protection.grace_months", "value: 3", "value: 2", "bpu_status", STANDING, "lapses_on", date(2026, 5, 1)),
    (
        "bpu.registration.age.review",
        "value: 65",
        "value: 64",
        "bpu_age",
        {"birth": "1961-11-22", "as_of": "2026-11-21"},
        "decision",
        "review",
    ),
    ("segments.treated_as", "PPPK_PARUH_WAKTU: PU", "PPPK_PARUH_WAKTU: excluded", "segment", {"status": "PPPK paruh waktu"}, "treated_as", "excluded"),
    ("segments.without_honorarium", "KADER: BPU", "KADER: PU", "segment", {"status": "KADER", "honorarium": False}, "treated_as", "PU"),
    ("compliance.warnings.working_days", "value: 10", "value: 3", "warning_dates", {"first": "2026-10-05"}, "second_ends", date(2026, 10, 14)),
    ("working_week.days", "[1, 2, 3, 4, 5]", "[1, 2, 3, 4]", "warning_dates", {"first": "2026-10-05"}, "first_ends", date(2026, 10, 21)),
    ("compliance.fine.rate", "value: 1/1000", "value: 2/1000", "pp86_fine", {"due": 1_000, "months": 1}, "fine", 2),
    ("pu.programmes.minimum", "mikro: [JKK, JKM]", "mikro: [JKK, JKM, JHT]", "compliance_category", EMPLOYER, "categories", ["PDS_PROGRAM"]),
    ("deadlines.jakon_registration", "count: 14", "count: 1", "deadline", {"event": "jakon_registration", "date": "2026-10-05"}, "deadline", date(2026, 10, 6)),
    ("deadlines.pp86_fine", "counted: days", "counted: working_days", "deadline", {"event": "pp86_fine", "date": "2026-09-01"}, "deadline", date(2026, 10, 13)),
    ("perisai.acquisition.minimum_new", "value: 25", "value: 26", "perisai", {"new_workers": 25, "programmes": 2}, "acquisition", 0),
    ("perisai.acquisition.per_worker", '"2": 10000', '"2": 1', "perisai", {"new_workers": 25, "programmes": 2}, "acquisition", 25),
    ("perisai.acquisition.flat", "value: 500000", "value: 5", "perisai", {"new_workers": 50, "programmes": 2} | OLD_MONTH, "acquisition", 5),
    ("perisai.collection.bands", "{from: 25,", "{from: 24,", "perisai_collection", {"iuran": 100, "month_of_membership": 24}, "incentive", 5),
    ("perisai.office.share", "value: 1/10", "value: 1/5", "perisai_collection", {"iuran": 1_000, "month_of_membership": 1}, "office", 30),
    ("sponsored.kpi.full_months", "value: 6", "value: 4", "kpi", {"workers": 8, "months": 3, "sponsor": "desa"}, "counted", 6),
    ("sponsored.kpi.rule", "umb: full", "umb: proportional", "kpi", {"workers": 8, "months": 3, "sponsor": "umb"}, "counted", 4),
    ("sponsored.wadah_codes", "SG: pemerintah", "SG: umb", "kpi", {"workers": 8, "months": 3, "sponsor": "SG"}, "counted", 0),
    ("ucj.decimals", "value: 2", "value: 0", "percent", {"part": 2, "whole": 3}, "percent", 67),
    ("identifiers.nik", "region: 6", "region: 4", "nik", {"nik": "1271014508900003"}, "region", "1271"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "old", "new", "kind", "inputs", "key", "after"), CHANGES, ids=[f"{each[0]} {each[5]}" for each in CHANGES]
)
def test_changed_figure_changes_the_answer(changed_law, path, old, new, kind, inputs, key, after):
    assert answer(kind, inputs, on=TODAY).figures[key] != after
    assert answer(kind, inputs, on=TODAY, law=changed_law(path, old, new)).figures[key] == after


def test_a_later_decree_takes_the_warning_away(changed_law):
    inputs = {"segment": "PU", "month": "2027-12"}
    assert [each.name for each in answer("due", inputs, on=TODAY).warnings] == ["holidays_not_decreed"]
    law = changed_law("holidays.known_through", "2027-12-31", "2028-12-31")
    assert not answer("due", inputs, on=TODAY, law=law).warnings


def test_a_doubt_that_is_settled_is_not_warned_of(changed_law):
    law = changed_law("bpu.payment.due_day_unsettled", "value: true", "value: false")
    assert not answer("due", {"segment": "BPU", "month": "2020-08"}, on=TODAY, law=law).warnings


def test_a_new_event_is_a_new_file(tmp_path, changed_law):
    law = changed_law("deadlines.pp86_fine", "count: 30", "count: 30")
    with pytest.raises(InputError, match="event: letter is not known"):
        answer("deadline", {"event": "letter", "date": "2026-10-05"}, on=TODAY, law=law)
    folder = law.folder.rename(tmp_path / "more")
    text = (folder / "deadlines" / "pp86_fine.yaml").read_text(encoding="utf-8")
    (folder / "deadlines" / "letter.yaml").write_text(text, encoding="utf-8")
    found = answer("deadline", {"event": "letter", "date": "2026-10-05"}, on=TODAY, law=load(folder))
    assert found.figures["deadline"] == date(2026, 11, 4)


@pytest.mark.parametrize(
    ("path", "old", "new", "kind", "inputs", "sentence"),
    [
        ("holidays.known_through", "2027-12-31", "later", "due", PU, "known_through' must be a day"),
        ("deadlines.pp86_fine", "counted: days", "counted: weeks", "deadline", {"event": "pp86_fine", "date": "2026-10-05"}, "'counted' must be one of working_days, days"),
        ("deadlines.pp86_fine", "counted: days", "in: days", "deadline", {"event": "pp86_fine", "date": "2026-10-05"}, "'counted' must be one of"),
        ("sponsored.kpi.rule", "umb: full", "umb: none", "kpi", {"workers": 1, "months": 1, "sponsor": "umb"}, "'none' is no way of counting; use one of proportional, full"),
    ],
)  # fmt: skip
def test_a_file_that_says_nothing_is_named_with_its_line(changed_law, path, old, new, kind, inputs, sentence):
    with pytest.raises(LegislationError, match=rf"\.yaml, line \d+: .*{sentence}"):
        answer(kind, inputs, on=TODAY, law=changed_law(path, old, new))


def test_due_day_of_an_answer_is_that_of_the_calendar():
    for month in (Month(2020, 8), Month(2021, 1), Month(2026, 10)):
        for segment in ("pu", "bpu"):
            found = answer("due", {"segment": segment, "month": str(month)}, on=TODAY).figures
            assert found["due"] == due_day(month, segment=segment)
            assert found["ordinary_due"] == ordinary_due_day(month, segment=segment)


def test_no_working_day_after_a_day_is_the_day_itself():
    assert working_days_after(date(2026, 10, 4), 0) == date(2026, 10, 4)
    assert working_days_after(date(2026, 10, 4), 1) == date(2026, 10, 5)
    assert working_days_after(date(2026, 10, 5), 1) == date(2026, 10, 6)
