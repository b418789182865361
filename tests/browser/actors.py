"""Those who work with the program, and what they do in the words of their own work."""

import re
from collections.abc import Mapping

from playwright.sync_api import expect

from payung.apps.accounts.models import User
from payung.apps.territory.models import Branch
from tests.browser import papers
from tests.browser.screen import Screen
from tests.browser.town import PASSWORD, Town


class Actor:
    """Somebody in a role at a window of their own."""

    role = ""
    name = ""

    def __init__(self, town: Town, screen: Screen, *, area: int | None = None, branch: Branch | None = None) -> None:
        self.town, self.screen = town, screen
        self.user: User = town.appoint(self.role, area, name=self.name, branch=branch)

    def signs_in(self) -> None:
        """Through the door: name, password and, for most, the code from the phone."""
        self.screen.go("/")
        self.screen.type("Nama pengguna", self.user.username)
        self.screen.type("Kata sandi", PASSWORD)
        self.screen.look("masuk")
        self.screen.press("Masuk")
        if self.user.pk in self.town.secrets:
            self.screen.reads("Masukkan kode dari ponsel")
            self.screen.look("kode")
            self.screen.type("Kode", self.town.code(self.user))
            self.screen.press("Masuk")
        self.screen.page.wait_for_url(lambda url: "/akun/" not in url)

    def is_in_already(self) -> None:
        self.town.let_in(self.screen, self.user)
        self.screen.go("/")


class Clerk(Actor):
    """Brings rosters of an agency."""

    role, name = "clerk", "Rekaan Melati"

    def brings_a_roster(self, name: str = "Data Pekerja Rentan Ps. Baru.xlsx", content: bytes = b"") -> None:
        self.screen.go("/daftar-nama/")
        self.screen.bring("Berkas daftar nama", name, content or papers.roster())
        self.screen.tick("Orang-orang di daftar ini setuju")
        self.screen.look("berkas-dipilih")
        self.screen.press("Unggah dan periksa")

    def waits_for_the_check(self) -> None:
        self.screen.reads("Berkas sedang diperiksa")
        self.screen.look("sedang-diperiksa")
        assert self.town.work() == 1

    def sees_what_can_be_enrolled(self) -> None:
        """The page shows it by itself."""
        self.screen.reads("3 dari 6 baris dapat dimasukkan; 3 harus diperbaiki dahulu.")
        self.screen.reads("NIK tidak 16 angka", "NIK di B7 terbaca 15 angka", "Umur belum cukup")
        self.screen.reads("Lingkungan 2, Pasar Baru")
        self.screen.look("hasil-pemeriksaan")

    def downloads_it_with_two_columns_more(self) -> None:
        self.screen.press("Unduh berkas dengan catatan")
        self.screen.look("tanya-keperluan")
        name, content = self.screen.download("Unduh")
        assert name.endswith(".xlsx")
        before, after = papers.rows_of(papers.roster()), papers.rows_of(content)
        width = len(papers.HEADINGS)
        assert [row[:width] for row in after[: len(before)]] == before
        assert [len([cell for cell in row[width:] if cell]) for row in after][2:9] == [2, 1, 1, 2, 2, 2, 2]
        assert "15 angka" in " ".join(map(str, after[6][width:]))

    def takes_it_in(self) -> None:
        self.screen.page.go_back()
        self.screen.press("Masukkan 3 baris")
        self.screen.reads("Baris sedang dimasukkan")
        assert self.town.work() == 1
        self.screen.reads("3 dari 6 baris sudah masuk ke pendaftaran")
        self.screen.look("sudah-masuk")

    def sees_the_registrations(self, count: int = 3) -> None:
        self.screen.go("/pendaftaran/")
        self.screen.reads(f"{count} pendaftaran.", "SUNIARTI BR. SEMBIRING", "Diajukan")
        self.screen.look("pendaftaran")

    def brings_the_same_again(self) -> None:
        self.brings_a_roster("salinan.xlsx")
        self.screen.reads("Berkas ini sudah pernah Anda unggah.", "3 dari 6 baris sudah masuk ke pendaftaran")
        assert self.town.work() == 0
        self.screen.look("berkas-sama")

    def mends_the_rejected(self, name: str) -> None:
        """The form stands filled; what is sealed stays without being typed again."""
        self.screen.go("/pendaftaran/?keadaan=rejected")
        self.screen.press(name)
        self.screen.reads("Belum terlindungi: ditolak BPJS, perlu diperbaiki", "Nama ibu kandung tidak padan")
        self.screen.look("ditolak")
        self.screen.press("Perbaiki pendaftaran")
        self.screen.reads("Alasan BPJS menolak", "Nama ibu kandung tidak padan")
        self.screen.look("perbaiki")
        self.screen.type("Nama ibu kandung", "Rekaan Ginting")
        self.screen.choose("Penghasilan sebulan", "Rp1.300.000–1.499.999")
        self.screen.press("Simpan dan ajukan lagi")
        self.screen.reads("Tersimpan. Pendaftaran ini menunggu pemeriksaan lurah.")
        self.screen.look("diajukan-lagi")


