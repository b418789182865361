"""The form that describes a group."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.apps.enrolment import group_kinds
from payung.apps.enrolment.groups import Described
from payung.apps.territory.models import Agency
from payung.identity import phones
from payung.web.days import DayField
from payung.web.whole_numbers import CountField

MOST = 1_000_000
OPTIONAL = gettext_lazy("Boleh kosong bila belum diketahui.")


class GroupForm(forms.Form):
    """What a group is called, who coordinates it, and how many members it says it has."""

    name = forms.CharField(
        label=gettext_lazy("Nama kelompok"), max_length=150,
        help_text=gettext_lazy("Misalnya Pengemudi becak Terminal Amplas."),
        error_messages={"required": gettext_lazy("Isi nama kelompoknya.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Jenis kelompok"))
    agency = forms.TypedChoiceField(
        label=gettext_lazy("Instansi pembawa"), required=False, coerce=int, empty_value=None,
        help_text=gettext_lazy("Petugasnya melihat kelompok ini dan semua anggotanya."),
    )  # fmt: skip
    coordinator = forms.CharField(label=gettext_lazy("Koordinator"), max_length=100, required=False, help_text=OPTIONAL)
    phone = forms.CharField(label=gettext_lazy("Telepon koordinator"), max_length=40, required=False)
    size = CountField(
        label=gettext_lazy("Jumlah anggota menurut kelompok"), least=1, most=MOST, required=False, help_text=OPTIONAL
    )
    size_source = forms.CharField(
        label=gettext_lazy("Sumber jumlah itu"), max_length=200, required=False,
        help_text=gettext_lazy("Misalnya surat Dishub nomor 551/12, atau buku anggota koperasi."),
    )  # fmt: skip
    size_on = DayField(label=gettext_lazy("Keadaan tanggal"), required=False)

    def __init__(self, *args: Any, agencies: list[Agency] | None = None, **kwargs: Any) -> None:
        """`agencies` are those that a new group can be of; None where that is settled."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = group_kinds.choices()
        if agencies is None:
            del self.fields["agency"]
        else:
            none = ("", _("Tanpa instansi"))
            self.fields["agency"].choices = [none, *((each.pk, each.name) for each in agencies)]

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        reading = phones.read_text(typed)
        if typed and reading.number is None:
            raise ValidationError(_("Nomor telepon ini tidak dapat dibaca. Tulis seperti 0812 3456 7890."))
        return reading.number or ""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("size") and not said.get("size_source"):
            self.add_error("size_source", _("Tulis dari mana jumlah itu."))
        if said.get("size") and not said.get("size_on"):
            self.add_error("size_on", _("Isi tanggal keadaannya."))
        if not said.get("size") and "size" not in self.errors:
            said |= {"size": None, "size_source": "", "size_on": None}
        return said

    @property
    def described(self) -> Described:
        return Described(**{name: self.cleaned_data[name] for name in Described.__dataclass_fields__})
