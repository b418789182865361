"""A list of wages as it is written into one field: a wage a line, or "12 x 3.500.000" for twelve of the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.web.public.calculator.fields import MOST_RUPIAH
from payung.web.templatetags.payung_format import number, rupiah
from payung.web.whole_numbers import whole_number

LINES = 500  # an address holds no more
WORKERS = 1_000_000
LONGEST = 30_000  # signs; 500 lines are far below
_SHOWN = 30
_TOLD = 3  # faulty lines that are told at once
_TIMES = re.compile(r"(?:(?P<count>[^x×*]+?)\s*[x×*]\s*)?(?P<wage>[^x×*]+)", re.IGNORECASE)
_BREAK = re.compile(r"[\r\n;]+")


@dataclass(frozen=True, slots=True)
class WageLine:
    """So many workers with one wage, in rupiah a month."""

    workers: int
    wage: int


class WagesField(forms.CharField):
    """Wages of one employer, in the order in which they are written."""

    default_error_messages = {
        "required": gettext_lazy("Tulis paling sedikit satu upah."),
        "max_length": gettext_lazy("Daftar ini terlalu panjang. Bagi menjadi beberapa daftar."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"rows": 8, "inputmode": "text", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=LONGEST, widget=forms.Textarea(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> tuple[WageLine, ...]:
        lines = [line.strip() for line in _BREAK.split(super().clean(value)) if line.strip()]
        if len(lines) > LINES:
            raise ValidationError(_too_many(len(lines)))
        found, faults = _read(lines)
        if faults:
            raise ValidationError(faults[:_TOLD] + _more(len(faults)))
        if sum(each.workers for each in found) > WORKERS:
            raise ValidationError(
                _("Paling banyak %(most)s pekerja. Periksa jumlah angka nolnya.") % {"most": number(WORKERS)}
            )
        return tuple(found)


def _read(lines: Iterable[str]) -> tuple[list[WageLine], list[str]]:
    found, faults = [], []
    for place, line in enumerate(lines, start=1):
        try:
            found.append(_line(line))
        except ValueError as fault:
            facts = {"place": number(place), "line": line[:_SHOWN], "what": fault}
            faults.append(_("Baris %(place)s (“%(line)s”): %(what)s") % facts)
    return found, faults


def _line(line: str) -> WageLine:
    """One line; ValueError with what is wrong with it."""
    parts = _TIMES.fullmatch(line)
    try:
        wage = whole_number(parts["wage"] if parts else line)
    except ValueError:
        raise ValueError(_("ini bukan upah. Tulis angkanya saja, misalnya 3.500.000.")) from None
    if wage < 0:
        raise ValueError(_("upah tidak boleh kurang dari nol."))
    if wage > MOST_RUPIAH:
        raise ValueError(_("upah paling banyak %(most)s. Periksa angka nolnya.") % {"most": rupiah(MOST_RUPIAH)})
    return WageLine(_workers(parts["count"] if parts else None), wage)


def _workers(count: str | None) -> int:
    try:
        found = 1 if count is None else whole_number(count)
    except ValueError:
        found = 0
    if found < 1:
        raise ValueError(_("jumlah pekerja tidak terbaca. Tulis misalnya 12 x 3.500.000."))
    return found


def _too_many(count: int) -> str:
    sentence = _(
        "Ada %(count)s baris; paling banyak %(most)s. Tulis upah yang sama sekali saja, misalnya 40 x 3.500.000, atau "
        "bagi menjadi beberapa daftar."
    )
    return sentence % {"count": number(count), "most": number(LINES)}


def _more(count: int) -> list[str]:
    left = count - _TOLD
    return [_("Masih ada %(count)s baris lain yang keliru.") % {"count": number(left)}] if left > 0 else []
