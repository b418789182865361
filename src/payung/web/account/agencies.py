"""The administrator's pages about agencies that bring workers: which there are, and who acts for them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.territory import agencies as actions
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.models import Agency
from payung.web.account import office_page
from payung.web.account.agency_forms import AgencyForm, OfficerForm
from payung.web.account.offices import ask, give
from payung.web.guards import needs
from payung.web.sent import sent

manage = needs(Permission.ACCOUNT_MANAGE)


@require_safe
@manage
def agencies(request: HttpRequest) -> HttpResponse:
    """Which agencies bring workers, and how many officers act for each today."""
    context = {
        "listed": actions.listed(request.scope, on=request.today),
        "places": [{"label": _("Pejabat dan akun"), "url": reverse("offices")}, {"label": _("Instansi"), "url": ""}],
        "buttons": [{"label": _("Tambah instansi"), "url": reverse("agency_new"), "icon": "plus"}],
    }
    return render(request, "account/agencies.html", context)


@require_safe
@manage
def agency(request: HttpRequest, agency_id: int) -> HttpResponse:
    """One agency: its officers, and appointing one more."""
    found = _found(request, agency_id)
    held = actions.officers(request.scope, found, on=request.today)
    context = {
        "agency": found,
        "held": [office_page.term(each, today=request.today) for each in held],
        "places": [
            {"label": _("Instansi"), "url": reverse("agencies")},
            {"label": found.short_name, "url": ""},
        ],
        "buttons": [
            {"label": _("Tunjuk petugas"), "url": reverse("agency_appoint", args=[found.pk]), "icon": "person"},
            {"label": _("Ubah instansi"), "url": reverse("agency_edit", args=[found.pk])},
        ],
    }
    return render(request, "account/agency.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@manage
def new(request: HttpRequest) -> HttpResponse:
    form = AgencyForm(sent(request))
    if form.is_valid():
        try:
            made = actions.create(described=form.described)
        except TerritoryError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Instansi tersimpan. Tunjuk petugasnya."))
            return redirect("agency", made.pk)
    return ask(request, form, back=reverse("agencies"), title=_("Tambah instansi"), confirm=_("Simpan"))


@require_http_methods(["GET", "HEAD", "POST"])
@manage
def edit(request: HttpRequest, agency_id: int) -> HttpResponse:
    found = _found(request, agency_id)
    said = {name: getattr(found, name) for name in ("name", "short_name", "kind")}
    form = AgencyForm(sent(request), initial=said)
    if form.is_valid():
        try:
            actions.edit(wanted=found.pk, described=form.described)
        except TerritoryError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("agency", found.pk)
    title = _("Ubah %(name)s") % {"name": found.name}
    return ask(request, form, back=reverse("agency", args=[found.pk]), title=title, confirm=_("Simpan"))


@require_http_methods(["GET", "HEAD", "POST"])
@manage
def appoint(request: HttpRequest, agency_id: int) -> HttpResponse:
    """Somebody acts for the agency, with a new account where they have none."""
    found = _found(request, agency_id)
    back = reverse("agency", args=[found.pk])
    form = OfficerForm(sent(request), initial={"starts": request.today})

    def act(user: int) -> None:
        actions.appoint_officer(user=user, wanted=found, starts=form.cleaned_data["starts"])

    if form.is_valid() and (done := give(request, form, act, back=back)):
        return done
    title = _("Tunjuk petugas %(name)s") % {"name": found.name}
    text = _("Petugas melihat semua yang dibawa instansinya, juga oleh petugas lain.")
    return ask(request, form, back=back, title=title, text=text, confirm=_("Tunjuk"))


def _found(request: HttpRequest, agency_id: int) -> Agency:
    found = actions.agency(request.scope, agency_id)
    if found is None:
        raise Http404
    return found
