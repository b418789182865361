"""Completed years around birthdays."""

from datetime import date

import pytest

from payung.shared.dates import completed_years


@pytest.mark.parametrize(
    ("start", "day", "years"),
    [
        (date(2000, 5, 10), date(2025, 5, 9), 24),
        (date(2000, 5, 10), date(2025, 5, 10), 25),
        (date(2000, 5, 10), date(2000, 5, 10), 0),
        (date(2004, 2, 29), date(2025, 2, 28), 20),
        (date(2004, 2, 29), date(2025, 3, 1), 21),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2025, 5, 10), date(2025, 5, 9), -1),
    ],
)
def test_completed_years(start, day, years):
    assert completed_years(start, day) == years
