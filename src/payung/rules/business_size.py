"""The size of a business by its capital or its yearly sales, and the programmes that the size asks for.

Law: PP 7/2021 Pasal 35, Perpres 109/2013 Pasal 6; see legislation/business/.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, cast

from pydantic import Field

from payung.rules.answer import Answer
from payung.rules.inputs import InputError, Inputs, MonthIn, Rupiah
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning

_LAW = "business.scale"


class Business(Inputs):
    """One business: its capital without land and buildings, its sales of a year, or both."""

    capital: Annotated[Rupiah | None, Field(description="capital without land and buildings of the business")] = None
    yearly_sales: Annotated[Rupiah | None, Field(description="sales of one year, for a business already running")] = (
        None
    )
    month: Annotated[MonthIn | None, Field(description="the month asked for; today's law when left out")] = None


def business_scale(law: Legislation, asked: Business, on: date) -> Answer:
    """scale (mikro, kecil, menengah, besar), and the minimum_programmes that its workers must have.

    Where both measures are given, the yearly sales decide; the answer warns where the capital says otherwise.
    """
    case = Reckoning(law, asked.month or on)
    found = [
        _size(case, name, amount)
        for name, amount in (("capital", asked.capital), ("sales", asked.yearly_sales))
        if amount is not None
    ]
    if not found:
        raise InputError.of("capital", "size_not_given")
    scale = found[-1]
    if found[0] != scale:
        case.law.warn("scale_measures_differ", by_capital=found[0], by_sales=scale)
    minimum = case.law.cite("pu.programmes.minimum")
    programmes = case.law.members(minimum.path, scale)
    case.note("scale", scale, f'"{scale}"', case.steps[-1].cited)
    case.note("minimum_programmes", programmes, f'{minimum.path}["{scale}"]', (minimum,))
    return Answer.of(case)


def _size(case: Reckoning, name: str, amount: int) -> str:
    """The first size whose highest amount is not passed."""
    citation = case.law.cite(f"{_LAW}.{name}")
    *bounded, largest = cast("tuple[Mapping[str, int | str], ...]", citation.dated.value)
    reached = next((each for each in bounded if amount <= int(each["up_to"])), largest)
    if reached.get("doubtful"):
        case.law.warn("scale_edge_doubtful", scale=str(reached["scale"]))
    choices = "".join(f'"{each["scale"]}" if {amount} <= {each["up_to"]} else ' for each in bounded)
    case.note(f"scale_by_{name}", str(reached["scale"]), f'{choices}"{largest["scale"]}"', (citation,))
    return str(reached["scale"])
