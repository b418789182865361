"""Numbers of an address: whole, small enough for every column, or nothing."""

import pytest

from payung.web.paging import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("999999999", 999_999_999), ("1000000000", 0), ("", 0), ("-1", 0), ("²", 0), ("٣", 0), ("1 ", 0)],
)
def test_a_whole_number_or_nothing(text: str, number: int) -> None:
    assert whole_number(text) == number
