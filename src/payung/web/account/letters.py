"""Account letters of a kecamatan or kelurahan: who has not signed in yet, and a PDF with a page for each one ticked."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from payung.apps.accounts.permissions import Permission
from payung.apps.accounts.roles import ROLES
from payung.apps.enrolment.returning import disposition
from payung.apps.territory import account_letters, holders, queries
from payung.apps.territory.account_letters import Recipient, Used
from payung.apps.territory.codes import Level
from payung.apps.territory.errors import OfficeError, TerritoryError
from payung.apps.territory.queries import Place
from payung.integrations.letters.compiling import LetterError
from payung.integrations.letters.typeface import TypefaceMissing
from payung.web.account.office_page import trail
from payung.web.guards import needs
from payung.web.paging import whole_number
from payung.web.sent import sent
from payung.web.templatetags.payung_format import moment

WORDS = {
    Used.NEVER: ("wait", "clock", gettext_lazy("Belum punya surat")),
    Used.SENT: ("plain", "send", gettext_lazy("Surat sudah dibuat")),
    Used.EXPIRED: ("bad", "warning", gettext_lazy("Surat lewat waktu")),
    Used.IN: ("good", "check", gettext_lazy("Sudah masuk")),
    Used.SHUT: ("plain", "cross", gettext_lazy("Akun ditutup")),
}


class AskForm(forms.Form):
    """Whom those who get a letter turn to."""

    ask = forms.CharField(
        label=gettext_lazy("Tempat bertanya"),
        max_length=120,
        help_text=gettext_lazy("Tercetak di tiap surat, misalnya nama dan nomor telepon Anda."),
        error_messages={"required": gettext_lazy("Isi kepada siapa penerima surat dapat bertanya.")},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def letters(request: HttpRequest, area: int) -> HttpResponse:
    """The list; sent, the letters of those ticked, which are made once and kept nowhere."""
    path = _path(request, area)
    if path[-1].level is Level.CITY:
        return _of_city(request, path)
    if path[-1].level is Level.LINGKUNGAN:
        raise Http404
    form = AskForm(sent(request), initial={"ask": request.user.full_name})
    if form.is_valid():
        try:
            return _printed(request, area, form.cleaned_data["ask"])
        except OfficeError as error:
            form.add_error(None, str(error))
        except (LetterError, TypefaceMissing):
            form.add_error(
                None, _("Surat belum dapat dibuat karena huruf surat belum terpasang. Hubungi administrator.")
            )
    return _list(request, path, form)


def _path(request: HttpRequest, area: int) -> list[Place]:
    try:
        whole = queries.path(request.scope, area, on=request.today)
    except TerritoryError as error:
        raise Http404 from error
    return [place for place in whole if place.id >= request.scope.lo]


def _printed(request: HttpRequest, area: int, ask: str) -> HttpResponse:
    chosen = {whole_number(text) for text in request.POST.getlist("penerima")}
    address = request.build_absolute_uri(reverse("account_login"))
    made = account_letters.make(area=area, users=chosen, address=address, ask=ask)
    headers = {"Content-Disposition": disposition("surat-akun.pdf"), "Cache-Control": "no-store"}
    return HttpResponse(made.content, content_type="application/pdf", headers=headers)


def _list(request: HttpRequest, path: list[Place], form: AskForm) -> HttpResponse:
    found = account_letters.recipients(request.scope, path[-1].id, on=request.today)
    names = holders.area_names(request.scope, {office.area for each in found for office in each.offices})
    ticked = {whole_number(text) for text in request.POST.getlist("penerima")} if form.is_bound else None
    wanting = sum(each.wanting for each in found)
    context = {
        "here": path[-1],
        "places": [*trail(path)[:-1], _back(path[-1]), {"label": _("Surat akun"), "url": ""}],
        "lead": _lead(found, wanting),
        "rows": [_row(each, names, ticked) for each in found],
        "chosen": wanting if ticked is None else len(ticked),
        "form": form,
    }
    return render(request, "account/letters.html", context, status=422 if form.errors else 200)


def _back(place: Place) -> dict[str, str]:
    return {"label": place.name, "url": reverse("office", args=[place.id])}


def _lead(found: list[Recipient], wanting: int) -> str:
    if not found:
        return _("Belum ada pemegang jabatan di sini. Tunjuk atau impor dahulu.")
    if not wanting:
        return _("Semua sudah masuk atau sudah punya surat yang berlaku.")
    text = ngettext("%(count)s orang menunggu surat akun.", "%(count)s orang menunggu surat akun.", wanting)
    return text % {"count": wanting}


def _row(each: Recipient, names: dict[int, str], ticked: set[int] | None) -> dict[str, Any]:
    tone, icon, label = WORDS[each.used]
    return {
        "user": each.user,
        "offices": [f"{ROLES[office.role].label}, {names[office.area]}" for office in each.offices],
        "writable": each.writable,
        "ticked": each.writable and (each.wanting if ticked is None else each.user.pk in ticked),
        "badge": {"tone": tone, "icon": icon, "label": label},
        "note": _note(each),
    }


def _note(each: Recipient) -> str:
    """When it was, and what else is worth knowing."""
    if not each.ours:
        return _("Tidak diubah dari sini: akun Anda sendiri, akun contoh, atau juga memegang peran di kota lain.")
    if each.used is Used.IN and each.user.must_change_password:
        return _("%(at)s; kata sandi surat belum diganti") % {"at": moment(each.at)}
    if each.used is Used.SENT:
        return _("berlaku sampai %(until)s") % {"until": moment(each.until)}
    return moment(each.at) if each.at else ""


def _of_city(request: HttpRequest, path: list[Place]) -> HttpResponse:
    """A whole city's letters are printed kecamatan by kecamatan: here is where some are missing."""
    if request.method == "POST":
        raise Http404
    counts = account_letters.unused(request.scope, on=request.today)
    below = queries.children(request.scope, path[-1].id, on=request.today)
    rows = [
        {"place": place, "url": reverse("office_letters", args=[place.id]), "all": all_, "never": never}
        for place in below
        for all_, never in [counts.get(place.id, (0, 0))]
    ]
    context = {
        "here": path[-1],
        "places": [*trail(path)[:-1], _back(path[-1]), {"label": _("Surat akun"), "url": ""}],
        "lead": _("Pilih kecamatan: surat dicetak per kecamatan atau per kelurahan."),
        "rows": rows,
    }
    return render(request, "account/letters_city.html", context)