class Lurah(Actor):
    """Verifies the registrations of a kelurahan."""

    role, name = "lurah", "Rekaan Hasanuddin"

    def opens_what_waits(self, count: int) -> None:
        self.screen.go("/periksa-pendaftaran/")
        self.screen.reads(f"{count} pendaftaran menunggu.")

    def sees_in_this_order(self, *names: str) -> None:
        expect(self.screen.main.locator("article h2")).to_have_text([re.compile(name, re.I) for name in names])

    def is_told(self, text: str) -> None:
        self.screen.reads(text)

    def opens_another_tab(self) -> None:
        here, self._first = self.screen.page.url, self.screen.page
        self.screen.page = self.screen.page.context.new_page()
        self.screen.go(here)

    def turns_to_the_first_tab(self) -> None:
        self.screen.page = self._first

    def accepts(self, name: str) -> None:
        self.screen.press("Terima", inside=self.screen.card(name))

    def decides_with_a_reason(self, name: str, step: str, reason: str) -> None:
        card = self.screen.card(name)
        if not card.get_by_label("Alasan").is_visible():
            self.screen.open("Kembalikan, tolak", inside=card)
        self.screen.type("Alasan", reason, inside=card)
        self.screen.press(step, inside=card)
        if step == "Tolak" and reason:
            self.screen.reads(f"Tolak pendaftaran {name.upper()}?", reason)
            self.screen.look("tolak-pasti")
            self.screen.press("Tolak")

    def accepts_all(self, count: int) -> None:
        self.opens_what_waits(count)
        self.screen.tick("Centang semua di halaman ini")
        self.screen.press("Terima yang dicentang")
        self.screen.reads(f"{count} pendaftaran diterima.", "Tidak ada yang menunggu diperiksa")

    def reveals(self, name: str, purpose: str) -> None:
        """Opens a worker's NIK and telephone, with a purpose."""
        self.screen.go("/pendaftaran/")
        self.screen.press(name)
        self.screen.open("Buka NIK, nama ibu, atau telepon")
        self.screen.tick("NIK")
        self.screen.tick("Nomor telepon")
        self.screen.press("Buka dan catat")
        self.screen.reads("Tulis untuk apa data ini dibuka.")
        self.screen.look("buka-tanpa-tujuan")
        self.screen.type("Untuk apa", purpose)
        self.screen.press("Buka dan catat")
        self.screen.reads("sudah dicatat")


