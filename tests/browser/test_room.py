"""Words some 40 % longer on the narrowest phone, letters twice as large at a desk: every role still reads everything."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from payung.apps.territory.codes import area_id
from payung.config.translations import PSEUDO
from tests import factories
from tests.browser import room
from tests.browser.conftest import DESK, PHONE, Windows
from tests.browser.screen import Screen
from tests.browser.town import Town
from tests.factories_campaign import campaign
from tests.factories_linkage import twin
from tests.filled import fill
from tests.marked_text import pseudo_language

NARROWEST = 320  # 1280 pixels at 400 %
PAGES = {
    "": ("/akun/login/", "/hitung/pekerja/", "/hitung/anggaran/", "/periksa/", "/tidak-ada/"),
    "kepling": ("/beranda/", "/daftar/", "/iuran-pertama/", "/setoran/baru/", "/pembantu/"),
    "lurah": ("/beranda/", "/periksa-pendaftaran/", "/kemungkinan-ganda/"),
    "camat": ("/beranda/", "/kepala-lingkungan/"),
    "clerk": ("/daftar-nama/",),
    "agency_officer": ("/kelompok/",),
    "manager": ("/kampanye/", "/pendaftaran/", "/berkas/baru/", "/data-bpjs/iuran/", "/setoran/"),
    "insurer_officer": ("/bpjs/",),
    "mayor": ("/beranda/", "/kampanye/12710000000000/banding/", "/kampanye/12710000000000/bertahan/"),
    "data_protection_officer": ("/catatan/",),
    "administrator": ("/pejabat/", "/proses/", "/setelan/"),
}
PLACES = {"kepling": area_id("12.71.01.1001", 1), "lurah": area_id("12.71.01.1001"), "camat": area_id("12.71.01")}


@pytest.fixture
def longer_words() -> Iterator[None]:
    with pseudo_language():
        yield


def test_everything_has_room(town: Town, window: Windows, longer_words: None) -> None:
    branches = fill(town.city).branches
    campaign(town.city)
    faults = []
    for role, pages in PAGES.items():
        screen = window(width=PHONE)
        speaks(screen, PSEUDO)
        if role:
            branch = branches[0] if role == "insurer_officer" else None
            town.seat(screen, role, PLACES.get(role), branch=branch)
        for path in pages:
            screen.go(path)
            screen.reads("⟦")
            faults += [f"{role} {path} {fault}" for fault in without_room(screen)]
    assert not faults, "\n".join(faults)


def without_room(screen: Screen, *more: tuple[int, int]) -> Iterator[str]:
    """At the width of a phone, of a desk enlarged four times, with letters of twice their size, and at `more`."""
    for width, percent in ((PHONE, 100), (NARROWEST, 100), (DESK, 200), *more):
        screen.page.set_viewport_size({"width": width, "height": 780})
        room.with_letters_of(screen.page, 16 * percent // 100)
        yield from (f"at {width}, {percent} %: {fault}" for fault in room.faults(screen.page))


@pytest.mark.parametrize("language", ["id", "en", PSEUDO])
def test_verifying_has_room_on_a_phone_with_letters_of_twice_their_size(
    town: Town, window: Windows, longer_words: None, language: str
) -> None:
    """Twice their size as somebody sets it for every page, and as a tool of the browser enlarges this one."""
    with factories.as_system(town.city) as opened:
        for _ in range(12):
            twin(town.lingkungan, opened)
    screen = window(width=PHONE)
    speaks(screen, language)
    town.seat(screen, "lurah", town.kelurahan)
    screen.go("/periksa-pendaftaran/")
    screen.page.locator("main details").evaluate_all("(all) => all.forEach((each) => (each.open = true))")
    faults = list(without_room(screen, (PHONE, 200)))
    room.with_letters_of(screen.page, 16)
    screen.page.evaluate("document.documentElement.style.fontSize = '200%'")
    screen.page.set_viewport_size({"width": PHONE, "height": 780})
    assert not faults + room.faults(screen.page)


def test_a_long_name_of_a_city_leaves_the_menu_beside_it(town: Town, window: Windows) -> None:
    type(town.city).objects.filter(pk=town.city.pk).update(name="Kota Tebing Tinggi")
    screen = window(width=PHONE)
    town.seat(screen, "lurah", town.kelurahan)
    screen.go("/beranda/")
    boxes = [each.bounding_box() for each in screen.page.locator(".band-row > *:visible").all()]
    middles = {round(box["y"] + box["height"] / 2) for box in boxes if box}
    assert len(boxes) > 4
    assert max(middles) - min(middles) < 10, middles


def test_a_label_of_a_card_is_not_broken_within_a_word(town: Town, window: Windows) -> None:
    with factories.as_system(town.city) as opened:
        twin(town.lingkungan, opened)
    screen = window(width=PHONE)
    speaks(screen, "en")
    town.seat(screen, "manager")
    screen.go("/pendaftaran/")
    assert screen.page.locator("td[data-label]").count() > 2
    broken = screen.page.evaluate(
        """() => [...document.querySelectorAll("td[data-label]")].filter((cell) => {
            const word = document.createElement("span");
            word.textContent = cell.dataset.label.split(" ").sort((a, b) => b.length - a.length)[0];
            word.style.cssText = "position: absolute; white-space: nowrap; font-size: 0.9375rem";
            cell.append(word);
            const needed = word.getBoundingClientRect().width;
            word.remove();
            return needed > parseFloat(getComputedStyle(cell).gridTemplateColumns) + 0.5;
        }).map((cell) => cell.dataset.label)"""
    )
    assert broken == []


def test_no_line_of_a_trail_begins_with_its_sign(town: Town, window: Windows) -> None:
    screen = window(width=NARROWEST)
    town.seat(screen, "manager")
    screen.go(f"/pendaftaran/?tempat={town.lingkungan}")
    steps = screen.page.locator(".trail li")
    lefts = [box["x"] for each in steps.all() if (box := each.bounding_box())]
    assert lefts.count(min(lefts)) > 1, "the trail fits on one line, so this shows nothing"
    before = steps.evaluate_all("(all) => all.map((each) => getComputedStyle(each, '::before').content)")
    assert set(before) == {"none"}


def speaks(screen: Screen, language: str) -> None:
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": screen.address}
    screen.page.context.add_cookies([cookie])
