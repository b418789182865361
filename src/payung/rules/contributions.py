"""The monthly contribution of a self-employed worker, per programme, in whole rupiah."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import cast

from payung.rules.legislation import Legislation, load
from payung.shared.months import Month

_DISCOUNT = "bpu.contribution.discount"
_BANDS = "bpu.contribution.income_bands"


class Programme(StrEnum):
    """The programmes that the self-employed can have."""

    JKK = "JKK"
    JKM = "JKM"
    JHT = "JHT"


class Payer(StrEnum):
    """Whose money pays; the discount depends on it. APBD stands for a regional budget of either kind."""

    SELF = "SELF"
    EMPLOYER = "EMPLOYER"
    APBD = "APBD"
    APBD_KOTA = "APBD_KOTA"
    APBD_PROV = "APBD_PROV"
    APBN = "APBN"
    APBDES = "APBDES"
    CSR = "CSR"
    DONATION = "DONATION"
    BAZNAS = "BAZNAS"
    DBH_SAWIT = "DBH_SAWIT"
    DBHCHT = "DBHCHT"


class Doubt(StrEnum):
    """What the law does not settle about an amount."""

    INCOME_BAND = "income_band"  # the base of this band is read differently in the source
    PAYER_DISCOUNT = "payer_discount"  # whether this payer gets the discount is open; none was taken


@dataclass(frozen=True, slots=True)
class Due:
    """What is owed for one month: the base of the income band, rupiah per programme, and the part that fell away."""

    month: Month
    base: int
    amounts: Mapping[Programme, int]
    discount: Fraction
    doubts: tuple[Doubt, ...] = ()

    @property
    def total(self) -> int:
        """Rupiah for all programmes of the month."""
        return sum(self.amounts.values())


def bpu_due(
    month: Month,
    *,
    income: int,
    programmes: Collection[Programme],
    payer: Payer,
    transport: bool,
    legislation: Legislation | None = None,
) -> Due:
    """The contribution of one self-employed worker for one month (PP 44/2015, 46/2015, 49/2020, 50/2025).

    `income` is rupiah per month; `transport` is true for drivers and couriers. Each programme is computed exactly and
    rounded half up once, after the discount. LegislationError for a month without figures; ValueError for an income
    below zero, an unknown payer, or programmes that the self-employed cannot have or must have.
    """
    law = legislation or load()
    _check_programmes(programmes, month, law)
    base, doubts = _base(income, month, law)
    discount, more_doubts = _discount(Payer(payer), month, "transport" if transport else "other", law)
    full = {
        Programme.JKK: base * law.fraction("bpu.contribution.jkk_rate", month),
        Programme.JKM: law.fraction("bpu.contribution.jkm", month),
        Programme.JHT: base * law.fraction("bpu.contribution.jht_rate", month),
    }
    discounted = law.table(f"{_DISCOUNT}.programmes", month)
    unit = law.integer("rounding.unit", month)
    amounts = {
        programme: half_up(full[programme] * (1 - discount if programme in discounted else 1), unit=unit)
        for programme in Programme
        if programme in programmes
    }
    return Due(month, base, MappingProxyType(amounts), discount, doubts + more_doubts)


def half_up(amount: Fraction, *, unit: int) -> int:
    """The multiple of `unit` nearest to an amount, the upper one when two are equally near."""
    return (amount / unit + Fraction(1, 2)).__floor__() * unit


def _check_programmes(programmes: Collection[Programme], month: Month, law: Legislation) -> None:
    mandatory, optional = (law.table(f"bpu.programmes.{kind}", month) for kind in ("mandatory", "optional"))
    missing = [str(each) for each in mandatory if each not in programmes]
    if missing:
        raise ValueError(f"The self-employed always have {', '.join(missing)}; add it to the programmes.")
    foreign = [str(each) for each in programmes if each not in mandatory + optional]
    if foreign:
        raise ValueError(f"The self-employed cannot have {', '.join(foreign)}; take it out of the programmes.")


def _base(income: int, month: Month, law: Legislation) -> tuple[int, tuple[Doubt, ...]]:
    """The base of the band with the highest threshold not above the income."""
    bands = cast("tuple[Mapping[str, int], ...]", law.table(_BANDS, month))
    band = max((each for each in bands if each["from"] <= income), key=lambda each: each["from"], default=None)
    if band is None:
        raise ValueError(f"An income of {income} rupiah lies below every band; write the monthly income.")
    return band["base"], (Doubt.INCOME_BAND,) if band.get("doubtful") else ()


def _discount(payer: Payer, month: Month, sector: str, law: Legislation) -> tuple[Fraction, tuple[Doubt, ...]]:
    found = law.fraction(f"{_DISCOUNT}.{sector}", month)
    if not found or payer in law.table(f"{_DISCOUNT}.excluded_payers", month):
        return Fraction(0), ()
    if payer in law.table(f"{_DISCOUNT}.unsettled_payers", month):
        return Fraction(0), (Doubt.PAYER_DISCOUNT,)
    return found, ()
