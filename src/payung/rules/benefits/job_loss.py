"""Who is insured against loss of work (JKP), and what a dismissed worker gets.

Law: PP 37/2021, changed by PP 6/2025 from 7 February 2025; see legislation/benefits/jkp/.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, cast

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.benefits.conditions import among, judged, stated, together
from payung.rules.benefits.wage_base import OnDay
from payung.rules.codes import Scale
from payung.rules.inputs import Count, DayIn, InputError, Inputs, ProgrammeIn, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.look import Look
from payung.rules.reckoning import Reckoning
from payung.rules.term import Claim, least, most, summed, term
from payung.shared.months import Month

_LAW = "benefits.jkp"


class Insurable(OnDay):
    """One worker; the optional fields are of a claim: `months_paid` of the last `within` months, and what follows."""

    citizen: Annotated[bool, Field(description="citizen of Indonesia (WNI)")]
    age: Annotated[Count, Field(description="completed years at registration")]
    scale: Scale
    programmes: tuple[ProgrammeIn, ...]
    jkn: Annotated[bool, Field(description="member of the health insurance (JKN)")]
    employment_relationship: Annotated[bool, Field(description="works under a contract of work (PKWT, PKWTT)")] = True
    months_paid: Annotated[Count | None, Field(description="months of contributions before the dismissal")] = None
    within: Annotated[Count | None, Field(description="the last months among which months_paid were counted")] = None
    months_since_dismissal: Annotated[Count | None, Field(description="full months from dismissal to claim")] = None
    employer_closed: Annotated[bool, Field(description="the employer is bankrupt or closed")] = False
    arrears_months: Annotated[Count, Field(description="months of contributions that the employer owes")] = 0


class Dismissal(Inputs):
    """One dismissal (PHK): its day decides which law holds; the wage is the last one, in rupiah per month."""

    phk: DayIn
    wage: Rupiah


def jkp_eligible(law: Legislation, asked: Insurable, on: date) -> Answer:
    """Whether all conditions hold (`eligible`), which do not (`reasons`), and programmes that lack."""
    case = Reckoning(law, asked.day(on))
    claims = {
        **_conditions(case, asked),
        "programmes": _programmes(case.law, asked),
        "age_at_registration": term(asked.age) < case.law.number(f"{_LAW}.age_below"),
    }
    if asked.months_paid is not None:
        claims["months_paid"] = _paid_enough(case.law, asked.months_paid, asked.within)
    elif asked.within is not None:
        raise InputError.of("months_paid", "missing")
    if asked.months_since_dismissal is not None:
        claims["claimed_in_time"] = _in_time(case.law, asked.months_since_dismissal)
    if asked.employer_closed:
        claims["arrears"] = case.law.number(f"{_LAW}.closed_employer_arrears_months") >= asked.arrears_months
    elif asked.arrears_months:
        case.law.warn("jkp_arrears_open")
    reasons = judged(case, claims)
    needed = case.law.members(f"{_LAW}.programmes", asked.scale)
    return Answer.of(
        case, reasons=reasons, missing_programmes=tuple(each for each in needed if each not in asked.programmes)
    )


def jkp_benefit(law: Legislation, asked: Dismissal, _on: date) -> Answer:
    """The benefit of each month (`monthly_1` and on) and in total, and the months within which it is claimed."""
    case = Reckoning(law, asked.phk, dict(asked))
    wage = least(case.given("wage"), case.law.number(f"{_LAW}.wage_cap"))
    months = tuple(cast("Mapping[str, object]", case.law.cite(f"{_LAW}.schedule").dated.value))
    paid = [case.settle(f"monthly_{month}", wage * case.law.number(f"{_LAW}.schedule", month)) for month in months]
    case.settle("total", summed(paid))
    claim_months = case.exactly("claim_months", case.law.number(f"{_LAW}.claim_months"))
    _warn_of_change(case.law, int(claim_months.value) + len(months))
    return Answer.of(case)


def _conditions(case: Reckoning, asked: Insurable) -> dict[str, Claim]:
    """What the law asks beside age and programmes; each is a truth of the inputs under the law's name."""
    path = f"{_LAW}.conditions"
    given, cited = dict(asked), (case.law.cite(path),)
    return {name: stated(given.get(name) is True, cited) for name in case.law.members(path)}


def _programmes(look: Look, asked: Insurable) -> Claim:
    path = f"{_LAW}.programmes"
    return together(among(each, asked.programmes, (look.cite(path),)) for each in look.members(path, asked.scale))


def _paid_enough(look: Look, paid: int, within: int | None) -> Claim:
    """Enough months for certain: months that may lie before the law's last months are taken off."""
    needed, window = look.number(f"{_LAW}.months_paid"), look.number(f"{_LAW}.window_months")
    counted = within if within is not None else int(window.value)
    if paid > counted:
        raise InputError.of("months_paid", "months_paid_beyond", within=counted, written=paid)
    certain = term(paid) - most(term(0), term(counted) - window) if counted > window.value else term(paid)
    claim = certain >= needed
    if not claim.holds and counted != window.value:
        look.warn("jkp_months_counted_elsewhere", within=counted, window=int(window.value))
    return claim


def _in_time(look: Look, months_since: int) -> Claim:
    """Whether the claim comes in time, by the law of the day of the dismissal."""
    path = f"{_LAW}.claim_months"
    known_from = look.law.parameter(path).days[0]
    now = Month.of(look.day)
    dismissed = now - min(months_since, now - Month.of(known_from))
    day = dismissed.first_day.replace(day=min(look.day.day, dismissed.last_day.day))
    return Look(look.law, max(day, known_from)).number(path) >= months_since


def _warn_of_change(look: Look, months: int) -> None:
    """A claim that may have been running when the schedule changed: its treatment was not found."""
    changes = (each.start for each in look.law.parameter(f"{_LAW}.schedule").values if each.start > look.day)
    following = next(changes, None)
    if following is not None and Month.of(look.day) + months >= Month.of(following):
        look.warn("jkp_claim_over_change", change=str(following))
