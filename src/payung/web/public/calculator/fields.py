"""Fields of the calculator's forms; each says in one sentence what is wrong and how to write it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.rules.legislation import load
from payung.shared.months import Month
from payung.web.public.calculator import written
from payung.web.templatetags.payung_format import month_name, rupiah
from payung.web.whole_numbers import LONGEST, TOO_LONG, WholeField

LAST_MONTH = Month(2099, 12)
LONGEST_SPAN = 60  # months of one calculation; five budgets
WHOLE_PERCENT = 100
MOST_RUPIAH = 10**12  # no wage or contract of a city comes near, and a hundred million of them can still be added


class SpanField(WholeField):
    """For how many months."""

    below = gettext_lazy("Paling sedikit satu bulan.")
    above = gettext_lazy("Paling banyak %(most)s bulan sekali hitung.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=gettext_lazy("Berapa bulan"), least=1, most=LONGEST_SPAN, **kwargs)


class RupiahField(WholeField):
    """Whole rupiah, never below zero."""

    no_number = gettext_lazy("Ini bukan jumlah rupiah bulat. Tulis angkanya saja, misalnya 1.000.000.")
    below = gettext_lazy("Jumlah rupiah tidak boleh kurang dari nol.")

    def __init__(self, *, most: int = MOST_RUPIAH, **kwargs: Any) -> None:
        super().__init__(most=most, **kwargs)

    @staticmethod
    def shown(amount: int) -> str:
        return rupiah(amount)


class PercentField(forms.CharField):
    """An exact number of percent, from 0 to 100."""

    default_error_messages = {"max_length": TOO_LONG}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> Fraction | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            found = written.percentage(text)
        except ValueError:
            raise ValidationError(_("Ini bukan persentase. Tulis angkanya saja, misalnya 12 atau 11,5.")) from None
        if found > WHOLE_PERCENT:
            raise ValidationError(_("Persentase tidak boleh lebih dari 100."))
        return found


class MonthInput(forms.TextInput):
    """The browser's choice of a month; where it has none, a field for 2026-11."""

    input_type = "month"

    def format_value(self, value: Any) -> str | None:
        """What is no month is left out, since the browser would complain of it; the sentence above repeats it."""
        found = super().format_value(value)
        try:
            return str(written.month(found)) if found else found
        except ValueError:
            return None


class MonthField(forms.CharField):
    """A month for which the law is held; those far ahead are computed with the law as it is known."""

    default_error_messages = {"required": gettext_lazy("Pilih bulannya."), "max_length": TOO_LONG}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"placeholder": "2026-11", "autocomplete": "off"}
        super().__init__(max_length=LONGEST, widget=MonthInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Month | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            found = written.month(text)
        except written.NoSuchMonth as fault:
            sentence = _("Bulan ke-%(number)s tidak ada. Pilih bulan 1 sampai 12, misalnya 2026-11.")
            raise ValidationError(sentence, params={"number": fault.args[0]}) from None
        except ValueError:
            sentence = _("“%(written)s” bukan bulan. Tulis tahun dan bulannya, misalnya 2026-11.")
            raise ValidationError(sentence, params={"written": text}) from None
        return _held(found)


def _held(found: Month) -> Month:
    first = first_month()
    if found < first:
        sentence = _("Aturan di sini dimulai %(first)s. Pilih bulan itu atau sesudahnya.")
        raise ValidationError(sentence, params={"first": month_name(first)})
    if found > LAST_MONTH:
        raise ValidationError(_("Pilih bulan sampai %(last)s."), params={"last": month_name(LAST_MONTH)})
    return found


def first_month() -> Month:
    """The first month for which the contributions are held."""
    return Month.of(load().parameter("rounding.unit").values[0].start)
