"""Mending a registration that came back, or that nobody has verified yet: the same form, filled with what is known."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import actions, heirs, policies, queries
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.errors import AlreadyRegistered, MoveError, PlaceIsFixed
from payung.apps.enrolment.models import Registration
from payung.apps.enrolment.particulars import Particulars
from payung.apps.enrolment.registration_needs import insurer_needs
from payung.apps.people.details import Details
from payung.apps.people.queries import details_of
from payung.web.guards import needs
from payung.web.kept_forms import go
from payung.web.neighbourhood.choices import band_of
from payung.web.neighbourhood.outside import homes, settled
from payung.web.neighbourhood.register import show
from payung.web.neighbourhood.register_fields import HEIR_SLOTS
from payung.web.neighbourhood.register_form import RegistrationForm
from payung.web.neighbourhood.same_person import before_saving, known_by_nik
from payung.web.neighbourhood.where import asks_outside, choices_in, choose, is_too_wide, kelurahan_of, narrowed

OPEN_DETAILS = ("name", "birth_place", "sex", "marital_status", "address", "postcode")
OPEN_PARTICULARS = ("occupation", "occupation_2", "work_place", "work_hours")


@needs(Permission.REGISTRATION_CREATE)
def mend(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """The form with what the register knows; saving submits the registration again."""
    found = queries.registration(request.scope, registration_id)
    if found is None:
        raise Http404
    sent_again = request.method == "POST" and request.POST.get("version") == str(found.version - 1)
    if not policies.may_mend(request.scope, State(found.state)) and not sent_again:
        messages.error(request, _("Pendaftaran ini sudah diperiksa, jadi isinya tidak dapat diubah lagi."))
        return redirect("person", found.person_id)
    place = narrowed(request, kelurahan_of(request.scope, found.area_id))
    outside = asks_outside(request, found.person.home_regency)
    if is_too_wide(place) and not outside:
        return choose(request, place)
    particulars, kept = queries.particulars_of(found), details_of(found.person)
    known = {
        "places": homes(request.scope) if outside else choices_in(place, request),
        "today": request.today,
        "kept": kept,
        "needed": insurer_needs(request.scope.city),
        "heirs": heirs.read(particulars.heir),
    }
    if request.method == "POST":
        return _save(request, found, particulars, RegistrationForm(request.POST, **known))
    form = RegistrationForm(initial=_initial(found, kept, particulars), **known)
    return show(request, form, mending=found, reason=queries.last_reason(found), fresh=True)


def _initial(found: Registration, kept: Details, particulars: Particulars) -> dict[str, Any]:
    """Everything that is not sealed; a sealed field stays empty and is kept when it is left so."""
    return {
        "client_id": found.pk,
        "version": found.version,
        "birth_date": f"{kept.birth_date:%d-%m-%Y}",
        "area": str(int(kept.home_regency) if kept.home_regency else found.area_id),
        "income": band_of(particulars.monthly_income_idr, on=found.registered_on),
        "programmes": particulars.programmes,
        "payment_months": str(particulars.payment_months),
        **{f"{slot}_relation": heir.relation for slot, heir in _slots(particulars)},
        **{name: getattr(kept, name) for name in OPEN_DETAILS},
        **{name: getattr(particulars, name) for name in OPEN_PARTICULARS},
    }


def _slots(particulars: Particulars) -> Iterator[tuple[str, heirs.Heir]]:
    return zip(HEIR_SLOTS, heirs.read(particulars.heir), strict=False)


def _save(request: HttpRequest, found: Registration, before: Particulars, form: RegistrationForm) -> HttpResponse:
    said = {"mending": found, "reason": queries.last_reason(found)}
    if not form.is_valid():
        return show(request, form, **said)
    content = settled(request.scope, _with_what_stays(form, before))
    if (alike := before_saving(request, form, content, besides=found.person_id)) is not None:
        return show(request, form, alike=alike, **said)
    try:
        version = form.cleaned_data["version"] or 0
        actions.mend(by=request.scope.actor, registration_id=found.pk, version=version, content=content)
    except AlreadyRegistered as error:
        form.add_error("nik", str(error))
        return show(request, form, known=known_by_nik(request, content.details, error), **said)
    except MoveError as error:
        form.add_error("area" if isinstance(error, PlaceIsFixed) else None, str(error))
        return show(request, form, **said)
    by_lurah = _("Tersimpan. Pendaftaran ini menunggu pemeriksaan lurah.")
    by_manager = _("Tersimpan. Pendaftaran ini menunggu pemeriksaan pengelola program.")
    messages.success(request, by_manager if content.details.home_regency else by_lurah)
    return go(request, "person", found.person_id)


def _with_what_stays(form: RegistrationForm, before: Particulars) -> actions.Content:
    """The form does not ask who pays, and asks only for the band of an income that a roster gave to the rupiah."""
    content, known = form.content(), before.monthly_income_idr
    stays: dict[str, Any] = {"payer": before.payer, "group_id": before.group_id}
    if band_of(known, on=form.today) == str(content.particulars.monthly_income_idr):
        stays["monthly_income_idr"] = known
    return replace(content, particulars=replace(content.particulars, **stays))
