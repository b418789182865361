"""What can be chosen in the calculator, in the words of the page and in the bands and names of the law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import cast

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.rules.codes import Programme, Scale, Work
from payung.rules.contributions.wage_earners import NOT_LISTED
from payung.rules.legislation import load
from payung.web.city.roster_words import PAYERS
from payung.web.neighbourhood.choices import bands
from payung.web.public.law.values import opening, worded
from payung.web.templatetags.payung_format import number, percent, rupiah

Choice = tuple[str, str | Promise]

PAYER_CHOICES: tuple[Choice, ...] = tuple(PAYERS.items())
WORK_CHOICES: tuple[Choice, ...] = (
    (Work.OTHER.value, gettext_lazy("Pekerjaan lain")),
    (Work.TRANSPORT.value, gettext_lazy("Transportasi: ojek, sopir, kurir")),
)
SAVINGS_CHOICES: tuple[Choice, ...] = (
    ("tidak", gettext_lazy("JKK dan JKM saja")),
    ("ya", gettext_lazy("JKK, JKM, dan JHT (tabungan hari tua)")),
)
_RISKS = {
    "1": gettext_lazy("sangat rendah"),
    "2": gettext_lazy("rendah"),
    "3": gettext_lazy("sedang"),
    "4": gettext_lazy("tinggi"),
    "5": gettext_lazy("sangat tinggi"),
}
LEAST_PROGRAMMES = "wajib"
_LEAST = "pu.programmes.minimum"
_LISTED = "pu.relief.labour_intensive.sectors"


def programmes_with(savings: str) -> tuple[Programme, ...]:
    """The programmes of a self-employed worker, with old age savings or without."""
    found = (Programme.JKK, Programme.JKM)
    return (*found, Programme.JHT) if savings == "ya" else found


def risk_choices(on: date) -> list[Choice]:
    """The risk groups of work, each with its part of the wage."""
    rates = cast("Mapping[str, Fraction]", load().value("pu.contribution.jkk_employer", on))
    return [(group, f"{group}: {words} ({percent(rates[group])})") for group, words in _RISKS.items()]


def scale_choices() -> list[Choice]:
    """The sizes of business, each with the programmes that it must give."""
    least = cast("Mapping[str, tuple[str, ...]]", load().parameter(_LEAST).values[-1].value)
    return [(each.value, f"{opening(worded(each.value))} ({', '.join(least[each.value])})") for each in Scale]


def sector_choices() -> list[Choice]:
    """The sectors that a relief ever named, and all others."""
    dated = load().parameter(_LISTED).values
    listed = dict.fromkeys(str(each) for value in dated for each in cast("tuple[str, ...]", value.value))
    return [(NOT_LISTED, _("Bukan industri di bawah ini")), *((each, opening(worded(each))) for each in listed)]


def given_choices() -> list[Choice]:
    """Which programmes an employer gives: what the size asks for, or one of the lists that any size asks for."""
    least = cast("Mapping[str, tuple[str, ...]]", load().parameter(_LEAST).values[-1].value)
    lists = dict.fromkeys(least.values())
    asked = _("Program wajib untuk skala ini")
    return [(LEAST_PROGRAMMES, asked), *((",".join(each), ", ".join(each)) for each in lists)]


def band_choices(on: date) -> list[Choice]:
    """The bands of monthly income; a choice is the lowest income of its band."""
    found = bands(on)
    closed = [(str(low["from"]), f"{rupiah(low['from'])}–{number(high['from'] - 1)}") for low, high in pairwise(found)]
    top = found[-1]["from"]
    return [*closed, (str(top), _("%(low)s atau lebih") % {"low": rupiah(top)})]
