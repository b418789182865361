"""A lurah finds that two are one, and takes it back; a head is told so while typing."""

import datetime as dt

from payung.apps.enrolment.enums import State
from payung.apps.linkage.models import Merge
from tests import factories
from tests.browser.conftest import Windows
from tests.browser.town import Town
from tests.factories_linkage import twin

LONG = "Jalan Rekaan Sangat Panjang Sekali Gang Buntu Nomor 123 Belakang Masjid Rekaan"


def test_two_become_one_and_two_again(town: Town, window: Windows, width: int) -> None:
    with factories.as_system(town.city) as opened:
        twin(town.lingkungan, opened, state=State.SUBMITTED, address=LONG, phone="")
        twin(town.lingkungan, opened, state=State.ACCEPTED, months=(dt.date(2025, 5, 1),))
    screen = window(width=width)
    town.seat(screen, "lurah", town.kelurahan)
    screen.go("/kemungkinan-ganda/")
    screen.reads("1 pasang orang", "nama dan tanggal lahir sama")
    screen.look("daftar")
    screen.press("Bandingkan")
    screen.reads("Dua orang atau satu?", LONG, "Isian yang berbeda")
    screen.look("berdampingan")
    screen.press("Satu orang: tinjau penggabungan")
    screen.reads("Pendaftaran yang berakhir sebagai digabung", "Bulan terbayar bersama: 1.")
    screen.look("tinjau")
    screen.press("Gabungkan")
    screen.reads("Tulis alasannya.")
    screen.type("Alasan", "Orang yang sama, NIK lama")
    screen.press("Gabungkan")
    screen.reads("sekarang satu orang", "Jejak")
    screen.look("digabung")
    screen.open("Batalkan penggabungan")
    screen.type("Alasan", "Ternyata dua orang")
    screen.press("Jadikan dua orang lagi")
    screen.reads("keduanya kembali dua orang")
    screen.go("/kemungkinan-ganda/")
    screen.reads("1 pasang orang", "Penggabungan terakhir")
    with factories.as_system(town.city):
        assert Merge.objects.get().undone_at


def test_the_form_says_it_while_typed(town: Town, window: Windows) -> None:
    with factories.as_system(town.city) as opened:
        twin(town.lingkungan, opened, phone="+6281200000001", mother_name="IBU REKAAN")
    screen = window()
    town.seat(screen, "kepling", town.lingkungan)
    screen.go("/daftar/")
    screen.type("Nama ibu kandung", "Ibu Rekaan")
    screen.type("Nomor telepon", "081200000001")
    screen.page.keyboard.press("Tab")
    screen.reads("Mungkin orang ini sudah terdaftar", "SITI REKAAN", "nomor telepon dan nama ibu sama")
    screen.look("serupa")
