"""Heads of lingkungan: which offices are vacant or held for the time being; of one lingkungan, what goes over."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.campaigns import credit, handing_over
from payung.apps.enrolment.narrowing import HEAD
from payung.apps.enrolment.returning import disposition
from payung.apps.territory import holders, queries
from payung.apps.territory.codes import Level, level_of
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.queries import Place
from payung.apps.territory.scope import Scope, ScopeError
from payung.apps.territory.seats import counted, seats
from payung.web.city import heads_page as words
from payung.web.guards import needs


@require_safe
@needs(Permission.CAMPAIGN_SEE)
def heads(request: HttpRequest, area: int | None = None) -> HttpResponse:
    """What is vacant in a place, and the way down; of a lingkungan, its head and what stands in their hands."""
    place, path = _place(request, area)
    if path[-1].level is Level.LINGKUNGAN:
        return render(request, "city/heads/lingkungan.html", _lingkungan(request, place, path))
    return render(request, "city/heads/page.html", _territory(request, place, path))


def _place(request: HttpRequest, area: int | None) -> tuple[Scope, list[Place]]:
    """The reader's scope narrowed to the place, and the way there from the top of their own; 404 for any other."""
    scope: Scope = request.scope
    try:
        place = scope.within(area) if area else scope
        path = queries.path(place, place.area, on=request.today)
    except (ScopeError, TerritoryError) as error:
        raise Http404 from error
    return place, [each for each in path if each.id >= scope.lo]


LISTED = {
    Level.CITY: (Level.CITY, Level.KECAMATAN, Level.KELURAHAN),
    Level.KECAMATAN: (Level.KECAMATAN, Level.KELURAHAN, Level.LINGKUNGAN),
    Level.KELURAHAN: (Level.KELURAHAN, Level.LINGKUNGAN),
}


def _territory(request: HttpRequest, place: Scope, path: list[Place]) -> dict[str, Any]:
    """Offices that are not filled for good; the heads of a whole city by kecamatan, since they are thousands."""
    here, today = path[-1], request.today
    listed = [seat for level in LISTED[here.level] for seat in seats(place, here.id, level, on=today)]
    below = queries.children(place, here.id, on=today)
    counts = counted(place, here.id, below[0].level if below else Level.LINGKUNGAN, on=today)
    return words.territory(request.scope, path, listed, counts, below)


def _lingkungan(request: HttpRequest, place: Scope, path: list[Place]) -> dict[str, Any]:
    here, today = path[-1], request.today
    seat = next(iter(seats(place, here.id, Level.LINGKUNGAN, on=today)), None)
    if seat is None:
        raise Http404
    change = handing_over.change_of(seat)
    sees = place.may(Permission.REGISTRATION_SEE)
    return {
        **words.lingkungan(path, seat, change, today=today),
        "terms": holders.terms_of(place, here.id, HEAD),
        "over": words.over(handing_over.goes_over(place, today=today), here.id, links=sees),
        "credit": words.credited(credit.by_month(place, today=today)),
        "may_print": handing_over.may_print(place),
        "today": today,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTRATION_SEE)
def sheet(request: HttpRequest, area: int) -> HttpResponse:
    """The hand-over sheet as PDF; a POST, because it is logged before it leaves."""
    if not handing_over.may_print(request.scope) or level_of(area) is not Level.LINGKUNGAN:
        raise Http404
    _place(request, area)
    if request.method != "POST":
        return redirect("heads_place", area)
    try:
        content = handing_over.printed(area=area)
    except TerritoryError as error:
        raise Http404 from error
    headers = {"Content-Disposition": disposition("serah-terima.pdf"), "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
