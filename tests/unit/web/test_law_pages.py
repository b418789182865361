"""The public pages about the law: every figure has its page, in both languages; nothing typed into an address breaks them."""

import re
from datetime import date
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from payung.rules.legislation import load
from payung.rules.parameter import CONFIDENCES
from payung.rules.texts import texts
from tests.marked_text import pseudo_language, unmarked_texts

LAW = load()
TODAY = date(2026, 11, 22)
LONG, NUL = "9" * 4400, "\0"


@pytest.fixture(autouse=True)
def november(monkeypatch):
    """The day on which the figures were gathered."""
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)


@pytest.fixture(scope="module")
def visitor() -> Client:
    return Client()


def spoken(language: str) -> dict[str, str]:
    """The language switch sets this cookie."""
    return {"cookie": f"{settings.LANGUAGE_COOKIE_NAME}={language}"}


def read(visitor: Client, address: str, language: str = "id") -> str:
    answer = visitor.get(address, headers=spoken(language))
    assert answer.status_code == 200, address
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_index_has_every_figure_in_its_group(visitor):
    page = visitor.get("/aturan/").content.decode()
    for path in LAW.parameters:
        assert f'href="/aturan/{path}/"' in page
    assert "Pekerja mandiri (BPU)" in page


def test_index_says_what_holds_today(visitor):
    page = read(visitor, "/aturan/?cari=bpu.contribution.jkm")
    assert "Iuran JKM sebulan pekerja mandiri, sama untuk semua, sebelum keringanan." in page
    assert "Rp6.800 1 Jul 2015" in page
    assert "1 angka cocok dengan pencarian." in page


def test_index_says_what_changes_next(visitor):
    assert "Berikutnya berubah: 1 Januari 2027 Bagian iuran JKK dan JKM yang dihapus" in read(visitor, "/aturan/")


@pytest.mark.parametrize(
    ("searched", "found"),
    [
        ("jkm", {"bpu.contribution.jkm", "pu.contribution.jkm_employer"}),
        ("PP 50/2025", {"bpu.contribution.discount.transport"}),
        ("masa tenggang", {"bpu.protection.grace_months"}),
        ("  GRACE   months ", {"bpu.protection.grace_months"}),
        ("upah minimum medan", {"wages.minimum.medan"}),
    ],
)
def test_search_finds_names_laws_and_words_of_both_languages(visitor, searched, found):
    page = visitor.get("/aturan/", {"cari": searched}).content.decode()
    listed = set(re.findall(r'<a href="/aturan/([\w.]+)/">', page.split("<form", 1)[1]))
    assert found <= listed
    assert len(listed) < len(LAW.parameters) / 2


@pytest.mark.parametrize("searched", ["zzzz", "jkm zzzz", NUL, LONG, "<script>", "%"])
def test_search_that_finds_nothing_says_so_or_lists_all(visitor, searched):
    page = visitor.get("/aturan/", {"cari": searched})
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().split("<main", 1)[1]


def test_nothing_found_is_said(visitor):
    assert "Tidak ada angka yang cocok" in read(visitor, "/aturan/?cari=zzzz")


@pytest.mark.parametrize("path", sorted(LAW.parameters))
def test_every_figure_has_its_page_with_every_value_law_and_source(visitor, path):
    parameter = LAW.parameters[path]
    page = read(visitor, f"/aturan/{path}/")
    english = read(visitor, f"/aturan/{path}/", "en")
    assert parameter.description_id.split(";")[0].split(". ")[0].rstrip(".") in page
    assert page.count("Diperiksa terakhir 21 November 2026") == len(parameter.values)
    for dated in parameter.values:
        act = texts("phrases").get(dated.law, {"id": dated.law})["id"]
        assert act in page
        assert dated.law in english


@pytest.mark.parametrize("path", ["nope", "jp.wage_ca", "jp", "..", f"{NUL}", LONG, "BPU.CONTRIBUTION.JKM"])
def test_no_such_figure(visitor, path):
    assert visitor.get(f"/aturan/{path}/").status_code == 404


def test_page_of_a_yearly_figure_tells_when_the_next_is_awaited(visitor):
    page = read(visitor, "/aturan/jp.wage_cap/")
    assert "Rp11.086.300 Berlaku sejak 1 Maret 2026 menurut PP 45/2015." in page
    assert (
        "Angka baru ditunggu mulai Maret 2027. Selama belum diketahui, Rp11.086.300 dipakai dengan peringatan." in page
    )
    assert "Mulai 1 Maret 2026 berlaku hari ini Rp11.086.300" in page
    assert "1 Maret 2025 sampai 28 Februari 2026 Rp10.547.400" in page
    assert "Kode program Hanya terbaca dalam kode program pihak lain." in page


