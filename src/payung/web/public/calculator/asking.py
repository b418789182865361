"""A calculator's form: what stands in the address, over defaults that make an answer at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from payung.shared.months import Month
from payung.web.public.calculator.choices import Choice
from payung.web.templatetags.payung_format import month_name, number
from payung.web.whole_numbers import WholeField


class Asking(forms.Form):
    """Whatever is not in the address has its default; what is there and wrong is said beside its field."""

    use_required_attribute = False  # the server's sentence says more than the browser's
    DEFAULTS: ClassVar[Mapping[str, str]] = {}
    INPUTS: ClassVar[Mapping[str, str]] = {}  # where the engine names an input otherwise: its name, and the field's

    def __init__(self, query: QueryDict, *, today: date) -> None:
        self.today = today
        defaults = self.defaults(today)
        given = {name: query[name] for name in self.base_fields if name in query}
        super().__init__({**defaults, **given}, auto_id="id_%s")

    def defaults(self, today: date) -> dict[str, str]:
        """The values of the fields that the address leaves out."""
        written = {
            name: number(int(value)) if value and isinstance(self.base_fields[name], WholeField) else value
            for name, value in self.DEFAULTS.items()
        }
        return {**written, "mulai": f"{today:%Y-%m}"}

    @property
    def said(self) -> list[tuple[str, str]]:
        """What is asked, field by field, as a paper shows it; once the form is valid."""
        return [(str(field.label), self._shown(field)) for field in self if self.cleaned_data[field.name] is not None]

    def offer(self, name: str, choices: Iterable[Choice]) -> None:
        """What can be chosen in a field, where the law or the day says it."""
        cast(ChosenField, self.fields[name]).choices = list(choices)

    def _shown(self, field: forms.BoundField) -> str:
        found = self.cleaned_data[field.name]
        if isinstance(field.field, forms.ChoiceField):
            return str(next(label for value, label in cast("list[Choice]", field.field.choices) if value == found))
        if isinstance(found, Month):
            return month_name(found)
        return ", ".join(str(field.value()).split("\n"))


class ChosenField(forms.ChoiceField):
    """One of a few words; what is none of them came from a broken address."""

    default_error_messages = {
        "required": _("Pilih salah satu."),
        "invalid_choice": _("Pilihan ini tidak ada di sini. Pilih salah satu dari daftar."),
    }
