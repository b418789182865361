"""Whether everything that a page says has room: nothing cut off, laid over other words, or beyond the screen's edge."""

from pathlib import Path

from playwright.sync_api import Page

FAULTS = Path(__file__).with_name("room.js").read_text(encoding="utf-8").split("\n", 2)[2].rstrip().rstrip(";")


def faults(page: Page) -> list[str]:
    """What has no room on this page, in a few words each, once drawings have followed the width of the window."""
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    found: list[str] = page.evaluate(FAULTS)
    return found


def with_letters_of(page: Page, pixels: int) -> None:
    """The size of letters as somebody sets it in the browser, 16 where nobody did; the window stays."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels * 13 // 16}})
    session.detach()
