"""From accepted to protected: a head shows how to pay, takes cash, hands it over; the lurah looks; the file settles."""

import datetime as dt
from urllib.parse import unquote

import pytest

from payung.apps.contributions.models import Contribution
from payung.apps.coverage.models import Membership
from payung.web.templatetags.payung_format import rupiah
from tests import factories
from tests.browser.actors import Kepling, Lurah
from tests.browser.conftest import DESK, PHONE, Windows
from tests.browser.screen import Screen
from tests.browser.town import Town
from tests.factories_contributions import accepted
from tests.integration.test_first_payments import october

NAME = "Rekaan Butet Siahaan Br. Simanjuntak Namanya Panjang Sekali"


@pytest.fixture
def kepling(town: Town, window: Windows) -> Kepling:
    """One worker of the lingkungan was accepted twelve days ago."""
    with factories.as_system(town.city) as opened:
        who = factories.person(town.lingkungan, opened, name=NAME.upper())
        accepted(town.lingkungan, opened, person=who)
    return Kepling(town, window(width=PHONE), area=town.lingkungan)


def test_cash_becomes_protection(town: Town, kepling: Kepling, window: Windows) -> None:
    kepling.is_in_already()
    screen = kepling.screen
    screen.go("/iuran-pertama/")
    screen.reads("1 perlu diingatkan hari ini", "12 hari")
    screen.look("belum membayar")
    screen.press(NAME)
    screen.reads(f"{rupiah(october())} untuk Oktober 2025", "Indomaret")
    shares_by_whatsapp(screen)
    takes_cash(screen)
    anybody_checks(town, window(width=PHONE))
    hands_over(screen)
    lurah = Lurah(town, window(width=DESK), area=town.kelurahan)
    confirms(lurah)
    the_file_comes(town)
    screen.go("/iuran-pertama/")
    screen.reads("Semua pekerja yang diterima BPJS sudah membayar.")
    screen.look("selesai")


def shares_by_whatsapp(screen: Screen) -> None:
    """The address is made here: what WhatsApp gets is the text of the page, without a name."""
    screen.page.context.route("https://wa.me/**", lambda route: route.fulfill(body="", content_type="text/html"))
    with screen.page.expect_popup() as opened:
        screen.press("Kirim lewat WhatsApp")
    sent = unquote(opened.value.url)
    assert rupiah(october()) in sent
    assert "Butet" not in sent
    opened.value.close()


def takes_cash(screen: Screen) -> None:
    screen.open("Uang tunai saya terima")
    screen.look("cara bayar")
    screen.type("Uang diterima tanggal", "2025-10-30")
    screen.press("Buat kuitansi")
    screen.reads("Tanggalnya harus antara")
    screen.look("tanggal salah")
    screen.type("Uang diterima tanggal", "2025-10-29")
    screen.press("Buat kuitansi")
    screen.reads("Kuitansi 12.71-K000001", "Uang belum disetor")
    screen.look("kuitansi")
    name, paper = screen.download("Unduh PDF")
    assert name == "kuitansi-12.71-K000001.pdf"
    assert paper.startswith(b"%PDF")


def anybody_checks(town: Town, stranger: Screen) -> None:
    with factories.as_system(town.city):
        proof = Contribution.objects.get().proof
    stranger.go(f"/kuitansi/cek/{proof}/")
    stranger.reads("Kuitansi ini sah", "12.71-K000001", rupiah(october()))
    stranger.reads_no(NAME.upper())
    stranger.look("periksa kuitansi")


def hands_over(screen: Screen) -> None:
    screen.go("/setoran/")
    screen.reads("ada di tangan Anda")
    screen.press("Setor uang")
    screen.choose("Disetor lewat", "Indomaret")
    screen.type("Nomor bukti dari kanal", "INV-77")
    screen.type("Jumlah yang disetor", f"{october() + 2_500}")
    screen.press("Catat setoran")
    screen.reads("selisih Rp2.500. Tulis sebabnya.")
    screen.look("selisih")
    screen.type("Sebab selisih", "Biaya layanan")
    screen.press("Catat setoran")
    screen.reads("Menunggu orang kedua")
    screen.look("disetor")


def confirms(lurah: Lurah) -> None:
    lurah.is_in_already()
    screen = lurah.screen
    screen.go("/setoran/")
    screen.press("INV-77")
    screen.look("setoran")
    screen.type("Jumlah di bukti setor", f"{october()}")
    screen.press("Konfirmasi setoran")
    screen.reads("Setoran dikonfirmasi.")
    screen.look("setoran dikonfirmasi")
    screen.go("/setoran/belum-selesai/")
    screen.reads(rupiah(october()), "1 kuitansi, hari ini")
    screen.look("belum selesai")


def the_file_comes(town: Town) -> None:
    with factories.as_system(town.city):
        factories.pay(Membership.objects.get(), dt.date(2025, 10, 1))
