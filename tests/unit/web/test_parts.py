"""Page parts that compute something before they are drawn."""

import re
from html import unescape

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from payung.shared.months import Month
from payung.web.gallery import LONG_NAME, gallery_context
from payung.web.state_words import MONTH, PROTECTION, REGISTRATION
from payung.web.templatetags import payung_ui as ui


@pytest.fixture(scope="module")
def gallery() -> str:
    with translation.override("id"):
        return unescape(render_to_string("gallery/index.html", gallery_context()))


def widths(counts: list[int], total: int | None = None) -> list[int]:
    drawn = ui.figure_bar([{"label": "x", "count": count} for count in counts], total=total)
    return [part["width"] for part in drawn["parts"]]


def test_the_parts_of_a_bar_fill_it() -> None:
    assert widths([1, 1, 2]) == [250, 250, 500]


def test_a_bar_of_a_larger_whole_is_not_filled() -> None:
    assert sum(widths([10, 10], total=100)) == 200


def test_a_small_part_stays_visible_and_inside_the_bar() -> None:
    drawn = ui.figure_bar([{"label": "x", "count": 999_999}, {"label": "y", "count": 1}])["parts"][1]
    assert drawn["width"] == ui.LEAST_SHOWN
    assert drawn["x"] + drawn["width"] <= ui.BAR_WIDTH


def test_an_empty_bar_is_drawn_without_parts() -> None:
    assert widths([0, 0]) == [0, 0]


def test_months_are_grouped_by_year() -> None:
    months = [{"month": Month(2025, 11) + step, "state": "paid"} for step in range(4)]
    assert [(group["year"], len(group["cells"])) for group in ui.month_grid(months)["years"]] == [(2025, 2), (2026, 2)]


@pytest.mark.parametrize("state", ["something new", "", None])
def test_a_state_without_a_word_is_shown_as_unknown(state: str) -> None:
    with translation.override("id"):
        assert str(ui.protection_badge(state)["label"]) == "Tidak diketahui"


def test_each_state_has_a_word_of_its_own() -> None:
    for words in (REGISTRATION, PROTECTION, MONTH):
        labels = [str(word.label) for word in words.values()]
        assert len(set(labels)) == len(labels)


def test_a_fault_is_tied_to_its_field() -> None:
    class Form(forms.Form):
        nik = forms.CharField(help_text="16 angka")

    field = Form(data={})["nik"]
    assert 'aria-describedby="id_nik_help id_nik_error"' in ui.control(field)
    assert 'aria-invalid="true"' in ui.control(field)


@pytest.mark.parametrize(
    ("agent", "shown"),
    [
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126 Safari/537.36 Edg/126", "Edge, Windows"),
        ("curl/8", "Peramban lain"),
    ],
)
def test_a_browser_is_named_as_people_know_it(agent: str, shown: str) -> None:
    with translation.override("id"):
        assert ui.browser(agent) == shown


def test_the_gallery_shows_the_figures_as_people_write_them(gallery: str) -> None:
    assert "31.426 dari 44.100 pekerja sudah diterima BPJS (71,26\u00a0%)." in gallery
    assert "hari ini dianggap 29 Oktober 2025" in gallery
    assert "Rp12.345.678.901" in gallery
    assert LONG_NAME in gallery


def test_no_number_in_a_drawing_is_written_with_a_comma(gallery: str) -> None:
    drawings = re.findall(r'<(?:rect|progress)[^>]*?(?:x|width|value|max)="([^"]*)"', gallery)
    assert len(drawings) > 8
    assert [value for value in drawings if not re.fullmatch(r"\d+(\.\d+)?", value)] == []


def test_a_fault_is_not_named_twice() -> None:
    assert ui.error_line("NIK", "NIK tidak 16 angka.") == "NIK tidak 16 angka."
    assert ui.error_line("NIK", "Belum diisi.") == "NIK: Belum diisi."
    assert ui.error_line("Nama", "Namanya keliru.") == "Nama: Namanya keliru."
