"""A page about something that a job works on."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def watched(request: HttpRequest, context: Mapping[str, Any], *, page: str, progress: str) -> HttpResponse:
    """The page. While it is `waiting`, htmx asks for the progress alone, and reloads the page when that is over."""
    if not request.headers.get("HX-Request"):
        return render(request, page, context)
    if context["waiting"]:
        return render(request, progress, context)
    answer = HttpResponse(status=204)
    answer["HX-Refresh"] = "true"
    return answer
