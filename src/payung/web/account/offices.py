"""The administrator's pages: who holds which office in the territory today, and appointing, ending, handing over."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from payung.apps.accounts.actions import OneTimePassword
from payung.apps.accounts.errors import AccountError
from payung.apps.accounts.permissions import Permission
from payung.apps.territory import holders, offices, queries
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.holders import Holder
from payung.web.account import office_page
from payung.web.account.office_forms import AppointForm, EndForm, WhoForm
from payung.web.guards import needs
from payung.web.sent import sent

manage = needs(Permission.ACCOUNT_MANAGE)


@require_safe
@manage
def office(request: HttpRequest, area: int | None = None) -> HttpResponse:
    """Who holds what in an area of the territory, and who heads the areas below it."""
    try:
        context = office_page.page(request.scope, area or request.scope.area, today=request.today)
    except TerritoryError as error:
        raise Http404 from error
    return render(request, "account/offices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@manage
def appoint(request: HttpRequest, area: int) -> HttpResponse:
    """Give somebody a role in the area, making their account where they have none."""
    try:
        place = queries.area(request.scope, area)
    except TerritoryError as error:
        raise Http404 from error
    form = AppointForm(
        sent(request),
        initial={"starts": request.today},
        level=place.level,
        branches=queries.branches(request.scope),
    )

    def act(user: int) -> None:
        given = form.cleaned_data
        offices.appoint(
            user=user,
            role=given["role"],
            area=area,
            starts=given["starts"],
            acting=given["acting"],
            ends=given["ends"],
            branch=given.get("branch"),
        )

    if form.is_valid() and (done := give(request, form, act, back=reverse("office", args=[area]))):
        return done
    title = _("Tunjuk pemegang peran di %(place)s") % {"place": place.name}
    return ask(request, form, back=reverse("office", args=[area]), title=title, confirm=_("Tunjuk"))


@require_http_methods(["GET", "HEAD", "POST"])
@manage
def end(request: HttpRequest, holding: int) -> HttpResponse:
    """End a term on a day; one that has not begun is taken back."""
    before = held(request, holding)
    begun = before.starts <= request.today
    given = sent(request)
    form = EndForm(given, today=request.today) if begun else Form(given)
    if form.is_valid():
        try:
            if begun:
                offices.end(holding=holding, on=form.cleaned_data["on"])
            else:
                offices.withdraw(holding=holding)
        except TerritoryError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(back_of(before))
    title = _("Akhiri masa jabatan %(name)s?") if begun else _("Batalkan penunjukan %(name)s?")
    return ask(
        request,
        form,
        back=back_of(before),
        title=title % {"name": before.name},
        text=_("Jabatan kosong sejak hari berikutnya.") if begun else "",
        confirm=_("Akhiri") if begun else _("Batalkan penunjukan"),
        danger=True,
    )


def held(request: HttpRequest, holding: int) -> Holder:
    """A holding of the territory that is in force or to come; 404 for any other."""
    found = holders.lasting(request.scope, holding, on=request.today)
    if found is None:
        raise Http404
    return found


def give(request: HttpRequest, form: WhoForm, act: Callable[[int], None], *, back: str) -> HttpResponse | None:
    """Do it for the account that the form names; None when it is refused, with the reason in the form."""
    made: OneTimePassword | None = None
    try:
        with offices.undone_together():
            user, made = form.account(by=request.scope.actor)
            act(user)
    except (AccountError, TerritoryError) as error:
        form.add_error(None, str(error))
        return None
    if made is not None:
        return show_password(request, made, back=back)
    messages.success(request, _("Tersimpan."))
    return redirect(back)


def show_password(request: HttpRequest, made: OneTimePassword, *, back: str) -> HttpResponse:
    """The one-time password, shown once on the answer to the POST and kept nowhere."""
    response = render(request, "account/one_time_password.html", {"made": made, "back_url": back})
    response["Cache-Control"] = "no-store"
    return response


def back_of(held: Holder) -> str:
    """The page on which the holding stands: that of its agency or of its area."""
    return reverse("agency", args=[held.agency_id]) if held.agency_id else reverse("office", args=[held.area])


def ask(request: HttpRequest, form: Form, *, back: str, **context: Any) -> HttpResponse:
    """The one question of a page, with what was wrong about the answer."""
    context |= {"form": form, "action": request.path, "back_url": back}
    return render(request, "ask.html", context, status=422 if form.errors else 200)
