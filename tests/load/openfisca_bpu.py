"""The contribution of the self-employed as a small OpenFisca system of our own, run by a throw-away environment.

`python openfisca_bpu.py FOLDER`: reads law.json (dated figures) and cases.npz (one row per person and month), writes
totals.npy, and prints seconds as JSON. Written as OpenFisca's own documentation writes a system: parameters by date,
an enumeration per choice, one formula per variable, one simulation per month over the persons of that month.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH, period
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

FOLDER = Path(sys.argv[1])
LAW = json.loads((FOLDER / "law.json").read_text())
Person = build_entity(key="person", plural="persons", label="One self-employed worker", is_person=True)
Sector = Enum("Sector", {name: name for name in LAW["sectors"]})
Payer = Enum("Payer", {name: name for name in LAW["payers"]})


def dated(values):
    return {"values": {day: {"value": value} for day, value in values.items()}}


def parameters():
    """The figures as OpenFisca keeps them: by name and day, the bands as a scale of single amounts."""
    count = max(len(bands) for bands in LAW["bands"].values())
    brackets = []
    for place in range(count):
        found = {day: bands[place] for day, bands in LAW["bands"].items() if place < len(bands)}
        names = zip(("threshold", "amount"), (0, 1), strict=True)
        brackets.append({name: {day: {"value": band[at]} for day, band in found.items()} for name, at in names})
    tables = {name: {key: dated(values) for key, values in LAW[name].items()} for name in ("discount", "gets_discount")}
    rates = {name: dated(LAW[name]) for name in ("jkk_rate", "jkm", "jht_rate")}
    bands = {"brackets": brackets, "metadata": {"type": "single_amount"}}
    return ParameterNode("", data={"bpu": {"bands": bands, **tables, **rates}})


def half_up(amount):
    return np.floor(amount + 0.5)


class income(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH


class has_jht(Variable):
    value_type = bool
    entity = Person
    definition_period = MONTH


class sector(Variable):
    value_type = Enum
    possible_values = Sector
    default_value = Sector[LAW["sectors"][0]]
    entity = Person
    definition_period = MONTH


class payer(Variable):
    value_type = Enum
    possible_values = Payer
    default_value = Payer[LAW["payers"][0]]
    entity = Person
    definition_period = MONTH


class base(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH

    def formula(person, month, parameters):
        return parameters(month).bpu.bands.calc(person("income", month))


class paid_share(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH

    def formula(person, month, parameters):
        law = parameters(month).bpu
        return 1 - law.discount[person("sector", month)] * law.gets_discount[person("payer", month)]


class jkk(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH

    def formula(person, month, parameters):
        return half_up(person("base", month) * parameters(month).bpu.jkk_rate * person("paid_share", month))


class jkm(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH

    def formula(person, month, parameters):
        return half_up(parameters(month).bpu.jkm * person("paid_share", month))


class jht(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH

    def formula(person, month, parameters):
        return half_up(person("base", month) * parameters(month).bpu.jht_rate * person("has_jht", month))


class total(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH

    def formula(person, month, parameters):
        return person("jkk", month) + person("jkm", month) + person("jht", month)


class SelfEmployed(TaxBenefitSystem):
    def __init__(self):
        super().__init__([Person])
        self.parameters = parameters()
        for each in (income, has_jht, sector, payer, base, paid_share, jkk, jkm, jht, total):
            self.add_variable(each)


def compute(system, months, cases):
    """The totals of all rows: per month one simulation over its rows."""
    order = np.argsort(cases["month"], kind="stable")
    edges = np.searchsorted(cases["month"][order], np.arange(len(months) + 1))
    totals = np.zeros(len(order))
    for place, name in enumerate(months):
        rows, month = order[edges[place] : edges[place + 1]], period(name)
        if not len(rows):
            continue
        simulation = SimulationBuilder().build_default_simulation(system, count=len(rows))
        for variable, column in (("income", "income"), ("has_jht", "jht"), ("sector", "sector"), ("payer", "payer")):
            simulation.set_input(variable, month, cases[column][rows])
        totals[rows] = simulation.calculate("total", month)
    return totals


def main():
    cases = dict(np.load(FOLDER / "cases.npz"))
    system = SelfEmployed()
    seconds = []
    for _ in range(LAW["runs"]):
        begun = time.perf_counter()
        totals = compute(system, LAW["months"], cases)
        seconds.append(time.perf_counter() - begun)
    np.save(FOLDER / "totals.npy", totals)
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main()
