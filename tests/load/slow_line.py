"""Pages on a slow line and a slow phone: `python -m tests.load --only line` writes the section.

A Chromium of 360 px, throttled through its debugger, asks the server of `payung run` for the pages that people on the
street open, and for the heaviest: with nothing of the site on the phone (cold), and once more (warm).
"""

import json
import statistics
import sys
from dataclasses import dataclass
from typing import Any

from tests.load import measuring
from tests.load.serving import serving

MODULE = "tests.load.slow_line"
CITY = 12_710_000_000_000
HEADS_PLACE = 12_710_110_070_007  # an office that the invented city leaves vacant
# "3G Slow" of WebPageTest: bits a second both ways, and what there and back takes
BITS, THERE_AND_BACK_MS, SLOWER = 400_000, 400, 4
LINE = {
    "offline": False, "latency": THERE_AND_BACK_MS, "downloadThroughput": BITS / 8, "uploadThroughput": BITS / 8,
}  # fmt: skip
PAGES = {
    "sign-in": (None, "/akun/login/"),
    "home of a head": ("kepling", "/beranda/"),
    "the form": ("kepling", "/daftar/"),
    "the list, of a head": ("kepling", "/pendaftaran/"),
    "the campaign, whole city": ("mayor", "/kampanye/"),
    "all kelurahan compared": ("mayor", f"/kampanye/{CITY}/banding/?tingkat=kelurahan"),
    "pace, with its drawing (the heaviest)": ("mayor", f"/kampanye/{CITY}/laju/"),
}
WHEN = """
() => {
  const navigation = performance.getEntriesByType("navigation")[0];
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return paint && navigation.loadEventEnd ? {
    painted: paint.startTime,
    usable: Math.max(paint.startTime, navigation.domContentLoadedEventEnd),
    done: Math.max(navigation.loadEventEnd, ...performance.getEntriesByType("resource").map((each) => each.responseEnd)),
  } : null;
}
"""


@dataclass
class Counted:
    """What came over the line since it was set to 0."""

    sent: int = 0
    requests: int = 0

    def finished(self, event: dict[str, Any]) -> None:
        self.sent += int(event["encodedDataLength"])

    def answered(self, event: dict[str, Any]) -> None:
        kept = event["response"].get("fromDiskCache") or event["response"].get("fromPrefetchCache")
        self.requests += 0 if kept else 1

    def kept(self, _event: dict[str, Any]) -> None:
        """From the memory of this tab: it was counted as answered and did not come over the line."""
        self.requests -= 1


def measure(people: int, runs: int) -> None:
    """In the process of its own: every page cold and warm, so many times; the answer is a line of JSON."""
    from playwright.sync_api import sync_playwright

    from scripts import screenshot

    sessions = _filled(people)
    found: dict[str, dict[str, list[dict[str, float]]]] = {}
    with serving() as port, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=screenshot.chromium(), args=["--no-sandbox"])
        for name, (role, path) in PAGES.items():
            address = f"http://localhost:{port}"
            every = [visited(browser, address, path, sessions.get(role)) for _ in range(runs + 1)][1:]
            found[name] = {"cold": [cold for cold, _ in every], "warm": [warm for _, warm in every]}
        browser.close()
    print(json.dumps(found))


def _filled(people: int) -> dict[str | None, str]:
    """The city with so many people; the session of somebody in each role."""
    from tests import factories
    from tests.load import campaign_rows

    campaign_rows.fill(people)
    clients = {"kepling": factories.sign_in("kepling", HEADS_PLACE), "mayor": factories.sign_in("mayor", CITY)}
    return {role: client.cookies["sessionid"].value for role, client in clients.items()}


def visited(browser: Any, address: str, path: str, session: str | None) -> tuple[dict[str, float], dict[str, float]]:
    """The page on a phone that never saw the site, and once more on the same phone."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, is_mobile=True, locale="id-ID")
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    devices, counted = context.new_cdp_session(page), Counted()
    devices.send("Network.enable")
    devices.send("Network.emulateNetworkConditions", LINE)
    devices.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    devices.on("Network.loadingFinished", counted.finished)
    devices.on("Network.responseReceived", counted.answered)
    devices.on("Network.requestServedFromCache", counted.kept)
    both = _opened(page, counted, address + path), _opened(page, counted, address + path)
    context.close()
    return both


def _opened(page: Any, counted: Counted, url: str) -> dict[str, float]:
    page.goto("about:blank")
    counted.sent = counted.requests = 0
    page.goto(url, wait_until="networkidle", timeout=120_000)
    assert page.url == url, f"{url} leads to {page.url}"
    when: dict[str, float] = page.wait_for_function(WHEN).json_value()
    return when | {"bytes": counted.sent, "requests": counted.requests}


TOLD = """\
A phone of 360 px on a slow line ({kilobits} kbit/s both ways, {there} ms there and back, as *3G Slow* of WebPageTest) with a
processor slowed down {slower} times; {people:,} people, median of {runs}. *Cold*: nothing of the site is on the phone yet. Seconds
until the first words stand, until the page can be used (its script is ready), and until the last byte is there. Bytes are
those of the line, with headers. PostgreSQL, server and browser share the machine.
"""
HEADINGS = ("page", "KiB", "requests", "first words, s", "usable, s", "all there, s")


def section(people: int, runs: int) -> str:
    """One table: every page, cold and warm."""
    found = measuring.in_fresh_database(MODULE, str(people), str(runs))
    told = TOLD.format(kilobits=BITS // 1000, there=THERE_AND_BACK_MS, slower=SLOWER, people=people, runs=runs)
    rows = [[f"{name}, {how}", *_cells(every)] for name, each in found.items() for how, every in each.items()]
    return f"## A slow line\n\n{told}\n{measuring.table(HEADINGS, rows)}"


def _cells(every: list[dict[str, float]]) -> list[str]:
    middle = {name: statistics.median(each[name] for each in every) for name in every[0]}
    seconds = [f"{middle[name] / 1000:.1f}" for name in ("painted", "usable", "done")]
    return [f"{middle['bytes'] / 1024:.0f}", f"{middle['requests']:.0f}", *seconds]


if __name__ == "__main__":
    measuring.prepare()
    measure(*map(int, sys.argv[1:3]))
