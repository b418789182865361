"""What it costs a city, or anybody else, to pay for many workers; beside it the same under another payer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from payung.rules.answer import Answer
from payung.rules.codes import Payer, Work
from payung.rules.contributions.bpu import SelfEmployed
from payung.rules.legislation import load
from payung.rules.plans.budget import Budget, budget
from payung.shared.months import Month
from payung.web.charts import Chart
from payung.web.city.roster_words import PAYERS
from payung.web.guards import public
from payung.web.public.calculator import choices, outlook
from payung.web.public.calculator.answering import answered
from payung.web.public.calculator.asking import Asking, ChosenField
from payung.web.public.calculator.fields import MonthField, SpanField
from payung.web.public.calculator.paper import Paper, paper
from payung.web.public.calculator.periods import Change, Span, changes, spans
from payung.web.public.calculator.told import sentences
from payung.web.public.calculator.wages import WORKERS
from payung.web.public.explaining import Explained, explained
from payung.web.public.today import day_of
from payung.web.templatetags.payung_format import rupiah
from payung.web.whole_numbers import WholeField


class BudgetForm(Asking):
    """How many workers, who pays, for which months; and whom to compare with."""

    DEFAULTS: ClassVar[Mapping[str, str]] = {
        "pekerja": "1000",
        "pembayar": Payer.APBD_KOTA.value,
        "banding": Payer.SELF.value,
        "lama": "12",
        "jht": "tidak",
        "penghasilan": "0",
        "pekerjaan": Work.OTHER.value,
    }
    INPUTS: ClassVar[Mapping[str, str]] = {
        "workers": "pekerja",
        "payer": "pembayar",
        "months": "lama",
        "income": "penghasilan",
    }
    pekerja = WholeField(label=gettext_lazy("Jumlah pekerja"), least=1, most=WORKERS)
    pembayar = ChosenField(label=gettext_lazy("Siapa yang membayar"), choices=choices.PAYER_CHOICES)
    banding = ChosenField(label=gettext_lazy("Bandingkan dengan pembayar"), choices=choices.PAYER_CHOICES)
    mulai = MonthField(label=gettext_lazy("Bulan iuran pertama"))
    lama = SpanField()
    jht = ChosenField(label=gettext_lazy("Program"), choices=choices.SAVINGS_CHOICES)
    penghasilan = ChosenField(label=gettext_lazy("Penghasilan sebulan tiap pekerja"))
    pekerjaan = ChosenField(label=gettext_lazy("Pekerjaan"), choices=choices.WORK_CHOICES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("penghasilan", choices.band_choices(self.today))

    def asked(self, payer: Payer, *, months: int) -> Budget:
        """The question as the engine asks it, under one payer."""
        found = self.cleaned_data
        return Budget(
            workers=found["pekerja"],
            months=months,
            first=found["mulai"],
            income=int(found["penghasilan"]),
            programmes=choices.programmes_with(found["jht"]),
            sector=Work(found["pekerjaan"]),
            payer=payer,
        )


@dataclass(frozen=True, slots=True)
class Side:
    """The plan under one payer: rupiah in all, and month by month for all workers and for one."""

    payer: Payer
    label: str
    total: int
    monthly: Mapping[Month, int]
    per_worker: Mapping[Month, int]
    answer: Answer

    @property
    def first_month(self) -> int:
        """What the first month costs."""
        return next(iter(self.monthly.values()))


@dataclass(frozen=True, slots=True)
class Period:
    """Months with the same costs on both sides: rupiah a month for one worker and for all, with the steps of one."""

    label: str
    months: int
    per_worker: int
    monthly: int
    other_per_worker: int
    other_monthly: int
    steps: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Payers under whom the plan costs the same, and in words how much more or less than under the chosen one."""

    payers: str
    total: int
    compared: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer to a city: its own side, the other one, months with the same costs, and every payer."""

    workers: int
    mine: Side
    other: Side
    periods: tuple[Period, ...]
    sum_step: tuple[Explained, ...]
    groups: tuple[Group, ...]
    changes: tuple[str, ...]
    warnings: tuple[str, ...]
    chart: Chart
    paper: Paper

    @property
    def month(self) -> Month:
        """The first month."""
        return next(iter(self.mine.monthly))

    @property
    def months(self) -> int:
        """How many months."""
        return len(self.mine.monthly)

    @property
    def steady(self) -> bool:
        """Whether every month costs the same."""
        return len(set(self.mine.monthly.values())) == 1

    @property
    def difference(self) -> str:
        """How much more or less the other payer pays in all."""
        return compared(self.other.total, self.mine.total)

    @property
    def compared(self) -> bool:
        """Whether there are two different payers to compare."""
        return self.mine.payer is not self.other.payer


@require_safe
@public
def plan(request: HttpRequest) -> HttpResponse:
    """The form, and the answer to what stands in the address."""
    form = BudgetForm(request.GET, today=day_of(request))
    return answered(request, form, _plan, template="public/calculator/budget.html")


def _plan(form: BudgetForm) -> Plan:
    found = form.cleaned_data
    mine, other = (_side(form, Payer(found[name]), months=found["lama"]) for name in ("pembayar", "banding"))
    last = found["mulai"] + found["lama"] - 1
    return Plan(
        workers=found["pekerja"],
        mine=mine,
        other=other,
        periods=_periods(mine, other),
        sum_step=explained(mine.answer.steps[-1:]),
        groups=_groups(form, mine),
        changes=tuple(each.words for each in _changes(form, (mine, other))),
        warnings=sentences((*mine.answer.warnings, *other.answer.warnings)),
        chart=_chart(form, mine.payer, other.payer),
        paper=paper(mine.answer.steps, last=last, today=form.today),
    )


def _worker(form: BudgetForm, payer: Payer) -> SelfEmployed:
    asked = form.asked(payer, months=1)
    month = cast(Month, asked.first)
    return SelfEmployed(
        months=(month, month), income=asked.income, programmes=asked.programmes, sector=asked.sector, payer=payer
    )


def _side(form: BudgetForm, payer: Payer, *, months: int) -> Side:
    answer = budget(load(), form.asked(payer, months=months), form.today)
    by_month = cast("list[dict[str, Any]]", answer.figures["by_month"])
    return Side(
        payer=payer,
        label=str(PAYERS[payer]),
        total=cast(int, answer.figures["total"]),
        monthly={each["month"]: each["monthly"] for each in by_month},
        per_worker={each["month"]: each["per_worker"] for each in by_month},
        answer=answer,
    )


def _periods(mine: Side, other: Side) -> tuple[Period, ...]:
    """Months one after another whose costs are the same on both sides."""
    pairs = [(month, (amount, other.monthly[month])) for month, amount in mine.monthly.items()]
    return tuple(_period(each, mine, other) for each in spans(pairs, lambda costs: costs))


def _period(span: Span[tuple[int, int]], mine: Side, other: Side) -> Period:
    monthly, other_monthly = span.figures
    steps = [step for step in mine.answer.steps[:-1] if step.on == span.first.first_day]
    return Period(
        label=span.label,
        months=span.count,
        per_worker=mine.per_worker[span.first],
        monthly=monthly,
        other_per_worker=other.per_worker[span.first],
        other_monthly=other_monthly,
        steps=explained(steps),
    )


def _groups(form: BudgetForm, mine: Side) -> tuple[Group, ...]:
    """Every payer, those with the same costs and the same doubts together, the cheapest first."""
    sides = [_side(form, payer, months=form.cleaned_data["lama"]) for payer in Payer]
    known = [(side.total, sentences(_own(side.answer, mine.answer)), side.label) for side in sides]
    found = []
    for (total, warnings), same in groupby(sorted(known), key=lambda each: each[:2]):
        names = ", ".join(label for *_costs, label in same)
        found.append(Group(names, total, compared(total, mine.total), warnings))
    return tuple(found)


def compared(amount: int, other: int) -> str:
    """How much more or less an amount is than another."""
    if amount == other:
        return _("sama")
    words = _("%(amount)s lebih murah") if amount < other else _("%(amount)s lebih mahal")
    return words % {"amount": rupiah(abs(amount - other))}


def _own(answer: Answer, other: Answer) -> Iterable[Any]:
    """What is open under one payer and not under the other."""
    return (each for each in answer.warnings if each not in other.warnings)


def _changes(form: BudgetForm, sides: Iterable[Side]) -> list[Change]:
    """Where the contribution of a worker changes, under each payer, in the order of the months."""
    found = [
        Change(each.month, f"{side.label}: {each.words[:1].lower()}{each.words[1:]}")
        for side in {side.payer: side for side in sides}.values()
        for each in changes(_worker(form, side.payer), side.per_worker.items())
    ]
    return sorted(found, key=lambda change: change.month)


def _chart(form: BudgetForm, mine: Payer, other: Payer) -> Chart:
    sides = [_side(form, payer, months=outlook.MONTHS) for payer in dict.fromkeys((mine, other))]
    marks: dict[Month, str] = {}
    for each in _changes(form, sides):
        marks[each.month] = f"{marks[each.month]} {each.words}" if each.month in marks else each.words
    return outlook.chart({side.label: side.monthly for side in sides}, marks=marks)
