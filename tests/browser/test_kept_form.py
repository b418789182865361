"""The head registers on a phone whose line breaks, whose tab is closed and whose session ends: nothing typed is lost."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, Route, expect

from payung.apps.enrolment.models import Registration
from tests import factories
from tests.browser.actors import Kepling
from tests.browser.conftest import PHONE, Windows
from tests.browser.screen import Screen
from tests.browser.town import PASSWORD, Town

TYPED = {
    "NIK": "1271015703850012",
    "Nama lengkap": "Rosmaida Simanjuntak",
    "Nama ibu kandung": "Rekaan Hutagalung",
    "Tempat lahir": "Medan",
    "Alamat menurut KTP": "Jl. Rekaan No. 14",
    "Pekerjaan": "Pedagang sayur",
}


@pytest.fixture
def kepling(town: Town, window: Windows) -> Kepling:
    """At the form, which is filled in."""
    head = Kepling(town, window(width=PHONE), area=town.lingkungan)
    head.is_in_already()
    head.opens_the_form()
    return head


def fills_in(kepling: Kepling, **other: str) -> None:
    kepling.fills_in(TYPED | other)
    kepling.screen.field("NIK").blur()
    kepling.chooses_an_income()
    kepling.screen.tick("Pekerja setuju")
    kept(kepling.screen)


def kept(screen: Screen) -> None:
    """What stands on the form has reached the device's store, which shows nothing of it."""
    screen.page.wait_for_function("Object.keys(localStorage).some((name) => name.startsWith('payung:draft:'))")
    assert "Rosmaida" not in stored(screen)


def stored(screen: Screen) -> str:
    return str(screen.page.evaluate("JSON.stringify(localStorage)"))


def registrations(town: Town) -> int:
    with factories.as_system(town.city):
        return int(Registration.objects.count())


def sending(screen: Screen) -> Locator:
    return screen.page.locator("[data-payung-sending]")


def restored(screen: Screen) -> Locator:
    return screen.page.locator("[data-payung-restored]")


def test_a_lost_line_sends_again_by_itself_and_once(town: Town, kepling: Kepling) -> None:
    screen = kepling.screen
    fills_in(kepling)
    screen.page.wait_for_load_state("networkidle")  # what the page asks for by itself has come
    screen.page.context.set_offline(True)
    kepling.submits()
    expect(sending(screen)).to_contain_text("Sambungan terputus. Isian aman di perangkat ini")
    screen.said.clear()  # the console says, too, that there is no line
    screen.look("sambungan-terputus")
    screen.page.context.set_offline(False)
    kepling.is_told("ROSMAIDA SIMANJUNTAK sudah diajukan")
    screen.look("diajukan")
    assert registrations(town) == 1
    assert "payung:draft" not in stored(screen)


def test_whoever_goes_on_typing_sends_by_hand(town: Town, kepling: Kepling) -> None:
    screen, page = kepling.screen, kepling.screen.page
    fills_in(kepling)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    kepling.submits()
    expect(sending(screen)).to_contain_text("dikirim lagi sendiri")
    screen.type("Nama ibu kandung", "Rekaan")
    expect(sending(screen)).to_be_hidden()
    screen.said.clear()
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("form[data-payung-kept] [aria-busy]")).to_have_count(0)
    assert registrations(town) == 0
    screen.type("Nama ibu kandung", TYPED["Nama ibu kandung"])
    kepling.submits()
    kepling.is_told("sudah diajukan")
    assert registrations(town) == 1


def test_an_answer_that_is_lost_and_a_double_tap_make_one_registration(town: Town, kepling: Kepling) -> None:
    screen, page = kepling.screen, kepling.screen.page
    fills_in(kepling)
    page.route("**/daftar/", lambda route: (route.fetch(), route.abort()), times=1)  # it arrives, the answer does not
    page.get_by_role("button", name="Ajukan pendaftaran").dblclick()
    expect(sending(screen)).to_be_visible()
    screen.said.clear()
    kepling.is_told("ROSMAIDA SIMANJUNTAK sudah diajukan")
    assert registrations(town) == 1


