"""Words some 40 % longer on the narrowest phone, letters twice as large at a desk: every role still reads everything."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from payung.apps.territory.codes import area_id
from payung.config.translations import PSEUDO
from tests.browser import room
from tests.browser.conftest import DESK, PHONE, Windows
from tests.browser.screen import Screen
from tests.browser.town import Town
from tests.factories_campaign import campaign
from tests.filled import fill
from tests.marked_text import pseudo_language

NARROWEST = 320  # 1280 pixels at 400 %
PAGES = {
    "": ("/akun/login/", "/hitung/pekerja/", "/hitung/anggaran/", "/periksa/", "/tidak-ada/"),
    "kepling": ("/beranda/", "/daftar/", "/iuran-pertama/", "/setoran/baru/", "/pembantu/"),
    "lurah": ("/beranda/", "/periksa-pendaftaran/", "/kemungkinan-ganda/"),
    "camat": ("/beranda/", "/kepala-lingkungan/"),
    "clerk": ("/daftar-nama/",),
    "agency_officer": ("/kelompok/",),
    "manager": ("/kampanye/", "/pendaftaran/", "/berkas/baru/", "/data-bpjs/iuran/", "/setoran/"),
    "insurer_officer": ("/bpjs/",),
    "mayor": ("/beranda/", "/kampanye/12710000000000/banding/", "/kampanye/12710000000000/bertahan/"),
    "data_protection_officer": ("/catatan/",),
    "administrator": ("/pejabat/", "/proses/", "/setelan/"),
}
PLACES = {"kepling": area_id("12.71.01.1001", 1), "lurah": area_id("12.71.01.1001"), "camat": area_id("12.71.01")}


@pytest.fixture
def longer_words() -> Iterator[None]:
    with pseudo_language():
        yield


def test_everything_has_room(town: Town, window: Windows, longer_words: None) -> None:
    branches = fill(town.city).branches
    campaign(town.city)
    faults = []
    for role, pages in PAGES.items():
        screen = window(width=PHONE)
        screen.page.context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": PSEUDO, "url": screen.address}]
        )
        if role:
            branch = branches[0] if role == "insurer_officer" else None
            town.seat(screen, role, PLACES.get(role), branch=branch)
        for path in pages:
            screen.go(path)
            faults += [f"{role} {path} {fault}" for fault in without_room(screen)]
    assert not faults, "\n".join(faults)


def without_room(screen: Screen) -> Iterator[str]:
    """At the width of a phone, of a desk enlarged four times, and with letters of twice their size."""
    screen.reads("⟦")
    for width, percent in ((PHONE, 100), (NARROWEST, 100), (DESK, 200)):
        screen.page.set_viewport_size({"width": width, "height": 780})
        room.with_letters_of(screen.page, 16 * percent // 100)
        yield from (f"at {width}, {percent} %: {fault}" for fault in room.faults(screen.page))
