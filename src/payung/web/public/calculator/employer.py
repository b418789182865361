"""What an employer pays for a list of wages, and what comes off each wage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, ClassVar, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from payung.rules.codes import Programme, Scale
from payung.rules.contributions.wage_earners import NOT_LISTED, Risk
from payung.web.guards import public
from payung.web.public.calculator import choices
from payung.web.public.calculator.answering import answered
from payung.web.public.calculator.asking import Asking, ChosenField
from payung.web.public.calculator.fields import MonthField
from payung.web.public.calculator.payroll import Firm, Payroll, computed
from payung.web.public.calculator.wages import WORKERS, WagesField
from payung.web.public.today import day_of
from payung.web.templatetags.payung_format import number
from payung.web.whole_numbers import WholeField

SAMPLE = (4_000_000, 4_500_000, 12_500_000)  # wages to begin with


class EmployerForm(Asking):
    """The wages of one month, and what decides the contributions on them."""

    DEFAULTS: ClassVar[Mapping[str, str]] = {
        "risiko": "2",
        "skala": Scale.KECIL.value,
        "program": choices.LEAST_PROGRAMMES,
        "sektor": NOT_LISTED,
        "pekerja": "",
    }
    INPUTS: ClassVar[Mapping[str, str]] = {
        "wage": "upah",
        "risk": "risiko",
        "scale": "skala",
        "programmes": "program",
        "workers": "pekerja",
    }
    upah = WagesField(
        label=gettext_lazy("Upah sebulan (Rp)"),
        help_text=gettext_lazy("Satu upah tiap baris, tanpa nama. Untuk upah yang sama: 12 x 3.500.000."),
    )
    risiko = ChosenField(label=gettext_lazy("Kelompok risiko pekerjaan"))
    skala = ChosenField(label=gettext_lazy("Skala usaha Anda"))
    program = ChosenField(label=gettext_lazy("Program"))
    sektor = ChosenField(label=gettext_lazy("Industri padat karya"))
    pekerja = WholeField(
        label=gettext_lazy("Jumlah pekerja seluruhnya"),
        help_text=gettext_lazy("Bila daftar di atas hanya sebagian."),
        required=False,
        least=1,
        most=WORKERS,
    )
    mulai = MonthField(label=gettext_lazy("Bulan iuran"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("risiko", choices.risk_choices(self.today))
        self.offer("skala", choices.scale_choices())
        self.offer("program", choices.given_choices())
        self.offer("sektor", choices.sector_choices())

    def defaults(self, today: date) -> dict[str, str]:
        low, middle, high = (number(wage) for wage in SAMPLE)
        return {**super().defaults(today), "upah": f"{middle}\n3 x {low}\n{high}"}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        listed = sum(each.workers for each in found.get("upah", ()))
        if found.get("pekerja") and found["pekerja"] < listed:
            sentence = _("Daftar upah memuat %(listed)s pekerja. Tulis angka itu atau lebih, atau kosongkan.")
            self.add_error("pekerja", sentence % {"listed": number(listed)})
        return found

    @property
    def firm(self) -> Firm:
        """What the employer is asked, without the wages."""
        found = self.cleaned_data
        listed = sum(each.workers for each in found["upah"])
        least = found["program"] == choices.LEAST_PROGRAMMES
        return Firm(
            risk=cast(Risk, int(found["risiko"])),
            scale=Scale(found["skala"]),
            programmes=None if least else tuple(Programme(each) for each in found["program"].split(",")),
            sector=found["sektor"],
            workers=found["pekerja"] or listed,
        )


@require_safe
@public
def employer(request: HttpRequest) -> HttpResponse:
    """The form, and the answer to what stands in the address; `baris` opens one line of the list."""
    form = EmployerForm(request.GET, today=day_of(request))
    compute = partial(_payroll, opened=_line_of(request.GET.get("baris", "")))
    return answered(request, form, compute, template="public/calculator/employer.html")


def _payroll(form: EmployerForm, *, opened: int) -> Payroll:
    found = form.cleaned_data
    return computed(found["upah"], form.firm, found["mulai"], opened=opened, today=form.today)


def _line_of(written: str) -> int:
    """The line that is opened, counted from 1; the first where the address names none."""
    return max(1, int(written)) if re.fullmatch(r"[0-9]{1,9}", written) else 1
