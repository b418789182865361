"""A day as forms ask for it: by the browser's own calendar, or typed as a day of birth is, within sensible years."""

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
    input_formats = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")  # the first is what the calendar sends
    default_validators = [MinValueValidator(FIRST, IMPOSSIBLE), MaxValueValidator(LAST, IMPOSSIBLE)]
    default_error_messages = {
        "required": _("Isi tanggalnya."),
        "invalid": _("Ini bukan tanggal yang ada. Tulis hari-bulan-tahun, misalnya 29-10-2025."),
    }
