"""What a calculation is asked with: typed inputs, and errors that name the field, what is wrong and the mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from payung.rules.codes import Payer, Programme, Segment
from payung.rules.exact import HUNDRED
from payung.rules.texts import text, texts
from payung.shared.months import Month

_HIGHEST_RUPIAH = 10**15  # no wage, contract or budget of a city comes near
_MOST_PEOPLE = 10**9
_LARGEST_NUMBER = 10**6  # months with parts, percents
_LAST_YEAR = 2199  # no law of today reaches there
_LONGEST_SHOWN = 40
_MOST_DIGITS = 40
_WRITTEN_NUMBER = re.compile(r"\d{1,20}(\.\d{1,20}|/[1-9]\d{0,19})?", re.ASCII)
_WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Inputs(BaseModel):
    """The base of every kind's inputs: unknown names are refused, nothing is changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field: a sentence of texts/errors.yaml, with its facts."""

    field: str
    name: str
    facts: Mapping[str, Any]

    def says(self, language: str = "en") -> str:
        """What is wrong and the mend, in "id" or "en"."""
        return text("errors", self.name, language, field=self.field, **self.facts)


class InputError(ValueError):
    """Inputs that cannot be computed; `problems` says why for every field, not only for the first."""

    def __init__(self, *problems: FieldProblem) -> None:
        self.problems = problems
        super().__init__(" ".join(each.says() for each in problems))

    @classmethod
    def of(cls, field: str, name: str, **facts: object) -> InputError:
        """An error about one field; a text that was `written` there is cut where it is too long for a sentence."""
        written = facts.get("written")
        cut = {"written": shown(written)} if isinstance(written, str) else {}
        return cls(FieldProblem(field, name, facts | cut))


Asked = TypeVar("Asked", bound=Inputs)


def read(kind: type[Asked], written: Mapping[str, Any]) -> Asked:
    """The inputs of a kind from what somebody wrote; InputError says what to mend in each field."""
    try:
        return kind.model_validate(_given(kind, written))
    except ValidationError as problem:
        raise InputError(*_problems(problem, known=", ".join(sorted(kind.model_fields)))) from None


def _given(kind: type[Asked], written: Mapping[str, Any]) -> dict[str, Any]:
    """What is written, without the optional fields that are written as null: they are left out."""
    optional = {name for name, field in kind.model_fields.items() if not field.is_required()}
    return {name: value for name, value in written.items() if value is not None or name not in optional}


def _problems(problem: ValidationError, *, known: str) -> Iterator[FieldProblem]:
    for error in problem.errors(include_url=False):
        field = ".".join(shown(part) for part in error["loc"])
        name = error["type"] if error["type"] in texts("errors") else "unreadable"
        yield FieldProblem(field, name, {"known": known, "written": shown(error["input"]), **error.get("ctx", {})})


def shown(written: object) -> str:
    """What somebody wrote, cut where it is too long for a sentence."""
    found = str(written)
    return found if len(found) <= _LONGEST_SHOWN else f"{found[:_LONGEST_SHOWN]}…"


def _month(written: object) -> Month:
    try:
        found = written if isinstance(written, Month) else Month.parse(str(written))
    except ValueError:
        raise PydanticCustomError("month", "month") from None
    if found.year > _LAST_YEAR:
        raise PydanticCustomError("month", "month")
    return found


def _day(written: object) -> date:
    """A day, also as text; a moment, a number or a day after every law is none."""
    try:
        found = date.fromisoformat(written) if isinstance(written, str) and _WRITTEN_DAY.fullmatch(written) else written
    except ValueError:
        raise PydanticCustomError("day", "day") from None
    if type(found) is not date or found.year > _LAST_YEAR:
        raise PydanticCustomError("day", "day")
    return found


def _exact(written: object) -> Fraction:
    """A number as it is written: 0.1 is one tenth, also where a reader of JSON has made a binary number of it.

    A text of digits, such as 51.08 or 1/3, is a number too: so a decimal stays exact in every file, and every number
    of an answer can be asked with.
    """
    if isinstance(written, str) and _WRITTEN_NUMBER.fullmatch(written):
        return Fraction(written)
    if isinstance(written, bool) or not isinstance(written, int | float | Decimal | Fraction) or _is_vast(written):
        raise PydanticCustomError("number", "number")
    try:
        return Fraction(written if isinstance(written, int | Fraction) else str(written))
    except ValueError:  # not a number, infinite
        raise PydanticCustomError("number", "number") from None


def _whole(written: object) -> object:
    """A number written 5.0 is 5; truth values and what is endless are no numbers, and texts are not guessed at."""
    if isinstance(written, bool | str) or _is_vast(written):
        raise PydanticCustomError("int_type", "number")
    if not isinstance(written, float | Decimal):
        return written
    if not isfinite(written):
        raise PydanticCustomError("int_type", "number")
    return int(written) if written == int(written) else written


def _is_vast(written: object) -> bool:
    """A decimal such as 1e999999999, whose digits would fill the memory before any limit is looked at."""
    return isinstance(written, Decimal) and written.is_finite() and abs(written.adjusted()) > _MOST_DIGITS


def _upper(written: object) -> object:
    return written.upper() if isinstance(written, str) else written


_MONTH_SCHEMA = WithJsonSchema({"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$", "examples": ["2026-06"]})

_DAY_SCHEMA = WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-11-21"]})
_NUMBER_SCHEMA = WithJsonSchema({"type": "number", "minimum": 0})

MonthIn = Annotated[Month, BeforeValidator(_month), _MONTH_SCHEMA]
Rupiah = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=_HIGHEST_RUPIAH)]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=_MOST_PEOPLE)]
PayerIn = Annotated[Payer, BeforeValidator(_upper)]
ProgrammeIn = Annotated[Programme, BeforeValidator(_upper)]
SegmentIn = Annotated[Segment, BeforeValidator(_upper)]
DayIn = Annotated[date, BeforeValidator(_day), _DAY_SCHEMA]
Exactly = Annotated[Fraction, BeforeValidator(_exact), Field(ge=0, le=_LARGEST_NUMBER), _NUMBER_SCHEMA]
Percent = Annotated[Exactly, Field(le=HUNDRED)]
