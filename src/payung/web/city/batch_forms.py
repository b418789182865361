"""Forms of the batch pages."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.apps.enrolment.batch_queries import MOST_LINES, Choice
from payung.apps.enrolment.enums import LineOutcome
from payung.apps.territory.codes import Level, level_of
from payung.apps.territory.queries import branches, children
from payung.apps.territory.scope import Scope

ALL = ""


class ChoiceForm(forms.Form):
    """What goes into a batch: for which branch, from which kecamatan, at most how many."""

    branch = forms.TypedChoiceField(label=_("Kantor cabang BPJS"), coerce=int)
    area = forms.TypedChoiceField(label=_("Kecamatan"), coerce=int, required=False, empty_value=None)
    limit = forms.IntegerField(
        label=_("Paling banyak berapa pekerja"),
        min_value=1,
        max_value=MOST_LINES,
        initial=MOST_LINES,
        error_messages={"required": _("Isi banyaknya baris."), "invalid": _("Tulis banyaknya dengan angka.")},
    )

    def __init__(self, *args: Any, scope: Scope, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(each.pk, each.name) for each in branches(scope)]
        self.fields["branch"].choices = known
        self.fields["branch"].initial = known[0][0] if known else None
        self.fields["area"].choices = [(ALL, _("Semua kecamatan"))] + [
            (each.id, each.name) for each in children(scope, scope.area, on=today) if level_of(scope.area) is Level.CITY
        ]

    @property
    def choice(self) -> Choice:
        given = self.cleaned_data
        return Choice(branch_id=given["branch"], area_id=given["area"], limit=given["limit"])


class LinesForm(forms.Form):
    """Which lines of a batch to show."""

    hasil = forms.ChoiceField(label=_("Hasil"), required=False, choices=[(ALL, _("Semua")), *LineOutcome.choices])