class Manager(Actor):
    """Runs the city's programme."""

    role, name = "manager", "Rekaan Fitriani"

    def makes_a_batch(self, number: int, count: int) -> None:
        self.screen.go("/berkas/")
        self.screen.press("Buat berkas baru")
        self.screen.press("Lihat isinya")
        self.screen.reads(f"{count} pekerja siap dikirim")
        self.screen.look("isi-berkas")
        self.screen.press("Buat berkas ini")
        self.screen.reads(f"Berkas nomor {number} berisi {count} pekerja.", "Belum dijawab")
        self.screen.look("berkas-dibuat")

    def downloads(self, button: str) -> tuple[str, bytes]:
        """The purpose is asked first; then the file comes, and the page behind is still there."""
        here = self.screen.page.url
        self.screen.press(button)
        self.screen.reads("Untuk keperluan apa?", "Dicatat bersama nama Anda.")
        file = self.screen.download("Unduh")
        self.screen.go(here)
        return file


class Officer(Actor):
    """Answers batches at a branch of the insurer."""

    role, name = "insurer_officer", "Rekaan Panjaitan"

    def downloads_the_batch(self) -> bytes:
        self.screen.go("/bpjs/")
        self.screen.press("Berkas ")
        self.screen.press("Daftar (.xlsx)")
        return self.screen.download("Unduh")[1]

    def brings_answers(self, content: bytes, *, look: bool = False) -> None:
        self.screen.go("/data-bpjs/jawaban/")
        self.screen.bring("Berkas", "jawaban.xlsx", content)
        if look:
            self.screen.look("unggah-jawaban")
        self.screen.press("Unggah jawaban")
        self.is_told_when_it_is_in()

    def brings_payments(self, content: bytes, *, month: str) -> None:
        self.screen.go("/data-bpjs/iuran/")
        self.screen.bring("Berkas", "iuran.xlsx", content)
        self.screen.choose("Laporan lengkap untuk bulan iuran", month)
        self.screen.look("unggah-iuran")
        self.screen.press("Unggah data iuran")
        self.is_told_when_it_is_in()

    def is_told_when_it_is_in(self) -> None:
        self.screen.reads("Berkas sedang dicatat")
        assert self.town.work() == 1
        self.screen.page.reload()  # the page would do so itself within two seconds, as a clerk's journey waits to see
        self.screen.reads("Tercatat dari berkas ini")


class Kepling(Actor):
    """Registers the workers of a lingkungan."""

    role, name = "kepling", "Rekaan Simbolon"

    def opens_the_form(self) -> None:
        self.screen.go("/daftar/")
        self.screen.reads("Daftarkan pekerja")

    def fills_in(self, typed: Mapping[str, str]) -> None:
        for label, text in typed.items():
            self.screen.type(label, text)

    def types_the_nik(self, nik: str) -> None:
        """And leaves the field, upon which the page reads it."""
        with self.screen.page.expect_response("**/daftar/nik/"):
            self.screen.type("NIK", nik)
            self.screen.field("NIK").blur()

    def is_told_about_the_nik(self, text: str) -> None:
        """At once, while the form is filled in."""
        expect(self.screen.main.locator("#dari-nik")).to_contain_text(text)

    def chooses_an_income(self) -> None:
        self.screen.choose("Penghasilan sebulan", "Rp1.300.000–1.499.999")
        expect(self.screen.main.locator("#iuran")).to_contain_text("Iuran Rp")

    def submits(self, button: str = "Ajukan pendaftaran") -> None:
        self.screen.press(button)

    def is_told(self, *texts: str) -> None:
        self.screen.reads(*texts)

    def finds_everything_as_typed(self, typed: Mapping[str, str]) -> None:
        for label, text in typed.items():
            self.screen.holds(label, text)


class Mayor(Actor):
    """Reads the city's figures."""

    role, name = "mayor", "Rekaan Wali Kota"

    def reads_the_answer(self, text: str) -> None:
        self.screen.reads(text)

    def reads_of_september(self, *, paid: int, members: int) -> None:
        """The parts of the bar: who has paid, and of how many."""
        bar = self.screen.main.locator(".figure-bar").filter(has_text="Masih terlindungi pada September 2025?")
        expect(bar.get_by_role("row").filter(has_text="Lunas")).to_contain_text(re.compile(rf"Lunas\s+{paid}\s"))
        expect(bar).to_contain_text(re.compile(rf"Diterima BPJS\s+{members}\s"))

    def meets_nobody(self) -> None:
        """No name, and no link to a list of people or to a worker."""
        self.screen.reads_no("REKAAN ")
        links = self.screen.main.get_by_role("link").all()
        addresses = [str(link.get_attribute("href")) for link in links]
        assert not [each for each in addresses if "/pendaftaran" in each or "/pekerja" in each]

    def drills_down(self, *places: str) -> None:
        for place in places:
            self.screen.press(place)
            expect(self.screen.main.get_by_role("heading", level=1)).to_contain_text(place)
            self.screen.look(place)
            self.meets_nobody()


