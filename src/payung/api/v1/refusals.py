"""How the API says no: a status and sentences in Indonesian and English, never a page and never a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext

from payung.rules.inputs import FieldProblem, InputError
from payung.rules.texts import LANGUAGES

INPUTS = "inputs"


class Refusal(Exception):
    """A whole request that is not answered. `sentence` is a msgid of the catalogues, `facts` fill it in."""

    def __init__(self, status: int, name: str, sentence: str, **facts: object) -> None:
        self.status = status
        self.name = name
        self.sentence = sentence
        self.facts = facts
        super().__init__(sentence)

    def as_data(self) -> dict[str, Any]:
        """The error of the request, which belongs to no field."""
        return {"field": "", "name": self.name, **in_both(self.sentence, **self.facts)}


def in_both(sentence: str, **facts: object) -> dict[str, str]:
    """An Indonesian msgid in both languages."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = gettext(sentence) % facts
    return said


def problems(error: InputError, *, inside: bool) -> list[dict[str, Any]]:
    """What to mend, field by field; `inside`: the fields are those of `inputs`, not of the question."""
    return [_problem(each, inside) for each in error.problems]


def _problem(problem: FieldProblem, inside: bool) -> dict[str, Any]:
    field = f"{INPUTS}.{problem.field}" if inside and problem.field != INPUTS else problem.field
    return {"field": field, "name": problem.name, **{language: problem.says(language) for language in LANGUAGES}}


def as_json(content: object, *, status: int = 200) -> HttpResponse:
    """An answer of the API; letters stay as they are."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8")


def refused(errors: Iterable[dict[str, Any]], *, status: int) -> HttpResponse:
    """An answer that holds errors alone."""
    return as_json({"errors": list(errors)}, status=status)
