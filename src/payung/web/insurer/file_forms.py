"""Forms with which answers and payment files are brought."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.apps.coverage.files import Upload
from payung.apps.coverage.models import InsurerFile
from payung.apps.territory.queries import branches
from payung.apps.territory.scope import Scope
from payung.shared.months import Month, months
from payung.web.days import DayField
from payung.web.templatetags.payung_format import month_name
from payung.web.uploads import SpreadsheetField

MONTHS_BACK = 12
ALL = "semua"
NONE = "susulan"


class FileForm(forms.Form):
    """A file, the day on which its data stood, and whose branch it is; the insurer's officer has his own."""

    file = SpreadsheetField(label=_("Berkas"))
    as_of = DayField(
        label=_("Tanggal data"),
        help_text=_("Hari saat data ini diambil di BPJS Ketenagakerjaan."),
        error_messages={"required": _("Isi tanggal data.")},
    )
    branch = forms.TypedChoiceField(
        label=_("Kantor cabang BPJS"), coerce=lambda said: None if said == ALL else int(said)
    )

    def __init__(self, *args: Any, scope: Scope, today: dt.date, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope, self.today = scope, today
        self.fields["as_of"].initial = today
        known = branches(scope)
        self.fields["branch"].choices = [*((each.pk, each.name) for each in known), (ALL, _("Semua kantor cabang"))]
        self.fields["branch"].initial = known[0].pk if known else ALL
        if scope.branch:
            del self.fields["branch"]
        if too_large:
            self.fields["file"].say_too_large()

    def defaults(self) -> dict[str, Any]:
        """What stands in the form at first; an upload that was broken off lost what had been chosen after the file."""
        return {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}

    def upload(self, kind: InsurerFile.Kind) -> Upload:
        """The file as the action takes it."""
        given = self.cleaned_data
        return Upload(
            kind=kind,
            name=given["file"].name,
            content=given["file"].read(),
            as_of=given["as_of"],
            month=given.get("month"),
            branch_id=self.scope.branch or given["branch"],
        )


class AnswersForm(FileForm):
    """Answers to batches."""

    field_order = ("file", "as_of", "branch")


class PaymentsForm(FileForm):
    """A month's payments. Only a file that is said to be a month's makes that month known."""

    month = forms.TypedChoiceField(
        label=_("Laporan lengkap untuk bulan iuran"),
        help_text=_(
            "Pilih bulannya bila berkas ini laporan bulanan yang lengkap; bulan lain di dalamnya ikut tercatat."
        ),
        coerce=lambda said: None if said == NONE else Month.parse(said),
    )
    field_order = ("file", "month", "as_of", "branch")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = Month.of(self.today)
        known = [(str(each), month_name(each)) for each in reversed(list(months(last - MONTHS_BACK, last)))]
        self.fields["month"].choices = [*known, (NONE, _("Susulan saja, bukan laporan lengkap"))]
        self.fields["month"].initial = str(last - 1)