def test_history_of_numbers_is_drawn_and_of_others_not(visitor):
    drawn = visitor.get("/aturan/jp.wage_cap/").content.decode()
    assert 'data-chart="step"' in drawn
    assert drawn.count('<time datetime="20') == len(LAW.parameters["jp.wage_cap"].values)
    for path in ("bpu.contribution.jkm", "bpu.contribution.income_bands", "programmes.names"):
        assert 'data-chart="step"' not in visitor.get(f"/aturan/{path}/").content.decode()


def test_notes_link_the_figures_and_addresses_that_they_name(visitor):
    page = visitor.get("/aturan/bpu.contribution.discount.other/").content.decode()
    assert 'href="/aturan/bpu.contribution.discount.excluded_payers/"' in page
    assert 'href="https://pasal.id/en/peraturan/pp/pp-no-49-tahun-2020"' in page


def test_what_changes_next_in_order_with_the_bill(visitor):
    page = read(visitor, "/aturan/berikutnya/")
    days = ["1 Januari 2027", "1 Maret 2027", "1 April 2027", "1 Januari 2028", "Terlambat diperbarui"]
    places = [page.index(each) for each in days]
    assert places == sorted(places)
    assert (
        "Keringanan berakhir: dari 50 % menjadi 0 %. Contoh: pekerja dengan penghasilan terendah yang membayar sendiri "
        "membayar Rp8.400 untuk Desember 2026 dan Rp16.800 untuk Januari 2027 (JKK dan JKM)."
    ) in page.replace("\xa0", " ")
    assert "Naik dari 59 tahun menjadi 60 tahun." in page.replace("\xa0", " ")
    assert "Angka pertama: 99,5 %." in page.replace("\xa0", " ")


def test_after_the_change_the_page_has_moved_on(visitor, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2027, 4, 1))
    page = read(visitor, "/aturan/berikutnya/")
    assert "Keringanan berakhir" not in page
    assert page.index("Terlambat diperbarui") < page.index("1 Maret 2027")
    assert "Terlambat diperbarui" in read(visitor, "/aturan/jp.wage_cap/")


def test_a_day_before_every_value_has_none_in_force(visitor, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2014, 1, 1))
    assert "Hari ini belum ada angka yang berlaku" in read(visitor, "/aturan/jp.wage_cap/")
    assert "–" in read(visitor, "/aturan/?cari=jp.wage_cap")


@pytest.mark.parametrize("address", ["/aturan/", "/aturan/berikutnya/", "/aturan/jp.wage_cap/"])
def test_pages_only_answer_to_reading(visitor, address):
    assert visitor.post(address).status_code == 405
    assert visitor.head(address).status_code == 200


# a law without words, so that every word of a page is the page's own
WORDLESS = """
description: "1; 2"
unit: "3"
renewed_every_months: 12
notes: "4"
values:
  - {from: 2020-01, value: FIRST, law: "5", article: "6", source: "7", checked: 2026-11-21, confidence: page, notes: "8"}
  - {from: 2024-01, until: 2028-12, value: VALUE, law: "5", article: "6", source: "7", checked: 2026-11-21, confidence: CODE}
"""
BANDS = ("Mulai", "Dasar", "meragukan")
VALUES = (
    "9",
    "1/3",
    "true",
    "[{from: 0, base: 1, doubtful: true}, {from: 3, base: 2}]",
    "{'1': 2}",
    "2027-12-31",
    "[]",
)


@pytest.fixture
def wordless(tmp_path, monkeypatch):
    """Values of every kind, each sure to another degree."""
    for number, (value, confidence) in enumerate(zip(VALUES, CONFIDENCES, strict=True)):
        first = "[1, 2]" if value == "[]" else value
        written = WORDLESS.replace("FIRST", first).replace("VALUE", value).replace("CODE", confidence)
        (tmp_path / f"x.{number}.yaml").write_text(written, encoding="utf-8")
    monkeypatch.setenv("PAYUNG_LEGISLATION", str(tmp_path))


@pytest.mark.parametrize(
    "address",
    ["/aturan/", "/aturan/?cari=zzz", "/aturan/berikutnya/", *(f"/aturan/x.{n}/" for n in range(len(VALUES)))],
)
def test_everything_but_the_law_itself_is_marked_for_translation(visitor, wordless, address):
    with pseudo_language():
        html = visitor.get(address, headers=spoken("eo")).content.decode()
    body = html.split("<main", 1)[1].split("<footer", 1)[0]
    assert "⟦" in body
    assert unmarked_texts(f"<main{body}", data=BANDS) == []
