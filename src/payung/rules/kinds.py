"""Every calculation by its name: what it is asked with, and the rule that answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.rules.answer import Answer
from payung.rules.contributions import bpu, wage_earners
from payung.rules.inputs import InputError, Inputs, read
from payung.rules.legislation import Legislation, load


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
}


def answer(kind: str, written: Mapping[str, Any], *, on: date, law: Legislation | None = None) -> Answer:
    """The answer to one question; InputError for an unknown kind or inputs that cannot be computed."""
    if kind not in KINDS:
        raise InputError.of("kind", "kind_unknown", written=kind, known=", ".join(sorted(KINDS)))
    return KINDS[kind].compute(law or load(), read(KINDS[kind].inputs, written), on)
