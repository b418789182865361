"""Forms of the roster pages."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from payung.apps.enrolment.consent import text_on
from payung.apps.enrolment.enums import Decision
from payung.apps.enrolment.staged import EVERY
from payung.rules.codes import Payer
from payung.web.city.roster_words import FATE, PAYERS, PROBLEMS, STATUS
from payung.web.need_words import need_choices
from payung.web.paging import whole_number
from payung.web.uploads import SpreadsheetField

DECLARING = _("Dengan mencentang, Anda menyatakan: %(declared)s Pernyataan ini disimpan dengan nama Anda.")


class RosterUploadForm(forms.Form):
    """A roster file, and who pays for the people in it."""

    file = SpreadsheetField(
        label=_("Berkas daftar nama"),
        help_text=_("Excel (.xlsx, .xls), OpenDocument (.ods), atau CSV, dalam susunan apa pun."),
    )
    payer = forms.ChoiceField(label=_("Siapa yang membayar iuran?"), initial=Payer.SELF.value)
    consent = forms.BooleanField(
        label=_("Orang-orang di daftar ini setuju"),
        error_messages={
            "required": _("Pastikan dahulu kepada pembawa daftar bahwa mereka setuju, lalu centang kotak ini.")
        },
    )

    group = forms.TypedChoiceField(
        label=_("Kelompok"), required=False, coerce=UUID, empty_value=None,
        help_text=_("Yang masuk dari daftar ini menjadi anggota kelompoknya."),
    )  # fmt: skip
    field_order = ("file", "group", "payer", "consent")

    def __init__(
        self, *args: Any, groups: Sequence[tuple[UUID, str]] = (), too_large: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        declared = text_on(timezone.localdate()).in_language(get_language()).declared
        self.fields["consent"].help_text = DECLARING % {"declared": declared}
        self.fields["group"].choices = [("", _("Bukan daftar kelompok")), *((str(pk), name) for pk, name in groups)]
        if not groups:
            del self.fields["group"]
        self.fields["payer"].choices = [(payer.value, PAYERS[payer.value]) for payer in Payer]
        if too_large:
            self.fields["file"].say_too_large()
            self.fields["consent"].required = False
            self.data = {"payer": Payer.SELF.value, **self.data.dict()}  # broken off: what came after the file is lost


class RowFilterForm(forms.Form):
    """Which rows of a roster to show."""

    status = forms.ChoiceField(label=_("Keadaan baris"), required=False)
    code = forms.ChoiceField(label=_("Masalah"), required=False)
    kurang = forms.ChoiceField(label=_("Belum lengkap untuk BPJS"), required=False)
    fate = forms.ChoiceField(label=_("Keputusan"), required=False)

    def __init__(self, *args: Any, codes: Iterable[str], lacking: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kurang"].choices = [("", _("Semua")), *need_choices(lacking)]
        words = [(code, word.label) for code, word in STATUS.items()]
        self.fields["status"].choices = [("", _("Yang perlu dilihat")), (EVERY, _("Semua")), *words]
        self.fields["fate"].choices = [("", _("Semua"))] + [
            (code, word.label) for code, word in FATE.items() if code != "left"
        ]
        self.fields["code"].choices = [("", _("Semua"))] + [
            (code, PROBLEMS[code].meaning) for code in codes if code in PROBLEMS
        ]


class DecisionForm(forms.Form):
    """What to do with the ticked rows, or with all rows of a kind."""

    action = forms.ChoiceField(choices=[(name, name) for name in ("take", "leave", "all_ok", "all_usable")])
    rows = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("rows") if hasattr(self.data, "getlist") else []
        self.fields["rows"].choices = [(value, value) for value in sent if whole_number(value)]

    @property
    def decision(self) -> Decision:
        return Decision(self.cleaned_data["action"])


class RefuseForm(forms.Form):
    """Why a whole roster is set aside."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca oleh pengirim daftar, misalnya: salah berkas."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis alasannya, supaya pengirim daftar tahu apa yang perlu diperbaiki.")},
    )
