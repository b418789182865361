"""The calculator as somebody without an account uses it: on a phone and at a desk, with a script and without."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Windows

ENDS = "Mulai Januari 2027 iuran kembali Rp16.800 sebulan, karena keringanan berakhir."

PAPER = {"width": 720, "height": 1040}  # A4 between its margins


def test_from_the_door_to_a_figure_and_its_law(window: Windows, width: int) -> None:
    screen = window(width=width)
    screen.go("/akun/login/")
    screen.press("Hitung iuran tanpa masuk")
    screen.look("depan")
    screen.press("Pekerja mandiri")
    screen.type("Penghasilan sebulan", "1.000.000")
    screen.type("Bulan iuran pertama", "2026-11")
    screen.press("Hitung")
    screen.reads("Rp8.400 sebulan", "Rp184.800 untuk 12 bulan", ENDS)
    assert "mulai=2026-11" in screen.page.url  # the address says it all
    expect(screen.page.locator(".chart svg")).to_be_visible()
    screen.open("Iuran JKK")
    screen.reads("× 1% ×", "PP 50/2025")
    screen.open("Angka di balik grafik")
    screen.reads("Jan 2027")
    screen.look("pekerja")
    with screen.dark():
        screen.look("pekerja-gelap")


def test_wages_pasted_and_one_of_them_opened(window: Windows, width: int) -> None:
    screen = window(width=width)
    screen.go("/hitung/pemberi-kerja/?mulai=2026-11&skala=besar")
    screen.type("Upah sebulan", "4.500.000\nlima juta\n12 x 5.000.000")
    screen.press("Hitung")
    screen.reads("Baris 2 (“lima juta”): ini bukan upah.")
    screen.look("upah-keliru")
    screen.type("Upah sebulan", "4.500.000\n12 x 5.000.000")
    screen.press("Hitung")
    screen.reads("dipotong dari upah 13 pekerja")
    screen.page.get_by_role("button", name=re.compile("baris 2")).click()
    screen.reads("Baris 2: seorang pekerja dengan upah Rp5.000.000")
    screen.open("JP, bagian pemberi kerja")
    screen.reads("5.000.000, 11.086.300)")
    screen.look("upah")


def test_a_contract_and_a_site(window: Windows, width: int) -> None:
    screen = window(width=width)
    screen.go("/hitung/kontraktor/")
    screen.type("Nilai kontrak", "1.110.000.000")
    screen.choose("PPN dalam nilai ini", "Sudah termasuk PPN")
    screen.press("Hitung")
    screen.reads("Isi persentase PPN yang termasuk dalam nilai kontrak.")
    screen.type("Persentase PPN", "11")
    screen.press("Hitung")
    screen.reads("Nilai kontrak tanpa PPN Rp1.000.000.000")
    screen.look("kontrak")
    screen.press("Upah konstruksi")
    screen.reads("sebulan untuk seorang pekerja")
    screen.look("upah-konstruksi")


def test_a_budget_beside_another_payer_and_on_paper(window: Windows, width: int) -> None:
    screen = window(width=width)
    screen.go("/hitung/anggaran/?mulai=2026-11&pekerja=2500")
    screen.choose("Bandingkan dengan pembayar", "CSR perusahaan")
    screen.press("Hitung")
    screen.reads("Rp504.000.000 seluruhnya", "CSR perusahaan: mulai Januari 2027 iuran kembali Rp16.800 sebulan")
    screen.look("anggaran")
    screen.page.set_viewport_size(PAPER)
    screen.page.emulate_media(media="print")
    expect(screen.page.get_by_role("button", name="Hitung")).to_be_hidden()
    screen.reads("Dihitung pada")
    expect(screen.page.locator(".chart svg")).to_be_visible()
    screen.look("anggaran-kertas")


def test_without_a_script(window: Windows) -> None:
    screen = window(script=False)
    screen.go("/hitung/pekerja/")
    screen.choose("Program", "JKK, JKM, dan JHT (tabungan hari tua)")
    screen.press("Hitung")
    screen.reads("JHT")
    screen.open("Angka di balik grafik")
    expect(screen.page.locator("#grafik table")).to_be_visible()
    expect(screen.page.get_by_role("button", name="Cetak")).to_be_hidden()
    screen.look("tanpa-skrip")


def test_in_english(window: Windows) -> None:
    screen = window(width=1366)
    screen.go("/hitung/anggaran/?mulai=2026-11")
    screen.page.get_by_role("button", name="English").first.click()
    screen.reads("from January 2027 the contribution is Rp16,800 a month again, because the discount ends.")
    screen.look("english")
