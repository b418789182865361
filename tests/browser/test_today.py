"""The first page of each role, full and empty, and the notices: on a phone, a desk, and for the mayor a large screen."""

from tests import factories, factories_insurer
from tests import factories_campaign as campaigns
from tests.browser.conftest import Windows
from tests.browser.screen import Screen
from tests.browser.town import Town

WALL = 1920
LONG = "Sri Rahayu Ningsih Hutabarat Simanjuntak Panggabean Boru Sembiring"


def test_everybody_begins_with_what_to_do_today(town: Town, window: Windows, width: int) -> None:
    campaigns.campaign(town.city)
    campaigns.fill(town.city)
    with factories.as_system(town.city) as opened:
        who = factories.person(town.lingkungan, opened, name=LONG.upper())
        factories.registration(town.lingkungan, opened, person=who)
    factories_insurer.batch_of(town.city, 2, branch=factories.branch(town.city))
    begins(town, window(width=width), "kepling", "Perbaiki yang pertama", town.lingkungan)
    begins(town, window(width=width), "lurah", "Periksa yang terlama", town.kelurahan)
    begins(town, window(width=width), "camat", "Lihat yang menunggu", town.kelurahan // 10**8 * 10**8)
    begins(town, window(width=width), "manager", "Buat berkas baru")
    begins(town, window(width=width), "administrator", "Lihat proses")
    begins(town, window(width=width), "clerk", "Unggah daftar nama")
    begins(town, window(width=width), "data_protection_officer", "Baca catatan pembukaan data")


def begins(town: Town, screen: Screen, role: str, button: str, area: int | None = None) -> None:
    """Signed in, somebody in this role finds the next step as the first button."""
    town.seat(screen, role, area)
    screen.go("/")
    assert screen.page.url.endswith("/beranda/")
    assert button in screen.main.locator(".btn-next").inner_text()
    screen.look(role)
    if role in {"kepling", "manager"}:
        screen.page.get_by_role("button", name="English").last.click()
        screen.reads("Today", "To do")
        screen.look(f"{role}-english")


def test_the_mayor_reads_it_from_far_away(town: Town, window: Windows) -> None:
    campaigns.campaign(town.city)
    campaigns.fill(town.city)
    mayor = town.appoint("mayor")
    for wide in (360, 1366, WALL):
        screen = window(width=wide)
        town.let_in(screen, mayor)
        screen.go("/")
        screen.reads("45,00 %", "27 dari 60 pekerja sudah diterima BPJS Ketenagakerjaan.", "Yang belum diketahui")
        screen.look(f"wali-kota-{wide}")


def test_an_empty_city_teaches(town: Town, window: Windows) -> None:
    for role, area in (("mayor", None), ("manager", None), ("kepling", town.lingkungan)):
        screen = window(width=360)
        town.seat(screen, role, area)
        screen.go("/")
        screen.look(f"kosong-{role}")


def test_a_notice_leads_to_what_came_back(town: Town, window: Windows, width: int) -> None:
    lurah, kepling = window(width=width), window(width=width)
    town.seat(kepling, "kepling", town.lingkungan)
    town.seat(lurah, "lurah", town.kelurahan)
    kepling.go("/pemberitahuan/")
    kepling.look("belum-ada")
    with factories.as_system(town.city) as opened:
        factories.registration(town.lingkungan, opened)
    lurah.go("/periksa-pendaftaran/")
    card = lurah.main.locator("article").first
    lurah.open("Kembalikan, tolak", inside=card)
    lurah.type("Alasan", "Alamat belum lengkap", inside=card)
    lurah.press("Kembalikan", inside=card)
    kepling.go("/")
    assert kepling.page.locator(".bell-count").inner_text() == "1"
    kepling.go("/pemberitahuan/")
    kepling.reads("1 belum dibaca.", "Sebuah pendaftaran dikembalikan")
    kepling.look("satu")
    kepling.press("Buka", inside=kepling.main.locator(".notice-row").first)
    kepling.reads("Alamat belum lengkap")
    assert kepling.page.locator(".bell-count").count() == 0
