"""Saved filters of the list of registrations: chips above it, the page that names one, and the one that deletes it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import saved as kept
from payung.apps.enrolment.registration_needs import insurer_needs
from payung.apps.enrolment.saved import LONGEST_NAME, SavedFilterError
from payung.web.city.registration_filters import Asked, asked_by, parameters_of
from payung.web.city.registration_words import stamp
from payung.web.guards import needs
from payung.web.sent import sent


class SaveForm(forms.Form):
    """What a filter is called."""

    sebutan = forms.CharField(
        label=gettext_lazy("Nama saringan"), max_length=LONGEST_NAME,
        help_text=gettext_lazy("Misalnya “Dikembalikan, terlama dulu”. Jangan tulis nama atau NIK pekerja."),
        error_messages={"required": gettext_lazy("Beri nama saringannya.")},
    )  # fmt: skip


def above(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """One chip for each saved filter of the seat, and where what is asked now can be saved, unless it is already."""
    found = _lines(request, asked.form.needs)
    for each in found:
        each["current"] = bool(each["url"]) and each["parameters"] == asked.parameters
    known = any(each["current"] for each in found)
    save_url = reverse("registrations_save") + asked.query() if asked.parameters and not known else ""
    return {"chips": found, "save_url": save_url}


def _lines(request: HttpRequest, needed: tuple[str, ...]) -> list[dict[str, Any]]:
    """Every saved filter with the address to which it leads; none where the list understands it no more."""
    lines = []
    for each in kept.saved(request.scope):
        parameters = parameters_of(request.scope, each.query, needed)
        url = f"{reverse('registrations')}?{each.query}" if parameters else ""
        lines.append({"id": each.pk, "name": each.name, "url": url, "parameters": parameters or {}})
    return lines


@require_safe
@needs(Permission.REGISTRATION_SEE)
def saved(request: HttpRequest) -> HttpResponse:
    """Every saved filter of the seat, each with a button that deletes it."""
    found = _lines(request, insurer_needs(request.scope.city))
    back = [{"label": _("Kembali ke daftar"), "url": reverse("registrations")}]
    return render(request, "city/registrations/saved.html", {"found": found, "most": kept.MOST, "back": back})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTRATION_SEE)
def save(request: HttpRequest) -> HttpResponse:
    """Ask what the filter is called; then keep it and show its list."""
    asked = asked_by(request)
    if not asked.parameters:
        messages.warning(request, _("Saring atau urutkan daftarnya dahulu, lalu simpan."))
        return redirect("registrations")
    form = SaveForm(sent(request))
    if form.is_valid():
        try:
            kept.save(request.scope, name=form.cleaned_data["sebutan"], query=urlencode(asked.parameters))
        except SavedFilterError as error:
            form.add_error("sebutan", str(error))
        else:
            messages.success(request, _("Saringan tersimpan. Pilih namanya di atas daftar."))
            return redirect(reverse("registrations") + asked.query())
    return render(request, "ask.html", _words(request, asked, form), status=422 if form.errors else 200)


def _words(request: HttpRequest, asked: Asked, form: SaveForm) -> dict[str, Any]:
    said = stamp(request, asked)
    return {
        "form": form,
        "title": _("Simpan saringan"),
        "facts_title": _("Yang disimpan"),
        "facts": [
            {"label": _("Tempat"), "value": said.place},
            {"label": _("Saringan"), "value": said.filters},
            {"label": _("Urutan"), "value": said.order},
        ],
        "action": request.path + asked.query(),
        "confirm": _("Simpan"),
        "back_url": reverse("registrations") + asked.query(),
    }


@require_POST
@needs(Permission.REGISTRATION_SEE)
def forget(request: HttpRequest, saved_id: UUID) -> HttpResponse:
    """Delete one; registrations stay as they are."""
    name = kept.forget(request.scope, saved_id)
    if name is None:
        raise Http404
    messages.success(request, _("Saringan “%(name)s” dihapus.") % {"name": name})
    return redirect("registrations_saved")
