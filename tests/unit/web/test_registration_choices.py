"""Choices of the form come from the law's own figures."""

import datetime as dt

import pytest

from payung.rules.legislation import load
from payung.web.neighbourhood import choices
from payung.web.neighbourhood.dues import dues

ON = dt.date(2025, 10, 29)
DISCOUNTED = dt.date(2026, 5, 4)


def test_each_band_s_value_lies_in_the_band() -> None:
    for value, _label in choices.income_choices(ON)[1:]:
        assert choices.band_of(int(value), on=ON) == value


@pytest.mark.parametrize("income", [0, 1, 1_099_999, 1_100_000, 20_200_000, 10**12])
def test_every_income_stands_under_one_choice(income: int) -> None:
    assert choices.band_of(income, on=ON) in dict(choices.income_choices(ON))


def test_an_unknown_income_stands_under_none() -> None:
    assert choices.band_of(None, on=ON) == ""


def test_months_at_once_are_those_of_the_law() -> None:
    assert [int(value) for value, _label in choices.period_choices(ON)] == list(load().table("bpu.payment.periods", ON))


def test_jobs_that_are_insured_elsewhere_are_not_offered() -> None:
    offered = set(choices.occupation_names())
    assert not {"Pegawai Negeri Sipil (PNS)", "Pelajar/Mahasiswa", "Presiden", "Perdagangan"} & offered
    assert {"Tukang Botot", "Pengemudi Becak Bermotor", "Nelayan/Perikanan"} <= offered


def test_a_word_of_the_register_s_own_stays_a_choice() -> None:
    assert ("menikah", "Menikah") in choices.with_present(choices.MARITAL, "menikah")
    assert len(choices.with_present(choices.MARITAL, "kawin")) == len(choices.MARITAL)


def test_dues_of_several_months_follow_each_month_s_law() -> None:
    asked = {"income": "1000000", "programmes": "JKK,JKM", "months": "6", "transport": True}
    shown = dues(dt.date(2025, 10, 29), **asked)
    assert shown is not None
    assert (shown.first.total, shown.total) == (16_800, 3 * 16_800 + 3 * 8_400)
    assert dues(DISCOUNTED, **asked).discount


@pytest.mark.parametrize("income", ["", "seribu", "-1"])
def test_without_a_band_no_dues_are_shown(income: str) -> None:
    assert dues(ON, income=income, programmes="JKK,JKM", months="1", transport=False) is None


def test_without_a_programme_no_dues_are_shown() -> None:
    assert dues(ON, income="1000000", programmes="", months="1", transport=False) is None


def test_programmes_are_those_that_the_law_lets_the_self_employed_have() -> None:
    law = load()
    offered = [set(value.split(",")) for value, _label in choices.programme_choices(ON)]
    must, may = (set(law.table(f"bpu.programmes.{kind}", ON)) for kind in ("mandatory", "optional"))
    assert offered[0] == must
    assert offered[-1] == must | may
    assert all(must <= each <= must | may for each in offered)
    assert len(offered) == 2 ** len(may)
