"""Check a roster without keeping anything of it: not the file, not a row, no question to the register.

Open to whoever is signed in, in any role or none: a page that takes files full of NIK from anybody would have nobody
to answer for them, and costs seconds of work a file. Without an account there is `payung roster check`.
"""

from typing import Any

from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from payung.apps.enrolment import returning
from payung.apps.enrolment.addresses import Addresses
from payung.rosters import Limits, RosterReport, UnreadableFile, check, message
from payung.web.city.roster_words import PROBLEMS, STATUS, UNKNOWN_PROBLEM, note_words
from payung.web.downloads import workbook
from payung.web.guards import signed_in
from payung.web.public.today import day_of
from payung.web.uploads import MEGABYTE, SpreadsheetField, largest

BYTES = 5 * 1024 * 1024
ROWS = 10_000
TOO_LARGE = gettext_lazy(
    "Berkas ini lebih besar dari %(most)s MB. Unggah lewat Daftar nama, atau bagi menjadi beberapa berkas."
)
FILES_AN_HOUR = 30
ROWS_SHOWN = 100


class Refused(Exception):
    """The file is not checked; the text says why."""


class RosterCheckForm(forms.Form):
    """The file alone."""

    file = SpreadsheetField(
        most=BYTES,
        too_large=TOO_LARGE,
        label=gettext_lazy("Berkas daftar nama"),
        help_text=gettext_lazy("Excel, OpenDocument, atau CSV. Berkas dan isinya tidak disimpan."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def roster_check(request: HttpRequest) -> HttpResponse:
    """The result on the page, or the file back with two columns more (`want=file`)."""
    if request.method != "POST":
        return render(request, "public/roster_check.html", {"form": RosterCheckForm(), "most_rows": ROWS})
    form = RosterCheckForm(request.POST, request.FILES)
    try:
        report = _report(request, form)
    except Refused as refused:
        return _answer(request, form, {"refused": str(refused)})
    if request.POST.get("want") != "file":
        return _answer(request, form, _result(report))
    return workbook(returning.returned_name(report.file), returning.annotated(report))


def _answer(request: HttpRequest, form: RosterCheckForm, context: dict[str, Any]) -> HttpResponse:
    part = "public/_roster_check_result.html"
    whole = "public/roster_check.html"
    template = part if request.headers.get("HX-Request") else whole
    status = 422 if "refused" in context and template == whole else 200
    return render(request, template, context | {"form": form, "most_rows": ROWS}, status=status)


def _report(request: HttpRequest, form: RosterCheckForm) -> RosterReport:
    valid = form.is_valid()
    if getattr(request, "upload_too_large", False) or (valid and form.cleaned_data["file"].size > BYTES):
        raise Refused(TOO_LARGE % {"most": largest(BYTES) // MEGABYTE})
    if not valid:
        raise Refused(str(form.errors["file"][0]))
    _count(request)
    file = form.cleaned_data["file"]
    try:
        return _checked(request, file.read(), file.name)
    except UnreadableFile as error:
        raise Refused(error.english if translation.get_language() == "en" else error.indonesian) from error


def _checked(request: HttpRequest, content: bytes, name: str) -> RosterReport:
    """Against the places of the city in which somebody acts; without a role, against none."""
    scope = getattr(request, "scope", None)
    today = day_of(request)
    territory = Addresses.load(scope, today=today).territory if scope else None
    return check(content, as_of=today, name=name, territory=territory, limits=Limits(file_bytes=BYTES, rows=ROWS))


def _count(request: HttpRequest) -> None:
    """So many files an hour for one person; the count stands in the shared cache."""
    key = f"roster_check:{request.user.pk}:{timezone.now():%Y%m%d%H}"
    cache.add(key, 0, timeout=3600)
    if cache.incr(key) > FILES_AN_HOUR:
        raise Refused(_("Anda sudah memeriksa banyak berkas dalam satu jam ini. Coba lagi pada jam berikutnya."))


def _result(report: RosterReport) -> dict[str, Any]:
    language = "en" if translation.get_language() == "en" else "id"
    wrong = [(sheet, row) for sheet, row in report.rows if row.problems]
    by_code = sorted(report.summary["by_code"].items(), key=lambda item: -item[1])
    shown = [
        {
            "sheet": sheet.name if len(report.sheets) > 1 else "",
            "row": row.row,
            "name": row.values.get("full_name", ""),
            "status": STATUS[row.status],
            "problems": [message(each, language=language) for each in row.problems],
        }
        for sheet, row in wrong[:ROWS_SHOWN]
    ]
    summary = report.summary
    return {
        "summary": summary,
        "usable": summary["ok"] + summary["warning"],
        "problems": [(PROBLEMS.get(code, UNKNOWN_PROBLEM), count) for code, count in by_code],
        "notes": note_words(note for sheet in report.sheets for note in sheet.notes),
        "rows": shown,
        "not_shown": len(wrong) - len(shown),
    }
