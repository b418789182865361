"""An office changes hands from a day on: to a successor, somebody acting, or nobody for now; and what goes over."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payung.apps.accounts.permissions import Permission
from payung.apps.accounts.roles import ROLES
from payung.apps.campaigns import handing_over
from payung.apps.territory import offices
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.holders import Holder
from payung.web.account.office_forms import NOBODY, HandOverForm, WhoForm
from payung.web.account.offices import ask, back_of, give, held
from payung.web.city.heads_page import over
from payung.web.guards import needs
from payung.web.sent import sent


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def hand_over(request: HttpRequest, holding: int) -> HttpResponse:
    """The term before ends the day before; with it the role ends, wherever its holder is signed in."""
    before = held(request, holding)
    kind = HandOverForm if ROLES[before.role].office else WhoForm
    form = kind(sent(request), initial={"starts": request.today})
    if form.is_valid() and (done := _act(request, form, before)):
        return done
    return ask(request, form, back=back_of(before), **_words(request, before))


def _act(request: HttpRequest, form: WhoForm, before: Holder) -> HttpResponse | None:
    given = form.cleaned_data
    if given.get("then") == NOBODY:
        return _vacate(request, form, before)

    def act(user: int) -> None:
        how = {"acting": form.is_acting(given), "ends": given["ends"]}
        offices.hand_over(holding=before.holding, user=user, on=given["starts"], **how)

    return give(request, form, act, back=back_of(before))


def _vacate(request: HttpRequest, form: WhoForm, before: Holder) -> HttpResponse | None:
    try:
        offices.vacate(holding=before.holding, on=form.cleaned_data["starts"])
    except TerritoryError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("Tersimpan."))
    return redirect(back_of(before))


def _words(request: HttpRequest, before: Holder) -> dict[str, Any]:
    words: dict[str, Any] = {
        "title": _("Ganti %(name)s sebagai %(role)s") % {"name": before.name, "role": ROLES[before.role].label},
        "text": _("Masa jabatan %(name)s berakhir sehari sebelum penggantinya mulai.") % {"name": before.name},
        "confirm": _("Ganti"),
    }
    if before.role == "kepling":
        place = request.scope.within(before.area)
        counts = handing_over.goes_over(place, today=request.today)
        words |= {"facts_title": _("Yang ikut diserahkan"), "facts": over(counts, before.area, links=False)}
        words |= {"facts_note": _("Lembar serah terima dengan nama pekerja dicetak lurah dari halaman lingkungannya.")}
    return words
