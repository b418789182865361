"""The first page of each role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from payung.web.context import navigation
from payung.web.guards import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Straight to the first thing that the role does; without a role, a page that says so."""
    pages = navigation(request)
    if pages:
        return redirect(pages[0]["url"])
    return render(request, "no_role.html", status=200)
