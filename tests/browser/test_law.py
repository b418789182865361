"""The pages about the law as anybody reads them: figures, their history, their sources, and what changes next."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Windows

LONG_NAME, THREE_COLUMNS, BANDS = (
    "deadlines.jakon_certificate",
    "business.scale.capital",
    "bpu.contribution.income_bands",
)


def test_from_the_index_to_a_figure_and_what_changes_next(window: Windows, width: int) -> None:
    screen = window(width=width)
    screen.go("/aturan/")
    screen.type("Cari angka", "dikenai iuran JP")
    screen.page.keyboard.press("Enter")
    screen.reads("1 angka cocok")
    screen.look("cari")
    screen.press("Upah sebulan tertinggi yang dikenai iuran JP")
    screen.reads("Rp11.086.300", "Setiap angka dan sumbernya")
    expect(screen.page.locator(".chart svg")).to_be_visible()
    screen.open("Angka di balik grafik")
    screen.look("angka")
    screen.press("Angka hukum")
    screen.press("Apa yang berubah berikutnya")
    screen.reads("1 Januari 2027", "Keringanan berakhir")
    screen.look("berikutnya")


@pytest.mark.parametrize("path", [LONG_NAME, THREE_COLUMNS, BANDS])
@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_is_cut_off_on_a_phone(window: Windows, path: str, language: str) -> None:
    screen = window(width=PHONE)
    screen.page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": screen.address}])
    screen.go(f"/aturan/{path}/")
    expect(screen.page.locator("html")).to_have_attribute("lang", language)
    screen.look(path)
    wider = "all => all.filter(each => each.scrollWidth > each.clientWidth).length"
    assert screen.page.locator(".records-frame").evaluate_all(wider) == 0
