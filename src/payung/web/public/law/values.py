"""How a value of the law is written for people: in words and signs of the active language, or as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from babel.dates import get_day_names
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from payung.rules.entry import Value
from payung.rules.exact import Exact, plain
from payung.rules.texts import phrase
from payung.shared.months import Month
from payung.web.templatetags.payung_format import UNBROKEN, long_date, month_name, number, percent, rupiah

_EDGES = ("from", "up_to")
_DOUBTFUL = "doubtful"
_AMOUNTS = ("base", "amount")
_DAYS = {"count", "counted"}
_MOST_IN_A_LINE = 3
_MOST_BESIDE = 3  # columns on a narrow screen
_LONG = 10  # rows


@dataclass(frozen=True, slots=True)
class Grid:
    """A value of several parts: the head of each column, and rows of text; the first cell names the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def as_cards(self) -> bool:
        """Whether a narrow screen shows each row as a card: many columns do not fit, and few rows stay short."""
        return len(self.columns) > _MOST_BESIDE or (len(self.columns) == _MOST_BESIDE and len(self.rows) < _LONG)


def language() -> str:
    """The active language as the engine names it: Indonesian, or English."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def worded(written: str) -> str:
    """A unit, article, law, source or word of a value in the active language."""
    return phrase(written, language())


def opening(words: str) -> str:
    """Words as they begin a line: the first letter large, the others as they are."""
    return words[:1].upper() + words[1:]


def is_numeric(value: Value) -> bool:
    """Whether a value is one number."""
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def in_a_line(value: Value, unit: str) -> str:
    """A value in one line; a long one says only how many parts it has."""
    if isinstance(value, Mapping) and set(value) == _DAYS:
        return _counted(int(str(value["count"])), str(value["counted"]))
    if isinstance(value, tuple) and not any(isinstance(each, Mapping) for each in value):
        return ", ".join(_scalar(each, unit) for each in value) or _("tidak ada")
    if isinstance(value, Mapping) and len(value) <= _MOST_IN_A_LINE:
        return "; ".join(f"{worded(name)}: {in_a_line(each, unit)}" for name, each in value.items())
    if isinstance(value, tuple | Mapping):
        return ngettext("%(count)s baris", "%(count)s baris", len(value)) % {"count": len(value)}
    return _scalar(value, unit)


def as_grid(value: Value, unit: str) -> Grid | None:
    """A value of several parts as a table; None for one that a line holds."""
    if isinstance(value, Mapping) and set(value) != _DAYS:
        rows = tuple((worded(name), in_a_line(each, unit)) for name, each in value.items())
        return Grid((_("Untuk"), opening(worded(unit))), rows)
    bands = [each for each in value if isinstance(each, Mapping)] if isinstance(value, tuple) else []
    return _bands(bands, unit) if bands else None


def _bands(bands: Sequence[Mapping[str, Value]], unit: str) -> Grid:
    names = [name for name in dict.fromkeys(name for band in bands for name in band) if name != _DOUBTFUL]
    return Grid(tuple(opening(worded(name)) for name in names), tuple(_row(band, names, unit) for band in bands))


def _row(band: Mapping[str, Value], names: Sequence[str], unit: str) -> tuple[str, ...]:
    *cells, last = (_cell(name, band.get(name), unit) for name in names)
    return (*cells, f"{last} ({worded(_DOUBTFUL)})" if band.get(_DOUBTFUL) else last)


def _cell(name: str, value: Value | None, unit: str) -> str:
    if value is None:
        return _("selebihnya") if name in _EDGES else ""
    if isinstance(value, int) and (name in _AMOUNTS or (name in _EDGES and _of_money(unit))):
        return rupiah(value)
    if isinstance(value, int) and name in (*_EDGES, "months"):
        return number(value)
    return _scalar(value, unit)


def _of_money(unit: str) -> bool:
    """The edges of bands are amounts where the figures are, or parts of a contract."""
    return unit.startswith("rupiah") or unit.endswith("of the contract")


def _scalar(value: Value, unit: str) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, int | Fraction):
        return _number(value, unit)
    written = str(value)
    return _month(written) if unit == "contribution month" else worded(written)


def _number(value: Exact, unit: str) -> str:
    if unit.startswith("fraction"):
        return percent(value)
    if isinstance(value, Fraction):
        return plain(value)
    if unit.startswith("rupiah"):
        return rupiah(value)
    if unit == "day of the month":
        return _("tanggal %(day)s") % {"day": value}
    if unit.startswith("days of the week"):
        return str(get_day_names("wide", locale=language())[int(value) - 1])
    return _counted(value, unit)


def _counted(count: int, unit: str) -> str:
    return f"{number(count)}{UNBROKEN}{phrase(unit, language(), count=count)}"


def _month(written: str) -> str:
    return month_name(Month.parse(written))
