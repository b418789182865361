"""The reference is what the program does."""

from payung.rosters.headers.vocabulary import FIELDS
from tests.spec.rosters.reference_pages import REFERENCE, occupations_page, roster_page


def test_the_page_of_codes_is_up_to_date() -> None:
    page = (REFERENCE / "roster-check.md").read_text(encoding="utf-8")
    assert page == roster_page(page)
    assert [field for field in FIELDS if f"`{field}`" not in page] == []


def test_the_page_of_occupations_is_up_to_date() -> None:
    assert (REFERENCE / "occupations.md").read_text(encoding="utf-8") == occupations_page()
