"""Every calculation by its name: what it is asked with, and the rule that answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.rules import agents
from payung.rules.answer import Answer
from payung.rules.benefits import accident, accident_costs, death, job_loss, old_age, pension, scholarship
from payung.rules.benefits.wage_base import OnDay
from payung.rules.business_size import Business, business_scale
from payung.rules.compliance import categories, deadline, sanctions, wages
from payung.rules.contributions import bpu, construction, migrant_workers, wage_earners
from payung.rules.contributions.job_loss import Insured, jkp_split
from payung.rules.inputs import InputError, Inputs, read
from payung.rules.legislation import Legislation, load
from payung.rules.membership import age, nik, segment, status
from payung.rules.minimum_wage import RegionYear, minimum_wage
from payung.rules.payment import due, late_fee
from payung.rules.plans import budget, quotients, sponsored


@dataclass(frozen=True, slots=True)
class Kind:
    """One calculation: `compute(law, asked, on)`; `on` is the day whose law holds where the inputs name none."""

    inputs: type[Inputs]
    compute: Callable[[Legislation, Any, date], Answer]


KINDS: Mapping[str, Kind] = {
    "bpu": Kind(bpu.SelfEmployed, bpu.bpu),
    "bpu_credit": Kind(bpu.Overpaid, bpu.bpu_credit),
    "pu": Kind(wage_earners.WageEarner, wage_earners.wage_earner),
    "non_asn": Kind(wage_earners.ContractStaff, wage_earners.non_asn),
    "jakon": Kind(construction.Contract, construction.jakon),
    "jakon_wage": Kind(construction.SiteWorker, construction.jakon_wage),
    "pmi": Kind(migrant_workers.MigrantWorker, migrant_workers.pmi),
    "jkp_split": Kind(Insured, jkp_split),
    "business_scale": Kind(Business, business_scale),
    "minimum_wage": Kind(RegionYear, minimum_wage),
    "jkm": Kind(death.Death, death.jkm),
    "scholarship": Kind(scholarship.Schooling, scholarship.scholarship),
    "jkk_death": Kind(accident.Accident, accident.jkk_death),
    "jkk_ptd": Kind(accident.Accident, accident.jkk_ptd),
    "jkk_ppd": Kind(accident.PartialDisability, accident.jkk_ppd),
    "stmb": Kind(accident_costs.UnableToWork, accident_costs.stmb),
    "jkk_transport": Kind(accident_costs.Transport, accident_costs.jkk_transport),
    "jkk_homecare": Kind(accident_costs.Care, accident_costs.jkk_homecare),
    "jkp_eligible": Kind(job_loss.Insurable, job_loss.jkp_eligible),
    "jkp_benefit": Kind(job_loss.Dismissal, job_loss.jkp_benefit),
    "jp_pension": Kind(pension.Pension, pension.jp_pension),
    "retirement_age": Kind(OnDay, pension.retirement_age),
    "jht_claim": Kind(old_age.SavingsClaim, old_age.jht_claim),
    "due": Kind(due.Due, due.due),
    "late_fee": Kind(late_fee.LateFee, late_fee.late_fee),
    "deadline": Kind(deadline.Event, deadline.deadline),
    "bpu_status": Kind(status.PaidThrough, status.bpu_status),
    "bpu_age": Kind(age.Age, age.bpu_age),
    "segment": Kind(segment.Status, segment.segment),
    "nik": Kind(nik.Nik, nik.nik),
    "warning_dates": Kind(sanctions.FirstWarning, sanctions.warning_dates),
    "pp86_fine": Kind(sanctions.Neglected, sanctions.pp86_fine),
    "pds_upah": Kind(wages.UnderReported, wages.pds_upah),
    "compliance_category": Kind(categories.Employer, categories.compliance_category),
    "perisai": Kind(agents.NewWorkers, agents.perisai),
    "perisai_collection": Kind(agents.Collected, agents.perisai_collection),
    "kpi": Kind(sponsored.Sponsored, sponsored.kpi),
    "budget": Kind(budget.Budget, budget.budget),
    "product": Kind(quotients.Factors, quotients.product),
    "percent": Kind(quotients.Share, quotients.percent),
    "gap": Kind(quotients.Target, quotients.gap),
    "gap_to_percent": Kind(quotients.PercentTarget, quotients.gap_to_percent),
    "implied_whole": Kind(quotients.Printed, quotients.implied_whole),
}


def answer(kind: str, written: Mapping[str, Any], *, on: date, law: Legislation | None = None) -> Answer:
    """The answer to one question; InputError for an unknown kind or inputs that cannot be computed."""
    if kind not in KINDS:
        raise InputError.of("kind", "kind_unknown", written=kind, known=", ".join(sorted(KINDS)))
    return KINDS[kind].compute(law or load(), read(KINDS[kind].inputs, written), on)
