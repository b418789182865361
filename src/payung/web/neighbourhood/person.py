"""A worker's page, and the opening of what is sealed on it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from payung.apps.accounts.permissions import Permission
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.coverage import queries as coverage
from payung.apps.coverage.models import Payment
from payung.apps.coverage.queries import Calendar
from payung.apps.enrolment import policies, queries
from payung.apps.enrolment.enums import CLOSED, State
from payung.apps.enrolment.models import Registration
from payung.apps.enrolment.places import labels, place_of
from payung.apps.enrolment.registration_needs import lacking_of
from payung.apps.linkage import queries as linkage
from payung.apps.people import queries as people
from payung.apps.people.models import Person
from payung.identity.regions import describe
from payung.shared.dates import completed_years
from payung.web.city.roster_words import PAYERS
from payung.web.guards import needs
from payung.web.need_words import still_needed
from payung.web.neighbourhood import own
from payung.web.neighbourhood.person_page import answer, grid, next_step
from payung.web.state_words import REGISTRATION
from payung.web.templatetags.payung_format import long_date

SEALED = (("nik", _("NIK")), ("mother_name", _("Nama ibu kandung")), ("phone", _("Nomor telepon")))


class RevealForm(forms.Form):
    """Which sealed particulars, and what for."""

    fields_wanted = forms.MultipleChoiceField(
        label=_("Yang dibuka"), choices=SEALED, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu.")},
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("Untuk apa"), max_length=200, min_length=5,
        help_text=_("Tercatat dengan nama Anda dan dibaca pejabat pelindungan data."),
        error_messages={
            "required": _("Tulis untuk apa data ini dibuka."),
            "min_length": _("Tulis lebih jelas untuk apa data ini dibuka."),
        },
    )  # fmt: skip


@needs(Permission.REGISTRATION_SEE)
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """How a worker stands, what to do next, and everything that happened so far."""
    if kept := people.merged_into(request.scope, person_id):
        return redirect("person", kept)
    found = find(request, person_id)
    merges = linkage.of_person(request.scope, found.pk) if request.scope.may(Permission.PEOPLE_MERGE) else []
    return render(request, "people/person.html", page(request, found) | {"merges": merges})


def find(request: HttpRequest, person_id: UUID) -> Person:
    """Somebody in one's territory; 404 for anybody else, whether they exist or not."""
    found = people.person(request.scope, person_id)
    if found is None:
        raise Http404
    return found


def page(request: HttpRequest, found: Person) -> dict[str, Any]:
    """Everything on a worker's page; the number of queries does not depend on how much happened."""
    scope, today = request.scope, request.today
    registrations = queries.of_person(scope, found.pk)
    latest = next((each for each in registrations if each.state not in CLOSED), next(iter(registrations), None))
    state = State(latest.state) if latest else None
    calendar = coverage.calendar(scope, found.pk, today)
    history = queries.history(scope, found.pk)
    may = {
        "mends": bool(state and policies.may_mend(scope, state)),
        "decides": state is State.SUBMITTED
        and found.account_id != scope.actor
        and policies.may_decide(scope, state, State.VERIFIED, home=found.home_regency),
    }
    reason = history[0].reason if history and state not in {State.SUBMITTED, State.ACCEPTED} else ""
    return {
        "person": found,
        "place": place_of(found, labels([found.area_id], on=today)),
        "age": completed_years(found.birth_date, today),
        "nik_region": describe(found.nik_region),
        "registration": latest,
        "needs": still_needed(lacking_of(scope, [latest.pk]).get(latest.pk, ()) if latest else ()),
        "answer": answer(calendar, state, reason, outside=bool(found.home_regency)),
        "next_step": next_step(calendar, state, **may),
        "first_payment": _first_payment(request, latest, calendar),
        "calendar": calendar,
        "months": grid(calendar),
        "events": [_event(each) for each in history],
        "memberships": coverage.memberships(scope, found.pk),
        "payments": [_paid(each) for each in coverage.payments(scope, found.pk)],
        "sent": queries.sent(scope, found.pk),
        "work": _work(latest),
        "account": own.of(request, found),
        "may_reveal": policies.may_reveal(scope),
        "reveal_form": RevealForm(),
        **may,
    }


def _first_payment(request: HttpRequest, latest: Registration | None, calendar: Calendar) -> UUID | None:
    """The registration whose first payment waits, for whoever may see to it."""
    waits = latest is not None and latest.state == State.ACCEPTED and not calendar.paid
    return latest.pk if latest and waits and request.scope.may(Permission.CONTRIBUTION_SEE) else None


def _paid(each: Payment) -> dict[str, Any]:
    said = {name: getattr(each, name) for name in ("month", "programmes", "amount_idr", "paid_on")}
    return said | {"paid_by": PAYERS[each.payer]}


def _event(each: queries.Happening) -> dict[str, Any]:
    word = REGISTRATION[each.state.value]
    return {
        "tone": word.tone,
        "icon": word.icon,
        "title": word.label,
        "when": each.on,
        "by": each.by,
        "note": each.reason,
    }


def _work(latest: Registration | None) -> list[dict[str, str]]:
    if latest is None:
        return []
    jobs = ", ".join(job for job in (latest.occupation, latest.occupation_2) if job)
    said = (
        (_("Pekerjaan"), jobs),
        (_("Tempat bekerja"), latest.work_place),
        (_("Jam kerja"), latest.work_hours),
        (_("Program"), latest.programmes.replace(",", ", ")),
        (_("Persetujuan"), _agreed(latest)),
    )
    return [{"term": term, "value": value} for term, value in said if value]


def _agreed(latest: Registration) -> str:
    """To which text the worker agreed, when, and who recorded it; empty where nobody did."""
    if latest.consent_version is None:
        return ""
    by = queries.user_names([latest.consent_by_id]).get(latest.consent_by_id, "")
    said = {"number": latest.consent_version, "day": long_date(latest.consent_on), "name": by}
    return gettext("teks ke-%(number)s, %(day)s, dicatat oleh %(name)s") % said


@never_cache
@needs(Permission.IDENTITY_REVEAL)
def reveal(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open what is sealed, once, for a purpose that is logged before anything is shown."""
    found = find(request, person_id)
    if request.method != "POST":
        return redirect("person", person_id)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return render(request, "people/person.html", page(request, found) | {"reveal_form": form})
    wanted = form.cleaned_data["fields_wanted"]
    record_disclosure(
        request.scope,
        kind=Disclosure.Kind.REVEAL,
        subject=f"person {found.pk}: {', '.join(wanted)}",
        rows=1,
        purpose=form.cleaned_data["purpose"],
        area=found.area_id,
    )
    opened = people.details_of(found)
    shown = [{"label": label, "value": getattr(opened, name)} for name, label in SEALED if name in wanted]
    return render(request, "people/revealed.html", {"person": found, "shown": shown})
