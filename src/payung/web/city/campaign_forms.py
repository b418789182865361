"""The form of a campaign's settings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.apps.campaigns.actions import QUOTA_MOST, Terms
from payung.apps.campaigns.models import Campaign
from payung.web.days import DayField
from payung.web.whole_numbers import CountField


class CampaignForm(forms.Form):
    name = forms.CharField(
        label=_("Nama kampanye"),
        max_length=120,
        help_text=_("Muncul di kepala halaman dan pada cetakan."),
        error_messages={"required": _("Tulis nama kampanye.")},
    )
    starts = DayField(
        label=_("Hari pertama"),
        help_text=_("Pendaftaran sejak hari ini dihitung."),
        error_messages={"required": _("Pilih hari pertama.")},
    )
    ends = DayField(
        label=_("Hari terakhir"),
        required=False,
        help_text=_("Kosong berarti belum ditentukan."),
    )
    quota = CountField(
        label=_("Pekerja per kepala lingkungan"),
        least=1,
        most=QUOTA_MOST,
        help_text=_("Target kota adalah angka ini dikali banyaknya lingkungan."),
        error_messages={"required": _("Tulis berapa pekerja yang harus didaftarkan tiap kepala lingkungan.")},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        starts, ends = said.get("starts"), said.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("Hari terakhir mendahului hari pertama."))
        return said

    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(name=said["name"], starts=said["starts"], ends=said["ends"], quota=said["quota"])

    @staticmethod
    def said(campaign: Campaign) -> dict[str, Any]:
        """What a campaign says now, as the form's first values."""
        return {name: getattr(campaign, name) for name in CampaignForm.base_fields}
