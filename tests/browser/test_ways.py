"""The same work in English, and on a device that runs no script."""

import re

from playwright.sync_api import expect

from tests import factories
from tests.browser import papers
from tests.browser.actors import Clerk, Kepling, Lurah
from tests.browser.conftest import DESK, PHONE, Windows
from tests.browser.screen import Screen
from tests.browser.town import Town


def test_a_roster_in_english(town: Town, window: Windows) -> None:
    """Indonesian comes first, whatever the browser asks for; English is chosen, and stays."""
    clerk = Clerk(town, window(width=DESK, language="en"))
    clerk.is_in_already()
    screen = clerk.screen
    screen.go("/daftar-nama/")
    screen.page.get_by_role("button", name="English").first.click()
    speaks_english(screen)
    screen.bring("Roster file", "Data Ps. Baru.xlsx", papers.roster())
    screen.tick("The people on this list agree")
    screen.look("upload")
    screen.press("Upload and check")
    town.work()
    screen.reads("3 of 6 rows can be taken in")
    speaks_english(screen)
    screen.look("checked")
    screen.press("Take in 3 rows")
    town.work()
    screen.reads("3 of 6 rows have become registrations")
    screen.go("/pendaftaran/")
    screen.press("Suniarti")
    speaks_english(screen)
    screen.reads("Not protected yet")
    screen.look("worker")
    screen.go("/daftar/")
    screen.press("Medan Kota")
    screen.press("Pasar Baru")
    screen.press("Submit the registration")
    speaks_english(screen)
    screen.look("form")


INDONESIAN = re.compile(r"\b(yang|tidak|belum|dan|untuk|sudah|bulan|pendaftaran|berkas|pekerja|menunggu|wajib)\b", re.I)


def speaks_english(screen: Screen) -> None:
    expect(screen.page.locator("html")).to_have_attribute("lang", "en")
    assert INDONESIAN.findall(screen.page.locator("body").inner_text()) == []


def test_without_script(town: Town, window: Windows) -> None:
    clerk = Clerk(town, window(width=PHONE, script=False))
    clerk.signs_in()
    clerk.screen.go("/daftar-nama/")
    clerk.screen.bring("Berkas daftar nama", "daftar.xlsx", papers.roster())
    clerk.screen.tick("Orang-orang di daftar ini setuju")
    clerk.screen.press("Unggah dan periksa")
    town.work()
    clerk.screen.press("Perbarui halaman ini")
    clerk.sees_what_can_be_enrolled()
    a_head_registers_without_script(town, window(width=PHONE, script=False))
    a_lurah_decides_without_script(town, window(width=PHONE, script=False))


def a_head_registers_without_script(town: Town, screen: Screen) -> None:
    who = factories.details(name="Rekaan Tanpa Skrip", sex="F")
    kepling = Kepling(town, screen, area=town.lingkungan)
    kepling.is_in_already()
    screen.page.locator("[popovertarget=menu]").first.click()
    screen.page.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Daftarkan pekerja").click()
    kepling.fills_in(
        {
            "NIK": f"127101{who.nik[6:]}",
            "Nama lengkap": who.name,
            "Tempat lahir": "Medan",
            "Nama ibu kandung": who.mother_name,
            "Alamat menurut KTP": who.address,
            "Pekerjaan": "Penjahit",
        }
    )
    screen.choose("Penghasilan sebulan", "Rp1.300.000–1.499.999")
    screen.tick("Pekerja setuju")
    kepling.submits()
    kepling.is_told("REKAAN TANPA SKRIP sudah diajukan")
    screen.look("diajukan")


def a_lurah_decides_without_script(town: Town, screen: Screen) -> None:
    lurah = Lurah(town, screen, area=town.kelurahan)
    lurah.is_in_already()
    lurah.opens_what_waits(1)
    card = screen.card("REKAAN TANPA SKRIP")
    screen.open("Kembalikan, tolak", inside=card)
    screen.press("Cari pendaftaran ganda di luar kelurahan", inside=card)
    screen.reads("Tidak ada yang serupa di luar wilayah Anda")
    screen.look("kembaran")
    screen.press("Kembali memeriksa")
    screen.tick("Centang semua di halaman ini")
    screen.press("Terima yang dicentang")
    lurah.is_told("1 pendaftaran diterima.")
    screen.look("diterima")
