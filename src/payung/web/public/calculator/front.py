"""The door of the calculator: who asks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.web.guards import public


@require_safe
@public
def front(request: HttpRequest) -> HttpResponse:
    """One way for each who asks."""
    return render(request, "public/calculator/front.html")
