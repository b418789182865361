"""What the programme does with a list: keeps what it asks under a name, gives all of it to a group, takes it out again."""

from payung.apps.enrolment.models import Registration
from tests import factories
from tests.browser.actors import Manager
from tests.browser.conftest import Windows
from tests.browser.town import Town

NAME = "DiajukanTerlamaDuluDilihatTiapSeninPagiSebelumRapatDiKantor"  # one word as long as a name can be


def test_a_list_is_kept_and_given_to_a_group(town: Town, window: Windows, width: int) -> None:
    with factories.as_system(town.city) as opened:
        for _ in range(3):
            factories.registration(town.lingkungan, opened)
    manager = Manager(town, window(width=width))
    manager.is_in_already()
    it_is_kept(manager)
    it_joins_a_group(manager)
    assert members(town) == 3
    manager.screen.press("Keluarkan lagi")
    manager.screen.reads("3 pendaftaran keluar dari kelompok.", "Tidak ada yang dapat dikeluarkan")
    manager.screen.look("keluar-lagi")
    assert members(town) == 0
    it_is_deleted(manager)


def it_is_kept(manager: Manager) -> None:
    screen = manager.screen
    screen.go("/pendaftaran/?keadaan=submitted&urut=terlama")
    screen.press("Simpan saringan ini")
    screen.press("Simpan")
    screen.reads("Beri nama saringannya.")
    screen.look("tanpa-nama")
    screen.type("Nama saringan", NAME)
    screen.press("Simpan")
    screen.reads("Saringan tersimpan.", NAME, "Atur saringan")
    screen.look("saringan-tersimpan")
    screen.go("/pendaftaran/")
    screen.press(NAME)
    assert screen.page.url.endswith("/pendaftaran/?keadaan=submitted&urut=terlama")


def it_joins_a_group(manager: Manager) -> None:
    screen = manager.screen
    screen.press("Masukkan semua ke kelompok")
    screen.reads("Belum ada kelompok")
    screen.look("belum-ada-kelompok")
    screen.press("Tambah kelompok")
    screen.type("Nama kelompok", "Becak Amplas")
    screen.press("Simpan")
    screen.go("/pendaftaran/?keadaan=submitted")
    screen.press("Masukkan semua ke kelompok")
    screen.press("Masukkan 3 pendaftaran")
    screen.reads("Pilih kelompoknya.")
    screen.look("kelompok-belum-dipilih")
    screen.choose("Kelompok tujuan", "Becak Amplas")
    screen.press("Masukkan 3 pendaftaran")
    screen.reads("3 pendaftaran masuk kelompok.", "Becak Amplas")
    screen.look("baru-masuk")


def it_is_deleted(manager: Manager) -> None:
    screen = manager.screen
    screen.go("/pendaftaran/saringan/")
    screen.look("atur-saringan")
    screen.press("Hapus")
    screen.reads("dihapus.", "Belum ada saringan tersimpan")
    screen.look("tanpa-saringan")


def members(town: Town) -> int:
    with factories.as_system(town.city):
        return Registration.objects.filter(group__isnull=False).count()
