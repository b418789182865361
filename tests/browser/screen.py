"""What somebody does at a browser window, and what must be true of every page they look at."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from scripts import screenshot

PICTURES = Path(__file__).resolve().parents[2] / "build" / "screenshots"


class Screen:
    """One browser window. Everything is found as a person finds it: by the words on a button, a link or a field."""

    def __init__(self, page: Page, *, address: str, journey: str, number: int, script: bool = True) -> None:
        self.page, self.address = page, address
        self.said: list[str] = []
        self._script = script
        self._folder, self._number, self._taken = PICTURES / journey, number, 0
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        """An answer of 404 or 422 to the page itself is no fault; anything else that the console says is."""
        its_own = message.location.get("url") == self.page.url and "status of 4" in message.text
        if message.type in ("error", "warning") and not its_own:
            self.said.append(f"{message.text} {message.location}")

    # going and doing

    def go(self, path: str) -> None:
        self.page.goto(path)

    def press(self, name: str, *, inside: Locator | None = None, nth: int = 0) -> None:
        """A button, or a link that looks like one, by its words."""
        self._named(("button", "link"), name, inside).nth(nth).click()

    def open(self, name: str, *, inside: Locator | None = None) -> None:
        """A part that unfolds, by the words on its summary."""
        (inside or self.page).locator("summary").filter(has_text=name).first.click()

    def _named(self, roles: tuple[Any, ...], name: str, inside: Locator | None = None) -> Locator:
        place = inside or self.main
        first, *others = (place.get_by_role(role, name=re.compile(rf"^\s*{re.escape(name)}", re.I)) for role in roles)
        for other in others:
            first = first.or_(other)
        return first

    def type(self, label: str, text: str, *, inside: Locator | None = None) -> None:
        (inside or self.page).get_by_label(label, exact=False).first.fill(text)

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label).first.select_option(label=option)

    def tick(self, label: str, *, inside: Locator | None = None) -> None:
        (inside or self.page).get_by_label(label).first.check()

    def bring(self, label: str, name: str, content: bytes) -> None:
        """Choose a file for a field."""
        self.page.get_by_label(label).first.set_input_files({"name": name, "mimeType": "", "buffer": content})

    def download(self, button: str) -> tuple[str, bytes]:
        """Press something that hands out a file: its name and what is in it."""
        with self.page.expect_download() as waiting:
            self.press(button)
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    # seeing

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def reads(self, *texts: str | re.Pattern[str]) -> None:
        """All of this stands on the page, now or in a moment."""
        for text in texts:
            expect(self.main).to_contain_text(text)

    def reads_no(self, *texts: str) -> None:
        for text in texts:
            expect(self.main).not_to_contain_text(text)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label).first

    def holds(self, label: str, value: str) -> None:
        """What stands in a field."""
        expect(self.field(label)).to_have_value(value)

    def card(self, text: str) -> Locator:
        """The article, row or list item that says this."""
        return self.page.locator("article, tr, li").filter(has_text=text).first

    # judging

    def look(self, name: str) -> None:
        """Take a picture; nothing is inaccessible, wider than the screen, or complained of by the console."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._taken += 1
        self.page.screenshot(
            path=self._folder / f"{self._number}-{self._taken:02d}-{re.sub(r'[^a-z0-9]+', '-', name.lower())}.png",
            full_page=True,
            animations="disabled",
        )
        faults = [*(screenshot.faults(self.page) if self._script else []), *self.said]  # axe is a script itself
        assert not faults, "\n".join([f"{name}, {self.page.url}:", *faults])

    @contextmanager
    def dark(self) -> Iterator[None]:
        """The same page for somebody whose device is dark."""
        self.page.emulate_media(color_scheme="dark")
        yield
        self.page.emulate_media(color_scheme="light")
