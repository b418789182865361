"""The monthly contribution of wage earners (penerima upah) and of a government's contract staff, in whole rupiah.

Law: Perpres 109/2013, PP 44/2015, 45/2015, 46/2015, 49/2020, 7/2025, 36/2025, Permenaker 1/2025; see
legislation/pu/ and legislation/jp/.
"""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from payung.rules.answer import Answer
from payung.rules.codes import Programme, Scale
from payung.rules.inputs import Count, InputError, Inputs, MonthIn, ProgrammeIn, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.look import Look
from payung.rules.reckoning import Number, Reckoner, Reckoning
from payung.rules.term import Term

_RATES = "pu.contribution"
_LABOUR_INTENSIVE = "pu.relief.labour_intensive"
_COVID = "pu.relief.covid"
_NON_ASN = "non_asn.programmes"
NOT_LISTED = "other"
GOVERNMENT = "pemerintah"
ENOUGH_WORKERS = "enough_workers"

Programmes = tuple[Programme, ...] | None

Sector = Annotated[str, AfterValidator(lambda written: "_".join(re.findall(r"\w+", written.casefold())))]
Risk = Annotated[Literal[1, 2, 3, 4, 5], Field(description="risk group of the work, 1 very low to 5 very high")]


class WageEarner(Inputs):
    """One worker in one month; the programmes are those that the size of the business asks for, unless given."""

    month: MonthIn
    wage: Annotated[Rupiah, Field(description="basic wage and fixed allowances of the month, in rupiah")]
    risk: Risk
    scale: Scale
    programmes: tuple[ProgrammeIn, ...] | None = None
    sector: Annotated[Sector, Field(description="the sector, for relief of labour-intensive industries")] = NOT_LISTED
    workers: Annotated[Count | None, Field(description="active workers of the business, for the same relief")] = None
    covid_claimed: Annotated[bool, Field(description="the relief of PP 49/2020 was claimed")] = False


class ContractStaff(Inputs):
    """One worker of a government who is no civil servant; the programmes are those of the agreement or of the law."""

    month: MonthIn
    wage: Rupiah
    risk: Risk = 1
    programmes: tuple[ProgrammeIn, ...] | None = None


def contribution(case: Reckoner[Number]) -> None:
    """Settle each component and the totals of one month.

    Asks for wage, risk (as text), scale, programmes (None: the least that the scale must give), sector, workers and
    covid_claimed.
    """
    case.mark(ENOUGH_WORKERS, "workers", f"{_LABOUR_INTENSIVE}.minimum_workers")
    wage = case.given("wage")
    capped = case.least(wage, case.look(_wage_cap, "scale", "programmes"))
    jp_employer, jp_worker = _rate(case, Programme.JP, "jp_employer"), _rate(case, Programme.JP, "jp_worker")
    jp_now = case.look(_jp_share, "scale", "covid_claimed")
    jkk_due = wage * _rate(case, Programme.JKK, "jkk_employer", "risk") * _covid_share(case)
    jkk = case.settle("jkk_er", jkk_due * case.look(_labour_intensive_share, "sector", ENOUGH_WORKERS))
    jkm = case.settle("jkm_er", wage * _rate(case, Programme.JKM, "jkm_employer") * _covid_share(case))
    jht_er = case.settle("jht_er", wage * _rate(case, Programme.JHT, "jht_employer"))
    jp_er = case.settle("jp_er", capped * jp_employer * jp_now)
    jht_ee = case.settle("jht_ee", wage * _rate(case, Programme.JHT, "jht_worker"))
    jp_ee = case.settle("jp_ee", capped * jp_worker * jp_now)
    case.settle("jp_deferred", capped * (jp_employer + jp_worker) * case.look(_jp_deferred, "scale", "covid_claimed"))
    employer = case.settle("total_er", jkk + jkm + jht_er + jp_er)
    worker = case.settle("total_ee", jht_ee + jp_ee)
    case.settle("total", employer + worker)


def wage_earner(law: Legislation, asked: WageEarner, _on: date) -> Answer:
    """The contribution of one wage earner: each programme's part of employer (er) and worker (ee)."""
    return Answer.of(reckoned(law, asked))


def reckoned(law: Legislation, asked: WageEarner) -> Reckoning:
    """The contribution of one wage earner with its steps; InputError for a programme that is not for wage earners."""
    case = Reckoning(law, asked.month, {**dict(asked), "risk": str(asked.risk), "workers": asked.workers or 0})
    check_programmes(case.law, asked.programmes)
    contribution(case)
    _warn_of_conditions(case, asked)
    return case


