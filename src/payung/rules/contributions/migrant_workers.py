"""The contribution of migrant workers (pekerja migran Indonesia), paid once for before, and for during and after work.

Law: Permenaker 4/2023 Pasal 18; see legislation/pmi/.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, cast

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.inputs import Count, InputError, Inputs, MonthIn, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.look import Look
from payung.rules.reckoning import Reckoning
from payung.rules.term import Term, term

_LAW = "pmi.contribution"
_LONGEST = 600  # no contract of work comes near

Packages = tuple[Mapping[str, int], ...]


class MigrantWorker(Inputs):
    """One migrant worker: placed by an agency or the state, or individual (perseorangan)."""

    months: Annotated[Count, Field(ge=1, le=_LONGEST, description="months of the contract of work")]
    perseorangan: Annotated[bool, Field(description="goes abroad alone, without an agency")] = False
    jht_per_month: Annotated[Rupiah | None, Field(description="old age savings, rupiah per month; optional")] = None
    month: Annotated[MonthIn | None, Field(description="month of registration; today's law when left out")] = None


def pmi(law: Legislation, asked: MigrantWorker, on: date) -> Answer:
    """Rupiah for before, for during (and after) the work, jht over all its months, and their total."""
    case = Reckoning(law, asked.month or on)
    before = case.settle("before", case.law.number(f"{_LAW}.before", "individual" if asked.perseorangan else "placed"))
    during = case.settle("during", _during(case.law, asked.months))
    jht = case.settle("jht", _old_age(case.law, asked))
    case.settle("total", before + during + jht)
    return Answer.of(case)


def _during(look: Look, months: int) -> Term:
    """The largest package not above the months, and each month above it; for fewer months the smallest package.

    How packages and excess months combine is inference, and said where the months are not those of a package.
    """
    citation = look.cite(f"{_LAW}.packages")
    packages = sorted(cast(Packages, citation.dated.value), key=lambda each: each["months"])
    package = next((each for each in reversed(packages) if each["months"] <= months), packages[0])
    price = Term(package["amount"], str(package["amount"]), (citation,))
    if package["months"] == months:
        return price
    look.warn("pmi_no_package", months=months, package=package["months"])
    if months > package["months"]:
        price = price + term(months - package["months"]) * look.number(f"{_LAW}.excess_per_month")
    _warn_of_cheaper(look, packages, months, price)
    return price


def _warn_of_cheaper(look: Look, packages: Sequence[Mapping[str, int]], months: int, price: Term) -> None:
    longer = [each for each in packages if each["months"] > months and each["amount"] < price.value]
    for each in longer[:1]:
        look.warn("pmi_longer_package_cheaper", package=each["months"], amount=each["amount"])


def _old_age(look: Look, asked: MigrantWorker) -> Term:
    if asked.jht_per_month is None:
        return look.none("pmi.programmes.optional")
    limits = [look.number(f"{_LAW}.jht", limit) for limit in ("least", "most")]
    least, most = (limit.value for limit in limits)
    if not least <= asked.jht_per_month <= most:
        raise InputError.of("jht_per_month", "outside_limits", written=asked.jht_per_month, least=least, most=most)
    return term(asked.jht_per_month).citing(*limits[0].cited) * term(asked.months)
