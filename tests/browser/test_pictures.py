"""The mayor looks deeper: the drawing is made of the table behind it, and the sheet can be taken along."""

import datetime as dt

from playwright.sync_api import expect

from tests import factories
from tests import factories_campaign as campaigns
from tests.browser.actors import Mayor
from tests.browser.conftest import Windows
from tests.browser.town import Town


def test_figures_are_drawn_from_the_tables_that_stand_behind_them(town: Town, window: Windows) -> None:
    campaigns.campaign(town.city, ends=dt.date(2025, 12, 31))
    campaigns.fill(town.city)
    factories.hold("kepling", factories.lingkungan(town.city))
    mayor = Mayor(town, window(width=360))
    mayor.is_in_already()
    screen = mayor.screen
    screen.go("/kampanye/")
    screen.press("Laju")
    screen.reads("Laju sekarang belum cukup", "33")
    expect(screen.page.locator(".chart svg")).to_be_visible()
    screen.open("Angka di balik grafik")
    screen.reads("29 Okt 2025")
    screen.look("laju")
    screen.press("Yang bertahan")
    screen.reads("Dari 18 orang yang didaftarkan Mei 2025 dan diterima, 6 lunas September 2025")
    screen.press("Nonaktif")
    screen.reads("Per bulan pendaftaran: Nonaktif")
    screen.look("bertahan")
    screen.press("Perbandingan wilayah")
    screen.reads("Terlalu kecil untuk dibandingkan")
    screen.look("banding")
    name, content = screen.download("Laporan satu halaman (PDF)")
    assert name == "laporan-12.71-2025-10-29.pdf"
    assert content.startswith(b"%PDF")
