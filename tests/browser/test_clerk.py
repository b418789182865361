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


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(town: Town, window: Windows, width: int) -> None:
    clerk = Clerk(town, window(width=width))
    clerk.signs_in()
    screen = clerk.screen
    screen.go("/periksa/")
    sent: list[str] = []
    screen.page.on("request", lambda request: sent.append(request.method))
    screen.bring("Berkas daftar nama", "besar.csv", b"x" * (6 * 1024 * 1024))
    screen.reads("Berkas ini lebih besar dari 5 MB.")
    for button in ("Periksa", "Unduh berkas dengan catatan"):
        screen.press(button)
        screen.reads("Berkas ini lebih besar dari 5 MB.")
    assert "POST" not in sent
    screen.look("berkas-terlalu-besar")
    screen.bring("Berkas daftar nama", "kecil.csv", b"Nama,NIK,HP\n")
    screen.press("Periksa")
    screen.reads("belum ada satu orang pun")
