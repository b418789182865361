"""Forms of the batch pages."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.apps.enrolment.batch_queries import MOST_LINES, Choice
from payung.apps.enrolment.enums import LineOutcome
from payung.apps.territory.branches import divisible
from payung.apps.territory.codes import Level, level_of
from payung.apps.territory.queries import branches, children
from payung.apps.territory.scope import Scope
from payung.web.paging import LAST_FIRST
from payung.web.whole_numbers import CountField

ALL = ""
OWN, EVERY = "cabang", "semua"


class ChoiceForm(forms.Form):
    """What goes into a batch: for which branch, from which kecamatan, at most how many.

    Where places have branches of their own, a batch holds its branch's alone unless somebody says otherwise.
    """

    branch = forms.TypedChoiceField(label=_("Kantor cabang BPJS"), coerce=int)
    whose = forms.ChoiceField(
        label=_("Pekerja dari"),
        choices=((OWN, _("Wilayah yang ditangani cabang ini")), (EVERY, _("Semua wilayah, juga milik cabang lain"))),
        required=False,
        initial=OWN,
    )
    area = forms.TypedChoiceField(label=_("Kecamatan"), coerce=int, required=False, empty_value=None)
    limit = CountField(
        label=_("Paling banyak berapa pekerja"),
        least=1,
        most=MOST_LINES,
        initial=MOST_LINES,
        error_messages={"required": _("Isi banyaknya baris.")},
    )

    def __init__(
        self, *args: Any, scope: Scope, today: dt.date, divided: bool = False, most: int | None = None, **kwargs: Any
    ) -> None:
        """`divided`: places have branches of their own; `most`: the branch in whose places most people wait."""
        super().__init__(*args, **kwargs)
        known = [(each.pk, each.name) for each in branches(scope)]
        self.fields["branch"].choices = known
        self.fields["branch"].initial = most or (known[0][0] if known else None)
        if not divided:
            del self.fields["whose"]
        self.fields["area"].choices = [(ALL, _("Semua kecamatan"))] + [
            (each.id, each.name) for each in children(scope, scope.area, on=today) if level_of(scope.area) is Level.CITY
        ]

    @property
    def choice(self) -> Choice:
        given = self.cleaned_data
        own_only = given.get("whose", EVERY) != EVERY
        return Choice(branch_id=given["branch"], area_id=given["area"], limit=given["limit"], own_only=own_only)


LINE_ORDERS = (("", _("Dari baris pertama")), (LAST_FIRST, _("Dari baris terakhir")))


class LinesForm(forms.Form):
    """Which lines of a batch to show, and from which end."""

    hasil = forms.ChoiceField(label=_("Hasil"), required=False, choices=[(ALL, _("Semua")), *LineOutcome.choices])
    urut = forms.ChoiceField(label=_("Urutan"), required=False, choices=LINE_ORDERS)


class BranchOfPlaceForm(forms.Form):
    """Which branch is responsible for the whole city, a kecamatan or a kelurahan."""

    area = forms.TypedChoiceField(label=_("Wilayah"), coerce=int)
    branch = forms.TypedChoiceField(
        label=_("Kantor cabang BPJS"), coerce=int, required=False, empty_value=None,
        help_text=_("Kosongkan untuk mengikuti wilayah di atasnya."),
    )  # fmt: skip

    def __init__(self, *args: Any, scope: Scope, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].choices = [("", "–"), *((each.pk, each.name) for each in branches(scope))]
        self.fields["area"].choices = list(_areas(scope, today))


def _areas(scope: Scope, today: dt.date) -> Iterator[tuple[Any, Any]]:
    """The whole city, then each kecamatan with its kelurahan under it."""
    yield scope.city, _("Seluruh kota")
    for kecamatan, below in divisible(scope, on=today):
        whole = _("%(name)s (seluruh kecamatan)") % {"name": kecamatan.name}
        yield kecamatan.name, [(kecamatan.id, whole), *((each.id, each.name) for each in below)]
