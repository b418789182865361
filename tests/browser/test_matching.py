"""A clerk asks who of a list is protected, looks at the pairs that nobody can be sure of, and takes the answer along."""

from tests.browser.actors import Clerk
from tests.browser.conftest import Windows
from tests.browser.town import Town
from tests.factories_matching import LEFT, RIGHT, typed, work

LIKELY = ("", "Rina Lubis", "21-04-1991", "", "", "")


def test_a_list_is_matched_with_the_members(town: Town, window: Windows, width: int) -> None:
    clerk = Clerk(town, window(width=width))
    clerk.is_in_already()
    screen = clerk.screen
    screen.go("/pencocokan/")
    screen.reads("Belum ada pencocokan")
    screen.look("kosong")
    screen.press("Cocokkan")
    screen.reads("Pilih berkasnya dahulu.")
    screen.look("tanpa-berkas")
    left = [each for each in LEFT if each[1] != "Rina Misal Lubis"]
    screen.bring("Berkas daftar pertama", "Daftar Dinas Perikanan 2025 (revisi terakhir).csv", typed([*left, LIKELY]))
    screen.bring("Berkas daftar kedua", "Peserta.csv", typed(RIGHT))
    screen.look("terisi")
    screen.press("Cocokkan")
    screen.reads("Kedua daftar sedang dicocokkan")
    screen.look("sedang-dicocokkan")
    assert work() == 1
    screen.reads("7 baris:", "Terlindungi", "Ganda", "Setiap baris dihitung tepat sekali.")
    screen.look("hasil")
    screen.press("Lihat 1 pasangan")
    screen.reads("mungkin orang yang sama", "Perbandingan", "tahun selisih 1 atau 10")
    screen.look("pasangan")
    with screen.dark():
        screen.look("pasangan-gelap")
    screen.page.go_back()
    screen.press("1 Terlindungi")
    screen.reads("Siti Rekaan Harahap")
    screen.look("baris")
    screen.page.go_back()
    screen.press("Unduh daftar dengan hasil")
    screen.look("untuk-apa")
    name, content = screen.download("Unduh")
    assert name.endswith("(daftar).xlsx")
    assert content.startswith(b"PK")


def test_a_list_that_is_none_is_refused_beside_its_field(town: Town, window: Windows) -> None:
    clerk = Clerk(town, window(width=360))
    clerk.is_in_already()
    screen = clerk.screen
    screen.go("/pencocokan/")
    screen.bring("Berkas daftar pertama", "foto.csv", b"\x89PNG\r\n\x1a\n rekaan")
    screen.bring("Berkas daftar kedua", "Peserta.csv", typed(RIGHT))
    screen.press("Cocokkan")
    screen.reads("Belum dapat dicocokkan. Perbaiki dahulu:", "PNG")
    assert work() == 0
    screen.look("bukan-daftar")
