"""Takes the pictures of docs/how-to anew from the demonstration: `make run` in one window, in another

    .venv/bin/python -m scripts.pictures [--address http://localhost:8000] [NAME ...]

Without names all of them. They are WebP files of some 20 KB in docs/images; each person in them is invented.
"""

from __future__ import annotations

import argparse
import base64
import subprocess
import sys
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts import pictured_lists
from scripts.screenshot import chromium, sign_in

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PASSWORD = "payung-contoh"  # noqa: S105 - shown to everybody on the sign-in page
PHONE, DESK = (360, 640), (960, 600)
QUALITY = 72
MARGIN = 16  # above what a picture begins with
LISTS = {
    "left": ("Pengemudi Dinas Perhubungan.csv", pictured_lists.drivers()),
    "right": ("Peserta BPJS September 2025.csv", pictured_lists.members()),
}


@dataclass(frozen=True)
class Picture:
    """`typed`: what stands in which field; `follow`: a link that leads from `path` to the page of the picture.

    `top`: what the picture begins with, where that is not the page's top.
    `matched`: two invented lists are matched first, and `path` is below the page of their result.
    """

    name: str
    login: str
    path: str
    size: tuple[int, int] = DESK
    typed: tuple[tuple[str, str], ...] = ()
    follow: str = ""
    matched: bool = False
    top: str = ""


PICTURES = (
    Picture("head-home", "kepling", "/beranda/", PHONE),
    Picture("head-form", "kepling", "/daftar/", PHONE, typed=(("#id_nik", "1271015205850014"),)),
    Picture("head-list", "kepling", "/pendaftaran/", PHONE),
    Picture("head-payments", "kepling", "/iuran-pertama/", PHONE),
    Picture("first-payment", "kepling", "/iuran-pertama/", (360, 900), follow="main tbody a"),
    Picture("lurah-home", "lurah", "/beranda/"),
    Picture("lurah-verify", "lurah", "/periksa-pendaftaran/"),
    Picture("lurah-campaign", "lurah", "/kampanye/"),
    Picture("camat-home", "camat", "/beranda/"),
    Picture("camat-campaign", "camat", "/kampanye/"),
    Picture("camat-vacant", "camat", "/kepala-lingkungan/"),
    Picture("manager-home", "pengelola", "/beranda/"),
    Picture("manager-rosters", "pengelola", "/daftar-nama/"),
    Picture("manager-batches", "pengelola", "/berkas/"),
    Picture("manager-payments", "pengelola", "/data-bpjs/"),
    Picture("matching-lists", "pengelola", "/pencocokan/", top="main form"),
    Picture("matching-result", "pengelola", "", matched=True, top="#angka"),
    Picture("matching-pairs", "pengelola", "pasangan/", matched=True, top="main article"),
    Picture("agency-home", "dishub", "/beranda/"),
    Picture("agency-group", "dishub", "/kelompok/", follow="main tbody a"),
    Picture("insurer-home", "bpjs", "/bpjs/"),
    Picture("insurer-batch", "bpjs", "/berkas/", follow="main tbody a"),
    Picture("insurer-answers", "bpjs", "/data-bpjs/jawaban/"),
    Picture("mayor-home", "walikota", "/beranda/"),
    Picture("mayor-pace", "walikota", "/kampanye/12710000000000/laju/"),
    Picture("mayor-compared", "walikota", "/kampanye/12710000000000/banding/"),
    Picture("administrator-home", "administrator", "/beranda/"),
    Picture("administrator-offices", "administrator", "/pejabat/"),
    Picture("administrator-jobs", "administrator", "/proses/"),
    Picture("protection-home", "pelindung.data", "/beranda/"),
    Picture("protection-log", "pelindung.data", "/catatan/"),
)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *(each.name for each in PICTURES)])
    parser.add_argument("--address", default="http://localhost:8000")
    return parser.parse_args()


def code() -> str:
    """The second factor's code of the demonstration, now."""
    command = [sys.executable, "-m", "payung.cli.main", "demo", "code"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def matched(page: Page, address: str) -> str:
    """The page of the two lists' result; the same lists again lead to the result that is there."""
    page.goto(address + "/pencocokan/")
    for side, (name, content) in LISTS.items():
        file = {"name": name, "mimeType": "text/csv", "buffer": content}
        page.locator(f"#id_{side}_file").set_input_files(files=[file])
    page.locator("main form button[type=submit]").click()
    page.locator("#angka").wait_for(timeout=60_000)
    return page.url


def take(page: Page, address: str, picture: Picture) -> int:
    """One picture; its size in bytes."""
    width, height = picture.size
    page.set_viewport_size({"width": width, "height": height})
    page.goto((matched(page, address) if picture.matched else address) + picture.path)
    for selector, text in picture.typed:
        page.locator(selector).fill(text)
        page.locator(selector).blur()
    if picture.follow:
        page.goto(address + str(page.locator(picture.follow).first.get_attribute("href")))
    page.wait_for_load_state("networkidle")
    page.locator(".clock-banner").evaluate_all("all => all.forEach((each) => each.remove())")  # said in the text
    if picture.top:
        page.locator(picture.top).first.evaluate(f"each => scrollBy(0, each.getBoundingClientRect().top - {MARGIN})")
    wanted = {"format": "webp", "quality": QUALITY}
    taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", wanted)
    content = base64.b64decode(taken["data"])
    (IMAGES / f"{picture.name}.webp").write_bytes(content)
    return len(content)


def take_all(browser: Browser, address: str, wanted: list[Picture]) -> None:
    """Each person signs in once."""
    for login, pictures in groupby(wanted, key=lambda each: each.login):
        context = browser.new_context(locale="id-ID", color_scheme="light", reduced_motion="reduce")
        page = context.new_page()
        sign_in(page, address, [login, PASSWORD, code()])
        if "/akun/" in page.url:
            sys.exit(f"{login} was not let in: a code opens once; wait half a minute.")
        for picture in pictures:
            print(f"{picture.name}: {take(page, address, picture) / 1024:.0f} KB")
        context.close()


def main() -> None:
    options = arguments()
    wanted = [each for each in PICTURES if not options.names or each.name in options.names]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        take_all(browser, options.address, wanted)
        browser.close()


if __name__ == "__main__":
    main()
