"""Registering somebody who lives outside the city: instead of a lingkungan, the kota or kabupaten of their home."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.apps.enrolment.actions import Content
from payung.apps.territory.codes import Level, kemendagri_code
from payung.apps.territory.queries import Place
from payung.apps.territory.scope import Scope
from payung.identity.elsewhere import code_of, others

ASKED = "luar"  # in the place's stead in an address


def may_live_outside(scope: Scope) -> bool:
    """Who registers for the whole city; a head knows people of the own lingkungan alone."""
    return scope.area == scope.city


def homes(scope: Scope) -> list[Place]:
    """Every other kota and kabupaten, those of the province first, as places of a form: four digits for an id."""
    found = others(kemendagri_code(scope.city))
    return [Place(int(code), Level.CITY, name, code) for code, name in found]


def is_home(choice: int) -> bool:
    return choice < 10_000


class HomeField(forms.ChoiceField):
    """Stands in the lingkungan's place: the name is typed, and the browser finds it among five hundred."""

    def __init__(self) -> None:
        looks = {"list": "kota-kabupaten", "autocomplete": "off", "spellcheck": "false", "enterkeyhint": "next"}
        super().__init__(
            label=_("Kota atau kabupaten tempat tinggal"),
            help_text=_("Ketik namanya, lalu pilih. Misalnya: Kabupaten Deli Serdang."),
            widget=forms.TextInput(attrs=looks),
        )

    def prepare_value(self, value: Any) -> Any:
        return dict(self.choices).get(str(value), value)

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value)).strip()
        return code_of(typed, [code for code, _label in self.choices]) or typed


def settled(scope: Scope, content: Content) -> Content:
    """What the form says, with the home that was chosen where it stands in the place's stead."""
    if not is_home(content.area_id):
        return content
    details: Any = replace(content.details, home_regency=f"{content.area_id:04d}")
    return replace(content, details=details, area_id=scope.city)
