"""A clerk brings a roster as it was typed, and gets back what must be mended."""

from tests.browser.actors import Clerk
from tests.browser.conftest import Windows
from tests.browser.town import Town


def test_a_roster_comes_in(town: Town, window: Windows, width: int) -> None:
    clerk = Clerk(town, window(width=width))
    clerk.signs_in()
    clerk.brings_a_roster()
    clerk.waits_for_the_check()
    clerk.sees_what_can_be_enrolled()
    clerk.downloads_it_with_two_columns_more()
    clerk.takes_it_in()
    clerk.sees_the_registrations()
    clerk.brings_the_same_again()
    clerk.sees_the_registrations()
