"""Each role comes in through the door, does what its first page puts first, and sees what became of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.utils import translation
from playwright.sync_api import expect

from payung.apps.accounts.models import User
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.enrolment.enums import State
from tests import factories, factories_insurer
from tests import factories_campaign as campaigns
from tests.browser import papers
from tests.browser.conftest import PHONE, Windows
from tests.browser.screen import Screen
from tests.browser.test_ways import speaks_english
from tests.browser.town import PASSWORD, Town

PURPOSE = "Rekaan 17/2025"


@dataclass
class Visitor:
    """Somebody in a role at a window, who reads one of the two languages."""

    screen: Screen
    language: str

    def words(self, text: str) -> str:
        with translation.override(self.language):
            return translation.gettext(text)

    def presses(self, *buttons: str) -> None:
        for button in buttons:
            self.screen.press(self.words(button))

    def reads(self, *texts: str | re.Pattern[str]) -> None:
        self.screen.reads(*(self.words(text) if isinstance(text, str) else text for text in texts))

    def comes_in(self, town: Town, user: User) -> None:
        """Name, password, and the code from the phone where the role needs one."""
        self.screen.go("/akun/login/")
        self.screen.type(self.words("Nama pengguna"), user.username)
        self.screen.type(self.words("Kata sandi"), PASSWORD)
        self.presses("Masuk")
        if user.pk in town.secrets:
            self.reads("Masukkan kode dari ponsel")
            self.screen.type(self.words("Kode"), town.code(user))
            self.presses("Masuk")
        self.screen.page.wait_for_url(lambda url: "/akun/" not in url)

    def begins(self, button: str) -> None:
        """The large button is this one; pressed, it leads on."""
        following = self.screen.main.locator(".btn-next")
        expect(following).to_contain_text(self.words(button))
        following.click()


# what each role does first, and what it sees then


def head(visitor: Visitor) -> None:
    visitor.begins("Perbaiki yang pertama")
    visitor.reads("Perbaiki pendaftaran")
    visitor.presses("Simpan dan ajukan lagi")
    visitor.reads("Belum dipilih.")


def helper(visitor: Visitor) -> None:
    visitor.screen.main.get_by_role("link", name=visitor.words("Daftarkan pekerja")).first.click()
    visitor.presses("Ajukan pendaftaran")
    visitor.reads("Belum dipilih.")


def lurah(visitor: Visitor) -> None:
    visitor.begins("Periksa yang terlama")
    card = visitor.screen.main.get_by_role("article").first
    name = card.get_by_role("heading").inner_text()
    visitor.screen.press(visitor.words("Terima"), inside=card)
    visitor.reads(re.compile(visitor.words("Pendaftaran %(name)s diterima.") % {"name": name}))


def camat(visitor: Visitor) -> None:
    visitor.begins("Lihat yang menunggu")
    visitor.reads(re.compile("REKAAN"))


def manager(visitor: Visitor) -> None:
    visitor.begins("Buat berkas baru")
    visitor.presses("Lihat isinya", "Buat berkas ini")
    visitor.reads("Belum dijawab")


def agency_officer(visitor: Visitor) -> None:
    visitor.begins("Unggah daftar nama")
    visitor.screen.bring(visitor.words("Berkas daftar nama"), "daftar.xlsx", papers.roster())
    visitor.screen.page.get_by_role("checkbox").first.check()
    visitor.presses("Unggah dan periksa")
    visitor.reads("Berkas sedang diperiksa")


def insurer_officer(visitor: Visitor) -> None:
    visitor.screen.main.get_by_role("link", name=re.compile("12.71-0001")).first.click()
    visitor.reads("Belum dijawab")


def mayor(visitor: Visitor) -> None:
    visitor.reads(re.compile("45[,.]00"), "Yang belum diketahui")
    visitor.presses("Lihat kampanye per kecamatan")
    visitor.reads(re.compile("Medan Kota"))


def protection_officer(visitor: Visitor) -> None:
    visitor.begins("Baca catatan pembukaan data")
    visitor.reads("Catatan pembukaan data", re.compile(PURPOSE))


def administrator(visitor: Visitor) -> None:
    visitor.begins("Lihat proses")
    visitor.reads("Proses")


FIRST: dict[str, Callable[[Visitor], None]] = {
    "kepling": head,
    "helper": helper,
    "lurah": lurah,
    "camat": camat,
    "manager": manager,
    "agency_officer": agency_officer,
    "insurer_officer": insurer_officer,
    "mayor": mayor,
    "data_protection_officer": protection_officer,
    "administrator": administrator,
}


def given_a_city_at_work(town: Town) -> None:
    campaigns.campaign(town.city, name="Rekaan 2025")
    campaigns.fill(town.city)
    factories_insurer.batch_of(town.city, 2, branch=factories.branch(town.city))
    with factories.as_system(town.city) as opened:
        factories_insurer.verified(town.city, 1, opened)
        for state in (State.SUBMITTED, State.SUBMITTED):
            factories.registration(town.lingkungan, opened, state=state)
        record_disclosure(
            opened.scope,
            kind=Disclosure.Kind.EXPORT,
            subject="uji",
            rows=1,
            purpose=PURPOSE,
            area=town.city.area_id,
        )


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_first_thing_of_every_role(town: Town, window: Windows, language: str) -> None:
    given_a_city_at_work(town)
    for role, does in FIRST.items():
        visitor = Visitor(window(width=PHONE), language)
        cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": visitor.screen.address}
        visitor.screen.page.context.add_cookies([cookie])
        visitor.comes_in(town, town.appoint(role, place(town, role), branch=branch(town, role)))
        does(visitor)
        if language == "en":
            speaks_english(visitor.screen)
            visitor.screen.look(role)


def place(town: Town, role: str) -> int | None:
    if role in ("kepling", "helper"):
        return town.lingkungan
    return {"lurah": town.kelurahan, "camat": town.kelurahan // 10**8 * 10**8}.get(role)


def branch(town: Town, role: str) -> object:
    return factories.branch(town.city) if role == "insurer_officer" else None
