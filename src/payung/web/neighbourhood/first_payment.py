"""How one worker pays for the first time: shown and shared; cash, a note or a reminder is written down."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.contributions import actions, policies, queries
from payung.apps.contributions.actions import Noted
from payung.apps.contributions.dues import first_due
from payung.apps.contributions.errors import ContributionError, ReminderOutOfPlace
from payung.apps.contributions.models import Contact
from payung.apps.coverage import queries as coverage
from payung.apps.enrolment import queries as enrolment
from payung.apps.enrolment.enums import State as RegistrationState
from payung.apps.enrolment.models import Registration
from payung.apps.enrolment.places import labels
from payung.apps.territory.scope import Scope
from payung.rules.codes import Payer
from payung.shared.months import Month
from payung.web.city.roster_words import PAYERS
from payung.web.guards import needs
from payung.web.neighbourhood.payment_forms import CashForm, PaidForm, ReminderForm, SelfPaidForm
from payung.web.neighbourhood.payment_words import STATES, ago_words, channels_by_place, how_to_pay, months_words
from payung.web.templatetags.payung_format import long_date, rupiah

Write = Callable[..., Noted]


@require_safe
@needs(Permission.CONTRIBUTION_SEE)
def first_payment(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """The amount first, then how to pay it, then what somebody writes down who was there."""
    return _show(request, find(request, registration_id))


def find(request: HttpRequest, registration_id: UUID) -> Registration:
    """An accepted registration in one's territory; 404 for any other."""
    found = enrolment.registration(request.scope, registration_id)
    if found is None or found.state != RegistrationState.ACCEPTED:
        raise Http404
    return found


def _show(request: HttpRequest, found: Registration, *, status: int = 200, **forms: Any) -> HttpResponse:
    scope, today = request.scope, request.today
    due = first_due(found, Month.of(today))
    standing = queries.standing(scope, found)
    paid = queries.has_paid(scope, found.person_id)
    numbers = coverage.memberships(scope, found.person_id)
    member_number = numbers[-1].member_number if numbers else ""
    others = found.payer != Payer.SELF.value
    open_ = not (paid or standing or others)
    context = {
        "registration": found,
        "place": labels([found.area_id], on=today)[found.area_id],
        "since": ago_words((today - found.accepted_on).days) if found.accepted_on else "",
        "due": due,
        "months": months_words(due.first, due.last) if due else "",
        "member_number": member_number,
        "channels": channels_by_place(),
        "share_text": how_to_pay(due, member_number) if due else "",
        "standing": standing,
        "word": STATES[standing.state] if standing else None,
        "paid": paid,
        "paid_by": PAYERS[found.payer] if others else "",
        "open": open_,
        "may_collect": policies.may_collect(scope),
        "contacts": _contacts(scope, found),
        "earlier": [each for each in queries.of_registration(scope, found) if each != standing],
        "cash_form": CashForm(today=today),
        "self_form": SelfPaidForm(today=today),
        "reminder_form": ReminderForm(),
        **forms,
    }
    return render(request, "neighbourhood/payments/one.html", context, status=status)


def _contacts(scope: Scope, found: Registration) -> list[dict[str, Any]]:
    reminders = queries.contacts(scope, found)
    names = enrolment.user_names(each.by_id for each in reminders)
    return [_event(each, names) for each in reminders]


def _event(each: Contact, names: dict[int, str]) -> dict[str, Any]:
    again = _("Diingatkan lagi %(day)s.") % {"day": long_date(each.next_on)}
    return {
        "tone": "plain",
        "icon": "person",
        "title": f"{each.get_reach_display()}: {each.get_reply_display()}",
        "when": each.on,
        "by": names.get(each.by_id, ""),
        "note": f"{each.note} {again}".strip(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CONTRIBUTION_COLLECT)
def cash(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """Cash was received: a receipt is written, and shown."""
    return _write(request, registration_id, "cash_form", CashForm, actions.receive_cash)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CONTRIBUTION_COLLECT)
def self_paid(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """The worker says that they paid: noted until the insurer's file tells."""
    return _write(request, registration_id, "self_form", SelfPaidForm, actions.note_self_paid)


def _write(request: HttpRequest, registration_id: UUID, name: str, kind: type[PaidForm], write: Write) -> HttpResponse:
    found = find(request, registration_id)
    if request.method != "POST":
        return redirect("first_payment", registration_id)
    form = kind(request.POST, today=request.today)
    if form.is_valid():
        try:
            noted = write(
                by=request.scope.actor,
                client_id=form.cleaned_data["client_id"],
                registration_id=found.pk,
                first=form.month,
                on=form.cleaned_data["on"],
            )
        except ContributionError as error:
            form.add_error(None, str(error))
        else:
            return _written(request, found, noted)
    return _show(request, found, status=422, **{name: form})


def _written(request: HttpRequest, found: Registration, noted: Noted) -> HttpResponse:
    if noted.number:
        amount = queries.contribution(request.scope, noted.contribution_id)
        said = {"amount": rupiah(amount.amount_idr) if amount else ""}
        messages.success(request, _("Tercatat: %(amount)s diterima. Serahkan kuitansi ini kepada pekerja.") % said)
        return redirect("receipt", noted.contribution_id)
    messages.success(request, _("Tercatat. Menunggu berkas pembayaran dari BPJS."))
    return redirect("first_payment", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CONTRIBUTION_COLLECT)
def remind(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """Somebody was reminded: what came of it, and when they are reminded again."""
    found = find(request, registration_id)
    if request.method != "POST":
        return redirect("first_payment", registration_id)
    form = ReminderForm(request.POST)
    if form.is_valid():
        try:
            actions.remind(
                by=request.scope.actor,
                client_id=form.cleaned_data["client_id"],
                registration_id=found.pk,
                reminder=form.reminder,
            )
        except ReminderOutOfPlace as error:
            form.add_error("next_on", str(error))
        except ContributionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Tercatat."))
            return redirect("first_payments")
    return _show(request, found, status=422, reminder_form=form)
