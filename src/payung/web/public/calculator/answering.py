"""What every page of the calculator does: a form, and beside it the answer to what stands in the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from payung.rules.inputs import InputError
from payung.rules.legislation import FigureUnknownThen
from payung.web.public.calculator.asking import Asking
from payung.web.public.calculator.told import refuse

Form = TypeVar("Form", bound=Asking)


def answered(request: HttpRequest, form: Form, compute: Callable[[Form], object], *, template: str) -> HttpResponse:
    """The page with its answer; or, with status 422, what to mend, said beside the field that it concerns."""
    found = _computed(form, compute) if form.is_valid() else None
    return render(request, template, {"form": form, "answer": found}, status=200 if found else 422)


def _computed(form: Form, compute: Callable[[Form], object]) -> object | None:
    try:
        return compute(form)
    except (InputError, FigureUnknownThen) as fault:
        refuse(form, fault)
        return None
