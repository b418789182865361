"""One's own decisions of the last day: each can be taken back, as far as nothing happened to a registration since."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import taking_back
from payung.apps.enrolment.enums import State
from payung.web.guards import needs_any
from payung.web.templatetags.payung_format import number


@needs_any(Permission.REGISTRATION_VERIFY, Permission.OUTSIDE_VERIFY)
def decisions(request: HttpRequest) -> HttpResponse:
    """What one accepted or returned within a day and can still take back."""
    found = taking_back.recent(request.scope, by=request.scope.actor)
    return render(request, "neighbourhood/verification/decisions.html", {"found": found, "hours": taking_back.HOURS})


@needs_any(Permission.REGISTRATION_VERIFY, Permission.OUTSIDE_VERIFY)
def take_back(request: HttpRequest) -> HttpResponse:
    """Take one decision back; whoever does not go back is named with where they stand."""
    if request.method != "POST":
        return redirect("decisions")
    at, end = _which(request)
    result = taking_back.take_back(by=request.scope.actor, at=at, end=end)
    if result.done:
        words = ngettext(
            "%(count)s pendaftaran kembali seperti sebelum diputuskan.",
            "%(count)s pendaftaran kembali seperti sebelum diputuskan.",
            result.done,
        )
        messages.success(request, words % {"count": number(result.done)})
    if not result.stayed:
        if not result.done:
            messages.warning(request, _("Tidak ada lagi yang dapat dibatalkan dari keputusan itu."))
        return redirect("decisions")
    more = result.stayed - len(result.named)
    return render(request, "neighbourhood/verification/taken_back.html", {"result": result, "more": more})


def _which(request: HttpRequest) -> tuple[dt.datetime, State]:
    """The moment and the end that name a decision; 404 for what no page sends."""
    try:
        at, end = dt.datetime.fromisoformat(request.POST.get("saat", "")), State(request.POST.get("keputusan", ""))
    except ValueError as error:
        raise Http404 from error
    if at.tzinfo is None or end not in taking_back.ENDS:
        raise Http404
    return at, end
