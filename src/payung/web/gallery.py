"""Every part of the pages with ordinary, empty, faulty and very long data: looked at and tested, never part of a city.

Served only with DEBUG or in the demo. All persons are invented.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from payung.shared.months import Month
from payung.web.charts import Chart, Column, Point
from payung.web.guards import public
from payung.web.state_words import PROTECTION, REGISTRATION
from payung.web.templatetags.payung_format import month_axis

LONG_NAME = "Raden Ajeng Siti Nurhaliza Kusumawardhani Hutabarat-Simanungkalit binti Almarhum Haji Muhammad Zainuddin"
LONG_PLACE = "Kelurahan Sidorejo Hilir Timur Lingkungan XIV Perumahan Bumi Asri Permai"
WIB = ZoneInfo("Asia/Jakarta")
TODAY = date(2025, 10, 29)
FILE_DAY = date(2025, 10, 20)
GALLERY = "/galeri/"


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Nama lengkap"), help_text=_("Seperti tertulis di KTP."))
    nik = forms.CharField(label="NIK", help_text=_("16 angka, tanpa spasi."), min_length=16, max_length=16)
    birth = forms.DateField(label=_("Tanggal lahir"), widget=forms.DateInput(attrs={"type": "date"}))
    work = forms.ChoiceField(label=_("Pekerjaan"), choices=[("", "—"), ("1", "Nelayan"), ("2", "Pedagang pasar")])
    programme = forms.MultipleChoiceField(
        label=_("Program"),
        choices=[("jkk", _("Kecelakaan kerja (JKK)")), ("jkm", _("Kematian (JKM)")), ("jht", _("Hari tua (JHT)"))],
        widget=forms.CheckboxSelectMultiple,
    )
    payer = forms.ChoiceField(
        label=_("Siapa yang membayar iuran"),
        choices=[("self", _("Sendiri")), ("city", _("Pemerintah kota"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Catatan"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    roster = forms.FileField(
        label=_("Berkas daftar pekerja"), help_text=_("xlsx, xls, ods atau csv; paling besar 25 MB.")
    )
    agreed = forms.BooleanField(label=_("Pekerja setuju didaftarkan"))


class FilterForm(forms.Form):
    """What narrows a list."""

    search = forms.CharField(label=_("Nama"), required=False)
    state = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=[("", _("Semua")), ("verified", "Terverifikasi")]
    )


def _faulty_form() -> SampleForm:
    form = SampleForm(auto_id="faulty_%s", data={"name": LONG_NAME, "nik": "12710", "payer": "self"})
    form.is_valid()
    return form


def _months() -> list[dict[str, Any]]:
    states = ["outside"] * 2 + ["paid"] * 5 + ["grace", "unpaid", "paid", "ahead", "ahead", "unknown"]
    first = Month(2025, 1)
    notes = {2: "Rp12.300", 7: _("sampai 31 Okt")}
    return [{"month": first + step, "state": state, "note": notes.get(step)} for step, state in enumerate(states)]


def _figures() -> dict[str, Any]:
    return {
        "protection_parts": [
            {"state": "paid", "count": 14_779, "url": GALLERY},
            {"state": "grace", "count": 11_203, "url": GALLERY},
            {"state": "non_active", "count": 4_870, "url": GALLERY},
            {"state": "not_yet_paid", "count": 574, "url": GALLERY},
        ],
        "empty_parts": [{"state": state, "count": 0} for state in ("paid", "grace", "non_active", "not_yet_paid")],
        "accepted": 31_426,
        "target": 44_100,
        "file_day": FILE_DAY,
    }


def _table() -> dict[str, Any]:
    columns = [
        {"label": _("Nama")},
        {"label": _("Lingkungan")},
        {"label": _("Pendaftaran"), "kind": "status"},
        {"label": _("Perlindungan"), "kind": "status"},
        {"label": _("Bulan lunas"), "kind": "number"},
        {"label": _("Jatuh tempo"), "kind": "date"},
    ]
    people = [
        ("Budi Santoso", "Lingkungan III", "accepted", "paid", "6", "15 Nov 2025"),
        (LONG_NAME, LONG_PLACE, "returned", "not_yet_paid", "0", "–"),
        ("Nur Aini br. Ginting", "Lingkungan I", "accepted", "grace", "3", "15 Okt 2025"),
        ("Sutrisno", "Lingkungan II", "rejected", "non_active", "1.204", "15 Jul 2025"),
    ]
    rows = [
        [{"text": name, "url": GALLERY}, place, {"registration": state}, {"protection": cover}, months, due]
        for name, place, state, cover, months, due in people
    ]
    return {"columns": columns, "rows": rows}


def _events() -> list[dict[str, Any]]:
    return [
        {
            "when": datetime(2025, 6, 3, 9, 12, tzinfo=WIB),
            "title": _("Diajukan"),
            "by": "Kepling III, Aur",
            "icon": "inbox",
        },
        {
            "when": datetime(2025, 6, 5, 14, 40, tzinfo=WIB),
            "title": _("Dikembalikan"),
            "by": "Lurah Aur",
            "tone": "wait",
            "icon": "return",
            "note": _("Tanggal lahir tidak sama dengan NIK. Periksa lagi di KTP."),
        },
        {"when": date(2025, 6, 9), "title": _("Terverifikasi"), "by": LONG_NAME, "tone": "good", "icon": "check"},
        {"when": date(2025, 6, 20), "title": _("Diterima BPJS"), "tone": "good", "icon": "umbrella-open"},
    ]


def _details() -> list[dict[str, Any]]:
    return [
        {"term": _("Nama"), "value": "Nur Aini br. Ginting"},
        {"term": "NIK", "value": _("terdaftar di Kota Medan"), "note": _("Nomor lengkap hanya dibuka dengan alasan.")},
        {"term": _("Alamat"), "value": LONG_PLACE},
    ]


def _charts() -> list[Chart]:
    """A step in a row of months, figures since days, parts of a sum with a gap, and nothing to draw yet."""
    first = Month(2026, 6)
    step = [(first + n, 10_000 if first + n < Month(2027, 1) else 20_000) for n in range(18)]
    mark = _("Keringanan berakhir")
    months = [Point(month_axis(month), (due,), mark=mark if month == Month(2027, 1) else "") for month, due in step]
    caps = [(2015, 7_000_000), (2019, 8_500_000), (2022, 9_000_000), (2025, 10_500_000), (2026, 11_000_000)]
    since = [Point(str(year), (cap,), day=date(year, 3, 1)) for year, cap in caps]
    parts = [(50_000, 20_000), (60_000, None), (70_000, 30_000)]
    sums = [Point(month_axis(first + n), pair) for n, pair in enumerate(parts)]
    due = (Column(_("Iuran")),)
    pair = (Column(_("Pemberi kerja")), Column(_("Pekerja")))
    return [
        Chart("grafik-bulan", _("Iuran delapan belas bulan"), _("Bulan"), due, tuple(months), says=mark),
        Chart("grafik-hari", _("Batas upah"), _("Sejak"), due, tuple(since), until=date(2027, 3, 1)),
        Chart("grafik-bagian", _("Bagian iuran"), _("Bulan"), pair, tuple(sums), kind="bar", stacked=True),
        Chart("grafik-kosong", _("Grafik tanpa data"), _("Bulan"), due, ()),
    ]


def _places() -> list[dict[str, Any]]:
    return [
        {"label": "Kota Medan", "url": GALLERY},
        {"label": "Medan Maimun", "url": GALLERY},
        {"label": "Aur", "url": GALLERY},
        {"label": "Lingkungan III"},
    ]


def _navigation() -> list[dict[str, Any]]:
    labels = [_("Kampanye"), _("Periksa pendaftaran"), _("Daftarkan pekerja"), _("Daftar nama"), _("Berkas ke BPJS")]
    return [{"label": label, "url": GALLERY, "current": place == 0} for place, label in enumerate(labels)]


def gallery_context() -> dict[str, Any]:
    """Invented data for every part."""
    return {
        "city_name": "Kota Medan",
        "acting": {"role_label": _("Pengelola program"), "place_label": "Kota Medan", "name": "Dewi Lestari Siregar"},
        "nav": _navigation(),
        "demo_clock": TODAY,
        "places": _places(),
        "registration_states": [*REGISTRATION, "another"],
        "protection_states": list(PROTECTION),
        "months": _months(),
        "events": _events(),
        "charts": _charts(),
        "progress": {"percent": 62},
        "details": _details(),
        "form": SampleForm(),
        "faulty_form": _faulty_form(),
        "filter_form": FilterForm(auto_id="filter_%s"),
        "chips": [{"label": _("Kelurahan Aur"), "url": GALLERY}, {"label": _("Masa tenggang"), "url": GALLERY}],
        "long_name": LONG_NAME,
        "long_place": LONG_PLACE,
        "header_buttons": [
            {"label": _("Periksa 214 pendaftaran"), "url": GALLERY},
            {"label": _("Unduh daftar"), "url": GALLERY, "icon": "download"},
        ],
        "one_button": [{"label": _("Unggah daftar pekerja"), "url": GALLERY, "icon": "upload"}],
        **_figures(),
        **_table(),
    }


@public
def gallery(request: HttpRequest) -> HttpResponse:
    """The page of all parts; absent where a real city works."""
    if not (settings.DEBUG or settings.PAYUNG_DEMO):
        raise Http404
    template = "components/progress.html" if request.headers.get("HX-Request") else "gallery/index.html"
    return render(request, template, gallery_context())
