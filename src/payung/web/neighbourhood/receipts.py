"""A receipt: on the screen, on paper, void, and what its QR tells to anybody who holds it."""

from typing import Any
from uuid import UUID

from babel.dates import format_date
from babel.numbers import format_decimal
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.contributions import actions, policies, queries
from payung.apps.contributions.enums import State
from payung.apps.contributions.errors import ContributionError
from payung.apps.contributions.models import Contribution
from payung.apps.enrolment.places import labels
from payung.apps.enrolment.queries import user_names
from payung.integrations.letters.compiling import LetterError
from payung.integrations.letters.qr import qr_data
from payung.integrations.letters.receipt import Receipt, receipt_paper
from payung.integrations.letters.typeface import TypefaceMissing
from payung.web.guards import needs, public
from payung.web.neighbourhood.payment_forms import ReasonForm
from payung.web.neighbourhood.payment_words import ARRIVED, STATES, months_words
from payung.web.templatetags.payung_format import long_date, rupiah

LOCALE = "id_ID"  # the paper goes to an Indonesian worker, whatever language its writer reads


@require_safe
@needs(Permission.CONTRIBUTION_SEE)
def receipt(request: HttpRequest, contribution_id: UUID) -> HttpResponse:
    """The receipt or note, where its money is, and every step that it made."""
    return _show(request, _find(request, contribution_id), ReasonForm())


def _find(request: HttpRequest, contribution_id: UUID) -> Contribution:
    found = queries.contribution(request.scope, contribution_id)
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, found: Contribution, form: ReasonForm, status: int = 200) -> HttpResponse:
    scope = request.scope
    arrival = queries.arrival(scope, found)
    months = queries.months_of(found)
    link = _link(request, found)
    void = found.state == State.VOID
    context = {
        "contribution": found,
        "reference": queries.reference(found),
        "months": months_words(months[0], months[-1]),
        "programmes": found.programmes.replace(",", ", "),
        "place": labels([found.area_id], on=request.today)[found.area_id],
        "received_by": user_names([found.received_by_id]).get(found.received_by_id, ""),
        "qr": qr_data(link) if link else "",
        "link": link,
        "word": ARRIVED if arrival.arrived and not void else STATES[State(found.state)],
        "arrival": arrival,
        "difference": abs(arrival.difference(found)),
        "share_text": _share_text(request, found, link) if link and not void else "",
        "events": [_event(each) for each in queries.steps(scope, found)],
        "may_void": policies.may_void(scope, found),
        "void_form": form,
        "is_void": void,
        "places": [{"label": _("Iuran pertama"), "url": reverse("first_payments")}, {"label": found.person.name}],
    }
    return render(request, "neighbourhood/payments/receipt.html", context, status=status)


def _link(request: HttpRequest, found: Contribution) -> str:
    """The address behind the QR; it holds the receipt's secret and nobody's name."""
    return request.build_absolute_uri(reverse("receipt_check", args=[found.proof])) if found.proof else ""


def _share_text(request: HttpRequest, found: Contribution, link: str) -> str:
    months = queries.months_of(found)
    said = {
        "number": queries.reference(found),
        "amount": rupiah(found.amount_idr),
        "months": months_words(months[0], months[-1]),
        "day": long_date(found.received_on),
        "link": link,
    }
    text = _("Kuitansi %(number)s: iuran %(amount)s untuk %(months)s, diterima %(day)s. Periksa: %(link)s")
    return text % said


def _event(each: queries.Step) -> dict[str, Any]:
    word = STATES[each.state]
    return {
        "tone": word.tone,
        "icon": word.icon,
        "title": word.label,
        "when": each.on,
        "by": each.by,
        "note": each.reason,
    }


@require_safe
@needs(Permission.CONTRIBUTION_SEE)
def paper(request: HttpRequest, contribution_id: UUID) -> HttpResponse:
    """The receipt as PDF, for the worker whose receipt it is: it says no more than the page does."""
    found = _find(request, contribution_id)
    if not found.number:
        raise Http404
    try:
        content = receipt_paper(_paper(request, found))
    except (LetterError, TypefaceMissing):
        messages.error(request, _("PDF belum dapat dibuat karena huruf surat belum terpasang. Hubungi administrator."))
        return redirect("receipt", contribution_id)
    headers = {
        "Content-Disposition": f'attachment; filename="kuitansi-{queries.reference(found)}.pdf"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _paper(request: HttpRequest, found: Contribution) -> Receipt:
    months = queries.months_of(found)
    parts = [format_date(each.first_day, "MMMM y", locale=LOCALE) for each in (months[0], months[-1])]
    return Receipt(
        number=queries.reference(found),
        city=found.city.name,
        name=found.person.name,
        place=labels([found.area_id], on=request.today)[found.area_id],
        amount=f"Rp{format_decimal(found.amount_idr, format='#,##0', locale=LOCALE)}",
        months=" sampai ".join(dict.fromkeys(parts)),
        programmes=found.programmes.replace(",", ", "),
        date=format_date(found.received_on, "d MMMM y", locale=LOCALE),
        received_by=user_names([found.received_by_id]).get(found.received_by_id, ""),
        link=_link(request, found),
        void=found.state == State.VOID,
        specimen=found.city.is_demo,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CONTRIBUTION_SEE)
def void(request: HttpRequest, contribution_id: UUID) -> HttpResponse:
    """Make a receipt or note void, with a reason that stays."""
    found = _find(request, contribution_id)
    if request.method != "POST":
        return redirect("receipt", contribution_id)
    form = ReasonForm(request.POST)
    if not policies.may_void(request.scope, found):
        form.add_error(None, _("Catatan ini tidak dapat Anda batalkan."))
    if not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        actions.void(by=request.scope.actor, contribution_id=found.pk, reason=form.cleaned_data["reason"])
    except ContributionError as error:
        form.add_error(None, str(error))
        return _show(request, found, form, status=422)
    messages.success(request, _("Dibatalkan. Catatannya tetap tersimpan dengan alasan Anda."))
    return redirect("receipt", contribution_id)


@never_cache
@require_safe
@public
def check(request: HttpRequest, proof: UUID) -> HttpResponse:
    """Number, amount and day of a receipt, and whether it stands: whoever holds the paper may compare."""
    found = queries.told(proof)
    context = {"told": found, "is_void": bool(found and found.state is State.VOID)}
    return render(request, "neighbourhood/payments/check.html", context, status=200 if found else 404)
