"""The filters of the list of registrations: read from an address, shown as a form, written back into links."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from payung.apps.coverage.file_queries import last_ended_month
from payung.apps.enrolment.enums import COUNTED, EVER_VERIFIED, State
from payung.apps.enrolment.filters import Filters, Soon
from payung.apps.enrolment.registration_needs import insurer_needs
from payung.apps.enrolment.sorting import Order
from payung.apps.territory.scope import Scope, ScopeError
from payung.rules.legislation import LegislationError
from payung.rules.protection import Standing, bounds
from payung.shared.months import Month
from payung.web.need_words import ANY, need_choices
from payung.web.state_words import PROTECTION
from payung.web.whole_numbers import CountField

VERIFIED_ONCE = "ever_verified"
STATES = (
    ("", _("Semua keadaan")),
    *((state.value, state.label) for state in COUNTED),
    (VERIFIED_ONCE, _("Sudah diverifikasi, termasuk yang sudah dikirim")),
)
STANDINGS = (
    ("", _("Semua perlindungan")),
    *((standing.value, PROTECTION[standing.value].label) for standing in Standing),
)
SOON = (
    ("", _("Kapan saja")),
    (Soon.DUE.value, _("Jatuh tempo dalam 30 hari")),
    (Soon.LAPSE.value, _("Akan nonaktif dalam 30 hari")),
)

ORDERS = {
    "": Order.NEWEST,
    "terlama": Order.OLDEST,
    "nama": Order.NAME,
    "nama-z": Order.NAME_DOWN,
    "tempat": Order.PLACE,
    "tempat-z": Order.PLACE_DOWN,
}
YES = (("", ""), ("1", "1"))
OUTSIDE = (("", ""), ("luar", "luar"))
WITHOUT = (("", ""), ("kelurahan", "kelurahan"))
TYPED = "bulan"


class FilterForm(forms.Form):
    """What a list can be narrowed by; an unknown value narrows nothing.

    The hidden ones come with a link from a figure: `per` names the month asked, `kemudian` who paid for a later month,
    `kepala` the head on the day of registration, `tepat` what no narrower place is known for, `tanpa` what no
    kelurahan is known for, `tinggal` who lives outside the city, `kelompok` who is enrolled with a group. `urut` is the
    order.
    """

    keadaan = forms.ChoiceField(label=_("Keadaan"), choices=STATES, required=False)
    perlindungan = forms.ChoiceField(label=_("Perlindungan"), choices=STANDINGS, required=False)
    segera = forms.ChoiceField(label=_("Segera"), choices=SOON, required=False)
    bulan = CountField(label=_("Bulan terbayar"), most=600, required=False)
    kurang = forms.ChoiceField(label=_("Belum lengkap untuk BPJS"), required=False)
    tempat = forms.RegexField(r"^\d{14}$", widget=forms.HiddenInput, required=False)
    sejak = forms.DateField(widget=forms.HiddenInput, required=False)
    hingga = forms.DateField(widget=forms.HiddenInput, required=False)
    per = forms.CharField(widget=forms.HiddenInput, required=False)
    kemudian = forms.ChoiceField(choices=YES, widget=forms.HiddenInput, required=False)
    kepala = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62, required=False)
    tepat = forms.ChoiceField(choices=YES, widget=forms.HiddenInput, required=False)
    kelompok = forms.UUIDField(widget=forms.HiddenInput, required=False)
    tinggal = forms.ChoiceField(choices=OUTSIDE, widget=forms.HiddenInput, required=False)
    tanpa = forms.ChoiceField(choices=WITHOUT, widget=forms.HiddenInput, required=False)
    urut = forms.ChoiceField(choices=[(word, word) for word in ORDERS], widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, needs: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = needs
        self.fields["kurang"].choices = [("", _("Lengkap atau tidak")), *need_choices(needs)]

    def clean_per(self) -> Month | None:
        """A month of which the law is known; anything else narrows nothing."""
        try:
            month = Month.parse(self.cleaned_data["per"])
            bounds(month)
        except (ValueError, LegislationError):
            return None
        return month


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it was asked for: the scope narrowed to a place, the filters, and the parameters that say so.

    `ignored` says what is wrong with a number that was typed and narrows nothing; it stays in the form.
    """

    scope: Scope
    filters: Filters
    parameters: dict[str, str]
    form: FilterForm
    order: Order = Order.NEWEST
    ignored: str = ""

    def query(self, **changed: str) -> str:
        """The parameters as the end of an address, some of them changed; an empty one is left out."""
        return _address(self.parameters | changed)

    def place_and(self, **said: str) -> str:
        """Only the place and the order out of the parameters, and what is said beside them."""
        return _address({name: self.parameters.get(name, "") for name in ("tempat", "urut")} | said)


