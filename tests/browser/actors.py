"""Those who work with the program, and what they do in the words of their own work."""

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
        self.screen.reads(f"{count} pendaftaran.", "Suniarti br. Sembiring", "Diajukan")
        self.screen.look("pendaftaran")

    def brings_the_same_again(self) -> None:
        self.brings_a_roster("salinan.xlsx")
        self.screen.reads("Berkas ini sudah pernah Anda unggah.", "3 dari 6 baris sudah masuk ke pendaftaran")
        assert self.town.work() == 0
        self.screen.look("berkas-sama")
