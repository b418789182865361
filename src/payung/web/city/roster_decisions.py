"""What is decided about a roster: row by row, as a whole, taken in, set aside, checked again, sent back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import returning, staged, staging
from payung.apps.enrolment.errors import RosterError
from payung.web.city.roster_forms import DecisionForm, RefuseForm
from payung.web.city.roster_page import no_roster
from payung.web.downloads import DownloadForm, workbook
from payung.web.guards import needs
from payung.web.sent import sent

PURPOSE = gettext_lazy("Mengembalikan daftar kepada pengirimnya untuk diperbaiki")
ALL = {"all_ok": staged.READY, "all_usable": staged.USABLE}


@require_POST
@needs(Permission.ROSTER_UPLOAD)
def decide(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """Take or leave the ticked rows, or all rows of a kind."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _back(request, roster_id)
    action = form.cleaned_data["action"]
    if action in ALL:
        said = _attempt(request, lambda: _all(roster_id, ALL[action]))
    else:
        said = _attempt(request, lambda: _some(roster_id, form))
    if said:
        messages.success(request, said)
    return _back(request, roster_id)


def _all(roster_id: UUID, which: Q) -> str:
    count = staging.decide_all(roster_id=roster_id, which=which)
    return ngettext("%(count)d baris akan dimasukkan.", "%(count)d baris akan dimasukkan.", count) % {"count": count}


def _some(roster_id: UUID, form: DecisionForm) -> str:
    rows = form.cleaned_data["rows"]
    if not rows:
        raise RosterError(_("Centang dahulu barisnya."))
    count = staging.decide(roster_id=roster_id, positions=rows, decision=form.decision)
    return ngettext("%(count)d baris diubah.", "%(count)d baris diubah.", count) % {"count": count}


@require_POST
@needs(Permission.ROSTER_UPLOAD)
def take_in(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """Have the chosen rows taken in; a stopped intake is run once more."""
    holding = request.holding.pk
    if request.POST.get("again"):
        _attempt(request, lambda: staging.ask_intake_again(roster_id=roster_id, holding=holding))
    else:
        _attempt(request, lambda: staging.ask_intake(roster_id=roster_id, holding=holding))
    return redirect("roster", roster_id=roster_id)


@require_POST
@needs(Permission.ROSTER_UPLOAD)
def check_again(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """Have the file checked anew."""
    _attempt(request, lambda: staging.check_again(roster_id=roster_id, holding=request.holding.pk))
    return redirect("roster", roster_id=roster_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ROSTER_UPLOAD)
def refuse(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """Set the whole file aside, with a reason."""
    form = RefuseForm(sent(request))
    if not form.is_valid():
        context = {
            "title": _("Jangan pakai daftar ini?"),
            "text": _("Tidak satu pun barisnya masuk ke pendaftaran. Berkasnya tetap tersimpan."),
            "action": request.path,
            "confirm": _("Jangan pakai"),
            "danger": True,
        }
        return _ask(request, roster_id, context | {"form": form})
    _attempt(request, lambda: staging.refuse(roster_id=roster_id, reason=form.cleaned_data["reason"]))
    return redirect("roster", roster_id=roster_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ROSTER_SEE)
def download(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """The file as it came with two columns more; logged with its purpose before it leaves."""
    form = DownloadForm(sent(request), initial={"purpose": PURPOSE})
    if not form.is_valid():
        context = {
            "title": _("Unduh berkas dengan catatan"),
            "text": _("Berkas Anda dengan dua kolom tambahan: keadaan tiap baris dan apa yang perlu diperbaiki."),
            "action": request.path,
            "confirm": _("Unduh"),
        }
        return _ask(request, roster_id, context | {"form": form})
    try:
        file = returning.hand_back(roster_id=roster_id, purpose=form.cleaned_data["purpose"])
    except RosterError as error:
        messages.error(request, str(error))
        return redirect("roster", roster_id=roster_id)
    return workbook(file.name, file.content)


def _ask(request: HttpRequest, roster_id: UUID, context: dict[str, object]) -> HttpResponse:
    if staged.roster(request.scope, roster_id) is None:
        return no_roster(request)
    back = reverse("roster", args=[roster_id])
    status = 422 if request.method == "POST" else 200
    return render(request, "ask.html", context | {"back_url": back}, status=status)


def _attempt(request: HttpRequest, step: Callable[[], Any]) -> Any:
    """Take a step; where it cannot be made, its sentence is shown on the next page."""
    try:
        return step()
    except RosterError as error:
        messages.error(request, str(error))
        return None


def _back(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """To the rows from which the decision was sent, filters kept."""
    wanted = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return HttpResponseRedirect(wanted)
    return redirect("roster", roster_id=roster_id)