def non_asn(law: Legislation, asked: ContractStaff, _on: date) -> Answer:
    """The contribution of one member of a government's contract staff, who is treated as a wage earner."""
    fixed = {"scale": GOVERNMENT, "sector": NOT_LISTED, "workers": 0, "covid_claimed": False}
    case = Reckoning(law, asked.month, {**dict(asked), **fixed, "risk": str(asked.risk)})
    check_programmes(case.law, asked.programmes)
    contribution(case)
    if asked.programmes is None and case.law.cite(f"{_NON_ASN}_open").dated.value is True:
        case.law.warn("non_asn_programmes_open", programmes=", ".join(case.law.members(_NON_ASN)))
    return Answer.of(case)


def _wage_cap(look: Look, scale: str, programmes: Programmes) -> Term:
    """The cap, asked for those alone who have a pension, so that nobody else is warned of a cap not known yet."""
    if _has(look, Programme.JP, scale, programmes):
        return look.number("jp.wage_cap")
    return look.none(_minimum(scale))


def _rate(case: Reckoner[Number], programme: Programme, name: str, *by: str) -> Number:
    """A rate of the law, or nothing where the worker does not have the programme."""

    def rate(look: Look, scale: str, programmes: Programmes, *keys: str) -> Term:
        path = f"{_RATES}.{name}"
        return look.number(path, *keys) if _has(look, programme, scale, programmes) else look.none(_minimum(scale))

    return case.look(rate, "scale", "programmes", *by)


def _has(look: Look, programme: Programme, scale: str, programmes: Programmes) -> bool:
    if programmes is not None:
        return programme in programmes
    keys = () if scale == GOVERNMENT else (scale,)
    return programme in look.members(_minimum(scale), *keys)


def _minimum(scale: str) -> str:
    return _NON_ASN if scale == GOVERNMENT else "pu.programmes.minimum"


def _covid_share(case: Reckoner[Number]) -> Number:
    return case.look(lambda look, claimed: _share_if(look, f"{_COVID}.jkk_jkm_paid", applies=claimed), "covid_claimed")


def _labour_intensive_share(look: Look, sector: str, enough_workers: bool) -> Term:
    path = f"{_LABOUR_INTENSIVE}.discount"
    discount = look.number(path)
    if not discount.value or sector not in look.members(f"{_LABOUR_INTENSIVE}.sectors"):
        return Term(1, "1")
    if not enough_workers:
        return Term(1, "1", (look.cite(f"{_LABOUR_INTENSIVE}.minimum_workers"),))
    return 1 - discount


def _jp_share(look: Look, scale: str, covid_claimed: bool) -> Term:
    return _share_if(look, f"{_COVID}.jp_paid", applies=covid_claimed and scale in look.members(f"{_COVID}.jp_scales"))


def _jp_deferred(look: Look, scale: str, covid_claimed: bool) -> Term:
    share = _jp_share(look, scale, covid_claimed)
    return Term(0, "0") if share.value == 1 else 1 - share


def _share_if(look: Look, path: str, *, applies: bool) -> Term:
    """The part that a relief leaves to pay at once; all of it where the relief does not apply or is not in force."""
    share = look.number(path)
    return share if applies and share.value != 1 else Term(1, "1")


def check_programmes(look: Look, programmes: Programmes) -> None:
    """InputError for programmes that wage earners cannot have."""
    known = look.members("pu.programmes.possible")
    foreign = [each for each in programmes or () if each not in known]
    if foreign:
        raise InputError.of("programmes", "programmes_foreign", programmes=", ".join(foreign))


def _warn_of_conditions(case: Reckoning, asked: WageEarner) -> None:
    """What the relief asks for and the input does not say, and a sector that is nearly a listed one."""
    look = case.law
    listed = look.members(f"{_LABOUR_INTENSIVE}.sectors")
    in_force = look.number(f"{_LABOUR_INTENSIVE}.discount").value != 0
    if in_force and asked.sector in listed:
        if asked.workers is None:
            look.warn("workers_not_given")
        elif case.inputs[ENOUGH_WORKERS]:
            look.warn("relief_paid_before", since=str(look.cite(f"{_LABOUR_INTENSIVE}.paid_through").dated.value))
    elif in_force and _nearly_listed(asked.sector, listed):
        look.warn("sector_nearly_listed", sector=asked.sector, listed=", ".join(listed))
    if asked.covid_claimed and look.number(f"{_COVID}.jkk_jkm_paid").value != 1:
        look.warn("relief_paid_before", since=str(look.cite(f"{_COVID}.paid_through").dated.value))
    if case.amount("jp_deferred"):
        since, until = (str(look.cite(f"{_COVID}.jp_repaid_{edge}").dated.value) for edge in ("from", "until"))
        look.warn("jp_deferred_repaid", since=since, until=until)


def _nearly_listed(sector: str, listed: tuple[str, ...]) -> bool:
    """Whether a sector that is not listed is a misspelling of a listed one, or shares a word with it."""
    words = {word for each in listed for word in each.split("_")}
    return bool(get_close_matches(sector, listed)) or not words.isdisjoint(sector.split("_"))
