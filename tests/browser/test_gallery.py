"""Every part of the pages in a real browser: accessible, no wider than the screen, obedient to the content policy."""

import mimetypes
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import Browser, Page, Route, expect

from payung.web.gallery import gallery_context
from scripts import screenshot

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "http://payung.test/galeri/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'"
)


def pages() -> dict[str, str]:
    names = ["gallery/index", "404", "500"]
    with translation.override("id"):
        return {name: render_to_string(f"{name}.html", gallery_context()) for name in names}


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    return pages()


def open_page(browser: Browser, html: str, *, width: int, theme: str, script: bool = True) -> tuple[Page, list[str]]:
    """A page answered from memory and its files from static/, under the real content policy; what the console said."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme, locale="id-ID", java_script_enabled=script
    )
    page, said = context.new_page(), []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://payung.test")
        if path.startswith("/static/"):
            file = ROOT / path.removeprefix("/").partition("?")[0]
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "font/woff2")
        else:
            headers = {"Content-Security-Policy": POLICY}
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)

    page.route("**/*", answer)
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(ADDRESS)
    return page, said


LOOKS = [("gallery/index", width, theme) for width in (360, 1366) for theme in ("light", "dark")]
LOOKS += [("404", 360, "light"), ("500", 1366, "dark")]


@pytest.mark.parametrize(("name", "width", "theme"), LOOKS)
def test_clean(browser: Browser, rendered: dict[str, str], name: str, width: int, theme: str) -> None:
    page, said = open_page(browser, rendered[name], width=width, theme=theme)
    assert screenshot.faults(page) == []
    assert said == []
    page.context.close()


def test_a_file_is_named_with_its_size(browser: Browser, rendered: dict[str, str]) -> None:
    page, _said = open_page(browser, rendered["gallery/index"], width=360, theme="light")
    page.set_input_files("#id_roster", files=[{"name": "aur.xlsx", "mimeType": "", "buffer": b"x" * 2_500_000}])
    assert page.inner_text("[data-payung-drop-chosen] >> nth=0") == "aur.xlsx · 2,4 MB"
    page.context.close()


def test_the_menu_opens_without_javascript(browser: Browser, rendered: dict[str, str]) -> None:
    page, _said = open_page(browser, rendered["gallery/index"], width=360, theme="light", script=False)
    assert not page.is_visible("#menu")
    page.click("[popovertarget=menu] >> nth=0")
    assert page.is_visible("#menu")
    page.context.close()


@pytest.mark.parametrize(("name", "words"), [("bulan", "Okt 2027"), ("hari", "2025"), ("bagian", "Pekerja")])
def test_a_table_is_drawn(browser: Browser, rendered: dict[str, str], name: str, words: str) -> None:
    page, said = open_page(browser, rendered["gallery/index"], width=1366, theme="light")
    drawn = page.locator(f"#grafik-{name} .chart")
    expect(drawn.locator("svg")).to_contain_text(words)
    drawn.hover()
    expect(drawn).to_contain_text("Rp")
    assert said == []
    page.context.close()


def test_no_half_of_a_whole_number_stands_on_an_axis(browser: Browser, rendered: dict[str, str]) -> None:
    few = re.sub(r'data-value="[^"]+"', 'data-value="2"', rendered["gallery/index"])
    page, _said = open_page(browser, few, width=1366, theme="light")
    drawn = page.locator("#grafik-bulan .chart svg")
    expect(drawn).to_contain_text("Rp2")
    assert ",5" not in (drawn.text_content() or "")
    page.context.close()


def test_the_figures_behind_a_drawing_need_no_javascript(browser: Browser, rendered: dict[str, str]) -> None:
    page, _said = open_page(browser, rendered["gallery/index"], width=360, theme="light", script=False)
    assert not page.is_visible("#grafik-bulan .chart")
    page.click("#grafik-bulan summary")
    assert page.is_visible("#grafik-bulan table >> text=Rp10.000 >> nth=0")
    page.context.close()


def test_what_draws_comes_only_with_something_to_draw(browser: Browser, rendered: dict[str, str]) -> None:
    for name, drawn in (("gallery/index", True), ("404", False)):
        page, _said = open_page(browser, rendered[name], width=360, theme="light")
        page.wait_for_load_state("networkidle")
        loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
        assert any("chart_drawing" in address for address in loaded) is drawn
        page.context.close()


def test_the_first_tab_stop_leads_to_the_content(browser: Browser, rendered: dict[str, str]) -> None:
    page, _said = open_page(browser, rendered["gallery/index"], width=1366, theme="light")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
    page.context.close()
