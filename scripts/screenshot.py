"""Takes pictures of pages at the widths of a phone and a desk, light and dark, and asks axe what is not accessible.

    python scripts/screenshot.py --out build/screenshots http://localhost:8000/galeri/ http://localhost:8000/akun/login/

Signs in first with --sign-in LOGIN PASSWORD [CODE]. Ends with 1 when axe, the console or a sideways scroll complains.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")  # as scripts/install_chromium.sh looks for them
SIZES = {360: 780, 1366: 900}
THEMES = ("light", "dark")
AXE_RUN = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map("
AXE_RUN += "v => `${v.id}: ${v.help} — ${v.nodes.slice(0, 4).map(n => n.target.join(' ')).join(' | ')}`))"


def chromium() -> str:
    """The Chromium of this machine, or an end that names the command that installs it."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return found or sys.exit("No Chromium was found: run `make test`, which installs it or says how.")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("urls", nargs="+")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--sign-in", nargs="+", metavar="WORD", help="login, password and, when asked, the code")
    parser.add_argument("--widths", nargs="+", type=int, default=list(SIZES))
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=list(THEMES))
    parser.add_argument("--language", choices=("id", "en"), default="id")
    parser.add_argument("--text", type=int, default=100, help="text size in percent; 200 must still read")
    parser.add_argument("--no-script", action="store_true", help="without JavaScript, as some phones are")
    return parser.parse_args()


def sign_in(page: Page, url: str, words: list[str]) -> None:
    """Through the sign-in page, as a person does."""
    parts = urlsplit(url)
    page.goto(f"{parts.scheme}://{parts.netloc}/akun/login/")
    page.fill("input[name=login]", words[0])
    page.fill("input[name=password]", words[1])
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    if page.locator("input[name=code]").count() and len(words) > 2:
        page.fill("input[name=code]", words[2])
        page.press("input[name=code]", "Enter")
        page.wait_for_load_state()


def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page must be moved sideways."""
    page.evaluate(AXE.read_text(encoding="utf-8"))  # through the debugger: the page's own policy refuses it
    found: list[str] = page.evaluate(AXE_RUN)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("the page is wider than the screen")
    return found


def picture_name(url: str, width: int, theme: str) -> str:
    parts = urlsplit(url)
    return f"{re.sub(r'[^a-z0-9]+', '-', (parts.path + parts.query).lower()).strip('-') or 'home'}-{width}-{theme}.png"


def pictures(browser: Browser, options: argparse.Namespace, *, width: int, theme: str) -> list[str]:
    """All pages at one width in one theme; the complaints they raised."""
    complaints: list[str] = []
    context = browser.new_context(
        viewport={"width": width, "height": SIZES.get(width, 900)},
        color_scheme=theme,
        locale="id-ID" if options.language == "id" else "en-GB",
        java_script_enabled=not options.no_script,
    )
    page = context.new_page()
    page.on("console", lambda m: complaints.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
    if options.sign_in:
        sign_in(page, options.urls[0], options.sign_in)
    for url in options.urls:
        page.goto(url)
        page.wait_for_load_state("networkidle")
        name = picture_name(url, width, theme)
        page.screenshot(path=options.out / name, full_page=True)
        if not options.no_script:
            complaints += [f"{name}: {fault}" for fault in faults(page)]
    context.close()
    return complaints


def main() -> int:
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    complaints: list[str] = []
    with sync_playwright() as play:
        settings = ["--no-sandbox", f"--blink-settings=defaultFontSize={16 * options.text // 100}"]
        browser = play.chromium.launch(executable_path=chromium(), args=settings)
        for width in options.widths:
            for theme in options.themes:
                complaints += pictures(browser, options, width=width, theme=theme)
        browser.close()
    print("\n".join(complaints) or f"{options.out}: no complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    raise SystemExit(main())
