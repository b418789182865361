"""What is outstanding per head, with its age; a successor takes over the cash that a predecessor still holds."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.contributions import handover_queries as queries
from payung.apps.contributions import handovers as actions
from payung.apps.contributions import policies
from payung.apps.contributions.errors import ContributionError
from payung.apps.contributions.handover_queries import Heap, Outstanding
from payung.apps.enrolment.places import labels
from payung.web.guards import needs
from payung.web.neighbourhood.payment_words import days_words
from payung.web.paging import LAST_PAGE, whole_number
from payung.web.templatetags.payung_format import number

A_PAGE = 25


@require_safe
@needs(Permission.CONTRIBUTION_SEE)
def outstanding(request: HttpRequest) -> HttpResponse:
    """Per head what is received, handed over or confirmed, as long as the insurer's file does not show it."""
    page = min(whole_number(request.GET.get("hal", "")), LAST_PAGE) or 1
    found = queries.outstanding(request.scope, request.today, limit=A_PAGE + 1, offset=(page - 1) * A_PAGE)
    places = labels({each.area for each in found}, on=request.today)
    context = {
        "rows": [_row(request, each, places) for each in found[:A_PAGE]],
        "previous_url": f"?hal={page - 1}" if page > 1 else "",
        "next_url": f"?hal={page + 1}" if len(found) > A_PAGE else "",
        "places": [{"label": _("Setoran"), "url": reverse("handovers")}, {"label": _("Belum selesai")}],
    }
    return render(request, "neighbourhood/payments/outstanding.html", context)


def _row(request: HttpRequest, each: Outstanding, places: dict[int, str]) -> dict[str, Any]:
    mine = each.area == request.scope.area and policies.may_collect(request.scope)
    return {
        "each": each,
        "place": places[each.area],
        "heaps": [_heap(heap, request) for heap in (each.held, each.handed, each.confirmed)],
        "may_take_over": mine and not each.in_office and each.held.receipts and each.user != request.scope.actor,
    }


def _heap(heap: Heap, request: HttpRequest) -> dict[str, Any]:
    return {"heap": heap, "days": days_words(heap.days(request.today))}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CONTRIBUTION_COLLECT)
def take_over(request: HttpRequest) -> HttpResponse:
    """The cash that a predecessor held in one's own lingkungan is in one's own hands now."""
    if request.method == "POST":
        try:
            count = actions.take_over(
                by=request.scope.actor,
                from_user=whole_number(request.POST.get("dari", "")),
                area=request.scope.area,
            )
        except ContributionError as error:
            messages.error(request, str(error))
        else:
            text = ngettext(
                "%(count)s kuitansi sekarang menjadi tanggung jawab Anda.",
                "%(count)s kuitansi sekarang menjadi tanggung jawab Anda.",
                count,
            )
            messages.success(request, text % {"count": number(count)})
    return redirect("outstanding")
