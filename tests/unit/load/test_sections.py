"""A section that is measured alone takes its own place on the page of benchmarks, and no other's."""

import pytest

from tests.load.__main__ import with_section

FRESH = "## Rules\n\nnew\n\n### Part\n\n| 1 |\n"
PLACED = "## Rules\n\ntoday\n\nnew\n\n### Part\n\n| 1 |\n"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("# B\n\n## Pages\n\nold\n", f"# B\n\n## Pages\n\nold\n\n{PLACED}"),
        ("# B\n\n## Rules\n\nold\n\n### Part\n\nold\n", f"# B\n\n{PLACED}"),
        ("# B\n\n## Rules\n\nold\n\n## Pages\n\nkept\n", f"# B\n\n{PLACED}\n## Pages\n\nkept\n"),
    ],
    ids=["for the first time", "at the end", "in the middle"],
)
def test_the_other_sections_stay(page: str, expected: str) -> None:
    assert with_section(page, FRESH, "today\n\n") == expected
    assert with_section(expected, FRESH, "today\n\n") == expected
