"""What a construction contract costs: by its value, or by the wages where they are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from payung.rules.answer import Answer
from payung.rules.contributions.construction import Contract, SiteWorker, jakon, jakon_wage
from payung.rules.legislation import load
from payung.shared.months import Month, months
from payung.web.charts import Chart
from payung.web.guards import public
from payung.web.public.calculator import outlook
from payung.web.public.calculator.answering import answered
from payung.web.public.calculator.asking import Asking, ChosenField
from payung.web.public.calculator.fields import MonthField, PercentField, RupiahField, SpanField
from payung.web.public.calculator.paper import Paper, paper
from payung.web.public.calculator.told import sentences
from payung.web.public.calculator.wages import WORKERS
from payung.web.public.explaining import Explained, explained
from payung.web.public.today import day_of
from payung.web.templatetags.payung_format import month_name, rupiah
from payung.web.whole_numbers import WholeField

_WITH_TAX, _WITHOUT_TAX = "termasuk", "belum"
_MOST_CONTRACT = 10**14  # rupiah; a contract of a city is far smaller


class ContractForm(Asking):
    """A contract whose wages are not known."""

    DEFAULTS: ClassVar[Mapping[str, str]] = {"nilai": "500000000", "ppn": _WITHOUT_TAX, "persen": ""}
    INPUTS: ClassVar[Mapping[str, str]] = {"contract": "nilai", "contract_gross": "nilai", "ppn_percent": "persen"}
    nilai = RupiahField(label=gettext_lazy("Nilai kontrak (Rp)"), most=_MOST_CONTRACT)
    ppn = ChosenField(
        label=gettext_lazy("PPN dalam nilai ini"),
        choices=((_WITHOUT_TAX, gettext_lazy("Belum termasuk PPN")), (_WITH_TAX, gettext_lazy("Sudah termasuk PPN"))),
    )
    persen = PercentField(
        label=gettext_lazy("Persentase PPN"),
        help_text=gettext_lazy("Seperti tertulis dalam kontrak; hanya bila PPN sudah termasuk."),
        required=False,
    )
    mulai = MonthField(label=gettext_lazy("Bulan pendaftaran proyek"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        self.fields["persen"].required = found.get("ppn") == _WITH_TAX
        if "ppn" not in found or "persen" not in found:
            return found
        if found["ppn"] == _WITH_TAX and found["persen"] is None:
            self.add_error("persen", _("Isi persentase PPN yang termasuk dalam nilai kontrak."))
        if found["ppn"] == _WITHOUT_TAX and found["persen"] is not None:
            self.add_error("persen", _("Kosongkan, atau pilih bahwa PPN sudah termasuk dalam nilai kontrak."))
        return found

    def asked(self, month: Month) -> Contract:
        """The question as the engine asks it, for one month."""
        found = self.cleaned_data
        if found["ppn"] == _WITHOUT_TAX:
            return Contract(contract=found["nilai"], month=month)
        return Contract(contract_gross=found["nilai"], ppn_percent=found["persen"], month=month)


class SiteForm(Asking):
    """Workers on a site whose wages are known."""

    DEFAULTS: ClassVar[Mapping[str, str]] = {"upah": "4000000", "pekerja": "10", "lama": "6"}
    INPUTS: ClassVar[Mapping[str, str]] = {"wage": "upah"}
    upah = RupiahField(label=gettext_lazy("Upah sebulan seorang pekerja (Rp)"))
    pekerja = WholeField(label=gettext_lazy("Jumlah pekerja dengan upah ini"), least=1, most=WORKERS)
    mulai = MonthField(label=gettext_lazy("Bulan iuran pertama"))
    lama = SpanField()

    def asked(self, month: Month) -> SiteWorker:
        """The question as the engine asks it, for one month."""
        return SiteWorker(wage=self.cleaned_data["upah"], month=month)


@dataclass(frozen=True, slots=True)
class Bill:
    """The answer to a contractor: figures in rupiah, the steps of one month, and what is left open.

    By wage, `amount` is the sum over workers and months; by value it is the contribution of the contract.
    """

    figures: Mapping[str, Any]
    amount: int
    formula: str
    month: Month
    steps: tuple[Explained, ...]
    warnings: tuple[str, ...]
    chart: Chart
    paper: Paper


@require_safe
@public
def contract(request: HttpRequest) -> HttpResponse:
    """By the value of the contract."""
    form = ContractForm(request.GET, today=day_of(request))
    return answered(request, form, _by_value, template="public/calculator/contract.html")


@require_safe
@public
def site(request: HttpRequest) -> HttpResponse:
    """By the wage of the workers."""
    form = SiteForm(request.GET, today=day_of(request))
    return answered(request, form, _by_wage, template="public/calculator/site.html")


def _by_value(form: ContractForm) -> Bill:
    first = form.cleaned_data["mulai"]
    answers = {month: jakon(load(), form.asked(month), form.today) for month in outlook.ahead(first)}
    chart = _chart(answers, label=_("Iuran seluruh kontrak"), times=1)
    return _bill(answers[first], _total(answers[first]), "", chart, [first], form.today)


def _by_wage(form: SiteForm) -> Bill:
    found = form.cleaned_data
    first, workers = found["mulai"], found["pekerja"]
    paid = list(months(first, first + found["lama"] - 1))
    asked = sorted({*paid, *outlook.ahead(first)})
    answers = {month: jakon_wage(load(), form.asked(month), form.today) for month in asked}
    amount = workers * sum(_total(answers[month]) for month in paid)
    ahead = {month: answers[month] for month in outlook.ahead(first)}
    chart = _chart(ahead, label=_("Iuran sebulan"), times=workers)
    formula = _added([_total(answers[month]) for month in paid], workers)
    return _bill(answers[first], amount, formula, chart, paid, form.today)


def _added(totals: Sequence[int], workers: int) -> str:
    """Workers times months times the contribution of a month, months of one contribution together."""
    counts = {total: totals.count(total) for total in dict.fromkeys(totals)}
    return " + ".join(
        _("%(workers)s pekerja × %(months)s bulan × %(amount)s")
        % {"workers": workers, "months": count, "amount": rupiah(total)}
        for total, count in counts.items()
    )


def _bill(answer: Answer, amount: int, formula: str, chart: Chart, paid: Sequence[Month], today: date) -> Bill:
    return Bill(
        figures=answer.figures,
        amount=amount,
        formula=formula,
        month=paid[0],
        steps=explained(answer.steps),
        warnings=sentences(answer.warnings),
        chart=chart,
        paper=paper(answer.steps, last=paid[-1], today=today),
    )


def _total(answer: Answer) -> int:
    return int(str(answer.figures["total"]))


def _chart(answers: Mapping[Month, Answer], *, label: str, times: int) -> Chart:
    totals = {month: times * _total(answer) for month, answer in answers.items()}
    marks = {
        month: _("Mulai %(month)s: %(amount)s.") % {"month": month_name(month), "amount": rupiah(amount)}
        for month, amount in totals.items()
        if amount != totals.get(month - 1, amount)
    }
    return outlook.chart({label: totals}, marks=marks)
