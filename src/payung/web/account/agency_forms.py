"""Forms of the pages about agencies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.apps.territory.agencies import Described
from payung.apps.territory.models import Agency
from payung.web.account.office_forms import WhoForm


class AgencyForm(forms.Form):
    """What an agency is called, and what kind of office it is."""

    name = forms.CharField(
        label=_("Nama instansi"), max_length=150, help_text=_("Misalnya Dinas Perhubungan Kota Medan."),
        error_messages={"required": _("Isi nama instansinya.")},
    )  # fmt: skip
    short_name = forms.CharField(
        label=_("Singkatan"), max_length=40, help_text=_("Tampil di samping nama petugasnya, misalnya Dishub."),
        error_messages={"required": _("Isi singkatannya.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Jenis"), choices=Agency.Kind.choices)

    @property
    def described(self) -> Described:
        return Described(**self.cleaned_data)


class OfficerForm(WhoForm):
    """Who acts for an agency, from which day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["acting"], self.fields["ends"]
