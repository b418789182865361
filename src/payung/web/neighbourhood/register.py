"""Registering one worker: the form, what it says while it is filled in, and the page after it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import actions, queries
from payung.apps.enrolment.errors import AgeRefused, AlreadyRegistered, OutsideTerritory
from payung.apps.enrolment.intake import Registered
from payung.apps.enrolment.intake import register as register_worker
from payung.apps.enrolment.places import place_of as place_of_row
from payung.apps.enrolment.registration_needs import insurer_needs
from payung.apps.people.queries import details_of
from payung.apps.territory.codes import Level, ancestor
from payung.identity import nik
from payung.shared.ids import ordered_id
from payung.web.guards import needs
from payung.web.kept_forms import draft_key, go
from payung.web.neighbourhood.choices import occupation_names
from payung.web.neighbourhood.dues import dues
from payung.web.neighbourhood.outside import homes, is_home, settled
from payung.web.neighbourhood.register_form import RegistrationForm
from payung.web.neighbourhood.same_person import before_saving, known_by_nik
from payung.web.neighbourhood.where import (
    asks_outside,
    choices_in,
    choose,
    group_of,
    is_too_wide,
    kelurahan_of,
    narrowed,
    place_name,
    register_url,
)

WORK_HOURS = ("06.00–12.00", "07.00–15.00", "08.00–16.00", "09.00–17.00", "16.00–22.00", "18.00–24.00")


@needs(Permission.REGISTRATION_CREATE)
def register(request: HttpRequest) -> HttpResponse:
    """The form for one worker; first the kelurahan, where one's territory holds several."""
    place = narrowed(request)
    outside = asks_outside(request)
    if is_too_wide(place) and not outside:
        return choose(request, place)
    places = homes(request.scope) if outside else choices_in(place, request)
    asked: dict[str, Any] = {"places": places, "today": request.today, "needed": insurer_needs(request.scope.city)}
    if request.method == "POST":
        return _submit(request, RegistrationForm(request.POST, **asked))
    only = {"area": str(places[0].id)} if len(places) == 1 else {}
    initial = {"client_id": ordered_id(), "payment_months": "1", **only}
    return show(request, RegistrationForm(initial=initial, **asked), fresh=True)


def show(request: HttpRequest, form: RegistrationForm, **context: Any) -> HttpResponse:
    """The form with what it says so far: dues, and whom it may repeat."""
    outside = place_is_home(form)
    if "alike" in context:
        form.demand_note()
    shown = {
        "form": form,
        "dues": dues_of(form),
        "jobs": occupation_names(),
        "work_hours": WORK_HOURS,
        "place": place_of(request, form),
        "outside": outside,
        "homes": [label for _code, label in form.fields["area"].choices] if outside else [],
        "group": group_of(request),
        "draft_key": draft_key(request),
    }
    answer = render(request, "neighbourhood/register/form.html", shown | context)
    add_never_cache_headers(answer)  # going back asks for a form of its own, never for one that was sent already
    return answer


def place_of(request: HttpRequest, form: RegistrationForm) -> str:
    """The kelurahan that the choices of lingkungan lie in; the lingkungan itself where there is no choice."""
    choices = form.fields["area"].choices
    if not choices:
        return ""
    if place_is_home(form):
        return _("Tinggal di luar kota")
    first = int(choices[0][0])
    return place_name(request, first if len(choices) == 1 else ancestor(first, Level.KELURAHAN))


def place_is_home(form: RegistrationForm) -> bool:
    choices = form.fields["area"].choices
    return bool(choices) and is_home(int(choices[0][0]))


def _submit(request: HttpRequest, form: RegistrationForm) -> HttpResponse:
    if (done := _sent_before(request, form)) is not None:
        return go(request, "registered", done)
    if not form.is_valid():
        return show(request, form)
    content = settled(request.scope, form.content())
    if (alike := before_saving(request, form, content)) is not None:
        done = _sent_before(request, form)  # the same form, sent twice at the same moment, is alike to itself
        return go(request, "registered", done) if done else show(request, form, alike=alike)
    try:
        made = _save(request, form.cleaned_data["client_id"], content)
    except AlreadyRegistered as error:
        form.add_error("nik", str(error))
        return show(request, form, known=known_by_nik(request, content.details, error))
    except (AgeRefused, OutsideTerritory) as error:
        form.add_error("birth_date" if isinstance(error, AgeRefused) else "area", str(error))
        return show(request, form)
    return go(request, "registered", made.registration_id)


def _sent_before(request: HttpRequest, form: RegistrationForm) -> UUID | None:
    """The registration that this very form made already, when it is sent a second time.

    Another NIK on a form that was sent already is another worker, typed over the first: the form gets an id of its own.
    """
    try:
        wanted = UUID(str(form["client_id"].value()))
    except ValueError:
        return None
    found = queries.registration(request.scope, wanted)
    if found is None:
        return None
    typed = nik.read_text(str(form["nik"].value() or ""), as_of=request.today)
    if typed.digits and typed.digits != details_of(found.person).nik:
        form.data = form.data.copy()
        form.data["client_id"] = str(ordered_id())
        return None
    return found.pk


def _save(request: HttpRequest, client_id: UUID, content: actions.Content) -> Registered:
    by, group = request.scope.actor, group_of(request)
    made = register_worker(
        by=by,
        client_id=client_id,
        details=content.details,
        particulars=replace(content.particulars, group_id=group.pk if group else None),
        area_id=content.area_id,
        on=request.today,
    )
    if content.note and not made.repeated:
        actions.annotate(by=by, registration_id=made.registration_id, note=content.note)
    return made


@needs(Permission.REGISTRATION_CREATE)
def registered(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """Who was registered, what happens next, and the way to the next worker."""
    found = queries.registration(request.scope, registration_id)
    if found is None:
        raise Http404
    scope = request.scope
    place = scope.within(kelurahan_of(scope, found.area_id))
    context = {
        "registration": found,
        "place": place_of_row(found.person, {found.area_id: place_name(request, found.area_id)}),
        "next_url": register_url(place, request, found.group_id),
    }
    return render(request, "neighbourhood/register/done.html", context)


@require_POST
@needs(Permission.REGISTRATION_CREATE)
def due(request: HttpRequest) -> HttpResponse:
    """What will be owed with what stands on the form."""
    form = RegistrationForm(request.POST, places=[], today=request.today)
    return render(request, "neighbourhood/register/_dues.html", {"dues": dues_of(form)})


def dues_of(form: RegistrationForm) -> Any:
    return dues(
        form.today,
        income=form.chosen("income"),
        programmes=form.chosen("programmes"),
        months=form.chosen("payment_months"),
        transport=form.transport,
    )
