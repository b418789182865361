"""Registering somebody who lives outside the city: instead of a lingkungan, the kota or kabupaten of their home."""

from dataclasses import replace
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from payung.apps.enrolment.actions import Content
from payung.apps.territory.codes import Level, kemendagri_code
from payung.apps.territory.queries import Place
from payung.apps.territory.scope import Scope
from payung.identity.elsewhere import neighbours

ASKED = "luar"  # in the place's stead in an address


def may_live_outside(scope: Scope) -> bool:
    """Who registers for the whole city; a head knows people of the own lingkungan alone."""
    return scope.area == scope.city


def homes(scope: Scope) -> list[Place]:
    """The kota and kabupaten that can be chosen, as places of a form: their four digits stand for an id."""
    found = neighbours(kemendagri_code(scope.city))
    return [Place(int(code), Level.CITY, name, code) for code, name in found]


def is_home(choice: int) -> bool:
    return choice < 10_000


def ask_home(form: Form) -> None:
    """The field of the lingkungan asks for the home instead."""
    form.fields["area"].label = _("Kota atau kabupaten tempat tinggal")


def settled(scope: Scope, content: Content) -> Content:
    """What the form says, with the home that was chosen where it stands in the place's stead."""
    if not is_home(content.area_id):
        return content
    details: Any = replace(content.details, home_regency=f"{content.area_id:04d}")
    return replace(content, details=details, area_id=scope.city)
