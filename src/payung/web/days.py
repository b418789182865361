"""A day as forms ask for it: by the browser's own calendar, within the years that a register can hold."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

IMPOSSIBLE = _("Tahun ini tidak mungkin benar. Tulis tahunnya dengan empat angka.")
FIRST, LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


class DayInput(forms.DateInput):
    """The browser's calendar; it wants the day as 2025-05-14 in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day between 1900 and 2199, so that the day before or after it can be asked for as well."""

    widget = DayInput
    default_validators = [MinValueValidator(FIRST, IMPOSSIBLE), MaxValueValidator(LAST, IMPOSSIBLE)]
    default_error_messages = {
        "required": _("Isi tanggalnya."),
        "invalid": _("Ini bukan tanggal yang ada. Tulis seperti 2025-10-29."),
    }
