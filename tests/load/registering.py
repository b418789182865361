"""How long one worker takes at the form: `python -m tests.load.registering` writes docs/reference/registering-time.md.

A real Chromium of 360 px does what a head does; the page counts keys and taps. What hands and head need comes from the
Keystroke-Level Model, what machine and line need is measured. `--quick` runs once and prints.
"""

import argparse
import datetime as dt
import json
import math
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.load import measuring

MODULE = "tests.load.registering"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "registering-time.md"
KEY_S = 60 / (36.2 * 5)  # 36.2 words of five letters a minute: Palin and others, MobileHCI 2019
TAP_S, THINK_S = 1.1, 1.35  # P and M: Card, Moran and Newell, Communications of the ACM 23 (1980)
HEIGHT = 640
LINE = {"offline": False, "latency": 300, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 768_000 / 8}
SLOWER = 4
UNSEEN = "the NIK is answered"  # nobody waits for it: the name is typed meanwhile
COUNT = """
for (const [event, kind] of [["keydown", "keys"], ["pointerdown", "taps"]])
  addEventListener(event, (e) => e.isTrusted && counted(kind), true);
"""
TEXTS = {
    "nik": ("NIK", 4), "name": ("Name", 1), "mother_name": ("Mother's name", 1), "birth_place": ("Place of birth", 1),
    "address": ("Address", 1), "phone": ("Telephone", 1), "work_place": ("Work place", 1),
    "work_hours": ("Hours of work", 1), "heir_name": ("Heir's name", 1),
}  # fmt: skip


@dataclass
class Part:
    """One field: keys, taps (swipes are taps too), and how often somebody must look or think."""

    keys: int = 0
    taps: int = 0
    thoughts: int = 0

    @property
    def seconds(self) -> float:
        return self.keys * KEY_S + self.taps * TAP_S + self.thoughts * THINK_S


@dataclass
class Journey:
    """Somebody's hands at a page."""

    page: Any
    typed: dict[str, str]
    parts: dict[str, Part] = field(default_factory=dict)
    part: Part = field(default_factory=Part)

    def counted(self, kind: str) -> None:
        setattr(self.part, kind, getattr(self.part, kind) + 1)

    def at(self, label: str, *, thoughts: int) -> None:
        self.part = self.parts[label] = Part(thoughts=thoughts)

    def tap(self, selector: str) -> None:
        """Swipe until it is in sight, then tap."""
        found = self.page.locator(selector).first
        box = found.bounding_box()
        beyond = box["y"] + box["height"] - HEIGHT * 0.85 if box else 0
        self.part.taps += max(math.ceil(beyond / (HEIGHT * 0.7)), 0)
        found.tap()

    def write(self, name: str) -> None:
        label, thoughts = TEXTS[name]
        self.at(label, thoughts=thoughts)
        if self.page.evaluate("document.activeElement.id") != f"id_{name}":
            self.tap(f"#id_{name}")
        self.page.keyboard.type(self.typed[name])
        self.page.keyboard.press("Tab")  # the keyboard's "next"

    def pick(self, label: str, name: str, value: str) -> None:
        """A list of the device: one tap opens it, one chooses; the browser without a screen shows none."""
        self.at(label, thoughts=1)
        self.page.locator(f"#id_{name}").scroll_into_view_if_needed()
        self.page.locator(f"#id_{name}").select_option(label=value)
        self.part.taps += 2

    def job(self) -> None:
        self.at("Occupation", thoughts=2)
        if self.page.evaluate("document.activeElement.id") != "id_occupation":
            self.tap("#id_occupation")
        self.page.keyboard.type("betor")
        self.tap("#id_occupation_saran [role=option]")
        self.page.keyboard.press("Tab")


def whole(hands: Journey, *, everything: bool) -> None:
    """What the insurer needs, or everything that the form asks for in sight."""
    for name in ("nik", "name", "mother_name", "birth_place", "address"):
        hands.write(name)
    if everything:
        hands.write("phone")
    hands.job()
    if everything:
        for name in ("work_place", "work_hours"):
            hands.write(name)
    hands.pick("Income", "income", "Rp1.300.000–1.499.999")
    if everything:
        hands.at("Programmes", thoughts=1)
        hands.tap("#id_programmes_1")
        hands.write("heir_name")
        hands.pick("Heir's relation", "heir_relation", "Anak")
    hands.at("Consent", thoughts=1)
    hands.tap("#id_consent")
    hands.at("Submit", thoughts=1)
    hands.tap("button.btn-primary[type=submit]")


def one(page: Any, address: str, *, everything: bool) -> tuple[dict[str, Part], dict[str, float]]:
    """One worker, from the empty form to the page that says that it is done."""
    from tests import factories

    who = factories.details(sex="F")  # born on a day of their own: nobody alike is asked about
    typed = {
        "nik": f"127101{who.nik[6:]}", "name": f"Rosmaida {who.name.title()[-4:]}ta", "mother_name": "Rekaan Hutagalung",
        "birth_place": "Medan", "address": "Jl. Rekaan No. 14", "phone": f"0{who.phone[3:]}",
        "work_place": "Pasar Rekaan", "work_hours": "08-16", "heir_name": "Rekaan Simbolon",
    }  # fmt: skip
    hands, waits = Journey(page, typed), {}
    page.counter = hands.counted
    with waited(waits, "the form opens"):
        page.goto(f"{address}/daftar/")
    with waited(waits, UNSEEN):
        hands.write("nik")
        page.locator(".nik-standing").wait_for()
    page.locator("#id_nik").fill("")
    page.locator("#id_nik").blur()
    page.evaluate("scrollTo(0, 0)")
    whole(hands, everything=everything)
    with waited(waits, "it is saved and the next page stands"):
        page.get_by_text("sudah diajukan").first.wait_for()
    return hands.parts, waits


