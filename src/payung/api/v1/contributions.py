"""`POST contributions/calculate`: contributions, benefits, deadlines and statuses, one or many, with explanation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from payung.api.v1.allowance import Allowance
from payung.api.v1.body import read_object
from payung.api.v1.questions import NotComputed, Questions, answer_each, answer_one
from payung.api.v1.refusals import as_json, problems, refused
from payung.api.v1.schema import calculation
from payung.rules.inputs import InputError, read

router = Router(tags=["contributions"])


@router.post("calculate", url_name="calculate", operation_id="calculate", openapi_extra=calculation())
def calculate(request: HttpRequest) -> HttpResponse:
    """Compute one question, or up to 1,000 of them.

    The answers of many stand in the order of the questions; a question that cannot be computed has `errors` in its
    place. Money is whole rupiah. Nothing that is sent is kept or logged.
    """
    allowance = Allowance(request)
    allowance.check()
    written = read_object(request)
    response, work = _many(written) if "questions" in written else _one(written)
    allowance.spend(work)
    return response


def _one(written: dict[str, Any]) -> tuple[HttpResponse, int]:
    try:
        found, work = answer_one(written, today=timezone.localdate())
    except NotComputed as fault:
        return refused(fault.errors, status=500 if fault.ours else 422), 1
    return as_json(found), work


def _many(written: dict[str, Any]) -> tuple[HttpResponse, int]:
    try:
        questions = read(Questions, written)
    except InputError as error:
        return refused(problems(error, inside=False), status=422), 1
    found = list(answer_each(questions, today=timezone.localdate()))
    return as_json({"answers": [each for each, _ in found]}), sum(work for _, work in found)
