"""A row that is not there, or not for these eyes: both are answered alike, with the way back to the list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def missing(request: HttpRequest, *, title: str, text: str, label: str, url: str) -> HttpResponse:
    """404 in words of the page's own: what is missing, why that may be, and the way on."""
    context = {"title": title, "text": text, "buttons": [{"label": label, "url": url}]}
    return render(request, "missing.html", context, status=404)
