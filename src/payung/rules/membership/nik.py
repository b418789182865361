"""What a national identity number (NIK) says; payung.identity reads it. No step and no error shows the number."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from payung.identity.nik import NikFault, read_text
from payung.rules.answer import Answer
from payung.rules.inputs import Inputs
from payung.rules.legislation import Legislation
from payung.rules.reckoning import Reckoning
from payung.rules.term import Claim

_SEX = {"F": "P", "M": "L"}


def _text(written: object) -> object:
    if not isinstance(written, str):
        raise PydanticCustomError("nik_text", "nik_text")
    return written


class Nik(Inputs):
    """A NIK as text: a number loses its last digits in many programs."""

    nik: Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": "string", "examples": ["1271014508900003"]})]


def nik(law: Legislation, asked: Nik, on: date) -> Answer:
    """Whether the digits can be a NIK, and then the region of first issue, birth date and sex (L, P) that they tell."""
    case = Reckoning(law, on)
    reading = read_text(asked.nik, as_of=on)
    layout = case.law.cite("identifiers.nik")
    wrong = [fault for fault in reading.faults if fault is not NikFault.DISTRICT_UNKNOWN]
    case.decide("valid", Claim(reading.usable, f"{len(wrong)} < 1", (layout,)))
    if NikFault.DISTRICT_UNKNOWN in reading.faults:
        case.law.warn("nik_district_unknown")
    told: dict[str, Any] = {"faults": [fault.value for fault in reading.faults]}
    if reading.usable and reading.digits is not None and reading.sex is not None:
        region = int(case.law.number("identifiers.nik", "region").value)
        told |= {"region": reading.digits[:region], "birth": reading.birth_date, "sex": _SEX[reading.sex]}
    return Answer.of(case, **told)
