"""A city fills its offices from a list, prints the letters, a head signs in with one, and a lingkungan changes hands."""

import pytest

from payung.apps.territory import account_letters
from payung.integrations.letters.account import AccountLetters, AccountPage
from payung.integrations.letters.account import account_letters as printed
from tests import factories
from tests.browser.actors import Administrator, Lurah
from tests.browser.conftest import DESK, PHONE, Windows
from tests.browser.screen import Screen
from tests.browser.town import Town

LIST = """Nama Kepala Lingkungan,Kelurahan,Lingkungan,No HP
Rekaan Harahap Sembiring Pelawi Meliala,Pasar Baru,I,081234567890
Rekaan Daulay,Pasar Baru,2,0812-99
Rekaan Nasution,Pasar Baru,XIV,
"""


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[AccountPage]:
    """What the letters say, beside the PDF."""
    kept: list[AccountPage] = []

    def keep(shared: AccountLetters, pages: list[AccountPage]) -> bytes:
        kept.extend(pages)
        return printed(shared, pages)

    monkeypatch.setattr(account_letters, "account_letters", keep)
    return kept


def test_a_list_the_letters_and_a_hand_over(town: Town, window: Windows, letters: list[AccountPage]) -> None:
    administrator = Administrator(town, window(width=PHONE))
    administrator.is_in_already()
    brings_the_list(administrator.screen)
    makes_the_letters(administrator.screen, town.kelurahan)
    the_head_signs_in(window(width=PHONE), letters[0])
    hands_over(administrator.screen, town)
    lurah = Lurah(town, window(width=DESK), area=town.kelurahan)
    lurah.is_in_already()
    prints_the_sheet(lurah.screen, town)


def both_ways(screen: Screen, name: str) -> None:
    """A picture at the width of a phone and of a desk."""
    screen.look(name)
    screen.page.set_viewport_size({"width": DESK, "height": 900})
    screen.look(f"{name}-desk")
    screen.page.set_viewport_size({"width": PHONE, "height": 780})


def brings_the_list(screen: Screen) -> None:
    screen.go("/pejabat/")
    screen.press("Impor kepala lingkungan")
    screen.press("Periksa daftar ini")
    screen.reads("Pilih berkasnya dahulu.")
    both_ways(screen, "impor-tanpa-berkas")
    screen.bring("Daftar kepala lingkungan", "kepling.csv", LIST.encode())
    screen.type("Menjabat mulai tanggal", "2025-10-01")
    screen.press("Periksa daftar ini")
    screen.reads("2 dari 3 baris akan mengisi jabatan. 1 baris harus diperbaiki", "Nomor teleponnya tidak terbaca.")
    both_ways(screen, "hasil-pemeriksaan")
    screen.press("Isi 2 jabatan")
    screen.reads("2 jabatan terisi.", "Pilih kecamatan")
    both_ways(screen, "surat-kota")


def makes_the_letters(screen: Screen, kelurahan: int) -> None:
    screen.go(f"/pejabat/{kelurahan}/surat/")
    screen.reads("2 orang menunggu surat akun.", "Belum punya surat")
    both_ways(screen, "surat")
    name, content = screen.download("Buat surat yang dicentang")
    assert name == "surat-akun.pdf"
    assert content.startswith(b"%PDF")
    screen.go(f"/pejabat/{kelurahan}/surat/")
    screen.reads("Surat sudah dibuat", "Semua sudah masuk atau sudah punya surat")


def the_head_signs_in(screen: Screen, letter: AccountPage) -> None:
    """As from the code on the letter, which fills in the name."""
    screen.go(f"/akun/login/#{letter.username}")
    screen.holds("Nama pengguna", letter.username)
    screen.type("Kata sandi", letter.password)
    screen.press("Masuk")
    screen.type("Kata sandi sekarang", letter.password)
    screen.type("Kata sandi baru", "sandi yang panjang 77")
    screen.type("Kata sandi baru, sekali lagi", "sandi yang panjang 77")
    screen.press("Simpan kata sandi baru")
    screen.go("/akun-saya/peran/")
    screen.reads("Ini yang boleh dilakukan akun Anda.", "Mendaftarkan pekerja")
    both_ways(screen, "peran-saya")


def hands_over(screen: Screen, town: Town) -> None:
    screen.go(f"/pejabat/{town.kelurahan}/surat/")
    screen.reads("Sudah masuk")
    with factories.as_system(town.city) as opened:
        factories.registration(town.lingkungan, opened)
    screen.go(f"/pejabat/{town.lingkungan}/")
    screen.press("Ganti")
    screen.reads("Yang ikut diserahkan")
    screen.press("Ganti")
    screen.reads("Isi nama penggunanya.")
    both_ways(screen, "serah-terima-keliru")
    screen.tick("Belum ada: jabatan kosong")
    screen.type("Mulai tanggal", "2025-11-03")
    screen.press("Ganti")
    screen.reads("2 Nov 2025")
    screen.go(f"/kepala-lingkungan/{town.kelurahan}/")
    screen.reads("mulai 3 November 2025")
    both_ways(screen, "jabatan-kosong")


def prints_the_sheet(screen: Screen, town: Town) -> None:
    screen.go(f"/kepala-lingkungan/{town.lingkungan}/")
    screen.reads("Mulai 3 November 2025 jabatan ini kosong.", "Rekaan Harahap", "Oktober 2025")
    both_ways(screen, "lingkungan")
    name, content = screen.download("Lembar serah terima")
    assert name == "serah-terima.pdf"
    assert content.startswith(b"%PDF")
