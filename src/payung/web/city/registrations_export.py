"""The list of registrations as a file: for a purpose, logged before anything leaves, written while it is read."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.apps.accounts.permissions import Permission
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.exporting import Line, count_exactly, lines
from payung.rules.protection import Standing
from payung.shared.formulas import harmless
from payung.web.city import registrations_sheet
from payung.web.city.registration_filters import Asked, asked_by
from payung.web.city.registrations_sheet import sheet
from payung.web.downloads import sent_csv, sent_xlsx
from payung.web.guards import needs
from payung.web.sent import sent
from payung.web.sheet_stream import MOST_ROWS
from payung.web.state_words import PROTECTION
from payung.web.templatetags.payung_format import number

PRINTED = "cetak"
NAME = "pendaftaran"
WIDTHS = dict.fromkeys(range(1, 6), 26)


class ExportForm(forms.Form):
    """What for, and as which kind of file."""

    tujuan = forms.CharField(
        label=gettext_lazy("Untuk apa daftar ini diunduh"), min_length=5, max_length=200,
        help_text=gettext_lazy("Tercatat dengan nama Anda dan dibaca pejabat pelindungan data."),
        error_messages={
            "required": gettext_lazy("Tulis untuk apa daftar ini diunduh."),
            "min_length": gettext_lazy("Tulis lebih jelas untuk apa daftar ini diunduh."),
        },
    )  # fmt: skip
    bentuk = forms.ChoiceField(
        label=gettext_lazy("Bentuk"), widget=forms.RadioSelect, initial="xlsx",
        choices=[("xlsx", "Excel (.xlsx)"), ("csv", "CSV (.csv)"), (PRINTED, gettext_lazy("Lembar untuk dicetak"))],
    )  # fmt: skip


@needs(Permission.EXPORT)
def export(request: HttpRequest) -> HttpResponseBase:
    """Ask for the purpose; then log the download and send the file."""
    asked = asked_by(request)
    count = count_exactly(asked.scope, asked.filters)
    if not count:
        messages.warning(request, _("Daftar ini kosong, jadi tidak ada yang dapat diunduh."))
        return redirect("registrations")
    form = ExportForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        return _ask(request, asked, form, count)
    kind = form.cleaned_data["bentuk"]
    if too_many := _too_many(kind, count):
        form.add_error("bentuk", too_many)
        return _ask(request, asked, form, count)
    _log(asked, count, form.cleaned_data["tujuan"], kind=kind)
    return sheet(request, asked) if kind == PRINTED else FILES[kind](asked)


def _too_many(kind: str, count: int) -> str:
    """Why so many rows do not fit; nothing where they do."""
    if kind == "xlsx" and count > MOST_ROWS:
        return _("Lembar Excel memuat paling banyak %(most)s baris. Pilih CSV.") % {"most": number(MOST_ROWS)}
    if kind == PRINTED and count > registrations_sheet.ROWS:
        text = _("Lembar cetak memuat paling banyak %(most)s baris. Persempit daftarnya, atau pilih Excel.")
        return text % {"most": number(registrations_sheet.ROWS)}
    return ""


def _ask(request: HttpRequest, asked: Asked, form: ExportForm, count: int) -> HttpResponse:
    context = {
        "form": form,
        "asked": asked,
        "all": count,
        "count": number(count),
        "back_url": reverse("registrations") + asked.query(),
    }
    return render(request, "city/registrations/export.html", context)


def _log(asked: Asked, count: int, purpose: str, *, kind: str) -> None:
    record_disclosure(
        asked.scope,
        kind=Disclosure.Kind.EXPORT,
        subject=f"registrations {kind} {asked.query(tempat='')}".strip(),
        rows=count,
        purpose=purpose,
        area=asked.scope.area,
    )


def headings() -> list[str]:
    return [
        _("Nomor"),
        _("Nama"),
        _("Tempat"),
        _("Pekerjaan"),
        _("Didaftarkan"),
        _("Keadaan"),
        _("Bulan terbayar"),
        _("Terakhir lunas"),
        _("Perlindungan"),
    ]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the file, chosen while the request still knows the reader's language."""

    headings: list[str]
    states: dict[State, str]
    standings: dict[Standing, str]

    @classmethod
    def now(cls) -> "Words":
        return cls(
            headings(),
            {state: str(state.label) for state in State},
            {standing: str(PROTECTION[standing.value].label) for standing in Standing},
        )


def cells(line: Line, words: Words) -> list[str | int]:
    """One registration as plain values; text that a spreadsheet would run as a formula is made text."""
    row = line.row
    standing = words.standings[row.standing] if row.standing else ""
    values = [
        str(row.person_id), row.name, line.place, row.occupation, row.registered_on.isoformat(),
        words.states[row.state], row.months_paid, str(row.last_paid or ""), standing,
    ]  # fmt: skip
    return [harmless(value) if isinstance(value, str) else value for value in values]


def _lines(asked: Asked, words: Words) -> Iterator[list[str | int]]:
    yield [*words.headings]
    for line in lines(asked.scope, asked.filters, order=asked.order):
        yield cells(line, words)


def _csv(asked: Asked) -> StreamingHttpResponse:
    return sent_csv(NAME, _lines(asked, Words.now()))


def _xlsx(asked: Asked) -> StreamingHttpResponse:
    return sent_xlsx(NAME, _lines(asked, Words.now()), widths=WIDTHS)


FILES = {"csv": _csv, "xlsx": _xlsx}
