"""The log of disclosures, for the data protection officer: who opened or downloaded personal data, and what for."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.apps.accounts.permissions import Permission
from payung.apps.accounts.roles import ROLES
from payung.apps.audit import queries
from payung.apps.audit.models import Disclosure
from payung.apps.enrolment.queries import user_names
from payung.web import log_words
from payung.web.days import DayField
from payung.web.guards import needs
from payung.web.templatetags.payung_format import moment, number

ROWS = 50
KINDS = (
    ("", gettext_lazy("Semua jenis")),
    *((kind.value, label) for kind, label in log_words.KINDS.items()),
)
OLDEST = "terlama"
ORDERS = (("", gettext_lazy("Terbaru dulu")), (OLDEST, gettext_lazy("Terlama dulu")))


class FilterForm(forms.Form):
    """One kind, one day, and the order; what is no kind or day narrows nothing. `sebelum` is the last row before."""

    jenis = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=KINDS, required=False)
    hari = DayField(label=gettext_lazy("Hari"), required=False)
    urut = forms.ChoiceField(label=gettext_lazy("Urutan"), choices=ORDERS, required=False)
    sebelum = forms.IntegerField(required=False, widget=forms.HiddenInput)


@needs(Permission.LOG_SEE)
def disclosures(request: HttpRequest) -> HttpResponse:
    """One page of the log, the latest first unless the oldest are asked for."""
    form = FilterForm(request.GET or None)
    said: dict[str, Any] = form.cleaned_data if form.is_valid() else getattr(form, "cleaned_data", {})
    kind, day, before, order = (said.get(name) for name in ("jenis", "hari", "sebelum", "urut"))
    found = queries.disclosures(
        request.scope,
        kind=Disclosure.Kind(kind) if kind else None,
        day=day,
        past=before or None,
        oldest_first=order == OLDEST,
    )
    rows = list(found[: ROWS + 1])
    more, rows = len(rows) > ROWS, rows[:ROWS]
    kept = {"jenis": kind or "", "hari": day.isoformat() if day else "", "urut": order or ""}
    context = {
        "form": FilterForm(initial={"jenis": kind, "hari": day, "urut": order}),
        "rows": _table(request, rows),
        "columns": _columns(),
        "narrowed": bool(kind or day),
        "first_url": f"?{urlencode(kept)}" if before else "",
        "next_url": f"?{urlencode(kept | {'sebelum': rows[-1].pk})}" if more else "",
        "shown": _("%(count)s catatan di halaman ini") % {"count": number(len(rows))},
    }
    return render(request, "log/page.html", context)


def _columns() -> list[dict[str, str]]:
    labels = (_("Waktu"), _("Siapa"), _("Jenis"), _("Apa"), _("Jumlah orang"), _("Untuk apa"))
    return [{"label": label, "kind": "number" if at == 4 else ""} for at, label in enumerate(labels)]


def _table(request: HttpRequest, rows: list[Disclosure]) -> list[list[dict[str, str]]]:
    names = user_names(row.actor_id for row in rows)
    kinds = {value: str(label) for value, label in KINDS}
    subjects = log_words.subjects(rows, request.scope, today=request.today)
    return [
        [
            {"text": moment(row.at)},
            {"text": names.get(row.actor_id, _("Sistem")), "note": _role(row.role)},
            {"text": kinds.get(row.kind, row.kind)},
            subject,
            {"text": number(row.rows)},
            {"text": _("Memeriksa pendaftaran ganda") if row.kind == Disclosure.Kind.LOOKUP else row.purpose},
        ]
        for row, subject in zip(rows, subjects, strict=True)
    ]  # fmt: skip


def _role(code: str) -> str:
    return str(ROLES[code].label) if code in ROLES else ""
