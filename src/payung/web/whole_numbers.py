"""Whole numbers as people type them: 1000, 1.000, 1 000; in English 1,000. One field reads them in every form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from payung.web.templatetags.payung_format import number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST = 40  # signs of a number; what is longer is no number of anybody
TOO_LONG = gettext_lazy("Ini terlalu panjang. Tulis angkanya saja.")
ONE_THOUSAND = 1000
_DIGITS = {"inputmode": "numeric", "autocomplete": "off"}
_GROUPS = r"\d{1,3}(?P<sign>[., ])\d{3}(?:(?P=sign)\d{3})*"
_NUMBER = re.compile(rf"(?:\d+|{_GROUPS})", re.ASCII)
# "1.000.000,00" and "5000,-"; "1.000.00" is a number with a digit left out, and none
_WITH_SENS = re.compile(rf"(?P<rupiah>\d{{4,}}|{_GROUPS}(?!(?P=sign)))(?:[.,]00|,-)", re.ASCII)
_ONE_GROUP = re.compile(r"-?\d{1,3}(?P<sign>[.,])\d{3}", re.ASCII)


def whole_number(text: str) -> int:
    """A whole number with or without groups of three, "Rp" and a minus before it; ValueError for anything else."""
    bare = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-").strip()
    negative = bare.startswith("-")
    bare = re.sub(r"^Rp\.?\s*", "", bare.removeprefix("-").strip(), flags=re.IGNORECASE)
    if sens := _WITH_SENS.fullmatch(bare):
        bare = sens["rupiah"]
    if not _NUMBER.fullmatch(bare):
        raise ValueError(text)
    found = int(re.sub(r"\D", "", bare))
    return -found if negative else found


def ambiguous(text: str) -> bool:
    """Whether a single group of three stands behind the sign that parts decimals in the reader's language: 1,000 is a
    thousand in English, and in Indonesian one, with three places."""
    found = _ONE_GROUP.fullmatch(text.strip())
    return found is not None and found["sign"] not in number(ONE_THOUSAND)


class WholeField(forms.CharField):
    """A whole number between two limits, with or without groups. Groups of any language are read, for an address
    that holds them may be opened in another.
    """

    default_error_messages = {"required": gettext_lazy("Isi angkanya."), "max_length": TOO_LONG}
    no_number: StrOrPromise = gettext_lazy("Ini bukan bilangan bulat. Tulis angkanya saja, misalnya 1.000.")
    below: StrOrPromise = gettext_lazy("Paling sedikit %(least)s. Periksa angkanya.")
    above: StrOrPromise = gettext_lazy("Paling banyak %(most)s. Periksa jumlah angka nolnya.")

    def __init__(self, *, least: int = 0, most: int, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(max_length=LONGEST, widget=forms.TextInput(attrs=_DIGITS), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.read(text) if text else None

    def read(self, text: str) -> int:
        """The number; ValidationError with one sentence."""
        try:
            found = whole_number(text)
        except ValueError:
            raise ValidationError(self.no_number) from None
        if found < self.least:
            raise ValidationError(self.below, params={"least": self.shown(self.least)})
        if found > self.most:
            raise ValidationError(self.above, params={"most": self.shown(self.most)})
        return found

    @staticmethod
    def shown(amount: int) -> str:
        """A limit as the sentence names it."""
        return number(amount)


class CountField(WholeField):
    """How many of something, in a form that is filled in once: read as the reader's language writes numbers.

    What could be two numbers (`ambiguous`) is refused with a sentence.
    """

    two_numbers = gettext_lazy("“%(written)s” dapat dibaca sebagai dua bilangan. Tulis %(plain)s saja.")

    def read(self, text: str) -> int:
        """The number; ValidationError with one sentence."""
        if ambiguous(text):
            plain = re.sub(r"\D", "", text)
            raise ValidationError(self.two_numbers, params={"written": text, "plain": plain})
        return super().read(text)
