"""One account as the administrator sees it: what it holds here, a new one-time password, shutting it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.apps.accounts import actions
from payung.apps.accounts.models import User
from payung.apps.accounts.permissions import Permission
from payung.apps.accounts.queries import account_by_id, has_second_factor
from payung.apps.territory import holders
from payung.web.account import office_page
from payung.web.account.offices import show_password
from payung.web.guards import needs

manage = needs(Permission.ACCOUNT_MANAGE)


@require_safe
@manage
def account(request: HttpRequest, user: int) -> HttpResponse:
    """The account's roles in the territory, latest first, and what can be done about it."""
    found = _known(request, user)
    held = holders.of_user(request.scope, user)
    names = holders.area_names(request.scope, {each.area for each in held})
    terms = [office_page.term(each, today=request.today) | {"place": names[each.area]} for each in held]
    context = {
        "found": found,
        "terms": terms,
        "mine": _manages(request, user),
        "second_factor": has_second_factor(found),
        "places": [{"label": _("Pejabat dan akun"), "url": reverse("offices")}, {"label": found.full_name, "url": ""}],
    }
    return render(request, "account/account.html", context)


@require_POST
@manage
def change(request: HttpRequest, user: int) -> HttpResponse:
    """Renew the password, remove the second factor, shut or open the account (`do`)."""
    found = _known(request, user)
    if not _manages(request, user):
        messages.error(request, _("Akun ini juga memegang peran di luar wilayah Anda; hubungi pengelolanya di sana."))
        return redirect("office_account", user)
    by, do = request.scope.actor, request.POST.get("do")
    if do in {"password", "second_factor"}:
        renew = actions.renew_password if do == "password" else actions.remove_second_factor
        return show_password(request, renew(by=by, user=found), back=reverse("office_account", args=[user]))
    if do in {"shut", "open"}:
        (actions.deactivate if do == "shut" else actions.activate)(by=by, user=found)
        messages.success(request, _("Tersimpan."))
    return redirect("office_account", user)


def _known(request: HttpRequest, user: int) -> User:
    """The account, where it holds or held something in the territory."""
    found = account_by_id(user) if holders.is_known(request.scope, user) else None
    if found is None:
        raise Http404
    return found


def _manages(request: HttpRequest, user: int) -> bool:
    """Whoever could open an account's other city by its password must not be able to renew it; nor one's own."""
    return user != request.scope.actor and not holders.holds_elsewhere(request.scope, user, on=request.today)
