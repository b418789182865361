"""What the insurer still needs of somebody is said on the way: when the list is brought, in lists, before accepting."""

from dataclasses import replace

from payung.apps.enrolment.models import Registration
from payung.apps.people.models import Person
from tests import factories
from tests.browser.actors import Clerk, Lurah, Manager
from tests.browser.conftest import Windows
from tests.browser.town import Town
from tests.factories_rosters import csv_file, people, typed

NEEDED = "Belum lengkap untuk BPJS: nama ibu kandung, alamat."


def without_mothers() -> bytes:
    rows = typed([replace(each, nik=f"127101{each.nik[6:]}") for each in people(2)])
    return csv_file([(*row[:6], "", *row[7:]) for row in rows])


def test_what_is_needed_is_said_before_anybody_decides(town: Town, window: Windows, width: int) -> None:
    clerk = Clerk(town, window(width=width))
    clerk.is_in_already()
    clerk.brings_a_roster("tanpa nama ibu.csv", without_mothers())
    clerk.waits_for_the_check()
    clerk.screen.reads("Semua 2 baris dapat dimasukkan.", "2 belum lengkap untuk BPJS.", NEEDED)
    clerk.screen.look("belum-lengkap")
    clerk.screen.press("Masukkan 2 baris")
    town.work()
    with factories.as_system(town.city):
        Person.objects.update(area_id=town.lingkungan)
        Registration.objects.update(area_id=town.lingkungan)
    clerk.screen.go("/pendaftaran/?kurang=mother_name")
    clerk.screen.reads("2 pendaftaran.", "Belum lengkap: nama ibu kandung, alamat")
    clerk.screen.look("daftar")
    lurah = Lurah(town, window(width=width), area=town.kelurahan)
    lurah.is_in_already()
    lurah.opens_what_waits(2)
    lurah.screen.reads(NEEDED)
    lurah.screen.look("kartu")
    lurah.accepts_all(2)


def test_a_batch_shows_who_would_be_in_it(town: Town, window: Windows, width: int) -> None:
    with factories.as_system(town.city) as opened:
        for name in ("REKAAN SATU", "REKAAN DUA"):
            who = factories.person(town.lingkungan, opened, name=name, address="Jalan Rekaan 1", birth_place="Medan")
            factories.registration(town.lingkungan, opened, person=who, occupation="Pedagang", state="verified")
    manager = Manager(town, window(width=width))
    manager.is_in_already()
    manager.screen.go("/berkas/baru/")
    manager.screen.press("Lihat isinya")
    manager.screen.reads("2 pekerja siap dikirim", "REKAAN SATU", "REKAAN DUA", "Baris 1 sampai 2 dari 2")
    manager.screen.look("isi")
