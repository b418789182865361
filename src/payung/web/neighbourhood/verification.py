"""The head of the kelurahan verifies: the oldest first, one card for each registration."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import listing, queries
from payung.apps.enrolment.actions import explained
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.errors import MoveError
from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.places import labels, place_of
from payung.apps.enrolment.registration_needs import lacking_of
from payung.apps.people.duplicates import Keys
from payung.identity.folding import clean
from payung.shared.dates import completed_years
from payung.web.city.registrations import capped
from payung.web.guards import needs, needs_any
from payung.web.need_words import still_needed
from payung.web.neighbourhood.deciding import REFUSE, STEPS, report
from payung.web.neighbourhood.same_person import alike, shown
from payung.web.paging import whole_number
from payung.web.templatetags.payung_format import number

AT_ONCE = 200
ONE, AFTER = "satu", "sesudah"  # in the address: the one registration to decide on, the one that the page comes after


@needs_any(Permission.REGISTRATION_VERIFY, Permission.OUTSIDE_VERIFY)
def verification(request: HttpRequest) -> HttpResponse:
    """What waits: the oldest registrations as cards, to decide one by one or to accept the ticked ones together."""
    if request.method == "POST":
        return _decide(request)
    return _show(request)


def _show(request: HttpRequest, **said: Any) -> HttpResponse:
    scope, today = request.scope, request.today
    found, paging = _found(request)
    everybody = scope.may(Permission.REGISTRATION_VERIFY)
    waiting = listing.count(scope, Filters(today=today, state=State.SUBMITTED, outside=not everybody))
    places = labels([each.registration.person.area_id for each in found], on=today)
    lacking = lacking_of(scope, [each.registration.pk for each in found])
    cards = [card(request, each, places, lacking) for each in found]
    return render(
        request,
        "neighbourhood/verification/page.html",
        {
            "cards": cards,
            "all": waiting,
            "waiting": capped(waiting),
            "everybody": everybody,
            "shown": _("%(rows)s dari %(all)s pendaftaran") % {"rows": number(len(cards)), "all": capped(waiting)},
            **paging,
            **said,
        },
    )


def _found(request: HttpRequest) -> tuple[list[queries.ToVerify], dict[str, str]]:
    """The page asked for with the links around it; the first page where nothing waits there any more."""
    scope = request.scope
    if one := _named(request, ONE):
        found, _around = queries.to_verify(scope, only=one)
        if found:
            return found, {"previous_url": "", "next_url": "", "all_url": reverse("verification")}
    after = _named(request, AFTER)
    found, around = queries.to_verify(scope, after=after)
    if after and not found:
        found, around = queries.to_verify(scope)
        after = None
    previous = f"?{AFTER}={around.previous}" if around.previous else reverse("verification")
    following = f"?{AFTER}={around.following}" if around.following else ""
    return found, {"previous_url": previous if after else "", "next_url": following}


def _named(request: HttpRequest, parameter: str) -> UUID | None:
    """The registration that the address names."""
    try:
        return UUID(request.GET.get(parameter, ""))
    except ValueError:
        return None


def _back(request: HttpRequest) -> str:
    """The page that whoever decides came from."""
    after = _named(request, AFTER)
    return reverse("verification") + (f"?{AFTER}={after}" if after else "")


def card(
    request: HttpRequest, each: queries.ToVerify, places: dict[int, str], lacking: dict[UUID, tuple[str, ...]]
) -> dict[str, Any]:
    """One registration as somebody who decides on it needs to see it."""
    registration, person = each.registration, each.registration.person
    return {
        "registration": registration,
        "person": person,
        "own": person.account_id == request.scope.actor,
        "key": f"{registration.pk}:{registration.version}",
        "age": completed_years(person.birth_date, request.today),
        "place": place_of(person, places),
        "registered_by": each.registered_by,
        "note": each.note,
        "alike": shown(each.alike, request),
        "needs": still_needed(lacking.get(registration.pk, ())),
    }


def _decide(request: HttpRequest) -> HttpResponse:
    """One button decides: accept the ticked, accept one, or send one back or refuse it with a reason."""
    step, _colon, one = request.POST.get("langkah", "").partition(":")
    ticked = request.POST.getlist("di-halaman" if request.POST.get("semua") else "terpilih")
    wanted = _wanted([one] if one else ticked)
    if step not in STEPS:
        raise Http404
    if not wanted:
        messages.warning(request, _("Belum ada yang dipilih. Centang pendaftaran yang diterima."))
        return redirect(_back(request))
    first = next(iter(wanted))
    reason = clean(request.POST.get(f"alasan-{first}", "")) if one else ""
    name = _name(request, first) if one else ""
    try:
        if step == REFUSE and explained(State.REFUSED, reason) and not request.POST.get("pasti"):
            return _ask(request, one, name=name, reason=reason)
        moved = STEPS[step](request.scope.actor, wanted, reason)
    except MoveError as error:
        return _show(request, unexplained=first, problem=str(error), step=step, reason=reason)
    report(request, step, moved, name=name)
    return redirect(_back(request))


def _name(request: HttpRequest, registration_id: UUID) -> str:
    found = queries.registration(request.scope, registration_id)
    return found.person.name if found else ""


def _ask(request: HttpRequest, key: str, *, name: str, reason: str) -> HttpResponse:
    """A refusal ends a registration, so it is asked once more, by name."""
    context = {
        "title": _("Tolak pendaftaran %(name)s?") % {"name": name},
        "text": _("Alasan: %(reason)s") % {"reason": reason}
        + " "
        + _("Sesudah ditolak, pekerja ini hanya dapat didaftarkan lagi dari awal."),
        "action": _back(request),
        "sent": {"langkah": f"{REFUSE}:{key}", f"alasan-{key.partition(':')[0]}": reason, "pasti": "1"},
        "confirm": _("Tolak"),
        "danger": True,
        "back_url": request.get_full_path(),
    }
    return render(request, "ask.html", context)


def _wanted(keys: list[str]) -> dict[UUID, int]:
    """Registrations with the version that was read, out of the values of ticked boxes; 404 for what no page sends."""
    found = {}
    for key in keys[:AT_ONCE]:
        pk, _colon, version = key.partition(":")
        try:
            found[UUID(pk)] = whole_number(version)
        except ValueError as error:
            raise Http404 from error
    if not all(found.values()):
        raise Http404
    return found


@needs(Permission.REGISTRATION_VERIFY)
def look_elsewhere(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """Whether somebody alike stands outside one's territory: a logged question, so it is asked by a button."""
    found = queries.registration(request.scope, registration_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return redirect(f"{reverse('verification')}?{ONE}={registration_id}")
    answer = alike(request, Keys.of_person(found.person), besides=found.person_id)
    context = {"answer": answer, "person": found.person}
    if request.headers.get("HX-Request") == "true":
        return render(request, "neighbourhood/verification/_elsewhere.html", context)
    return render(request, "neighbourhood/verification/elsewhere.html", context)
