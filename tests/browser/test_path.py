"""The whole path through the windows of all who walk it: from a typed roster to a worker who is protected."""

from django.db import connection
from playwright.sync_api import expect

from payung.apps.territory.models import Branch
from tests.browser import papers
from tests.browser.actors import Clerk, Lurah, Manager, Officer
from tests.browser.conftest import Windows
from tests.browser.town import Town

SUNIARTI, BAHARUDDIN, TIURMA = (person[1] for person in (papers.SUNIARTI, papers.BAHARUDDIN, papers.TIURMA))
ACCEPTED = ("Diterima", "12345678901", "29-10-2025", "")
ACCEPTED_TOO = ("Diterima", "12345678902", "29-10-2025", "")
REJECTED = ("Ditolak", "", "", "Nama ibu kandung tidak padan")
ACCEPTED_LATER = ("Diterima", "12345678903", "29-10-2025", "")
UNKNOWN_LINE = (99, 1, "1271015505800077", "Tidak Dikenal", *[""] * 22, *ACCEPTED)


def test_from_a_typed_roster_to_a_protected_worker(town: Town, window: Windows, width: int) -> None:
    clerk = Clerk(town, window(width=width))
    lurah = Lurah(town, window(width=width), area=town.kelurahan)
    manager = Manager(town, window(width=width))
    given_registrations_of(clerk, town)
    when_the_lurah_accepts_them(lurah)
    manager.signs_in()
    batch = and_the_manager_sends_a_batch(manager, number=1, count=3)
    with_a_letter_and_a_text_file(manager, 3)
    officer = Officer(town, window(width=width), branch=Branch.objects.get(city=town.city))
    then_only_the_branch_sees_it(officer, town, window(width=width))
    officer_answers(officer, batch)
    clerk.mends_the_rejected(TIURMA)
    lurah.accepts_all(1)
    again = and_the_manager_sends_a_batch(manager, number=2, count=1)
    officer.brings_answers(papers.answers(again, {TIURMA: ACCEPTED_LATER}))
    officer.screen.reads("Semua 1 baris sudah tercatat.")
    officer_brings_payments(officer)
    then_the_worker_is_protected(clerk, SUNIARTI)
    then_both_batches_stay_in_the_history(manager, TIURMA)


def given_registrations_of(clerk: Clerk, town: Town) -> None:
    clerk.is_in_already()
    clerk.screen.go("/daftar-nama/")
    clerk.screen.bring("Berkas daftar nama", "daftar.xlsx", papers.roster())
    clerk.screen.tick("Orang-orang di daftar ini setuju")
    clerk.screen.press("Unggah dan periksa")
    clerk.screen.reads("Berkas sedang diperiksa")
    town.work()
    clerk.screen.page.reload()
    clerk.screen.press("Masukkan 3 baris")
    clerk.screen.reads("Baris sedang dimasukkan")
    town.work()
    clerk.sees_the_registrations()


def when_the_lurah_accepts_them(lurah: Lurah) -> None:
    lurah.is_in_already()
    lurah.opens_what_waits(3)
    lurah.screen.look("menunggu")
    lurah.accepts_all(3)
    lurah.screen.look("semua-diterima")


def and_the_manager_sends_a_batch(manager: Manager, *, number: int, count: int) -> bytes:
    manager.makes_a_batch(number, count)
    _name, content = manager.downloads("Daftar (.xlsx)")
    assert len(papers.rows_of(content)) == count + 1
    return content


def with_a_letter_and_a_text_file(manager: Manager, count: int) -> None:
    name, letter = manager.downloads("Surat pengantar")
    assert name.endswith(".pdf")
    assert letter.startswith(b"%PDF")
    name, text = manager.downloads("Daftar (.csv)")
    assert name.endswith(".csv")
    assert len(text.decode("utf-8-sig").splitlines()) == count + 1


def then_only_the_branch_sees_it(officer: Officer, town: Town, screen: object) -> None:
    officer.signs_in()
    officer.screen.reads("3 pekerja di 1 berkas menunggu jawaban Anda")
    officer.screen.look("pekerjaan-petugas")
    branch = Branch.objects.create(city=town.city, name="Medan Utara")
    stranger = Officer(town, screen, branch=branch)
    stranger.is_in_already()
    stranger.screen.go("/berkas/")
    stranger.screen.reads("Belum ada berkas")
    stranger.screen.go("/pendaftaran/")
    stranger.screen.reads_no(SUNIARTI)


def officer_answers(officer: Officer, batch: bytes) -> None:
    assert papers.rows_of(officer.downloads_the_batch()) == papers.rows_of(batch)
    said = papers.answers(batch, {SUNIARTI.title(): ACCEPTED, BAHARUDDIN: ACCEPTED_TOO, TIURMA: REJECTED})
    officer.brings_answers(papers.with_line(said, UNKNOWN_LINE), look=True)
    officer.screen.reads("1 dari 4 baris belum cocok; sisanya sudah tercatat.", "Baris yang belum cocok")
    officer.screen.look("jawaban-tercatat")
    officer.screen.go("/berkas/")
    officer.screen.reads("Semua berkas sudah dijawab BPJS.")
    officer.screen.look("semua-dijawab")


def officer_brings_payments(officer: Officer) -> None:
    rows = [
        (ACCEPTED[1], "2025-10", "JKK,JKM", 16_800, "29-10-2025", "mandiri"),
        (ACCEPTED_LATER[1], "Okt 2025", "JKK,JKM", "Rp16.800", "29/10/2025", "APBD kota"),
        ("99999999999", "2025-10", "JKK,JKM", 16_800, "29-10-2025", "mandiri"),
        (ACCEPTED_TOO[1], "2025-10", "JKK,JKM", "enam belas ribu", "29-10-2025", "mandiri"),
    ]
    officer.brings_payments(papers.payments(rows), month="Oktober 2025")
    officer.screen.reads("2 dari 4 baris belum cocok; sisanya sudah tercatat.")
    officer.screen.look("iuran-tercatat")
    officer.screen.go("/data-bpjs/")
    officer.screen.look("data-bpjs")


def then_the_worker_is_protected(clerk: Clerk, name: str) -> None:
    clerk.screen.go("/pendaftaran/?keadaan=accepted")
    clerk.screen.look("diterima-bpjs")
    clerk.screen.press(name)
    clerk.screen.reads("Terlindungi sampai 31 Oktober 2025", "Nomor peserta (KPJ)", ACCEPTED[1])
    expect(clerk.screen.main.locator("#bulan")).to_contain_text("Lunas")
    clerk.screen.look("terlindungi")


def then_both_batches_stay_in_the_history(manager: Manager, name: str) -> None:
    manager.screen.go("/pendaftaran/?keadaan=accepted")
    manager.screen.press(name)
    manager.screen.reads("Terlindungi sampai 31 Oktober 2025", "Berkas nomor 1", "Berkas nomor 2")
    manager.screen.look("dua-berkas")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        assert cursor.fetchone() == (0,)