def _address(parameters: dict[str, str]) -> str:
    kept = {name: value for name, value in parameters.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def asked_by(request: HttpRequest) -> Asked:
    """The list that an address asks for, also while a form is sent to it; 404 for a place outside one's territory.

    The filters stay in the address of what is sent, so that the page after it stands where it can be asked for again.
    """
    data = request.GET.dict() | request.POST.dict()
    try:
        return asked_of(request.scope, data, today=request.today)
    except ScopeError as error:
        raise Http404 from error


def asked_of(scope: Scope, data: Mapping[str, Any], *, today: dt.date) -> Asked:
    """The list that these parameters ask for; raises `ScopeError` for a place outside the scope."""
    needs = insurer_needs(scope.city)
    form = FilterForm(data, needs=needs)
    parameters = _understood(form, data)
    said = form.cleaned_data
    place = scope.within(int(said["tempat"])) if said.get("tempat") else scope
    filters = replace(_filters(said, scope, today), lacking=_lacking(said.get("kurang"), needs))
    order = ORDERS[said.get("urut") or ""]
    ignored = " ".join(form.errors.get(TYPED, []))
    typed = {TYPED: data[TYPED]} if ignored else {}
    return Asked(place, filters, parameters, FilterForm(initial=parameters | typed, needs=needs), order, ignored)


def _understood(form: FilterForm, data: Any) -> dict[str, str]:
    """What the form understands of what was asked, in the words in which it was asked."""
    form.is_valid()
    return {name: str(data.get(name)) for name, value in form.cleaned_data.items() if value not in (None, "")}


def parameters_of(scope: Scope, query: str, needs: Sequence[str]) -> dict[str, str] | None:
    """The parameters of an address that was kept; None where the list does not understand every one of them today."""
    data = dict(parse_qsl(query))
    if _understood(FilterForm(data, needs=needs), data) != data:
        return None
    try:
        scope.within(int(data.get("tempat", scope.area)))
    except ScopeError:
        return None
    return data


def _lacking(asked: str | None, needs: tuple[str, ...]) -> tuple[str, ...]:
    return needs if asked == ANY else ((asked,) if asked else ())


def _filters(said: dict[str, Any], scope: Scope, today: dt.date) -> Filters:
    state = said.get("keadaan")
    return Filters(
        today=today,
        month=_month(said.get("per"), scope, today),
        state=State(state) if state and state != VERIFIED_ONCE else None,
        states=EVER_VERIFIED if state == VERIFIED_ONCE else frozenset(),
        standing=Standing(said["perlindungan"]) if said.get("perlindungan") else None,
        soon=Soon(said["segera"]) if said.get("segera") else None,
        months_paid=said.get("bulan"),
        ever_paid=bool(said.get("kemudian")),
        since=said.get("sejak"),
        until=said.get("hingga"),
        head=said.get("kepala"),
        exact=bool(said.get("tepat")),
        unplaced=bool(said.get("tanpa")),
        outside=bool(said.get("tinggal")),
        group=said.get("kelompok"),
    )


def _month(asked: Month | None, scope: Scope, today: dt.date) -> Month | None:
    """The month whose standing is asked: the one named, else the last ended month whose payment file is in."""
    if asked:
        return asked
    told = last_ended_month(scope, today)
    return told.month if told else None
