"""One account as the administrator sees it: what it holds here, a new one-time password, shutting it."""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from payung.apps.accounts import actions, demo
from payung.apps.accounts.models import User
from payung.apps.accounts.permissions import Permission
from payung.apps.accounts.queries import account_by_id, has_second_factor
from payung.apps.accounts.roles import ROLES
from payung.apps.territory import holders
from payung.web.account import office_page
from payung.web.account.may_words import words_of
from payung.web.account.offices import show_password
from payung.web.guards import needs

manage = needs(Permission.ACCOUNT_MANAGE)


class Step(NamedTuple):
    """What can be done about an account: the question before it, and the action."""

    title: Promise
    text: Promise
    confirm: Promise
    act: Callable[..., actions.OneTimePassword | None]
    danger: bool = False


STEPS = {
    "kata-sandi": Step(
        gettext_lazy("Buat kata sandi baru untuk %(name)s?"),
        gettext_lazy("Kata sandi yang lama tidak berlaku lagi, dan semua perangkatnya dikeluarkan."),
        gettext_lazy("Buat kata sandi baru"),
        actions.renew_password,
    ),
    "ponsel-hilang": Step(
        gettext_lazy("Hapus kode dari ponsel %(name)s?"),
        gettext_lazy("Pastikan pemilik akun sendiri yang meminta. Ia mendapat kata sandi baru dan memasang kode lagi."),
        gettext_lazy("Hapus kode"),
        actions.remove_second_factor,
        danger=True,
    ),
    "tutup": Step(
        gettext_lazy("Tutup akun %(name)s?"),
        gettext_lazy("Pemiliknya langsung dikeluarkan dan tidak dapat masuk lagi. Jabatannya tidak berubah."),
        gettext_lazy("Tutup akun"),
        actions.deactivate,
        danger=True,
    ),
    "buka": Step(
        gettext_lazy("Buka lagi akun %(name)s?"),
        gettext_lazy("Pemiliknya dapat masuk lagi dengan kata sandi yang lama."),
        gettext_lazy("Buka lagi"),
        actions.activate,
    ),
}


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
        "mine": _manages(request, found),
        "second_factor": has_second_factor(found),
        "may": [
            {"term": each, "words": words_of(ROLES[each["holder"].role])}
            for each in terms
            if lasts(each, request.today)
        ],
        "places": [{"label": _("Pejabat dan akun"), "url": reverse("offices")}, {"label": found.full_name, "url": ""}],
    }
    return render(request, "account/account.html", context)


def lasts(term: dict[str, Any], today: dt.date) -> bool:
    """Whether a term is in force or to come, so that it says what the account may do."""
    ends: dt.date | None = term["holder"].ends
    return ends is None or ends >= today


@require_http_methods(["GET", "HEAD", "POST"])
@manage
def change(request: HttpRequest, user: int, step: str) -> HttpResponse:
    """Ask, then renew the password, remove the second factor, shut or open the account."""
    found, wanted = _known(request, user), STEPS.get(step)
    if wanted is None or not _manages(request, found):
        raise Http404
    back = reverse("office_account", args=[user])
    if request.method != "POST":
        context = {"action": request.path, "back_url": back, "danger": wanted.danger, "confirm": wanted.confirm}
        context |= {"title": wanted.title % {"name": found.full_name}, "text": wanted.text}
        return render(request, "ask.html", context)
    made = wanted.act(by=request.scope.actor, user=found)
    if made is not None:
        return show_password(request, made, back=back)
    messages.success(request, _("Tersimpan."))
    return redirect(back)


def _known(request: HttpRequest, user: int) -> User:
    """The account, where it holds or held something in the territory."""
    found = account_by_id(user)
    if found is None or not holders.is_known(request.scope, found.pk):
        raise Http404
    return found


def _manages(request: HttpRequest, user: User) -> bool:
    """Not one's own, not one whose password would open another city, and none that a demonstration shows to all."""
    shown = settings.PAYUNG_DEMO and demo.is_shown(user.username)
    elsewhere = holders.holds_elsewhere(request.scope, user.pk, on=request.today)
    return not shown and not elsewhere and user.pk != request.scope.actor
