"""The contributions of a whole payroll, in one month and in the months ahead: computed by column, explained by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils.translation import gettext as _

from payung.rules.codes import Programme, Scale
from payung.rules.columns import Choices, Columns
from payung.rules.contributions.wage_earners import Risk, WageEarner, reckoned
from payung.rules.legislation import load
from payung.rules.look import Warned
from payung.rules.many import wage_earner_months
from payung.rules.reckoning import Step
from payung.shared.months import Month
from payung.web.charts import Chart
from payung.web.public.calculator import outlook
from payung.web.public.calculator.paper import Paper, paper
from payung.web.public.calculator.told import sentences
from payung.web.public.calculator.wages import WageLine
from payung.web.public.explaining import Explained, explained
from payung.web.templatetags.payung_format import month_name, number, rupiah

PARTS = ("jkk_er", "jkm_er", "jht_er", "jp_er", "total_er", "jht_ee", "jp_ee", "total_ee")
_MOST_ADDENDS = 20
_EMPLOYER, _WORKER = "total_er", "total_ee"


@dataclass(frozen=True, slots=True)
class Firm:
    """What decides the rates: risk group, size, programmes (None: what the size asks for), sector, active workers."""

    risk: Risk
    scale: Scale
    programmes: tuple[Programme, ...] | None
    sector: str
    workers: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: each of PARTS for one worker."""

    place: int
    workers: int
    wage: int
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over all lines in rupiah, and the addends as they are read."""

    label: str
    amount: int
    formula: str


@dataclass(frozen=True, slots=True)
class Payroll:
    """The answer to an employer: each line, and `whole`, each part over all workers. `steps` explain one worker of the
    opened line."""

    lines: tuple[Line, ...]
    whole: Mapping[str, int]
    workers: int
    month: Month
    opened: Line
    steps: tuple[Explained, ...]
    sums: tuple[Sum, ...]
    warnings: tuple[str, ...]
    later_warnings: tuple[str, ...]
    chart: Chart
    paper: Paper

    @property
    def employer(self) -> int:
        """What the employer pays, in rupiah."""
        return self.whole[_EMPLOYER]

    @property
    def worker(self) -> int:
        """What comes off the wages, in rupiah."""
        return self.whole[_WORKER]

    @property
    def total(self) -> int:
        """What employer and workers pay together, in rupiah."""
        return self.employer + self.worker


def computed(wages: Sequence[WageLine], firm: Firm, month: Month, *, opened: int, today: date) -> Payroll:
    """Every line in `month`, and the sums of the months ahead; `opened` is the line that is explained, counted from 1.

    InputError for what cannot be computed.
    """
    months = outlook.ahead(month)
    case = _columns(wages, firm, months)
    lines = tuple(_line(case, place, each) for place, each in enumerate(wages))
    sums = {name: _sums(case, name, wages, months) for name in (_EMPLOYER, _WORKER)}
    shown = lines[min(opened, len(lines)) - 1]
    steps, warnings = _explained(shown.wage, firm, month)
    now = [*warnings, *_warned(case, range(len(wages)))]
    later = [each for each in _warned(case, range(len(wages), len(months) * len(wages))) if each not in now]
    return Payroll(
        lines=lines,
        whole={name: sum(line.workers * line.parts[name] for line in lines) for name in PARTS},
        workers=sum(each.workers for each in wages),
        month=month,
        opened=shown,
        steps=explained(steps),
        sums=_summed(lines),
        warnings=sentences(now),
        later_warnings=sentences(later),
        chart=_chart(sums, month),
        paper=paper(steps, last=month, today=today),
    )


def _columns(wages: Sequence[WageLine], firm: Firm, months: Sequence[Month]) -> Columns:
    """All wages in all months, the months one after another."""
    count = len(wages)
    rows = count * len(months)
    same = np.zeros(rows, dtype=np.int64)
    return wage_earner_months(
        Choices(tuple(months), np.repeat(np.arange(len(months), dtype=np.int64), count)),
        np.tile(np.asarray([each.wage for each in wages], dtype=np.int64), len(months)),
        risk=Choices((str(firm.risk),), same),
        scale=Choices((firm.scale,), same),
        programmes=Choices((firm.programmes,), same),
        sector=Choices((firm.sector,), same),
        workers=np.full(rows, firm.workers, dtype=np.int64),
    )


def _line(case: Columns, row: int, wage: WageLine) -> Line:
    parts = {name: int(case.figures[name][row]) for name in PARTS}
    return Line(row + 1, wage.workers, wage.wage, parts)


def _sums(case: Columns, name: str, wages: Sequence[WageLine], months: Sequence[Month]) -> dict[Month, int]:
    """A total over all workers for each month, in whole numbers without a limit."""
    figures = case.figures[name].tolist()
    count = len(wages)
    by_month = (figures[place * count : (place + 1) * count] for place in range(len(months)))
    return {
        month: sum(each.workers * amount for each, amount in zip(wages, found, strict=True))
        for month, found in zip(months, by_month, strict=True)
    }


def _explained(wage: int, firm: Firm, month: Month) -> tuple[list[Step], list[Warned]]:
    """One worker by the scalar rule: the steps, and what is left open."""
    asked = WageEarner(
        month=month,
        wage=wage,
        risk=firm.risk,
        scale=firm.scale,
        programmes=firm.programmes,
        sector=firm.sector,
        workers=firm.workers,
    )
    case = reckoned(load(), asked)
    return case.steps, case.warnings


def _warned(case: Columns, rows: range) -> list[Warned]:
    return [each for each, flags in case.warned.items() if flags[rows.start : rows.stop].any()]


def _summed(lines: Sequence[Line]) -> tuple[Sum, ...]:
    """The sums of the answer, each with how it was added."""
    named = ((_EMPLOYER, _("Dibayar pemberi kerja")), (_WORKER, _("Dipotong dari upah pekerja")))
    found = []
    for name, label in named:
        addends = [(line.workers, line.parts[name]) for line in lines]
        found.append(Sum(label, sum(count * each for count, each in addends), _added(addends)))
    return tuple(found)


def _added(addends: Sequence[tuple[int, int]]) -> str:
    if len(addends) > _MOST_ADDENDS:
        return _("jumlah %(count)s baris daftar upah") % {"count": number(len(addends))}
    return " + ".join(rupiah(each) if count == 1 else f"{number(count)} × {rupiah(each)}" for count, each in addends)


def _chart(sums: dict[str, dict[Month, int]], month: Month) -> Chart:
    columns = {_("Pemberi kerja"): sums[_EMPLOYER], _("Pekerja"): sums[_WORKER]}
    marks = {
        later: _("Mulai %(month)s pemberi kerja membayar %(employer)s dan pekerja %(worker)s.")
        % {
            "month": month_name(later),
            "employer": rupiah(sums[_EMPLOYER][later]),
            "worker": rupiah(sums[_WORKER][later]),
        }
        for later in outlook.ahead(month)[1:]
        if any(each[later] != each[later - 1] for each in sums.values())
    }
    return outlook.chart(columns, marks=marks)
