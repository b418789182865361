"""The head of a lingkungan types a word of the street; the list below the field finds the job."""

from playwright.sync_api import Locator, expect

from tests.browser.actors import Kepling
from tests.browser.conftest import PHONE, Windows
from tests.browser.screen import Screen
from tests.browser.town import Town


def test_a_word_of_the_street_becomes_a_job(town: Town, window: Windows, width: int) -> None:
    screen = at_the_form(town, window(width=width))
    field = job(screen)
    typed(field, "parbe")
    expect(options(screen).first).to_contain_text("Pengemudi Becak Bermotor")
    typed(field, "parbecak")
    expect(options(screen)).to_have_count(1)
    screen.look("parbecak")
    options(screen).first.click()
    expect(field).to_have_value("Pengemudi Becak Bermotor")
    expect(options(screen).first).to_be_hidden()
    screen.look("dipilih")


def test_with_the_keyboard_alone(town: Town, window: Windows) -> None:
    screen = at_the_form(town, window(width=PHONE))
    field = job(screen)
    typed(field, "petani")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    field.press("ArrowDown")
    second = options(screen).nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(second.get_attribute("id")))
    screen.look("panah")
    field.press("Escape")
    expect(field).to_have_value("petani")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("ArrowUp")
    chosen = str(options(screen).last.get_attribute("data-payung-value"))
    field.press("Enter")
    expect(field).to_have_value(chosen)
    assert screen.page.url.endswith("/daftar/")  # Enter chose; it did not send the form
    field.press("Tab")
    expect(screen.field("Tempat bekerja")).to_be_focused()


def test_what_a_person_should_look_at_is_said_and_own_words_stay(town: Town, window: Windows) -> None:
    screen = at_the_form(town, window(width=PHONE))
    field = job(screen)
    typed(field, "karyawan pabrik")
    expect(options(screen).first).to_contain_text("Biasanya punya pemberi kerja")
    screen.look("punya-pemberi-kerja")
    with screen.page.expect_response("**/pekerjaan/?cari=*"):
        typed(field, "tukang sihir hujan")
    expect(screen.page.get_by_text("Tidak ada di daftar.").first).to_be_attached()
    field.press("Tab")
    expect(field).to_have_value("tukang sihir hujan")


def test_without_the_network_the_browsers_own_list_stays(town: Town, window: Windows) -> None:
    screen = at_the_form(town, window(width=PHONE))
    field = job(screen)
    field.focus()
    expect(field).not_to_have_attribute("list", "pekerjaan-dikenal")
    screen.page.route("**/pekerjaan/**", lambda route: route.abort())
    typed(field, "betor")
    expect(field).to_have_attribute("list", "pekerjaan-dikenal")
    expect(field).to_have_value("betor")


def test_without_scripts_it_is_the_browsers_own_list(town: Town, window: Windows) -> None:
    screen = at_the_form(town, window(width=PHONE, script=False))
    expect(job(screen)).to_have_attribute("list", "pekerjaan-dikenal")
    expect(screen.page.locator("#pekerjaan-dikenal option[value='Tukang Botot']")).to_have_count(1)


def at_the_form(town: Town, screen: Screen) -> Screen:
    kepling = Kepling(town, screen, area=town.lingkungan)
    kepling.is_in_already()
    kepling.opens_the_form()
    return screen


def job(screen: Screen) -> Locator:
    return screen.page.locator("#id_occupation")


def options(screen: Screen) -> Locator:
    return screen.page.locator("#id_occupation_saran [role=option]")


def typed(field: Locator, text: str) -> None:
    """Key by key, as a person does."""
    field.fill("")
    field.press_sequentially(text)
