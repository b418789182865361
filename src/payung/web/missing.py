"""What cannot be shown: a row that is not there, or not for these eyes, and an address that only a button opens."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

METHOD_NOT_ALLOWED = 405


def missing(request: HttpRequest, *, title: str, text: str, label: str, url: str) -> HttpResponse:
    """404 in words of the page's own: what is missing, why that may be, and the way on."""
    context = {"title": title, "text": text, "buttons": [{"label": label, "url": url}]}
    return render(request, "missing.html", context, status=404)


class NotAllowedMiddleware:
    """Says in a page of the house that an address takes only what a button sends; an answer with words stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != METHOD_NOT_ALLOWED or response.streaming or response.content:
            return response
        page = render(request, "405.html", status=METHOD_NOT_ALLOWED)
        page.headers["Allow"] = response.headers["Allow"]
        return page
