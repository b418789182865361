"""A head of a lingkungan says who helps, and until when."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from payung.apps.accounts import actions, queries
from payung.apps.accounts.errors import AccountError
from payung.apps.accounts.permissions import Permission
from payung.apps.territory import delegation, holders
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.scope import Scope
from payung.web.account.office_forms import EndForm
from payung.web.account.offices import ask, give
from payung.web.days import DayField
from payung.web.guards import needs
from payung.web.sent import sent
from payung.web.templatetags.payung_format import number

appoint_helpers = needs(Permission.HELPER_APPOINT)
USUAL_DAYS = 183


class HelperForm(forms.Form):
    """Who helps, from which day to which day."""

    full_name = forms.CharField(
        label=gettext_lazy("Nama lengkap"), max_length=150, error_messages={"required": gettext_lazy("Isi namanya.")}
    )
    username = forms.CharField(
        label=gettext_lazy("Nama pengguna"), max_length=60,
        help_text=gettext_lazy("Untuk masuk, misalnya siti.aminah. Huruf kecil, tanpa spasi."),
        error_messages={"required": gettext_lazy("Isi nama penggunanya.")},
    )  # fmt: skip
    starts = DayField(label=gettext_lazy("Mulai tanggal"))
    ends = DayField(label=gettext_lazy("Sampai tanggal"), help_text=gettext_lazy("Paling lama satu tahun."))

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope

    def account(self, *, by: int) -> tuple[int, actions.OneTimePassword | None]:
        """A new account, or the one of somebody who has helped here before; nobody else's. Raises `AccountError`."""
        username = self.cleaned_data["username"]
        try:
            known = queries.account(username).pk
        except AccountError:
            made = actions.create_account(by=by, username=username, full_name=self.cleaned_data["full_name"])
            return made.user.pk, made
        if not holders.is_known(self.scope, known):
            raise AccountError(
                _("Nama pengguna “%(username)s” sudah dipakai. Pilih yang lain.") % {"username": username}
            )
        return known, None


@require_safe
@appoint_helpers
def helpers(request: HttpRequest) -> HttpResponse:
    """Who helps in one's own lingkungan today or later."""
    found = delegation.helpers(request.scope, on=request.today)
    context = {
        "helpers": [{"holder": each, "begun": each.starts <= request.today} for each in found],
        "lead": _lead(found, request.today),
        "buttons": [{"label": _("Tunjuk pembantu"), "url": reverse("helper_new"), "icon": "person"}],
    }
    return render(request, "neighbourhood/helpers/page.html", context)


def _lead(found: list[holders.Holder], today: dt.date) -> str:
    """The answer in one line: how many help today."""
    count = sum(each.on(today) for each in found)
    if not count:
        return _("Belum ada yang membantu Anda mendaftarkan pekerja.")
    text = ngettext("%(count)s orang membantu Anda hari ini.", "%(count)s orang membantu Anda hari ini.", count)
    return text % {"count": number(count)}


@require_http_methods(["GET", "HEAD", "POST"])
@appoint_helpers
def new(request: HttpRequest) -> HttpResponse:
    """Somebody helps from a day to a day, with a new account where they have none here."""
    days = {"starts": request.today, "ends": request.today + dt.timedelta(days=USUAL_DAYS)}
    form = HelperForm(sent(request), initial=days, scope=request.scope)

    def act(user: int) -> None:
        delegation.appoint(user=user, starts=form.cleaned_data["starts"], ends=form.cleaned_data["ends"])

    if form.is_valid() and (done := give(request, form, act, back=reverse("helpers"))):
        return done
    text = _("Pembantu mendaftarkan pekerja dan melihat daftar lingkungan Anda. Hasilnya tetap tercatat untuk Anda.")
    return ask(request, form, back=reverse("helpers"), title=_("Tunjuk pembantu"), text=text, confirm=_("Tunjuk"))


@require_http_methods(["GET", "HEAD", "POST"])
@appoint_helpers
def end(request: HttpRequest, holding: int) -> HttpResponse:
    """The help ends on a day; what has not begun is taken back."""
    found = delegation.helper(request.scope, holding, on=request.today)
    if found is None:
        raise Http404
    begun = found.starts <= request.today
    given = sent(request)
    form = EndForm(given, today=request.today) if begun else forms.Form(given)
    if form.is_valid():
        try:
            delegation.end(holding=holding, on=form.cleaned_data.get("on", request.today))
        except TerritoryError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("helpers")
    title = _("Akhiri bantuan %(name)s?") if begun else _("Batalkan penunjukan %(name)s?")
    confirm = _("Akhiri") if begun else _("Batalkan penunjukan")
    return ask(request, form, back=reverse("helpers"), title=title % {"name": found.name}, confirm=confirm, danger=True)
