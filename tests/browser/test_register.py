"""The head of a lingkungan registers one worker: nothing that was typed is lost, however often it is wrong."""

import datetime as dt

from tests import factories
from tests.browser.actors import Kepling
from tests.browser.conftest import Windows
from tests.browser.town import Town

TYPED = {
    "NIK": "1271 0157 0385 0012",
    "Nama lengkap": "Rosmaida Simanjuntak",
    "Tempat lahir": "Medan",
    "Nama ibu kandung": "Rekaan Hutagalung",
    "Alamat menurut KTP": "Jl. Rekaan No. 14",
    "Nomor telepon": "0812 6000 2001",
    "Pekerjaan": "Pedagang sayur",
    "Nama ahli waris": "Rekaan Waris",
}

A_DIGIT_SHORT, TOO_YOUNG = "1271 0157 0385 001", "1271 0157 0312 0012"


def test_one_worker_is_registered(town: Town, window: Windows, width: int) -> None:
    given_a_worker_like_her(town)
    kepling = Kepling(town, window(width=width), area=town.lingkungan)
    kepling.signs_in()
    kepling.opens_the_form()
    kepling.screen.look("kosong")
    a_wrong_nik_is_named_at_once_and_again(kepling)
    somebody_too_young_is_refused(kepling)
    her_own_nik_fills_in_her_birth_date(kepling)
    a_double_is_shown_once(kepling)
    the_same_nik_is_known(kepling)


def a_wrong_nik_is_named_at_once_and_again(kepling: Kepling) -> None:
    kepling.fills_in(TYPED)
    kepling.types_the_nik(A_DIGIT_SHORT)
    kepling.is_told_about_the_nik("Yang tertulis 15 angka.")
    kepling.submits()
    kepling.is_told("NIK tidak 16 angka", "Belum dipilih.", "Bacakan kalimat ini kepada pekerja")
    kepling.screen.look("keliru")
    kepling.finds_everything_as_typed(TYPED | {"NIK": A_DIGIT_SHORT})


def somebody_too_young_is_refused(kepling: Kepling) -> None:
    kepling.types_the_nik(TOO_YOUNG)
    kepling.screen.holds("Tanggal lahir", "17-03-2012")
    kepling.chooses_an_income()
    kepling.screen.tick("Pekerja setuju")
    kepling.submits()
    kepling.is_told("Umur belum cukup")
    kepling.screen.look("terlalu-muda")
    kepling.finds_everything_as_typed(TYPED | {"NIK": TOO_YOUNG})


def her_own_nik_fills_in_her_birth_date(kepling: Kepling) -> None:
    kepling.types_the_nik(TYPED["NIK"])
    kepling.screen.holds("Tanggal lahir", "17-03-1985")


def a_double_is_shown_once(kepling: Kepling) -> None:
    kepling.submits()
    kepling.is_told("Mungkin orang ini sudah terdaftar", "nama dan tanggal lahir sama")
    kepling.screen.look("mungkin-kembar")
    kepling.finds_everything_as_typed(TYPED)
    kepling.screen.type("Catatan untuk yang memeriksa", "Dua orang senama, ibunya berbeda.")
    kepling.submits("Ini orang lain, ajukan")
    kepling.is_told("ROSMAIDA SIMANJUNTAK sudah diajukan")
    kepling.screen.look("diajukan")


def the_same_nik_is_known(kepling: Kepling) -> None:
    kepling.screen.press("Daftarkan pekerja berikutnya")
    kepling.fills_in(TYPED)
    kepling.chooses_an_income()
    kepling.screen.tick("Pekerja setuju")
    kepling.submits()
    kepling.screen.type("Catatan untuk yang memeriksa", "Belum saya lihat sebelumnya.")
    kepling.submits("Ini orang lain, ajukan")
    kepling.is_told("Sudah ada di wilayah Anda")
    kepling.screen.look("sudah-ada")
    kepling.finds_everything_as_typed(TYPED)


def given_a_worker_like_her(town: Town) -> None:
    with factories.as_system(town.city) as opened:
        factories.registration(
            town.lingkungan,
            opened,
            person=factories.person(
                town.lingkungan, opened, name=TYPED["Nama lengkap"].upper(), birth_date=dt.date(1985, 3, 17), sex="F"
            ),
        )
