"""The OpenAPI description of questions and answers, made of the typed inputs of each kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, reduce
from operator import or_
from types import GenericAlias
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, Field, RootModel, create_model
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from payung.api.v1.examples import EXAMPLES
from payung.api.v1.questions import MOST_QUESTIONS, OFFERED
from payung.rules.inputs import DayIn, Inputs
from payung.rules.kinds import KINDS

_REFERENCE = "#/components/schemas/{model}"
_ROOTS = {"AnyQuestion", "ManyQuestions", "Answered", "Answers", "Errors"}
_LIMITS = {"ge": "minimum", "le": "maximum"}


class Problem(BaseModel):
    """One thing to mend, in Indonesian and English."""

    field: Annotated[str, Field(description="such as inputs.income; empty when the whole request is meant")]
    name: Annotated[str, Field(description="stays the same when the sentences change")]
    id: str
    en: str


class Errors(BaseModel):
    """Why nothing was computed."""

    errors: list[Problem]


class Unanswered(Errors):
    """A question among many that could not be computed."""

    kind: Annotated[str, Field(description="as it was asked; empty where it was no text")]


class OpenPoint(BaseModel):
    """What the law leaves open, or what is not known yet: read it before you rely on the figures."""

    name: str
    id: str
    en: str


class CitedParameter(BaseModel):
    """A figure of the law."""

    parameter: str
    law: str
    article: str
    since: str
    source: str
    checked: str
    confidence: str


class ExplainedStep(BaseModel):
    """How one figure was computed; docs/explanation/formulas.md says how a formula is read."""

    name: str
    label: dict[Literal["id", "en"], str]
    figure: Any
    formula: str
    rounded: bool
    on: str
    law: str
    article: str
    date: str
    source: str
    parameters: list[CitedParameter]


class Answered(BaseModel):
    """The answer to one question."""

    kind: str
    figures: Annotated[dict[str, Any], Field(description="by name; money is whole rupiah")]
    warnings: list[OpenPoint]
    steps: Annotated[list[ExplainedStep] | None, Field(description="only where `explain` is true")] = None


class Answers(BaseModel):
    """The answers to many questions, in their order."""

    answers: list[Answered | Unanswered]


def question_title(name: str) -> str:
    """The name of the schema of one kind's question."""
    return "".join(part.capitalize() for part in name.split("_")) + "Question"


def question_of(name: str) -> type[Inputs]:
    """The question of one kind, with its typed inputs."""
    kind = KINDS[name]
    said = (kind.compute.__doc__ or "").strip().partition("\n")[0].replace("InputError", "an error")
    day = Field(default=None, description="the day whose law holds where the inputs name none; today when left out")
    model: type[Inputs] = create_model(
        question_title(name),
        __base__=Inputs,
        __doc__=said,
        kind=(cast(Any, Literal)[name], ...),
        inputs=(kind.inputs, ...),
        explain=(bool, Field(default=False, description="answer with every step")),
        on=(DayIn | None, day),
    )
    return model


@cache
def _request_models() -> tuple[type[BaseModel], type[BaseModel]]:
    union: Any = reduce(or_, (question_of(name) for name in OFFERED))
    told = Field(discriminator="kind")
    one = create_model("AnyQuestion", __base__=RootModel[Any], __doc__="One question.", root=(union, told))
    several: Any = GenericAlias(list, (one,))
    many = (several, Field(min_length=1, max_length=MOST_QUESTIONS))
    return one, create_model("ManyQuestions", __base__=Inputs, __doc__="Many questions.", questions=many)


@cache
def components() -> Mapping[str, Any]:
    """Every schema by its name, for `components/schemas`."""
    one, many = _request_models()
    models: dict[type[BaseModel], JsonSchemaMode] = {one: "validation", many: "validation"}
    models |= dict.fromkeys((Answered, Answers, Errors), "serialization")
    _, found = models_json_schema(list(models.items()), ref_template=_REFERENCE)
    return {name: _spelled(each) for name, each in found["$defs"].items() if _is_used(name, found["$defs"])}


def _is_used(name: str, schemas: Mapping[str, Any]) -> bool:
    """A type that is written as text, such as a month, leaves the schema of its parts behind."""
    model = f'"{_REFERENCE.format(model=name)}"'
    return name in _ROOTS or any(model in json.dumps(each) for each in schemas.values())


def _spelled(schema: Any) -> Any:
    """Limits under the names of JSON Schema; pydantic leaves its own where a check of ours runs before them."""
    if isinstance(schema, list):
        return [_spelled(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {_LIMITS.get(name, name): _spelled(each) for name, each in schema.items()}


def calculation() -> dict[str, Any]:
    """The part of the description of `calculate` that says what is sent and what comes back."""
    refused = {400: "no JSON object", 413: "too large", 415: "no JSON", 422: "inputs to mend", 429: "too many requests"}
    return {
        "requestBody": {"required": True, "content": _json(["AnyQuestion", "ManyQuestions"], examples=EXAMPLES)},
        "responses": {
            200: {"description": "the answer, or the answers in order", "content": _json(["Answered", "Answers"])},
            **{status: {"description": why, "content": _json(["Errors"])} for status, why in refused.items()},
        },
    }


def _json(names: list[str], **beside: Any) -> dict[str, Any]:
    references = [{"$ref": _REFERENCE.format(model=name)} for name in names]
    schema = references[0] if len(references) == 1 else {"oneOf": references}
    return {"application/json": {"schema": schema, **beside}}
