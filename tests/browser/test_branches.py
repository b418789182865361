"""The insurer's branches: places, a worker under two of them, an officer of two cities, and the regional office."""

import pytest

from payung.apps.territory import branches
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import Area, Branch, City
from payung.apps.territory.regional import appoint_reader
from tests import factories, factories_insurer
from tests import factories_campaign as campaigns
from tests.browser.conftest import Windows
from tests.browser.screen import Screen
from tests.browser.town import Town

NUMBER = "25000000001"
LONG = "Sri Rahayu Ningsih Hutabarat Simanjuntak Panggabean Boru Sembiring"


@pytest.fixture
def morawa(town: Town) -> Branch:
    return Branch.objects.create(city=town.city, name="Tanjung Morawa")


def test_a_worker_under_two_branches_is_decided_on(town: Town, window: Windows, width: int, morawa: Branch) -> None:
    pays_through_another(town, morawa)
    manager, officer = window(width=width), window(width=width)
    town.seat(officer, "insurer_officer", branch=morawa)
    officer.go("/bpjs/")
    officer.reads("1 pekerja tercatat di dua kantor cabang")
    officer.press("Lihat daftarnya")
    officer.reads("Pekerja cabang lain", NUMBER, "Belum diputuskan")
    officer.look("cabang-kedua")

    town.seat(manager, "manager")
    manager.go("/data-bpjs/dua-cabang/")
    manager.reads(LONG.upper())
    manager.look("belum-diputuskan")
    manager.press("Putuskan")
    manager.press("Simpan keputusan")
    manager.look("salah")
    manager.tick("Tanjung Morawa")
    manager.choose("Mulai bulan", "September 2025")
    manager.type("Alasan", "pindah kerja, dikonfirmasi kedua cabang")
    manager.press("Simpan keputusan")
    manager.reads("Tanjung Morawa sejak September 2025", "Semua sudah diputuskan")
    assert town.work() == 1
    manager.page.get_by_role("button", name="English").last.click()
    manager.reads("Tanjung Morawa since September 2025")
    manager.look("decided")


def pays_through_another(town: Town, morawa: Branch) -> None:
    """A member of the first branch, for whom the second reports a payment."""
    kota = Branch.objects.get(city=town.city, name="Medan Kota")
    with factories.as_system(town.city) as opened:
        who = factories.person(town.lingkungan, opened, name=LONG.upper())
        factories_insurer.verified(town.city, 1, opened, person=who)
    factories_insurer.batch_of(town.city, 0, branch=kota)
    said = factories_insurer.answers_csv([factories_insurer.accepted(1, 1, NUMBER)])
    factories_insurer.take_in(town.city, "answers", said, branch_id=kota.pk)
    rows = factories_insurer.payments_csv([factories_insurer.paid(NUMBER, "2025-09")])
    factories_insurer.take_in(town.city, "payments", rows, branch_id=morawa.pk)


def test_batches_follow_the_branch_of_the_place(town: Town, window: Windows, width: int, morawa: Branch) -> None:
    with factories.as_system(town.city) as opened:
        factories_insurer.verified(town.city, 6, opened)
    screen = window(width=width)
    town.seat(screen, "manager")
    screen.go("/berkas/baru/")
    screen.press("Wilayah tiap kantor cabang")
    screen.look("belum-diatur")
    says(screen, "Seluruh kota", "Medan Kota")
    kecamatan = Area.objects.get(pk=area_id("12.71.02")).name
    says(screen, f"{kecamatan} (seluruh kecamatan)", "Tanjung Morawa")
    screen.look("diatur")
    screen.press("Buat berkas baru")
    screen.reads("Medan Kota: ", "Tanjung Morawa: ", "terverifikasi menunggu")
    screen.look("berkas-baru")


def says(screen: Screen, place: str, branch: str) -> None:
    screen.choose("Wilayah", place)
    screen.choose("Kantor cabang BPJS", branch)
    screen.press("Simpan")
    screen.reads("Tersimpan.", branch)


def test_an_officer_and_the_regional_office_over_two_cities(
    town: Town, window: Windows, width: int, other_city: City
) -> None:
    campaigns.campaign(town.city)
    campaigns.fill(town.city)
    shared = branches.serve(branch="Medan Kota", of=town.city.pk, city=other_city.pk)
    factories_insurer.batch_of(other_city, 2, branch=shared)
    officer = window(width=width)
    town.seat(officer, "insurer_officer", branch=shared)
    officer.go("/bpjs/")
    officer.reads("Tidak ada berkas yang menunggu", "Kota lain yang dilayani cabang Anda")
    officer.look("medan")
    officer.press("Kota Tebing Tinggi")
    officer.reads("2 pekerja di 1 berkas menunggu jawaban Anda")
    officer.look("tebing-tinggi")

    reader, screen = factories.user(), window(width=width)
    appoint_reader(user=reader.pk, province="12", starts=factories.OPENED_ON)
    town.let_in(screen, reader)
    screen.go("/")
    screen.reads("Sumatera Utara", "Kota Medan", "Kota Tebing Tinggi", "belum diketahui")
    screen.look("provinsi")
    screen.go("/akun-saya/peran/")
    screen.look("peran")
