"""Numbers, money and days as people write them here: 12.345; 67,89 %; Rp12.300; 29 Oktober 2025; September 2025.

Every filter follows the active language (Indonesian or English) and answers "–" when there is nothing to show,
so that an unknown is seen as unknown and never as zero.
"""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from django import template
from django.utils import timezone
from django.utils.translation import get_language, gettext

from payung.apps.territory import scope as scopes
from payung.rules.exact import plain

register = template.Library()

NOTHING = "–"
UNBROKEN = "\N{NO-BREAK SPACE}"
HUNDREDTH = Decimal("0.01")
SWAPPED = str.maketrans(",.", ".,")


class HasFirstDay(Protocol):
    """A month, as payung.shared.months.Month is one."""

    @property
    def first_day(self) -> datetime.date: ...


Amount = int | Decimal | None
Ratio = Fraction | Decimal | int | None
Day = datetime.date | datetime.datetime | None


def _locale() -> str:
    """Babel's name of the active language; the test language is written as Indonesian is."""
    return "en" if (get_language() or "id").startswith("en") else "id_ID"


def _local(value: datetime.date) -> datetime.date:
    """The day, or the moment in the city's time zone."""
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def number(value: Amount) -> str:
    """A count or quantity with the language's thousands and decimal signs: 12.345."""
    if value is None or value == "":
        return NOTHING
    return _signs(f"{value:,}") if isinstance(value, int) else format_decimal(value, locale=_locale())


def _signs(text: str) -> str:
    """12,345.67 with the signs of the language. Babel writes the same, twenty times as slowly: long tables feel it."""
    return text if _locale() == "en" else text.translate(SWAPPED)


def exact(value: int | Decimal) -> str:
    """A number with all its digits: 10.404,4752."""
    if value == int(value):
        return number(int(value))
    return format_decimal(value, locale=_locale(), decimal_quantization=False)


def _percent_sign(text: str) -> str:
    return f"{text}%" if _locale() == "en" else f"{text}{UNBROKEN}%"


@register.filter
def percent(rate: Ratio) -> str:
    """A rate, where 1 is the whole, with all its digits: 0,24 %; 1/3 where no decimal is exact."""
    if rate is None or rate == "":
        return NOTHING
    written = plain(Fraction(rate) * 100)
    return plain(Fraction(rate)) if "/" in written else _percent_sign(exact(Decimal(written)))


@register.filter
def percent_of(part: int | None, whole: int | None) -> str:
    """Part of a whole in percent with two places, half up: 12345 of 18184 reads 67,89 %; of nothing reads "–".

    Less than the whole never reads as 100,00 %.
    """
    if not isinstance(part, int) or not isinstance(whole, int) or whole == 0:
        return NOTHING
    shown = (Decimal(part * 100) / Decimal(whole)).quantize(HUNDREDTH, rounding=ROUND_HALF_UP)
    if part < whole and shown >= 100:
        shown = 100 - HUNDREDTH
    return _percent_sign(_signs(f"{shown:,.2f}"))


@register.filter
def rupiah(value: Amount) -> str:
    """Whole rupiah: Rp16.800. A debt carries its sign before: -Rp16.800."""
    if value is None or value == "":
        return NOTHING
    return f"{'-' if value < 0 else ''}Rp{_signs(f'{Decimal(value).copy_abs():,.0f}')}"


@register.filter
def long_date(value: Day) -> str:
    """A day in full: 29 Oktober 2025."""
    return format_date(_local(value), "d MMMM y", locale=_locale()) if value else NOTHING


@register.filter
def short_date(value: Day) -> str:
    """A day for narrow columns: 29 Okt 2025."""
    return format_date(_local(value), "d MMM y", locale=_locale()) if value else NOTHING


@register.filter
def clock_time(value: Day) -> str:
    """The time of day in the city: 14.05 (Indonesian), 14:05 (English)."""
    if not isinstance(value, datetime.datetime):
        return NOTHING
    pattern = "HH:mm" if _locale().startswith("en") else "HH.mm"
    return format_time(_local(value), pattern, tzinfo=None, locale=_locale())


@register.filter
def moment(value: Day) -> str:
    """A day with the time: 29 Oktober 2025 pukul 14.05."""
    if not value:
        return NOTHING
    return gettext("%(day)s pukul %(time)s") % {"day": long_date(value), "time": clock_time(value)}


@register.filter
def happened(value: Day) -> str:
    """When something was done in the city, for whoever works there: the same as `moment`, by the city's own day.

    Where a city's clock stands still (a demonstration), what is done there is done on that day; the hour is the real
    one, and so is the moment that is kept. The log of disclosures and sessions show that by `moment`.
    """
    if not isinstance(value, datetime.datetime):
        return moment(value)
    try:
        today = scopes.current().today
    except scopes.ScopeError:
        return moment(value)
    local = _local(value)
    return moment(value if local.date() <= today else datetime.datetime.combine(today, local.time()))


def _month_text(value: HasFirstDay | datetime.date | None, pattern: str) -> str:
    if not value:
        return NOTHING
    day = value if isinstance(value, datetime.date) else value.first_day
    return format_date(day, pattern, locale=_locale())


@register.filter
def month_name(value: HasFirstDay | datetime.date | None) -> str:
    """A month in full: September 2025. Takes a Month or any day of it."""
    return _month_text(value, "MMMM y")


@register.filter
def month_short(value: HasFirstDay | datetime.date | None) -> str:
    """A month without its year, short: Sep. Takes a Month or any day of it."""
    return _month_text(value, "MMM")


@register.filter
def month_axis(value: HasFirstDay | datetime.date | None) -> str:
    """A month short, with its year, for narrow columns and axes: Sep 2025. Takes a Month or any day of it."""
    return _month_text(value, "MMM y")
