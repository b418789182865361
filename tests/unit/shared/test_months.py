"""A month: what it accepts, its order and its arithmetic."""

from datetime import UTC, date, datetime

import pytest

from payung.shared.months import Month, months


def test_month_is_read_from_text_date_and_moment():
    september = Month(2025, 9)
    assert Month.parse("2025-09") == september
    assert Month.parse(" 2025-09 ") == september
    assert Month.of(date(2025, 9, 30)) == september
    assert Month.of(datetime(2025, 9, 30, 23, 59, tzinfo=UTC)) == september


def test_month_is_written_with_two_digits_and_sorts():
    assert str(Month(2025, 9)) == "2025-09"
    assert sorted([Month(2026, 1), Month(2025, 12), Month(2025, 2)]) == [
        Month(2025, 2),
        Month(2025, 12),
        Month(2026, 1),
    ]
    assert len({Month(2025, 9), Month.parse("2025-09")}) == 1


def test_days_at_the_edges():
    assert Month(2024, 2).first_day == date(2024, 2, 1)
    assert Month(2024, 2).last_day == date(2024, 2, 29)
    assert Month(2025, 2).last_day == date(2025, 2, 28)
    assert Month(2025, 12).last_day == date(2025, 12, 31)


def test_arithmetic_crosses_the_year():
    assert Month(2025, 11) + 3 == Month(2026, 2)
    assert Month(2026, 2) - 3 == Month(2025, 11)
    assert Month(2025, 12) + 0 == Month(2025, 12)
    assert Month(2026, 1) - Month(2025, 11) == 2
    assert Month(2025, 11) - Month(2026, 1) == -2


def test_months_between_two_includes_both():
    assert [str(month) for month in months(Month(2025, 11), Month(2026, 1))] == ["2025-11", "2025-12", "2026-01"]
    assert list(months(Month(2025, 9), Month(2025, 9))) == [Month(2025, 9)]
    assert list(months(Month(2025, 9), Month(2025, 8))) == []


@pytest.mark.parametrize("written", ["2025-9", "09-2025", "2025-09-01", "", "September", "２０２５-09"])
def test_text_that_is_no_month_is_refused_in_one_sentence(written):
    with pytest.raises(ValueError, match=r"^A month is written like 2025-09, not .*\.$"):
        Month.parse(written)


@pytest.mark.parametrize(("year", "month"), [(2025, 0), (2025, 13)])
def test_month_out_of_the_year_is_refused(year, month):
    with pytest.raises(ValueError, match=r"^A month is a number from 1 to 12, not \d+\.$"):
        Month(year, month)


@pytest.mark.parametrize("step", [-1, 1])
def test_year_that_no_calendar_has_is_refused(step):
    edge = Month(1, 1) if step < 0 else Month(9999, 12)
    with pytest.raises(ValueError, match=r"^A year is a number from 1 to 9999"):
        edge + step


@pytest.mark.parametrize("other", ["1", 1.0, None])
def test_only_whole_numbers_are_added_or_taken_away(other):
    with pytest.raises(TypeError):
        Month(2025, 9) + other
    with pytest.raises(TypeError):
        Month(2025, 9) - other