def test_errors_back_and_a_closed_tab_lose_nothing(town: Town, kepling: Kepling) -> None:
    screen, page = kepling.screen, kepling.screen.page
    kepling.fills_in(TYPED)
    kepling.submits()
    kepling.is_told("Belum dipilih.", "Bacakan kalimat ini kepada pekerja")
    expect(page.locator("#keliru")).to_be_focused()
    kepling.finds_everything_as_typed(TYPED)
    screen.look("keliru")
    page.go_back()
    page.go_forward()
    expect(restored(screen)).to_be_visible()
    kepling.finds_everything_as_typed(TYPED)
    screen.look("ada-lagi")
    other = page.context.new_page()
    page.close()
    screen.page = other
    kepling.opens_the_form()
    kepling.finds_everything_as_typed(TYPED)
    screen.press("Mulai kosong")
    screen.holds("Nama lengkap", "")
    expect(restored(screen)).to_be_hidden()


def test_after_saving_the_form_behind_is_empty(town: Town, kepling: Kepling) -> None:
    fills_in(kepling)
    kepling.submits()
    kepling.is_told("sudah diajukan")
    kepling.screen.page.go_back()
    kepling.screen.holds("NIK", "")
    kepling.screen.press("Ajukan pendaftaran")
    kepling.is_told("Belum dapat disimpan")
    assert registrations(town) == 1


def test_a_session_that_ends_keeps_the_draft_for_its_owner_alone(town: Town, kepling: Kepling) -> None:
    screen, page = kepling.screen, kepling.screen.page
    fills_in(kepling)
    page.context.clear_cookies(name="sessionid")
    screen.type("NIK", "1271015703850013")
    expect(page.locator("[data-payung-live]")).to_have_text("Anda sudah keluar. Masuk lagi untuk melanjutkan.")
    screen.type("NIK", TYPED["NIK"])
    kepling.submits()
    expect(sending(screen)).to_contain_text("Anda sudah keluar. Isian aman di perangkat ini")
    screen.look("sudah-keluar")
    screen.press("Masuk lagi")
    screen.type("Nama pengguna", kepling.user.username)
    screen.type("Kata sandi", PASSWORD)
    screen.press("Masuk")
    expect(restored(screen)).to_be_visible()
    kepling.finds_everything_as_typed(TYPED)
    stranger = Kepling(town, screen, area=factories.lingkungan(town.city, 1))
    page.context.clear_cookies(name="sessionid")
    stranger.is_in_already()
    stranger.opens_the_form()
    expect(restored(screen)).to_be_hidden()
    screen.holds("NIK", "")


def test_signing_out_clears_the_device(kepling: Kepling) -> None:
    screen, page = kepling.screen, kepling.screen.page
    fills_in(kepling)
    page.locator("summary").filter(has_text="Akun Anda").click()
    page.get_by_role("button", name="Keluar").click()
    screen.reads("Masuk")
    assert "payung:draft" not in stored(screen)


def test_a_page_that_stood_open_too_long_renews_itself(town: Town, kepling: Kepling) -> None:
    fills_in(kepling)
    kepling.screen.page.context.clear_cookies(name="csrftoken")
    kepling.submits()
    kepling.is_told("sudah diajukan")
    assert registrations(town) == 1


