"""Accepted and not yet paid: whoever is to be reminded first stands first."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.contributions import handover_queries, policies, worklist
from payung.apps.contributions.dues import first_due
from payung.apps.contributions.worklist import Cursor, Group, Unpaid
from payung.apps.coverage.file_queries import last_ended_month
from payung.apps.enrolment import listing
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.places import labels
from payung.shared.months import Month
from payung.web.guards import needs
from payung.web.neighbourhood.payment_words import GROUPS, STATES
from payung.web.templatetags.payung_format import number, rupiah

GROUP, CURSOR = "tampil", "dari"


@require_safe
@needs(Permission.CONTRIBUTION_SEE)
def unpaid(request: HttpRequest) -> HttpResponse:
    """One page of the list, of one group or all."""
    scope, today = request.scope, request.today
    group = next((each for each in Group if each.value == request.GET.get(GROUP)), None)
    found = worklist.page(scope, today, group, after=Cursor.parse(request.GET.get(CURSOR, "")))
    counts = found.counts
    asked = {GROUP: group.value} if group else {}
    context = {
        "rows": _rows(request, found.rows),
        "group": group,
        "counts": counts,
        "whole": sum(counts.values()),
        "all": sum(counts.values()),  # the number that decides between singular and plural
        "accepted": bool(sum(counts.values()) or listing.state_counts(scope).get(State.ACCEPTED)),
        "due": counts[Group.DUE],
        "chips": _chips(counts, group),
        "next_url": f"?{urlencode(asked | {CURSOR: str(found.after)})}" if found.after else "",
        "previous_url": f"?{urlencode(asked)}" if CURSOR in request.GET else "",
        "shown": _("%(rows)s dari %(all)s pekerja")
        % {"rows": number(len(found.rows)), "all": number(counts[group] if group else sum(counts.values()))},
        "buttons": _buttons(request),
    }
    return render(request, "neighbourhood/payments/list.html", context)


def _rows(request: HttpRequest, found: list[Unpaid]) -> list[dict[str, Any]]:
    places = labels({each.registration.area_id for each in found}, on=request.today)
    told = last_ended_month(request.scope, request.today)
    this = Month.of(request.today)
    return [
        {
            "each": each,
            "place": places[each.registration.area_id],
            "days": (request.today - each.registration.accepted_on).days,
            "due": first_due(each.registration, this),
            "word": STATES[each.money.state] if each.money else GROUPS[each.group],
            "absent": bool(told and each.money and each.money.first <= told.month),
        }
        for each in found
    ]


def _chips(counts: dict[Group, int], chosen: Group | None) -> list[dict[str, Any]]:
    every = {
        "label": _("Semua"),
        "count": sum(counts.values()),
        "url": reverse("first_payments"),
        "current": not chosen,
    }
    return [
        every,
        *(
            {
                "label": GROUPS[group].label,
                "count": counts[group],
                "url": f"{reverse('first_payments')}?{GROUP}={group.value}",
                "current": group is chosen,
            }
            for group in Group
            if counts[group] or group is chosen
        ),
    ]


def _buttons(request: HttpRequest) -> list[dict[str, str]]:
    """Cash in one's hands comes first; then what others have to look at."""
    found = [{"label": _("Setoran dan uang di tangan"), "url": reverse("handovers"), "icon": "send"}]
    held = handover_queries.held_by(request.scope, request.scope.actor) if policies.may_collect(request.scope) else []
    if held:
        total = rupiah(sum(each.amount_idr for each in held))
        first = {"label": _("Setor %(amount)s") % {"amount": total}, "url": reverse("handover_new"), "icon": "send"}
        found.insert(0, first)
    return found
