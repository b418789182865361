"""The daily work without a mouse: a worker is registered and verified, and a list is taken in."""

import pytest
from playwright.sync_api import Route, expect

from tests import factories
from tests import factories_campaign as campaigns
from tests.browser import papers
from tests.browser.conftest import DESK, PHONE, Windows
from tests.browser.keyboard import MOST_STOPS, Keyboard
from tests.browser.screen import Screen
from tests.browser.town import Town


def begins(town: Town, screen: Screen, role: str, area: int | None = None) -> Keyboard:
    """At the first page of the role; the first stop leads past the navigation."""
    town.seat(screen, role, area)
    screen.go("/")
    keyboard = Keyboard(screen.page)
    assert keyboard.tab() == "Langsung ke isi"
    return keyboard


def past_the_navigation(screen: Screen, keyboard: Keyboard) -> None:
    keyboard.enter("Langsung ke isi")
    expect(screen.main).to_be_focused()


def test_a_worker_is_registered_and_verified(town: Town, window: Windows) -> None:
    screen = window(width=DESK)
    keyboard = begins(town, screen, "kepling", town.lingkungan)
    keyboard.follow("Daftarkan pekerja")
    past_the_navigation(screen, keyboard)
    register(keyboard)
    screen.reads("REKAAN PAPAN KETIK sudah diajukan")
    screen.look("diajukan")
    screen = window(width=DESK)
    keyboard = begins(town, screen, "lurah", town.kelurahan)
    keyboard.follow("Periksa pendaftaran")
    screen.reads("1 pendaftaran menunggu.")
    past_the_navigation(screen, keyboard)
    keyboard.enter("Terima REKAAN PAPAN KETIK")
    screen.reads("Pendaftaran REKAAN PAPAN KETIK diterima.")


def test_an_answer_that_comes_late_covers_no_field(town: Town, window: Windows) -> None:
    screen = window(width=DESK)
    keyboard = begins(town, screen, "kepling", town.lingkungan)
    keyboard.follow("Daftarkan pekerja")
    late: list[Route] = []
    screen.page.route("**/daftar/iuran/**", lambda route: late.append(route))
    keyboard.write("Penghasilan sebulan", "Rp1.3")
    keyboard.to("Nama ahli waris")
    field = screen.page.locator(":focus")
    field.evaluate("it => scrollBy(0, it.getBoundingClientRect().bottom - innerHeight + 100)")  # just above the bar
    (answer,) = late
    answer.continue_()
    expect(screen.page.locator("#iuran")).to_contain_text("Rp")
    assert field.evaluate(COVERED_BY) == ""


# What stands before the middle of an element, if it is another one.
COVERED_BY = """it => {
  const area = it.getBoundingClientRect();
  const seen = document.elementFromPoint(area.left + area.width / 2, area.top + area.height / 2);
  return seen === null ? "nothing: it is out of sight" : it.contains(seen) ? "" : seen.outerHTML;
}"""


def register(keyboard: Keyboard) -> None:
    """Field by field, in the order in which they stand."""
    who = factories.details(name="Rekaan Papan Ketik", sex="F")
    keyboard.write("NIK", f"127101{who.nik[6:]}")
    keyboard.write("Nama lengkap", who.name)
    keyboard.write("Nama ibu kandung", who.mother_name)
    keyboard.write("Tempat lahir", "Medan")
    keyboard.write("Alamat menurut KTP", who.address)
    keyboard.write("Pekerjaan", "petani")
    keyboard.write("Penghasilan sebulan", "Rp1.3")
    keyboard.space("Pekerja setuju")
    keyboard.enter("Ajukan pendaftaran")


def test_a_list_is_taken_in(town: Town, window: Windows) -> None:
    screen = window(width=PHONE)
    keyboard = begins(town, screen, "clerk")
    keyboard.follow("Unggah daftar nama")
    file = {"name": "daftar.xlsx", "mimeType": "", "buffer": papers.roster()}
    keyboard.choose_file("Berkas daftar nama").set_files(file)
    keyboard.space("Orang-orang di daftar ini setuju")
    keyboard.enter("Unggah dan periksa")
    screen.reads("Berkas sedang diperiksa")
    town.work()
    screen.reads("3 dari 6 baris dapat dimasukkan")
    keyboard.enter("Masukkan 3 baris")
    screen.reads("Baris sedang dimasukkan")
    town.work()
    screen.reads("3 dari 6 baris sudah masuk ke pendaftaran")


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("kepling", "/daftar/"),
        ("kepling", "/pembantu/baru/"),
        ("lurah", "/periksa-pendaftaran/"),
        ("camat", "/pendaftaran/"),
        ("manager", "/kampanye/12710000000000/laju/"),
        ("mayor", "/beranda/"),
        ("administrator", "/pejabat/12710110010000/"),
    ],
)
def test_every_stop_is_seen_and_none_holds_the_focus(
    town: Town, window: Windows, width: int, role: str, path: str
) -> None:
    campaigns.campaign(town.city)
    factories.hold("kepling", factories.lingkungan(town.city, 1))
    with factories.as_system(town.city) as opened:
        factories.registration(town.lingkungan, opened)
    screen = window(width=width)
    area = {"kepling": town.lingkungan, "lurah": town.kelurahan, "camat": town.kelurahan // 10**8 * 10**8}.get(role)
    keyboard = begins(town, screen, role, area)
    screen.go(path)
    stops = [keyboard.tab()]
    while stops[-1] and len(stops) < MOST_STOPS:
        stops.append(keyboard.tab())
    assert stops[0] == "Langsung ke isi"
    assert stops[-1] == "", stops
