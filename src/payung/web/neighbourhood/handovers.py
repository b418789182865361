"""Hand-overs: cash in one's hands is paid into a channel, and somebody else looks at the slip."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.contributions import handover_queries as queries
from payung.apps.contributions import handovers as actions
from payung.apps.contributions import policies
from payung.apps.contributions.channels import name_of
from payung.apps.contributions.enums import HandoverState
from payung.apps.contributions.errors import ContributionError, DifferenceUnexplained
from payung.apps.contributions.models import Contribution, Handover
from payung.apps.contributions.queries import reference
from payung.apps.enrolment.queries import user_names
from payung.web.guards import needs
from payung.web.missing import missing
from payung.web.neighbourhood.payment_forms import ConfirmForm, HandoverForm, ReasonForm
from payung.web.neighbourhood.payment_words import HANDOVERS, days_words
from payung.web.paging import numbered
from payung.web.sent import sent
from payung.web.templatetags.payung_format import rupiah

A_PAGE = 25


@require_safe
@needs(Permission.CONTRIBUTION_SEE)
def handovers(request: HttpRequest) -> HttpResponse:
    """Cash in one's own hands first, then hand-overs: those that wait for a second pair of eyes before all others."""
    scope = request.scope
    shown, links = numbered(request, queries.handovers(scope), size=A_PAGE)
    held = queries.held_by(scope, scope.actor) if policies.may_collect(scope) else []
    names = user_names(each.handed_by_id for each in shown)
    context = {
        "held": held,
        "held_total": sum(each.amount_idr for each in held),
        "held_days": days_words((request.today - held[0].received_on).days) if held else "",
        "waiting": queries.waiting(scope),
        "rows": [_row(each, names, request) for each in shown],
        "may_collect": policies.may_collect(scope),
        "may_confirm": scope.may(Permission.CONTRIBUTION_CONFIRM),
        **links,
    }
    return render(request, "neighbourhood/payments/handovers.html", context)


def _row(each: Handover, names: dict[int, str], request: HttpRequest) -> dict[str, Any]:
    return {
        "handover": each,
        "by": names.get(each.handed_by_id, ""),
        "channel": name_of(each.channel),
        "word": HANDOVERS[HandoverState(each.state)],
        "days": days_words((request.today - each.handed_on).days) if each.state == HandoverState.HANDED else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CONTRIBUTION_COLLECT)
def new(request: HttpRequest) -> HttpResponse:
    """Tick the receipts whose cash was paid in, and copy the channel's slip."""
    held = queries.held_by(request.scope, request.scope.actor)
    form = HandoverForm(sent(request), held=held, today=request.today)
    if request.method != "POST" or not form.is_valid():
        return _new(request, form, held)
    ids = [UUID(each) for each in form.cleaned_data["receipts"]]
    try:
        made = actions.hand_over(
            by=request.scope.actor, client_id=form.cleaned_data["client_id"], chosen=ids, slip=form.slip
        )
    except DifferenceUnexplained as error:
        form.explain(error.difference)
    except ContributionError as error:
        form.add_error(None, str(error))
    else:
        said = {"amount": rupiah(made.amount_idr)}
        messages.success(request, _("Setoran %(amount)s tercatat. Lurah atau pengelola program memeriksanya.") % said)
        return redirect("handover", made.pk)
    return _new(request, form, held)


def _new(request: HttpRequest, form: HandoverForm, held: list[Contribution]) -> HttpResponse:
    if request.method == "POST" and (again := _sent_before(request, form)):
        return redirect("handover", again)
    context = {
        "form": form,
        "fields": [form[name] for name in ("channel", "reference", "amount", "on", "note")],
        "rows": [{"each": each, "number": reference(each), "ticked": str(each.pk) in form.ticked} for each in held],
        "total": sum(each.amount_idr for each in held),
        "places": _places(_("Setor uang")),
    }
    return render(request, "neighbourhood/payments/handover_new.html", context, status=422 if form.is_bound else 200)


def _sent_before(request: HttpRequest, form: HandoverForm) -> UUID | None:
    """The hand-over that this very form made already, when it is sent a second time."""
    client_id = form.cleaned_data.get("client_id")
    found = queries.handover(request.scope, client_id) if client_id else None
    return found.pk if found and found.handed_by_id == request.scope.actor else None


def _places(here: str) -> list[dict[str, str]]:
    return [{"label": _("Setoran"), "url": reverse("handovers")}, {"label": here}]


@require_safe
@needs(Permission.CONTRIBUTION_SEE)
def handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """One hand-over with its receipts; whoever may decide sees how."""
    found = queries.handover(request.scope, handover_id)
    return _show(request, found) if found else _no_handover(request)


def _no_handover(request: HttpRequest) -> HttpResponse:
    return missing(
        request,
        title=_("Setoran ini tidak ditemukan"),
        text=_("Mungkin alamatnya keliru, atau setoran ini dari wilayah lain."),
        label=_("Ke daftar setoran"),
        url=reverse("handovers"),
    )


def _show(request: HttpRequest, found: Handover, status: int = 200, **forms: Any) -> HttpResponse:
    names = user_names([found.handed_by_id, found.decided_by_id or 0])
    difference = found.amount_idr - found.receipts_idr
    counted = found.counted_idr - found.receipts_idr if found.counted_idr is not None else 0
    context = {
        "handover": found,
        "channel": name_of(found.channel),
        "by": names.get(found.handed_by_id, ""),
        "decided_by": names.get(found.decided_by_id or 0, ""),
        "word": HANDOVERS[HandoverState(found.state)],
        "difference": difference,
        "counted_difference": counted,
        "days": days_words((request.today - found.handed_on).days),
        "receipts": [(each, reference(each)) for each in queries.receipts_of(request.scope, found)],
        "may_decide": policies.may_decide(request.scope, found),
        "is_mine": found.handed_by_id == request.scope.actor,
        "confirm_form": ConfirmForm(),
        "return_form": ReasonForm(),
        "places": _places(found.reference),
        **forms,
    }
    return render(request, "neighbourhood/payments/handover.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CONTRIBUTION_CONFIRM)
def confirm(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """The second pair of eyes read the amount on the slip."""
    found = queries.handover(request.scope, handover_id)
    if found is None:
        return _no_handover(request)
    if request.method != "POST":
        return redirect("handover", handover_id)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.confirm(
                by=request.scope.actor, handover_id=found.pk, counted_idr=given["counted"], note=given["note"]
            )
        except DifferenceUnexplained as error:
            form.add_error("note", str(error))
        except ContributionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Setoran dikonfirmasi."))
            return redirect("handovers")
    return _show(request, found, status=422, confirm_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CONTRIBUTION_CONFIRM)
def return_(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """The hand-over does not stand; its receipts go back."""
    found = queries.handover(request.scope, handover_id)
    if found is None:
        return _no_handover(request)
    if request.method != "POST":
        return redirect("handover", handover_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            actions.return_(by=request.scope.actor, handover_id=found.pk, reason=form.cleaned_data["reason"])
        except ContributionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Setoran dikembalikan kepada penyetor."))
            return redirect("handovers")
    return _show(request, found, status=422, return_form=form)