def test_with_the_keyboard_alone(town: Town, kepling: Kepling) -> None:
    """Tab, Space and Enter reach everything that a worker needs."""
    screen, page = kepling.screen, kepling.screen.page
    page.locator("#id_nik").focus()
    for text in (*list(TYPED.values())[:5], "081260002001", "Pedagang sayur", "Pasar", "08-16"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    expect(page.locator("#id_income")).to_be_focused()
    page.keyboard.press("ArrowDown")
    for _step in range(12):
        if page.evaluate("document.activeElement.id") == "id_consent":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    kepling.is_told("ROSMAIDA SIMANJUNTAK sudah diajukan")
    expect(page.get_by_role("link", name=re.compile("Daftarkan pekerja berikutnya"))).to_be_visible()
    assert screen.said == []


def answered(screen: Screen) -> None:
    """What the NIK tells, and who is alike."""
    expect(screen.page.locator("#dari-nik")).to_contain_text("Belum terdaftar")
    expect(screen.page.locator("#serupa")).to_contain_text("Mungkin orang ini sudah terdaftar")


def is_alike(town: Town) -> None:
    with factories.as_system(town.city) as opened:
        born = dt.date(1985, 3, 17)
        factories.person(town.lingkungan, opened, name="ROSMAIDA SIMANJUNTAK", birth_date=born, sex="F")


def test_the_answers_stand_on_the_page_after_an_error_and_on_a_restored_form(town: Town, kepling: Kepling) -> None:
    screen = kepling.screen
    is_alike(town)
    fills_in(kepling, **{"Nama ibu kandung": "."})
    answered(screen)
    kepling.submits()
    expect(screen.page.locator("#id_mother_name_error")).to_be_visible()
    answered(screen)
    screen.page.reload()
    expect(restored(screen)).to_be_visible()
    answered(screen)


TOP, BOTTOM = "it => it.getBoundingClientRect().top", "it => it.getBoundingClientRect().bottom"
SEEN = """it => {
  const { left, top } = it.getBoundingClientRect();
  return it.contains(document.elementFromPoint(left + 2, top + 2));
}"""


@pytest.mark.parametrize("typing_in", ["name", "mother_name"])
def test_who_is_alike_is_said_beneath_the_name_and_moves_no_field(
    town: Town, window: Windows, width: int, typing_in: str
) -> None:
    """Also where the answer comes when the next field is typed in already."""
    is_alike(town)
    kepling = Kepling(town, window(width=width), area=town.lingkungan)
    kepling.is_in_already()
    kepling.opens_the_form()
    page = kepling.screen.page
    with page.expect_response("**/daftar/serupa/"):
        kepling.types_the_nik(TYPED["NIK"])
    late: list[Route] = []
    page.route("**/daftar/serupa/", lambda route: late.append(route))
    page.locator("#id_name").press_sequentially("Rosmaida Simanjuntak")
    field = page.locator(f"#id_{typing_in}")
    with page.expect_request("**/daftar/serupa/"):
        field.press_sequentially("R" if typing_in == "mother_name" else " ")
    before = field.evaluate(TOP)
    late[0].continue_()
    title = page.locator("#serupa .notice-title")
    expect(title).to_contain_text("Mungkin orang ini sudah terdaftar")
    assert field.evaluate(TOP) == pytest.approx(before, abs=1)
    expect(field).to_be_focused()
    assert 0 < page.locator("#serupa .notice").evaluate(TOP) - page.locator("#id_name").evaluate(BOTTOM) < 30
    assert title.evaluate(SEEN)
    assert page.locator("#serupa li").first.evaluate(SEEN)


def test_enter_goes_to_the_next_field_and_sends_nothing(town: Town, kepling: Kepling) -> None:
    page = kepling.screen.page
    nik = page.locator("#id_nik")
    nik.fill(TYPED["NIK"])
    nik.press("Enter")
    expect(page.locator("#id_name")).to_be_focused()
    page.locator("#id_name").press("Enter")
    expect(page.locator("#id_mother_name")).to_be_focused()
    page.locator("input[name=programmes]").first.press("Enter")
    expect(page.locator("#id_heir_name")).to_be_focused()
    assert page.locator(".has-error").count() == 0
    assert registrations(town) == 0


def test_what_is_wrong_with_the_nik_is_said_once(kepling: Kepling) -> None:
    page = kepling.screen.page
    page.locator("#id_nik").fill("127101")
    page.locator("#id_nik").blur()
    expect(page.locator("#dari-nik .form-error")).to_contain_text("NIK tidak 16 angka")
    kepling.submits()
    expect(page.locator("#id_nik_error")).to_contain_text("NIK tidak 16 angka")
    expect(page.locator("#dari-nik .form-error")).to_have_count(0)
