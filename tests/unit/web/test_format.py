"""Numbers, money and days as people write them, in both languages."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from payung.shared.months import Month
from payung.web.templatetags import payung_format as f

EVENING = dt.datetime(2025, 10, 29, 20, 5, tzinfo=dt.UTC)  # already the 30th in Medan, 3.05 in the morning

CASES = [
    (f.number, 37058, "37.058", "37,058"),
    (f.number, 0, "0", "0"),
    (f.number, -1_234_567, "-1.234.567", "-1,234,567"),
    (f.number, Decimal("1234.5"), "1.234,5", "1,234.5"),
    (f.rupiah, 16800, "Rp16.800", "Rp16,800"),
    (f.rupiah, 0, "Rp0", "Rp0"),
    (f.rupiah, -8400, "-Rp8.400", "-Rp8,400"),
    (f.percent, Fraction(12_345, 1_000_000), "1,2345\u00a0%", "1.2345%"),
    (f.percent, Fraction(1, 3), "1/3", "1/3"),
    (f.percent, Fraction(10_240, 10), "102.400\u00a0%", "102,400%"),
    (f.percent, 1, "100\u00a0%", "100%"),
    (f.long_date, dt.date(2025, 10, 29), "29 Oktober 2025", "29 October 2025"),
    (f.short_date, dt.date(2025, 8, 5), "5 Agu 2025", "5 Aug 2025"),
    (f.month_name, Month(2025, 9), "September 2025", "September 2025"),
    (f.month_name, dt.date(2025, 5, 31), "Mei 2025", "May 2025"),
    (f.month_axis, Month(2026, 8), "Agu 2026", "Aug 2026"),
    (f.month_short, Month(2025, 12), "Des", "Dec"),
    (f.clock_time, EVENING, "03.05", "03:05"),
    (f.long_date, EVENING, "30 Oktober 2025", "30 October 2025"),
]


@pytest.mark.parametrize(("show", "value", "indonesian", "english"), CASES)
def test_written_as_people_write(show: Callable[[object], str], value: object, indonesian: str, english: str) -> None:
    with translation.override("id"):
        assert show(value) == indonesian
    with translation.override("en"):
        assert show(value) == english


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (37058, 50025, "74,08"),
        (472068, 875743, "53,90"),
        (1, 8, "12,50"),
        (5, 100_000, "0,01"),  # exactly half: up
        (4, 100_000, "0,00"),
        (99_999, 100_000, "99,99"),  # one is missing, so it is not all
        (50, 50, "100,00"),
        (51, 50, "102,00"),
        (0, 50, "0,00"),
    ],
)
def test_a_share_is_rounded_half_up_and_never_claims_the_whole(part: int, whole: int, shown: str) -> None:
    with translation.override("id"):
        assert f.percent_of(part, whole) == f"{shown}\u00a0%"


@pytest.mark.parametrize("show", [f.number, f.rupiah, f.percent, f.long_date, f.month_name, f.moment])
def test_nothing_is_shown_as_nothing_and_not_as_zero(show: Callable[[object], str]) -> None:
    assert show(None) == "–"
    assert show("") == "–"


def test_a_share_of_nothing_is_unknown() -> None:
    assert f.percent_of(0, 0) == "–"
    assert f.percent_of(None, 10) == "–"


def test_a_moment_names_day_and_time() -> None:
    with translation.override("id"):
        assert f.moment(EVENING) == "30 Oktober 2025 pukul 03.05"
