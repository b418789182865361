"""The monthly contribution of the self-employed (bukan penerima upah), per programme, in whole rupiah.

Law: PP 44/2015 and 46/2015 with their income bands, PP 49/2020, PP 50/2025; see legislation/bpu/contribution/.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import groupby
from typing import Annotated

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.codes import Payer, Programme, Work
from payung.rules.inputs import InputError, Inputs, MonthIn, PayerIn, ProgrammeIn, Rupiah, read
from payung.rules.legislation import Legislation, load
from payung.rules.look import Look
from payung.rules.reckoning import BAND_DOUBTFUL, Number, Reckoner, Reckoning
from payung.rules.term import Term, most, summed, term
from payung.shared.months import Month, months

_LAW = "bpu.contribution"
_LONGEST = 600  # months of one question; a working life


class SelfEmployed(Inputs):
    """One worker: `months` are the first and the last contribution month, `income` is rupiah per month."""

    months: Annotated[tuple[MonthIn, MonthIn], Field(description="first and last contribution month, both included")]
    income: Rupiah
    programmes: tuple[ProgrammeIn, ...] = (Programme.JKK, Programme.JKM)
    sector: Work = Work.OTHER
    payer: PayerIn = Payer.SELF


class Overpaid(SelfEmployed):
    """What was paid for the months before a discount was known."""

    paid: Rupiah


def contribution(case: Reckoner[Number]) -> Number:
    """Settle base, jkk, jkm, jht and total of one month; asks for income, programmes, sector, payer."""
    base = case.settle("base", case.band(f"{_LAW}.income_bands", "income", "base"))
    jkk = base * case.figure(f"{_LAW}.jkk_rate") * _paid_share(case, Programme.JKK)
    jkm = case.figure(f"{_LAW}.jkm") * _paid_share(case, Programme.JKM)
    jht = base * case.look(_jht_rate, "programmes") * _paid_share(case, Programme.JHT)
    return case.settle("total", case.settle("jkk", jkk) + case.settle("jkm", jkm) + case.settle("jht", jht))


@dataclass(frozen=True, slots=True)
class Due:
    """What is owed for one month: the base of the band, rupiah per programme, the part that fell away, what is open."""

    month: Month
    base: int
    amounts: Mapping[Programme, int]
    discount: Fraction
    discount_law: str
    warnings: tuple[str, ...]

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
    """The contribution of one self-employed worker for one month, without its steps.

    LegislationError for a month without figures; InputError for an income below zero, an unknown payer, or programmes
    that the self-employed cannot have or must have.
    """
    sector = Work.TRANSPORT if transport else Work.OTHER
    written = {"income": income, "programmes": tuple(programmes), "payer": payer, "sector": sector}
    law = legislation or load()
    case = due(law, month, read(SelfEmployed, {**written, "months": (month, month)}))
    share = paid_share(Programme.JKK, case.law, sector, payer)
    return Due(
        month=month,
        base=case.amount("base"),
        amounts={each: case.amount(each.lower()) for each in Programme if each in programmes},
        discount=1 - Fraction(share.value),
        discount_law=share.cited[0].dated.law,
        warnings=tuple(each.name for each in case.warnings),
    )


def due(law: Legislation, month: Month, asked: SelfEmployed) -> Reckoning:
    """The contribution of one month with its steps; InputError for programmes that the self-employed cannot have."""
    case = Reckoning(law, month, dict(asked))
    check_programmes(case.law, asked.programmes)
    contribution(case)
    return case


def bpu(law: Legislation, asked: SelfEmployed, _on: date) -> Answer:
    """Contributions over months: base of the last one, sums per programme, and each month apart."""
    cases = [due(law, month, asked) for month in _months(asked)]
    whole = cases[0] if len(cases) == 1 else _summed(law, cases)
    doubtful = any(warned.name == BAND_DOUBTFUL for case in cases for warned in case.warnings)
    per_month = [{"month": case.law.month, **case.figures} for case in cases]
    return Answer.of(*dict.fromkeys((*cases, whole)), doubtful=doubtful, per_month=per_month)


def bpu_credit(law: Legislation, asked: Overpaid, _on: date) -> Answer:
    """What is left of an overpayment, and how many further months it pays (PP 50/2025: credited to the next months)."""
    cases = [due(law, month, asked) for month in _months(asked)]
    whole = Reckoning(law, cases[-1].law.day)
    owed = whole.settle("owed", summed(case.settled("total") for case in cases))
    credit = whole.settle("credit", most(term(0), term(asked.paid) - owed))
    extra = _paid_by(law, asked, int(credit.value))
    runs = [(len(run), run[0].settled("total")) for run in _equal(extra)]
    counts = [Term(count, str(count), total.cited) for count, total in runs] or [Term(0, "0", credit.cited)]
    whole.exactly("extra_months", summed(counts))
    whole.settle("left", credit - summed(total * count for count, total in runs) if runs else credit)
    return Answer.of(*cases, *extra, whole, due=int(owed.value))


def _paid_by(law: Legislation, asked: Overpaid, left: int) -> list[Reckoning]:
    """The months after the last one that a credit pays in full."""
    found: list[Reckoning] = []
    while (case := due(law, asked.months[1] + 1 + len(found), asked)).amount("total") <= left:
        left -= case.amount("total")
        found.append(case)
        if len(found) > _LONGEST:
            raise InputError.of("paid", "paid_beyond", most=_LONGEST)
    return found


def _equal(cases: list[Reckoning]) -> list[list[Reckoning]]:
    """Months after each other with the same total."""
    return [list(run) for _, run in groupby(cases, key=lambda case: case.amount("total"))]


def _summed(law: Legislation, cases: list[Reckoning]) -> Reckoning:
    """The sums of all months, each written from the figures of the months."""
    whole = Reckoning(law, cases[-1].law.day)
    whole.settle("base", cases[-1].settled("base"))
    for name in ("jkk", "jkm", "jht", "total"):
        whole.settle(name, summed(case.settled(name) for case in cases))
    return whole


def _paid_share(case: Reckoner[Number], programme: Programme) -> Number:
    return case.look(partial(paid_share, programme), "sector", "payer")


def paid_share(programme: Programme, look: Look, sector: Work, payer: Payer) -> Term:
    """The part of a programme's contribution that is left to pay after the discount of the month."""
    discount = look.number(f"{_LAW}.discount.{sector}")
    if not discount.value or programme not in look.members(f"{_LAW}.discount.programmes"):
        return Term(1, "1", discount.cited)
    if payer in look.members(f"{_LAW}.discount.excluded_payers"):
        return Term(1, "1", (look.cite(f"{_LAW}.discount.excluded_payers"),))
    if payer in look.members(f"{_LAW}.discount.unsettled_payers"):
        look.warn("payer_discount_open", payer=payer)
        return Term(1, "1", (look.cite(f"{_LAW}.discount.unsettled_payers"),))
    return 1 - discount


def _jht_rate(look: Look, programmes: Collection[Programme]) -> Term:
    return look.number(f"{_LAW}.jht_rate") if Programme.JHT in programmes else look.none("bpu.programmes.optional")


def _months(asked: SelfEmployed) -> list[Month]:
    first, last = asked.months
    if last < first:
        raise InputError.of("months", "months_backwards", first=first, last=last)
    if last - first >= _LONGEST:
        raise InputError.of("months", "months_many", most=_LONGEST)
    return list(months(first, last))


def check_programmes(look: Look, programmes: Collection[Programme]) -> None:
    """InputError for programmes that the self-employed must have or cannot have."""
    mandatory, optional = (look.members(f"bpu.programmes.{kind}") for kind in ("mandatory", "optional"))
    missing = [each for each in mandatory if each not in programmes]
    if missing:
        raise InputError.of("programmes", "programmes_missing", programmes=", ".join(missing))
    foreign = [each for each in programmes if each not in mandatory + optional]
    if foreign:
        raise InputError.of("programmes", "programmes_foreign", programmes=", ".join(foreign))
