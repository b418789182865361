"""What changes next, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from django.utils.translation import gettext as _

from payung.rules.changes import Change, What
from payung.rules.parameter import Dated, Parameter
from payung.web.public.law.consequences import consequence
from payung.web.public.law.values import in_a_line, is_numeric
from payung.web.public.law.words import headline
from payung.web.templatetags.payung_format import long_date, month_name


@dataclass(frozen=True, slots=True)
class Row:
    """One change: what it concerns, before and after (empty where not known), and a sentence or two."""

    parameter: Parameter
    headline: str
    before: str
    after: str
    words: str
    example: str


@dataclass(frozen=True, slots=True)
class Day:
    """All changes of one day."""

    day: date
    rows: tuple[Row, ...]


def by_day(changes: Iterable[Change]) -> tuple[Day, ...]:
    """The changes in the order of their days; on one day those that are known come first."""
    ordered = sorted(changes, key=lambda change: (change.day, change.what is not What.NEW_VALUE))
    grouped = groupby(ordered, key=lambda change: change.day)
    return tuple(Day(day, tuple(_row(change) for change in found)) for day, found in grouped)


def _row(change: Change) -> Row:
    parameter = change.parameter
    named = change.what is What.NAMED_DAY
    return Row(
        parameter=parameter,
        headline=headline(parameter),
        before="" if named else _value(parameter, change.old),
        after="" if named else _value(parameter, change.new),
        words=words(change),
        example=consequence(change),
    )


def _value(parameter: Parameter, dated: Dated | None) -> str:
    return in_a_line(dated.value, parameter.unit) if dated else ""


def words(change: Change) -> str:
    """One change as a sentence."""
    facts = {
        "before": _value(change.parameter, change.old),
        "after": _value(change.parameter, change.new),
        "day": long_date(change.day),
        "month": month_name(change.day),
    }
    return _sentence(change) % facts


def _sentence(change: Change) -> str:
    if change.what is What.RENEWAL:
        return _("Angka baru ditunggu mulai %(month)s. Selama belum diketahui, %(before)s dipakai dengan peringatan.")
    if change.what is What.END:
        return _("%(before)s tidak berlaku lagi, dan belum ada penggantinya.")
    if change.what is What.NAMED_DAY:
        return _("%(day)s adalah hari yang disebut oleh aturan ini.")
    if change.old is None:
        return _("Angka pertama: %(after)s.")
    return _moved(change.parameter, change.old, change.new)


def _moved(parameter: Parameter, old: Dated, new: Dated | None) -> str:
    if new is None or old.value == new.value:
        return _("Tetap %(before)s.")
    if is_numeric(old.value) and is_numeric(new.value):
        return _rising(old, new, relieves=_is_relief(parameter))
    return _("Berubah dari %(before)s menjadi %(after)s.")


def _is_relief(parameter: Parameter) -> bool:
    """Whether the figure is the part of a contribution that falls away."""
    return "discount" in parameter.path.split(".")


def _rising(old: Dated, new: Dated, *, relieves: bool) -> str:
    if relieves and not new.value:
        return _("Keringanan berakhir: dari %(before)s menjadi %(after)s.")
    if Fraction(str(new.value)) > Fraction(str(old.value)):
        return _("Naik dari %(before)s menjadi %(after)s.")
    return _("Turun dari %(before)s menjadi %(after)s.")
