"""A list of heads is brought in: a file, what is wrong with it line by line, and only then the offices are filled."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from payung.apps.accounts.permissions import Permission
from payung.apps.territory import head_list
from payung.apps.territory.errors import OfficeError
from payung.apps.territory.head_list import Checked, Fate, Judged
from payung.rosters import Limits, UnreadableFile
from payung.web.days import DayField
from payung.web.guards import needs
from payung.web.sent import sent
from payung.web.templatetags.payung_format import number
from payung.web.uploads import SpreadsheetField

SHOWN = 200
LARGEST_BYTES = 10 * 1024 * 1024


class ListForm(forms.Form):
    """The file, and the day from which its heads hold their offices."""

    file = SpreadsheetField(
        most=LARGEST_BYTES,
        label=gettext_lazy("Daftar kepala lingkungan"),
        help_text=gettext_lazy(
            "Satu baris tiap lingkungan, dengan kolom Nama, Kelurahan, dan Lingkungan; boleh juga Nomor HP."
        ),
    )
    starts = DayField(
        label=gettext_lazy("Menjabat mulai tanggal"),
        help_text=gettext_lazy("Pendaftaran sejak tanggal ini dihitung untuk mereka."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def bring(request: HttpRequest) -> HttpResponse:
    """Ask for the file; sent, what would become of each line. Nothing is stored yet."""
    form = ListForm(sent(request), request.FILES or None, initial={"starts": request.today})
    if getattr(request, "upload_too_large", False):
        form.fields["file"].say_too_large()
        form.fields["starts"].required = False  # broken off: what came after the file is lost
    if form.is_valid():
        checked = _checked(form)
        if checked is not None:
            return _show(request, checked)
    places = [{"label": _("Pejabat dan akun"), "url": reverse("offices")}, {"label": _("Impor daftar"), "url": ""}]
    context = {"form": form, "places": places}
    return render(request, "account/head_list.html", context, status=422 if form.errors else 200)


def _checked(form: ListForm) -> Checked | None:
    """None where the file cannot be read, with the reason in the form."""
    given = form.cleaned_data
    limits = replace(Limits.configured(), file_bytes=min(LARGEST_BYTES, settings.PAYUNG_UPLOAD_BYTES))
    try:
        return head_list.check(
            content=given["file"].read(), name=given["file"].name, starts=given["starts"], limits=limits
        )
    except UnreadableFile as error:
        form.add_error("file", error.english if get_language() == "en" else error.indonesian)
    except OfficeError as error:
        form.add_error("starts", str(error))
    return None


def _show(request: HttpRequest, checked: Checked, **more: Any) -> HttpResponse:
    wrong = [line for line in checked.lines if line.fate is Fate.WRONG]
    doubtful = [line for line in checked.lines if line.fate is Fate.NEW and line.problem]
    context = {
        "checked": checked,
        "lead": _lead(checked, len(wrong)),
        "same": checked.count(Fate.SAME),
        "vacant": checked.count(Fate.VACANT),
        "groups": [
            _group(_("Harus diperbaiki di berkasnya"), "bad", wrong),
            _group(_("Dimasukkan, tetapi periksa dahulu"), "wait", doubtful),
            _group(
                _("Akan mengisi jabatan"), "good", [x for x in checked.lines if x.fate is Fate.NEW and not x.problem]
            ),
        ],
        "places": [
            {"label": _("Pejabat dan akun"), "url": reverse("offices")},
            {"label": _("Impor daftar"), "url": reverse("head_list")},
            {"label": _("Hasil pemeriksaan"), "url": ""},
        ],
    }
    return render(request, "account/head_list_checked.html", context | more)


def _lead(checked: Checked, wrong: int) -> str:
    """The answer: how many offices would be filled, and how many lines stand in the way of the rest."""
    first = ngettext(
        "%(new)s dari %(all)s baris akan mengisi jabatan.",
        "%(new)s dari %(all)s baris akan mengisi jabatan.",
        checked.new,
    ) % {"new": number(checked.new), "all": number(len(checked.lines))}
    if not wrong:
        return first
    second = ngettext(
        "%(count)s baris harus diperbaiki di berkasnya.", "%(count)s baris harus diperbaiki di berkasnya.", wrong
    ) % {"count": number(wrong)}
    return f"{first} {second}"


def _group(title: str, tone: str, lines: Sequence[Judged]) -> dict[str, Any]:
    return {"title": title, "tone": tone, "lines": lines[:SHOWN], "count": len(lines), "more": len(lines) - SHOWN}


@require_POST
@needs(Permission.ACCOUNT_MANAGE)
def take_in(request: HttpRequest) -> HttpResponse:
    """Fill the offices of the list that was checked."""
    try:
        done = head_list.take_in(sealed=request.POST.get("daftar", ""))
    except OfficeError as error:
        messages.error(request, str(error))
        return redirect("head_list")
    text = ngettext(
        "%(offices)s jabatan terisi. Buat surat akunnya, supaya mereka dapat masuk.",
        "%(offices)s jabatan terisi. Buat surat akunnya, supaya mereka dapat masuk.",
        done.offices,
    )
    messages.success(request, text % {"offices": number(done.offices)})
    return redirect("office_letters", request.scope.area)
