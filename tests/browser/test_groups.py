"""An agency makes a group, brings its list, and one of its members lives outside the city; the programme verifies that one."""

from tests.browser.actors import AgencyOfficer, Manager
from tests.browser.conftest import Windows
from tests.browser.town import Town

LIST = """NIK,Nama,Tanggal Lahir,Kota,Kecamatan,Kelurahan
1271990501800001,Suniarti Rekaan,5 Januari 1980,Medan,Medan Kota,Pasar Baru
1271990602810002,Jainab Rekaan,6 Februari 1981,Deli Serdang,Percut Sei Tuan,Tembung
"""
JAINAB = "JAINAB REKAAN"


def test_an_agency_brings_a_group(town: Town, window: Windows, width: int) -> None:
    officer, manager = AgencyOfficer(town, window(width=width)), Manager(town, window(width=width))
    officer.is_in_already()
    officer.makes_a_group("Becak Amplas")
    officer.screen.reads("Kelompok tersimpan.", "belum ada data iuran BPJS", "per 1 Oktober 2025", "Belum ada daftar")
    officer.screen.look("kelompok-baru")
    officer.brings_its_list("becak.csv", LIST.encode())
    officer.screen.press("Masukkan 2 baris")
    assert town.work() == 1
    officer.screen.go("/kelompok/")
    officer.screen.press("Becak Amplas")
    officer.screen.reads("1 anggota tinggal di luar kota")
    officer.screen.look("kelompok")
    officer.screen.press("Lihat anggota")
    officer.screen.reads("2 pendaftaran.", "Kelompok: Becak Amplas", "Di luar kota: Kabupaten Deli Serdang")
    officer.screen.look("anggota")
    the_programme_verifies(manager)


def the_programme_verifies(manager: Manager) -> None:
    """Nobody else of the group: the other one has a lurah."""
    manager.is_in_already()
    manager.screen.go("/periksa-pendaftaran/")
    manager.screen.reads("1 pendaftaran pekerja dari luar kota menunggu.", JAINAB)
    manager.screen.look("periksa-luar-kota")
    manager.screen.press("Terima", inside=manager.screen.card(JAINAB))
    manager.screen.reads("Tidak ada yang menunggu diperiksa")
