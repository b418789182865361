"""The filters of the list of registrations: read from an address, shown as a form, written back into links."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.apps.coverage.file_queries import last_ended_month
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.listing import Filters, Soon
from payung.apps.territory.scope import Scope, ScopeError
from payung.rules.protection import Standing

STANDINGS = (
    ("", _("Semua perlindungan")),
    (Standing.PAID.value, _("Lunas")),
    (Standing.GRACE.value, _("Masa tenggang")),
    (Standing.NON_ACTIVE.value, _("Nonaktif")),
    (Standing.NOT_YET_PAID.value, _("Belum pernah bayar")),
    (Standing.ENDED.value, _("Berakhir")),
)
SOON = (
    ("", _("Kapan saja")),
    (Soon.DUE.value, _("Jatuh tempo dalam 30 hari")),
    (Soon.LAPSE.value, _("Akan nonaktif dalam 30 hari")),
)


class FilterForm(forms.Form):
    """What a list can be narrowed by; an unknown value narrows nothing."""

    keadaan = forms.ChoiceField(label=_("Keadaan"), choices=[("", _("Semua keadaan")), *State.choices], required=False)
    perlindungan = forms.ChoiceField(label=_("Perlindungan"), choices=STANDINGS, required=False)
    segera = forms.ChoiceField(label=_("Segera"), choices=SOON, required=False)
    bulan = forms.IntegerField(label=_("Bulan terbayar"), min_value=0, max_value=600, required=False)
    tempat = forms.RegexField(r"^\d{14}$", widget=forms.HiddenInput, required=False)
    sejak = forms.DateField(widget=forms.HiddenInput, required=False)
    hingga = forms.DateField(widget=forms.HiddenInput, required=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it was asked for: the scope narrowed to a place, the filters, and the parameters that say so."""

    scope: Scope
    filters: Filters
    parameters: dict[str, str]
    form: FilterForm

    def query(self, **changed: str) -> str:
        """The parameters as the end of an address, some of them changed; an empty one is left out."""
        kept = {name: value for name, value in (self.parameters | changed).items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def read(scope: Scope, data: Any, today: dt.date) -> Asked | None:
    """What an address asks for; None for a place outside one's territory."""
    form = FilterForm(data)
    form.is_valid()
    said = form.cleaned_data
    parameters = {name: str(data.get(name)) for name, value in said.items() if value not in (None, "")}
    told = last_ended_month(scope, today)
    filters = Filters(
        today=today,
        month=told.month if told else None,
        state=State(said["keadaan"]) if said.get("keadaan") else None,
        standing=Standing(said["perlindungan"]) if said.get("perlindungan") else None,
        soon=Soon(said["segera"]) if said.get("segera") else None,
        months_paid=said.get("bulan"),
        since=said.get("sejak"),
        until=said.get("hingga"),
    )
    try:
        place = scope.within(int(said["tempat"])) if said.get("tempat") else scope
    except ScopeError:
        return None
    return Asked(place, filters, parameters, FilterForm(initial=parameters))
