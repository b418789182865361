"""Questions as they arrive, and their answers: each by itself, in the same order, so that one error loses no other."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field, StrictBool

from payung.api.v1.refusals import INPUTS, problems
from payung.rules.inputs import DayIn, InputError, Inputs, read
from payung.rules.kinds import KINDS, answer
from payung.rules.legislation import FigureUnknownThen
from payung.rules.presenting import as_data

MOST_QUESTIONS = 1_000
MOST_STEPS = 25_000  # of one request; about a second of computing
WITHHELD = frozenset({"nik"})  # a NIK is not sent to an address that anybody may ask
OFFERED = tuple(name for name in KINDS if name not in WITHHELD)

log = logging.getLogger(__name__)


class Question(Inputs):
    """One question, whatever it is about."""

    kind: str
    inputs: dict[str, Any]
    explain: StrictBool = False
    on: DayIn | None = None


class Questions(Inputs):
    """Many questions in one request."""

    questions: Annotated[tuple[Any, ...], Field(min_length=1, max_length=MOST_QUESTIONS)]


class NotComputed(Exception):
    """A question without an answer; `errors` say why, `ours` that whoever asks cannot mend it."""

    def __init__(self, errors: list[dict[str, Any]], *, ours: bool = False) -> None:
        self.errors = errors
        self.ours = ours
        super().__init__("; ".join(each["en"] for each in errors))


def answer_each(questions: Questions, *, today: date) -> Iterator[tuple[dict[str, Any], int]]:
    """The answer or the errors of each question, with its work in steps; past MOST_STEPS none is computed any more."""
    left = MOST_STEPS
    for written in questions.questions:
        try:
            if left <= 0:
                raise NotComputed(problems(InputError.of("questions", "too_much_at_once"), inside=False))
            found, work = answer_one(written, today=today)
        except NotComputed as fault:
            found, work = {"kind": _kind_of(written), "errors": fault.errors}, 1
        left -= work
        yield found, work


def answer_one(written: object, *, today: date) -> tuple[dict[str, Any], int]:
    """The answer to one question and its work in steps; NotComputed says what to mend."""
    question = _read(written)
    try:
        found = answer(question.kind, question.inputs, on=question.on or today)
        data = as_data(found, explained=question.explain)
    except InputError as error:
        raise NotComputed(problems(error, inside=True)) from None
    except FigureUnknownThen as error:
        unknown = InputError.of(INPUTS, "figure_unknown_then", parameter=error.path, day=error.day)
        raise NotComputed(problems(unknown, inside=True)) from None
    except Exception:
        log.exception("a question of the kind %s could not be computed", question.kind)
        raise NotComputed(problems(InputError.of(INPUTS, "not_computed"), inside=True), ours=True) from None
    beside: dict[str, Any] = {name: data.pop(name) for name in ("warnings", "steps") if name in data}
    return {"kind": question.kind, "figures": data, **beside}, 1 + len(found.steps)


def _read(written: object) -> Question:
    try:
        question = read(Question, written if isinstance(written, Mapping) else _refuse(written))
        if question.kind not in OFFERED:
            raise InputError.of("kind", "kind_unknown", written=question.kind[:40], known=", ".join(sorted(OFFERED)))
    except InputError as error:
        raise NotComputed(problems(error, inside=False)) from None
    return question


def _refuse(written: object) -> Mapping[str, Any]:
    raise InputError.of("question", "dict_type", written=str(written)[:40])


def _kind_of(written: object) -> str:
    kind = written.get("kind") if isinstance(written, Mapping) else None
    return kind[:40] if isinstance(kind, str) else ""
