"""Contributions of millions at once: columns in, columns of whole rupiah out; the same rules as for one worker."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np

from payung.rules.columns import Choices, Columns
from payung.rules.contributions import bpu, wage_earners
from payung.rules.exact import Integers
from payung.rules.inputs import InputError
from payung.rules.legislation import Legislation, load
from payung.rules.look import Look


def self_employed(
    months: Choices,
    income: Integers,
    *,
    programmes: Choices,
    sector: Choices,
    payer: Choices,
    law: Legislation | None = None,
) -> Columns:
    """Person-months of the self-employed: `base`, `jkk`, `jkm`, `jht`, `total` in `figures`, as `bpu.contribution`.

    All columns have one length. `months` are Month, `programmes` sets of Programme, `sector` Work, `payer` Payer;
    income is rupiah a month (int64). InputError names the first row that cannot be computed.
    """
    law = law or load()
    chosen = {"programmes": programmes, "sector": sector, "payer": payer}
    _check({"income": income}, months, *chosen.values())
    for month, each in product(months.values, programmes.values):
        bpu.check_programmes(Look(law, month.first_day), each)
    case = Columns(law, months, {"income": income, **chosen})
    bpu.contribution(case)
    return case


def wage_earner_months(
    months: Choices,
    wage: Integers,
    *,
    risk: Choices,
    scale: Choices,
    programmes: Choices | None = None,
    sector: Choices | None = None,
    workers: Integers | None = None,
    covid_claimed: Choices | None = None,
    law: Legislation | None = None,
) -> Columns:
    """Person-months of wage earners: the figures of `wage_earners.contribution`; what is left out is as for one worker.

    `risk` are texts "1" to "5", `scale` Scale, `programmes` tuples of Programme or None, `covid_claimed` truth values.
    """
    law = law or load()
    same = np.zeros(len(wage), dtype=np.int64)
    amounts = {"wage": wage, "workers": same if workers is None else workers}
    chosen = {
        "risk": risk,
        "scale": scale,
        "programmes": programmes or Choices((None,), same),
        "sector": sector or Choices((wage_earners.NOT_LISTED,), same),
        "covid_claimed": covid_claimed or Choices((False,), same),
    }
    _check(amounts, months, *chosen.values())
    for month, each in product(months.values, chosen["programmes"].values):
        wage_earners.check_programmes(Look(law, month.first_day), each)
    case = Columns(law, months, {**amounts, **chosen})
    wage_earners.contribution(case)
    return case


def _check(amounts: Mapping[str, Integers], months: Choices, *chosen: Choices) -> None:
    lengths = {*(len(each) for each in amounts.values()), *(len(each.codes) for each in (months, *chosen))}
    if len(lengths) > 1:
        raise InputError.of(next(iter(amounts)), "columns_uneven", lengths=", ".join(map(str, sorted(lengths))))
    if not months.values:
        raise InputError.of("months", "months_empty")
    for name, numbers in amounts.items():
        negative = np.flatnonzero(numbers < 0)
        if len(negative):
            row = int(negative[0])
            raise InputError.of(name, "row_negative", row=row, written=int(numbers[row]))