@contextmanager
def waited(waits: dict[str, float], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    waits[name] = time.perf_counter() - start


def measure(runs: int) -> None:
    """In the process of its own: both journeys on both lines; the answer is a line of JSON."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread
    from playwright.sync_api import sync_playwright

    from scripts import screenshot
    from tests import factories

    city = factories.open_city("12.71", clock=dt.date(2025, 10, 29))
    client = factories.sign_in("kepling", factories.lingkungan(city))
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    address = f"http://127.0.0.1:{server.port}"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    found: dict[str, Any] = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=screenshot.chromium(), args=["--no-sandbox"])
        for slow in (False, True):
            page = phone(browser, address, client.cookies["sessionid"].value, slow=slow)
            one(page, address, everything=False)  # the first one also loads the style and the script
            for everything in (False, True):
                both = [one(page, address, everything=everything) for _ in range(runs)]
                found[f"{'slow' if slow else 'quick'} {'whole' if everything else 'needed'}"] = {
                    "parts": {label: vars(part) for label, part in both[-1][0].items()},
                    "waits": {name: statistics.median(waits[name] for _parts, waits in both) for name in both[0][1]},
                }
        browser.close()
    print(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


def phone(browser: Any, address: str, session: str, *, slow: bool) -> Any:
    """A phone of 360 px that is signed in; `slow`: with a quarter of this machine's speed, on a line of 3G."""
    context = browser.new_context(
        viewport={"width": 360, "height": HEIGHT}, has_touch=True, is_mobile=True, locale="id-ID"
    )
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    page.counter = lambda kind: None
    page.expose_function("counted", lambda kind: page.counter(kind))
    page.add_init_script(COUNT)
    if slow:
        devices = context.new_cdp_session(page)
        devices.send("Network.emulateNetworkConditions", LINE)
        devices.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


TEXT = """# How long registering one worker takes

Written by `python -m tests.load.registering` on {day}. Machine: {machine}.

A Chromium of 360 px does what a head of a lingkungan does, field after field; the page counts the keys and the taps. A tap on
the keyboard's *next* is a key, a swipe is a tap. What hands and eyes need is the estimate of the Keystroke-Level Model
(Card, Moran and Newell, *Communications of the ACM* 23, 1980): {think} s to look or think before each field (four times for a
NIK, which is copied four digits at a time), {tap} s for each tap; a key takes {key:.2f} s, the average of 37,370 people on phones
(36.2 words a minute; Palin and others, MobileHCI 2019). What the worker says, and what is read out to them, takes its
own time and is not counted; neither are mistakes.

| | must be there | everything in sight |
| --- | ---: | ---: |
{sums}

*Must be there* is what the shipped column map needs. *Everything in sight* adds telephone, work place and hours, old-age savings,
and an heir with the relation. Birth date, sex, lingkungan and both mandatory programmes take no key: the NIK and the office
fill them in.

## Field by field

{parts}
## What machine and line add

Seconds, median of {runs}. *3G* is 1.6 Mbit/s down, 0.8 up, 300 ms there and back, on a processor slowed down {slower} times. The NIK is
answered while the name is typed: nobody waits for it. Style and script are on the phone already.

{waits}
"""


def text(found: dict[str, Any], runs: int) -> str:
    kinds = ("needed", "whole")
    parts = {kind: {name: Part(**each) for name, each in found[f"quick {kind}"]["parts"].items()} for kind in kinds}
    rows = [
        [name, part.keys, part.taps, part.thoughts, f"{part.seconds:.1f}", "yes" if name in parts["needed"] else "no"]
        for name, part in parts["whole"].items()
    ]
    waits = [
        [name, f"{found['quick whole']['waits'][name]:.2f}", f"{found['slow whole']['waits'][name]:.2f}"]
        for name in found["quick whole"]["waits"]
        if name != UNSEEN
    ]
    return TEXT.format(
        day=dt.date.today().isoformat(),  # noqa: DTZ011 - the reader's day
        machine=measuring.machine(), think=THINK_S, tap=TAP_S, key=KEY_S, runs=runs, slower=SLOWER,
        sums=_sums(found, parts),
        parts=measuring.table(["field", "keys", "taps", "looks", "seconds", "must be there"], rows),
        waits=measuring.table(["", "this machine", "a slow phone on 3G"], waits),
    )  # fmt: skip


def _sums(found: dict[str, Any], parts: dict[str, dict[str, Part]]) -> str:
    """The table above all: keys, taps, and seconds with what is waited for."""
    lines = []
    for word in ("keys", "taps"):
        lines.append([word, *(str(sum(getattr(part, word) for part in each.values())) for each in parts.values())])
    hands = {kind: sum(part.seconds for part in each.values()) for kind, each in parts.items()}
    lines.append(["hands and eyes, estimated", *(f"{seconds:.0f} s" for seconds in hands.values())])
    for speed, word in (("quick", "with this machine"), ("slow", "with a slow phone on 3G")):
        waits = {kind: found[f"{speed} {kind}"]["waits"] for kind in parts}
        lines.append([f"**{word}**", *(f"**{hands[kind] + _waited(waits[kind]):.0f} s**" for kind in parts)])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _waited(waits: dict[str, float]) -> float:
    return sum(seconds for name, seconds in waits.items() if name != UNSEEN)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="once, printed only")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--inside", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        measuring.prepare()
        measure(given.inside)
        return
    runs = 1 if given.quick else given.runs
    page = text(measuring.in_fresh_database(MODULE, "--inside", str(runs)), runs)
    if given.quick:
        print(page)
    else:
        PAGE.write_text(page)


if __name__ == "__main__":
    main()
