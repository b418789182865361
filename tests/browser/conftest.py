"""One Chromium and one server for all journeys; each journey has a register and browser windows of its own."""

import datetime as dt
import os
import re
from collections.abc import Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, sync_playwright

from payung.apps.territory.models import City
from scripts import screenshot
from tests.browser.screen import Screen
from tests.browser.town import Town

PHONE, DESK = 360, 1366
TODAY = dt.date(2025, 10, 29)  # as the clock of the city stands


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=screenshot.chromium(), args=["--no-sandbox"])
        with pytest.MonkeyPatch.context() as patch:
            # Playwright keeps a loop in this thread, where the tests also read the register
            patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
            yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def address(cluster: None) -> Iterator[str]:
    """Where the application answers, as the role that owns nothing."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None, server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


@pytest.fixture
def town(city: City) -> Town:
    """Medan, small, its places under their own names."""
    return Town.of(city)


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


class Windows:
    """Opens browser windows that know the server and the journey, and closes them."""

    def __init__(self, browser: Browser, address: str, journey: str) -> None:
        self._browser, self._address, self._journey = browser, address, journey
        self._open: list[Screen] = []

    def __call__(
        self, *, width: int = PHONE, language: str = "id", script: bool = True, theme: str = "light"
    ) -> Screen:
        context = self._browser.new_context(
            viewport={"width": width, "height": 780},
            locale={"id": "id-ID", "en": "en-GB"}[language],
            java_script_enabled=script,
            color_scheme=theme,
            base_url=self._address,
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        screen = Screen(
            context.new_page(), address=self._address, journey=self._journey, number=len(self._open), script=script
        )
        self._open.append(screen)
        return screen

    def close(self) -> None:
        for screen in self._open:
            screen.page.context.close()


@pytest.fixture
def window(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Windows]:
    """`window(width=360)` is a new browser window of somebody who has not signed in."""
    journey = re.sub(r"[^a-z0-9]+", "-", request.node.name.removeprefix("test_").lower()).strip("-")
    windows = Windows(browser, address, journey)
    yield windows
    windows.close()