class Administrator(Actor):
    """Sees to accounts and offices."""

    role, name = "administrator", "Rekaan Administrator"

    def opens_the_office(self, *places: str) -> None:
        self.screen.go("/pejabat/")
        self.screen.look("pejabat")
        for place in places:
            self.screen.press(place)
            expect(self.screen.main.get_by_role("heading", level=1)).to_have_text(f"Pejabat dan akun: {place}")

    def appoints(self, username: str, full_name: str, *, acting: bool) -> None:
        self.screen.press("Tunjuk pemegang peran")
        self.screen.type("Nama pengguna", username)
        self.screen.press("Tunjuk")
        self.screen.reads("Isi nama lengkap untuk membuat akun baru.")
        self.screen.look("akun-belum-ada")
        self.screen.type("Nama lengkap", full_name)
        if acting:
            self.screen.tick("Pelaksana tugas")
        self.screen.press("Tunjuk")

    def is_shown_the_password(self) -> str:
        """Once; then back to the office."""
        self.screen.reads("Kata sandi sekali pakai")
        self.screen.look("kata-sandi-sekali-pakai")
        password = self.screen.main.locator(".demo-code").inner_text()
        self.screen.press("Selesai")
        return password

    def hands_over(self, holder: str, username: str, full_name: str, *, on: str) -> None:
        self.screen.press("Ganti", inside=self.screen.card(holder))
        self.screen.reads(f"Ganti {holder}")
        self.screen.type("Nama pengguna", username)
        self.screen.type("Nama lengkap", full_name)
        self.screen.type("Mulai tanggal", on)
        self.screen.look("ganti")
        self.screen.press("Ganti")
        self.is_shown_the_password()


class ProtectionOfficer(Actor):
    """Reads who opened personal data."""

    role, name = "data_protection_officer", "Rekaan Zulkarnain"

    def reads_the_log(self, *texts: str) -> None:
        self.screen.go("/catatan/")
        row = self.screen.card(texts[0])
        for text in texts:
            expect(row).to_contain_text(text)


class AgencyOfficer(Actor):
    """Brings an agency's people, group by group."""

    role, name = "agency_officer", "Rekaan Simanjuntak"

    def makes_a_group(self, name: str) -> None:
        self.screen.go("/kelompok/")
        self.screen.reads("Belum ada kelompok")
        self.screen.look("belum-ada-kelompok")
        self.screen.press("Tambah kelompok")
        self.screen.type("Nama kelompok", name)
        self.screen.type("Jumlah anggota menurut kelompok", "8")
        self.screen.press("Simpan")
        self.screen.reads("Tulis dari mana jumlah itu.", "Isi tanggal keadaannya.")
        self.screen.look("tanpa-sumber")
        self.screen.type("Sumber jumlah itu", "Surat Dishub (rekaan)")
        self.screen.type("Keadaan tanggal", "2025-10-01")
        self.screen.type("Koordinator", "Rekaan Damanik")
        self.screen.press("Simpan")

    def brings_its_list(self, name: str, content: bytes) -> None:
        self.screen.press("Unggah daftar nama")
        self.screen.bring("Berkas daftar nama", name, content)
        self.screen.tick("Orang-orang di daftar ini setuju")
        self.screen.look("daftar-kelompok")
        self.screen.press("Unggah dan periksa")
        self.screen.reads("Berkas sedang diperiksa")
        assert self.town.work() == 1
        self.screen.page.reload()
