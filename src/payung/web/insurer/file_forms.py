"""Forms with which answers and payment files are brought."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.apps.coverage.file_queries import last_report
from payung.apps.coverage.files import Upload, count_lines
from payung.apps.coverage.models import InsurerFile
from payung.apps.territory.queries import branches
from payung.apps.territory.scope import Scope
from payung.shared.months import Month, months
from payung.web.days import DayField
from payung.web.templatetags.payung_format import month_name, number
from payung.web.uploads import SpreadsheetField

MONTHS_BACK = 12
ALL = "semua"
NONE = "susulan"
WORTH_COMPARING = 10  # lines: below it, half as many say nothing


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
        given["file"].seek(0)
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
    complete = forms.BooleanField(
        label=_("Ya, laporan ini lengkap meskipun barisnya jauh lebih sedikit"),
        required=False,
        widget=forms.HiddenInput,  # until there is a doubt
    )
    field_order = ("file", "month", "complete", "as_of", "branch")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = Month.of(self.today)
        known = [(str(each), month_name(each)) for each in reversed(list(months(last - MONTHS_BACK, last)))]
        self.fields["month"].choices = [*known, (NONE, _("Susulan saja, bukan laporan lengkap"))]
        self.fields["month"].initial = str(last - 1)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        whole = not self.errors and given.get("month") is not None
        if whole and not given.get("complete") and (doubt := self._doubt()):
            self.fields["complete"].widget = forms.CheckboxInput()
            self.add_error("complete", doubt)
        return given

    def _doubt(self) -> str:
        """A report of a month that is far shorter than the one before it is more likely a late addition."""
        upload = self.upload(InsurerFile.Kind.PAYMENTS)
        before = last_report(self.scope, upload.branch_id)
        if before is None or before.lines < WORTH_COMPARING:
            return ""
        lines = count_lines(upload)
        if lines is None or lines * 2 >= before.lines:
            return ""
        text = _(
            "Berkas ini berisi %(lines)s baris, padahal laporan lengkap %(month)s berisi %(before)s baris. "
            "Bila ini hanya susulan, pilih “Susulan saja, bukan laporan lengkap”. Bila memang lengkap, centang di "
            "sini. Lalu pilih berkasnya sekali lagi."
        )
        return text % {
            "lines": number(lines), "before": number(before.lines), "month": month_name(before.month),
        }  # fmt: skip
