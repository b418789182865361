"""A day as forms ask for it: from the browser's calendar, or typed the way a day of birth is."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from payung.web.days import DayField


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("typed", ["2025-10-09", "09-10-2025", "9/10/2025", "9.10.2025"])
def test_a_day_is_read_as_the_calendar_and_as_people_write_it(language: str, typed: str) -> None:
    with translation.override(language):
        assert DayField().clean(typed) == dt.date(2025, 10, 9)


@pytest.mark.parametrize("typed", ["kemarin", "31-02-2025", "10-2025"])
def test_what_is_no_day_is_told_how_one_is_written(typed: str) -> None:
    with translation.override("id"), pytest.raises(ValidationError, match="misalnya 29-10-2025"):
        DayField().clean(typed)
