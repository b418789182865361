"""One decision about everything that the list of registrations finds: the number is shown, then it is made at once."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.whole_list import decidable
from payung.apps.linkage import queries as linkage
from payung.web.city.registration_filters import Asked, asked_by
from payung.web.city.registrations import capped
from payung.web.city.whole_list import shown, unchanged
from payung.web.guards import needs_any
from payung.web.neighbourhood.deciding import ACCEPT, RETURN, STEPS, report

ENDS = {ACCEPT: State.VERIFIED, RETURN: State.RETURNED}


class DecideForm(forms.Form):
    """Which step, why where it needs a reason, and the seal of what the page showed."""

    langkah = forms.ChoiceField(choices=[(step, step) for step in ENDS])
    alasan = forms.CharField(label=gettext_lazy("Alasan"), max_length=300, required=False)
    sidik = forms.CharField(max_length=64)

    def clean(self) -> dict[str, Any] | None:
        if self.cleaned_data.get("langkah") == RETURN and self.cleaned_data.get("alasan") == "":
            self.add_error("alasan", _("Tulis alasannya, supaya yang mendaftarkan tahu apa yang harus diperbaiki."))
        return self.cleaned_data


@needs_any(Permission.REGISTRATION_VERIFY, Permission.OUTSIDE_VERIFY)
def decide(request: HttpRequest) -> HttpResponse:
    """Show how many a decision is about; make it, unless they changed meanwhile."""
    asked = asked_by(request)
    if request.method != "POST":
        return _ask(request, asked, None)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _ask(request, asked, form)
    step, reason = form.cleaned_data["langkah"], form.cleaned_data["alasan"]
    found = decidable(asked.scope, asked.filters, ENDS[step])
    if not unchanged(request, found, form.cleaned_data["sidik"]):
        return _ask(request, asked, form)
    report(request, step, STEPS[step](request.scope.actor, found.wanted, reason))
    return redirect("decisions")


def _ask(request: HttpRequest, asked: Asked, form: DecideForm | None) -> HttpResponse:
    found = {step: decidable(asked.scope, asked.filters, end) for step, end in ENDS.items()}
    context = shown(request, asked) | {
        "steps": {step: {"count": len(each.wanted), "seal": each.seal} for step, each in found.items()},
        "suspected": _suspected(request, found[ACCEPT].wanted),
        "too_many": any(each.too_many for each in found.values()),
        "nothing": not any(each.wanted for each in found.values()),
        "reason": form.data.get("alasan", "") if form else "",
        "errors": form.errors.get("alasan", []) if form else [],
    }
    return render(request, "city/registrations/decide.html", context)


def _suspected(request: HttpRequest, accepted: Collection[UUID]) -> dict[str, str]:
    """How many possible duplicates would be accepted, and the way to them for whoever may merge."""
    count = linkage.count_among(request.scope, accepted)
    if not count:
        return {}
    words = ngettext(
        "%(count)s kemungkinan ganda ada di antaranya", "%(count)s kemungkinan ganda ada di antaranya", count
    )
    url = reverse("pairs") if request.scope.may(Permission.PEOPLE_MERGE) else ""
    return {"title": words % {"count": capped(count)}, "url": url}
