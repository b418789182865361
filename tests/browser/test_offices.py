"""Who holds an office is the administrator's; whoever is appointed signs in with a password that works once."""

from tests.browser.actors import Administrator
from tests.browser.conftest import Windows
from tests.browser.town import Town


def test_an_acting_head_and_a_successor(town: Town, window: Windows, width: int) -> None:
    administrator = Administrator(town, window(width=width))
    administrator.signs_in()
    administrator.opens_the_office("Medan Kota", "Pasar Baru", "Lingkungan I")
    administrator.screen.look("jabatan-kosong")
    administrator.appoints("rekaan.harahap", "Rekaan Harahap", acting=True)
    password = administrator.is_shown_the_password()
    administrator.screen.reads("Rekaan Harahap", "pelaksana tugas")
    administrator.screen.look("pelaksana-tugas")
    the_new_head_signs_in(window(width=width), password)
    administrator.hands_over("Rekaan Harahap", "rekaan.daulay", "Rekaan Daulay", on="2025-11-03")
    administrator.screen.reads("Rekaan Daulay", "2 Nov 2025", "3 Nov 2025")
    administrator.screen.look("penggantian")


def the_new_head_signs_in(screen: object, password: str) -> None:
    screen.go("/")
    screen.type("Nama pengguna", "rekaan.harahap")
    screen.type("Kata sandi", password)
    screen.press("Masuk")
    screen.reads("Kata sandi baru")
    screen.look("kata-sandi-baru")
    screen.type("Kata sandi sekarang", password)
    screen.type("Kata sandi baru", "sandi yang panjang 77")
    screen.type("Kata sandi baru, sekali lagi", "sandi yang panjang 77")
    screen.press("Simpan kata sandi baru")
    screen.reads("Belum ada kampanye di kota ini")
