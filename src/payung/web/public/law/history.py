"""The dated values of one figure as its page shows them, and the steps of its chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import zip_longest
from typing import cast

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from payung.rules.legislation import Legislation
from payung.rules.parameter import Dated, Parameter
from payung.web.charts import Chart, Column, Point, Unit
from payung.web.public.law.values import Grid, as_grid, in_a_line, is_numeric, worded
from payung.web.public.law.words import CERTAINTY, Certainty, linked, said
from payung.web.templatetags.payung_format import long_date, short_date


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated value: from its first day to its last (None: still open), and where it comes from."""

    start: date
    last: date | None
    value: str
    grid: Grid | None
    law: str
    article: str
    source: SafeString
    checked: date
    certainty: Certainty
    notes: SafeString
    holds: bool


def entries(parameter: Parameter, law: Legislation, today: date) -> tuple[Entry, ...]:
    """Every dated value, the newest first."""
    values = parameter.values
    pairs = list(zip_longest(values, values[1:]))
    return tuple(_entry(parameter, dated, following, law, today) for dated, following in reversed(pairs) if dated)


def _entry(parameter: Parameter, dated: Dated, following: Dated | None, law: Legislation, today: date) -> Entry:
    last = following.start - timedelta(days=1) if following else dated.until
    return Entry(
        start=dated.start,
        last=last,
        value=in_a_line(dated.value, parameter.unit),
        grid=as_grid(dated.value, parameter.unit),
        law=worded(dated.law),
        article=worded(dated.article),
        source=linked(worded(dated.source), law),
        checked=dated.checked,
        certainty=CERTAINTY[dated.confidence],
        notes=linked(said(dated, "notes"), law),
        holds=dated.start <= today and (last is None or today <= last),
    )


def chart(parameter: Parameter, today: date) -> Chart | None:
    """The history as steps, where it is numbers that change; None where there is nothing to draw."""
    values = parameter.values
    if len(values) < 2 or not all(is_numeric(each.value) for each in values):
        return None
    points = tuple(
        Point(short_date(each.start), (cast("int | Fraction", each.value),), day=each.start) for each in values
    )
    last = values[-1]
    says = _("Angka terakhir yang diketahui: %(value)s, mulai %(day)s.") % {
        "value": in_a_line(last.value, parameter.unit),
        "day": long_date(last.start),
    }
    return Chart(
        id="riwayat",
        title=_("Riwayat angka"),
        head=_("Mulai"),
        columns=(Column(worded(parameter.unit)),),
        points=points,
        kind="step",
        unit=_unit(parameter.unit),
        says=says,
        until=max(today, last.until or last.start),
    )


def _unit(unit: str) -> Unit:
    if unit.startswith("rupiah"):
        return "rupiah"
    return "percent" if unit.startswith("fraction") else "number"
