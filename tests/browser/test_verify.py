"""The head of a kelurahan decides on what waits: the oldest first, and never on what somebody else has changed."""

import datetime as dt

import pytest

from payung.apps.enrolment.models import Registration
from tests import factories
from tests.browser.actors import Lurah, ProtectionOfficer
from tests.browser.conftest import TODAY, Windows
from tests.browser.town import Town

OLDEST, SECOND, THIRD, NEWEST = "Rekaan Pertama", "Rekaan Kedua", "Rekaan Ketiga", "Rekaan Keempat"


@pytest.fixture
def lurah(town: Town, window: Windows, width: int) -> Lurah:
    """Four registrations wait, the newest written down first."""
    with factories.as_system(town.city) as opened:
        for days, name in enumerate((NEWEST, THIRD, SECOND, OLDEST)):
            who = factories.person(town.lingkungan, opened, name=name.upper())
            work = {"occupation": "Pedagang kaki lima", "work_place": "Pasar Rekaan"}
            factories.registration(town.lingkungan, opened, person=who, on=TODAY - dt.timedelta(days=days), **work)
    return Lurah(town, window(width=width), area=town.kelurahan)


def states(town: Town) -> dict[str, str]:
    with factories.as_system(town.city):
        found = Registration.objects.values_list("person__name", "state")
        return {name.title(): state for name, state in found}


def test_each_is_decided(town: Town, lurah: Lurah) -> None:
    lurah.signs_in()
    lurah.opens_what_waits(4)
    lurah.sees_in_this_order(OLDEST, SECOND, THIRD, NEWEST)
    lurah.screen.look("menunggu")
    lurah.accepts(OLDEST)
    lurah.is_told("Pendaftaran REKAAN PERTAMA diterima.")
    lurah.decides_with_a_reason(SECOND, "Kembalikan", "")
    lurah.is_told("alasan")
    lurah.screen.look("tanpa-alasan")
    lurah.decides_with_a_reason(SECOND, "Kembalikan", "Alamatnya di kelurahan lain.")
    lurah.is_told("Pendaftaran REKAAN KEDUA dikembalikan.")
    lurah.decides_with_a_reason(THIRD, "Tolak", "Sudah pindah ke kota lain.")
    lurah.is_told("Pendaftaran REKAAN KETIGA ditolak.")
    lurah.screen.look("sudah-diputuskan")
    assert states(town) == {OLDEST: "verified", SECOND: "returned", THIRD: "refused", NEWEST: "submitted"}


def test_a_page_that_has_grown_stale_decides_nothing(town: Town, lurah: Lurah) -> None:
    lurah.is_in_already()
    lurah.opens_what_waits(4)
    lurah.opens_another_tab()
    lurah.decides_with_a_reason(OLDEST, "Kembalikan", "Pekerjaannya belum jelas.")
    lurah.is_told("Pendaftaran REKAAN PERTAMA dikembalikan.")
    lurah.turns_to_the_first_tab()
    lurah.accepts(OLDEST)
    lurah.is_told("1 pendaftaran sudah berubah sejak halaman dibuka, jadi dibiarkan.")
    lurah.screen.look("sudah-berubah")
    assert states(town)[OLDEST] == "returned"


def test_what_is_opened_is_read_by_the_protection_officer(
    town: Town, lurah: Lurah, window: Windows, width: int
) -> None:
    lurah.is_in_already()
    lurah.reveals(NEWEST, "Mencocokkan NIK dengan kartu keluarga")
    lurah.screen.look("dibuka")
    officer = ProtectionOfficer(town, window(width=width))
    officer.signs_in()
    officer.reads_the_log("Rekaan Hasanuddin", "NIK, Nomor telepon", "Mencocokkan NIK dengan kartu keluarga")
    officer.screen.reads_no(NEWEST.upper())
    officer.screen.look("catatan")
