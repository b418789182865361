"""Pages in the states that nobody draws: nothing there yet, a wrong way, a file too large, names of a hundred letters."""

import datetime as dt

import pytest
from django.test import override_settings

from payung.apps.accounts.models import User
from payung.apps.enrolment import batches
from payung.apps.enrolment.batch_queries import Choice
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Batch, Registration
from payung.apps.territory.codes import Level
from payung.apps.territory.models import Area, Branch
from tests import factories
from tests import factories_campaign as campaigns
from tests.browser.conftest import DESK, TODAY, Windows
from tests.browser.screen import Screen
from tests.browser.town import Town

EMPTY = {
    "clerk": {
        "/daftar-nama/": "Belum ada daftar",
        "/pendaftaran/": "Belum ada pendaftaran di sini",
        "/periksa/": "Berkas daftar nama",
    },
    "lurah": {"/periksa-pendaftaran/": "Tidak ada yang menunggu diperiksa", "/kampanye/": "Belum ada kampanye"},
    "manager": {
        "/kampanye/": "Buat kampanye",
        "/berkas/": "Belum ada berkas",
        "/data-bpjs/": "Belum ada berkas dari BPJS",
        "/daftar/": "Di kecamatan mana",
        "/pendaftaran/": "Belum ada pendaftaran di sini",
    },
    "insurer_officer": {"/bpjs/": "Belum ada berkas dari kota", "/data-bpjs/": "Belum ada data iuran"},
    "data_protection_officer": {"/catatan/": "Belum ada data pribadi yang dibuka"},
}


@pytest.mark.parametrize("role", EMPTY)
def test_nothing_there_yet(town: Town, window: Windows, width: int, role: str) -> None:
    screen = seated(town, window(width=width), role)
    for number, (path, said) in enumerate(EMPTY[role].items()):
        screen.go(path)
        screen.reads(said)
        screen.look(f"kosong-{number}")


def seated(town: Town, screen: Screen, role: str) -> Screen:
    branch = factories.branch(town.city) if role == "insurer_officer" else None
    town.seat(screen, role, town.kelurahan if role == "lurah" else None, branch=branch)
    return screen


def test_a_wrong_way(town: Town, window: Windows, width: int) -> None:
    screen = seated(town, window(width=width), "clerk")
    for path, said in {
        "/tidak-ada/": "Halaman ini tidak ada",
        "/berkas/": "Halaman ini bukan untuk peran Anda",
        "/pekerja/00000000-0000-4000-8000-000000000000/": "Halaman ini tidak ada",
        "/daftar-nama/00000000-0000-4000-8000-000000000000/": "Daftar ini tidak ditemukan",
    }.items():
        screen.go(path)
        screen.reads(said)
        screen.look(said)
    screen.go("/daftar-nama/")
    screen.page.context.clear_cookies(name="csrftoken")
    screen.press("Unggah dan periksa")
    screen.reads("Halaman ini sudah terlalu lama terbuka")
    screen.look("terlalu-lama-terbuka")


def test_wrong_files(town: Town, window: Windows, width: int) -> None:
    screen = seated(town, window(width=width), "manager")
    screen.go("/daftar-nama/")
    screen.press("Unggah dan periksa")
    screen.reads("Pilih berkasnya dahulu.")
    screen.look("tanpa-berkas")
    with override_settings(PAYUNG_UPLOAD_BYTES=1024 * 1024):
        for path, button in {"/daftar-nama/": "Unggah dan periksa", "/data-bpjs/iuran/": "Unggah data iuran"}.items():
            screen.go(path)
            screen.bring("Berkas", "besar.xlsx", b"x" * 1_200_000)
            screen.press(button)
            screen.reads("Berkas ini lebih besar dari 1 MB.")
            screen.reads_no("Bidang ini")
            screen.look("terlalu-besar")
    screen.go("/daftar-nama/")
    screen.bring("Berkas", "foto.xlsx", b"\x89PNG rekaan")
    screen.tick("Orang-orang di daftar ini setuju")
    screen.press("Unggah dan periksa")
    screen.reads("Berkas sedang diperiksa")
    town.work()
    screen.reads("Berkas ini belum dapat dibaca sebagai daftar nama.")
    screen.look("tidak-terbaca")


# names of a hundred letters

LONG = " ".join(["Siti Nurhaliza Panjangsekali Hutabaratsimanjuntak"] * 3)[:120]
UNBROKEN = "Kelurahanyangnamanyaditulistanpaspasisehinggatidakdapatdipenggaldimanapunolehperambanmanapunjuga1234"
PAGES = {
    "clerk": ("/daftar-nama/",),
    "lurah": ("/periksa-pendaftaran/", "/pendaftaran/?keadaan=accepted", "/kampanye/", "PERSON", "MEND"),
    "manager": (
        "/kampanye/",
        "/pendaftaran/",
        "/berkas/",
        "BATCH",
        "/berkas/baru/?branch=BRANCH&limit=5",
        "/data-bpjs/",
    ),
    "administrator": ("/pejabat/", "OFFICE"),
}


@pytest.fixture
def long_town(town: Town) -> Town:
    """Every name is as long as the register takes it; one place's name has no space to break at."""
    Area.objects.filter(city=town.city, level__in=(Level.KECAMATAN, Level.LINGKUNGAN)).update(name=LONG[:100])
    Area.objects.filter(city=town.city, level=Level.KELURAHAN).update(name=UNBROKEN)
    Branch.objects.update(name=f"Kantor Cabang {LONG}"[:100])
    campaigns.campaign(town.city, name=f"Kampanye {LONG}"[:120])
    with factories.as_system(town.city) as opened:
        for state in (State.SUBMITTED, State.RETURNED, State.VERIFIED, State.VERIFIED):
            registered(town, opened, state=state)
        factories.member(town.lingkungan, opened, months=(dt.date(2025, 9, 1),), person=somebody(town, opened))
        batches.make(by=0, choice=Choice(branch_id=factories.branch(town.city).pk, limit=1))
        factories.insurer_file(town.city.area_id, month=dt.date(2025, 9, 1), name=f"{UNBROKEN}.xlsx")
    return town


def somebody(town: Town, opened: object) -> object:
    name = {"name": LONG.upper(), "address": LONG * 2, "birth_place": LONG[:80]}
    return factories.person(town.lingkungan, opened, **name)


def registered(town: Town, opened: object, *, state: State) -> None:
    work = {"occupation": LONG[:100], "work_place": UNBROKEN}
    person = somebody(town, opened)
    factories.registration(town.lingkungan, opened, state=state, person=person, on=TODAY, **work)


@pytest.mark.parametrize("role", PAGES)
def test_long_names(long_town: Town, window: Windows, width: int, role: str) -> None:
    screen = seated(long_town, window(width=width), role)
    User.objects.update(full_name=LONG)
    for number, page in enumerate(PAGES[role]):
        screen.go(address_of(page, long_town))
        screen.look(f"panjang-{number}")
        if width == DESK:
            with screen.dark():
                screen.look(f"gelap-{number}")


def address_of(page: str, town: Town) -> str:
    with factories.as_system(town.city):
        waiting = Registration.objects.get(state=State.RETURNED)
        return {
            "PERSON": f"/pekerja/{Registration.objects.get(state=State.ACCEPTED).person_id}/",
            "MEND": f"/pendaftaran/{waiting.pk}/perbaiki/",
            "BATCH": f"/berkas/{Batch.objects.get().pk}/",
            "OFFICE": f"/pejabat/{town.kelurahan}/",
        }.get(page, page.replace("BRANCH", str(factories.branch(town.city).pk)))
