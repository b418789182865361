"""What one self-employed worker owes, month by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from payung.rules.codes import Payer, Work
from payung.rules.contributions.bpu import SelfEmployed, bpu, due
from payung.rules.legislation import load
from payung.rules.reckoning import Reckoning
from payung.shared.months import Month, months
from payung.web.charts import Chart
from payung.web.guards import public
from payung.web.public.calculator import choices, outlook
from payung.web.public.calculator.answering import answered
from payung.web.public.calculator.asking import Asking, ChosenField
from payung.web.public.calculator.fields import MonthField, RupiahField, SpanField
from payung.web.public.calculator.paper import Paper, paper
from payung.web.public.calculator.periods import Change, Span, changes, spans
from payung.web.public.calculator.told import sentences
from payung.web.public.explaining import Explained, explained
from payung.web.public.today import day_of

_PARTS = ("jkk", "jkm", "jht", "total")


class WorkerForm(Asking):
    """One worker: what he earns, who pays, and from when."""

    DEFAULTS: ClassVar[Mapping[str, str]] = {
        "penghasilan": "1000000",
        "pekerjaan": Work.OTHER.value,
        "pembayar": Payer.SELF.value,
        "jht": "tidak",
        "lama": "12",
    }
    INPUTS: ClassVar[Mapping[str, str]] = {"income": "penghasilan", "payer": "pembayar", "months": "lama"}
    penghasilan = RupiahField(label=gettext_lazy("Penghasilan sebulan (Rp)"))
    pekerjaan = ChosenField(label=gettext_lazy("Pekerjaan"), choices=choices.WORK_CHOICES)
    pembayar = ChosenField(label=gettext_lazy("Siapa yang membayar"), choices=choices.PAYER_CHOICES)
    jht = ChosenField(label=gettext_lazy("Program"), choices=choices.SAVINGS_CHOICES)
    mulai = MonthField(label=gettext_lazy("Bulan iuran pertama"))
    lama = SpanField()

    @property
    def worker(self) -> SelfEmployed:
        """The question as the engine asks it."""
        found = self.cleaned_data
        return SelfEmployed(
            months=(found["mulai"], found["mulai"] + found["lama"] - 1),
            income=found["penghasilan"],
            programmes=choices.programmes_with(found["jht"]),
            sector=Work(found["pekerjaan"]),
            payer=Payer(found["pembayar"]),
        )


@dataclass(frozen=True, slots=True)
class Period:
    """Months with the same contribution: each part in rupiah, what they come to, and the steps of one month."""

    label: str
    months: int
    jkk: int
    jkm: int
    jht: int
    monthly: int
    steps: tuple[Explained, ...]

    @property
    def amount(self) -> int:
        """All months of the period together, in rupiah."""
        return self.months * self.monthly


@dataclass(frozen=True, slots=True)
class Bill:
    """The answer to a worker: months with the same figures, their sum, what changes and what is left open."""

    first: Period
    periods: tuple[Period, ...]
    total: int
    months: int
    sum_step: tuple[Explained, ...]
    changes: tuple[Change, ...]
    warnings: tuple[str, ...]
    chart: Chart
    paper: Paper


@require_safe
@public
def worker(request: HttpRequest) -> HttpResponse:
    """The form, and the answer to what stands in the address."""
    form = WorkerForm(request.GET, today=day_of(request))
    return answered(request, form, _bill, template="public/calculator/worker.html")


def _bill(form: WorkerForm) -> Bill:
    law, asked, today = load(), form.worker, form.today
    first, last = asked.months
    cases = {month: due(law, month, asked) for month in sorted({*outlook.ahead(first), *months(first, last)})}
    answer = bpu(law, asked, today)
    whole = answer.steps[-1:]
    periods = tuple(_period(each) for each in spans(_upto(cases, last), lambda case: tuple(case.figures.items())))
    ahead = {month: cases[month].amount("total") for month in outlook.ahead(first)}
    return Bill(
        first=periods[0],
        periods=periods,
        total=sum(each.amount for each in periods),
        months=last - first + 1,
        sum_step=explained(whole) if first != last else (),
        changes=changes(asked, ((month, case.amount("total")) for month, case in _upto(cases, last))),
        warnings=sentences(answer.warnings),
        chart=outlook.chart(
            {_("Iuran sebulan"): ahead},
            marks={each.month: each.words for each in changes(asked, ahead.items())},
        ),
        paper=paper(answer.steps, last=last, today=today),
    )


def _upto(cases: Mapping[Month, Reckoning], last: Month) -> list[tuple[Month, Reckoning]]:
    return [(month, case) for month, case in cases.items() if month <= last]


def _period(span: Span[Reckoning]) -> Period:
    case = span.figures
    jkk, jkm, jht, total = (case.amount(name) for name in _PARTS)
    return Period(span.label, span.count, jkk, jkm, jht, total, explained(case.steps))
