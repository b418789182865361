"""Months with the same figures, one after another, as one row; and the sentences about where they change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from payung.rules.codes import Programme
from payung.rules.contributions.bpu import SelfEmployed, paid_share
from payung.rules.legislation import load
from payung.rules.look import Look
from payung.shared.months import Month
from payung.web.templatetags.payung_format import month_axis, month_name, month_short, rupiah

Figures = TypeVar("Figures")


@dataclass(frozen=True, slots=True)
class Span(Generic[Figures]):
    """Months from the first to the last whose figures are the same."""

    first: Month
    last: Month
    figures: Figures

    @property
    def count(self) -> int:
        """How many months they are."""
        return self.last - self.first + 1

    @property
    def label(self) -> str:
        """Des 2026, Nov–Des 2026, or Nov 2026–Okt 2027."""
        if self.first == self.last:
            return month_axis(self.first)
        begin = month_short(self.first) if self.first.year == self.last.year else month_axis(self.first)
        return f"{begin}–{month_axis(self.last)}"


def spans(months: Iterable[tuple[Month, Figures]], same: Callable[[Figures], object]) -> tuple[Span[Figures], ...]:
    """Neighbouring months that are the same by `same` as one; each keeps the figures of its first month."""
    found = []
    for _same, run in groupby(months, key=lambda pair: same(pair[1])):
        pairs = list(run)
        found.append(Span(pairs[0][0], pairs[-1][0], pairs[0][1]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Change:
    """A month from which the contribution of a worker is another; `words` say it and why."""

    month: Month
    words: str


def changes(worker: SelfEmployed, totals: Iterable[tuple[Month, int]]) -> tuple[Change, ...]:
    """Where the contribution of a self-employed worker changes among the months."""
    return tuple(
        Change(month, _words(worker, earlier, month, after=after))
        for (earlier, before), (month, after) in pairwise(totals)
        if before != after
    )


def _words(worker: SelfEmployed, earlier: Month, month: Month, *, after: int) -> str:
    facts = {"month": month_name(month), "amount": rupiah(after)}
    discounted = [_discount(worker, each) for each in (earlier, month)]
    if discounted[0] > discounted[1]:
        return _("Mulai %(month)s iuran kembali %(amount)s sebulan, karena keringanan berakhir.") % facts
    if discounted[0] < discounted[1]:
        return _("Mulai %(month)s iuran menjadi %(amount)s sebulan, karena ada keringanan.") % facts
    return _("Mulai %(month)s iuran menjadi %(amount)s sebulan.") % facts


def _discount(worker: SelfEmployed, month: Month) -> Fraction:
    look = Look(load(), month.first_day)
    return 1 - Fraction(paid_share(Programme.JKK, look, worker.sector, worker.payer).value)
