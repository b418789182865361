"""In which kelurahan somebody is registered: the one in one's own territory, or one chosen step by step."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.apps.enrolment.places import labels
from payung.apps.territory.codes import Level, ancestor, level_of
from payung.apps.territory.queries import Place, children, lingkungan, path
from payung.apps.territory.scope import Scope, ScopeError

PARAMETER = "tempat"
TOO_WIDE = frozenset({Level.CITY, Level.KECAMATAN})


def narrowed(request: HttpRequest, area: int | None = None) -> Scope:
    """One's scope narrowed to the place in the address, else to `area`; 404 for a place outside one's territory."""
    asked = request.GET.get(PARAMETER, "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) == 14):
        raise Http404
    scope: Scope = request.scope
    wanted = int(asked) if asked else area
    if wanted is None:
        return scope
    try:
        return scope.within(wanted)
    except ScopeError as error:
        raise Http404 from error


def kelurahan_of(scope: Scope, area: int) -> int:
    """The widest place within the scope, up to the kelurahan, in which the area lies."""
    wide = area if level_of(area) in TOO_WIDE else ancestor(area, Level.KELURAHAN)
    return wide if scope.lo <= wide else scope.area


def choices_in(place: Scope, request: HttpRequest) -> list[Place]:
    """The lingkungan of a kelurahan that can be chosen today; none for a place that is too wide to choose from."""
    return [] if is_too_wide(place) else lingkungan(place, on=request.today)


def is_too_wide(place: Scope) -> bool:
    return level_of(place.area) in TOO_WIDE


def choose(request: HttpRequest, place: Scope) -> HttpResponse:
    """A list of the kecamatan or kelurahan below, each a link to this page for it."""
    below = children(place, place.area, on=request.today)
    return render(
        request,
        "neighbourhood/register/choose.html",
        {"below": below, "trail": trail(request, place.area), "level": level_of(place.area)},
    )


def trail(request: HttpRequest, area: int) -> list[dict[str, str]]:
    """The way down to an area as links to this same page, beginning at one's own territory."""
    scope: Scope = request.scope
    steps = [step for step in path(scope, area, on=request.today) if step.id >= scope.area]
    links = [{"label": step.name, "url": f"{request.path}?{PARAMETER}={step.id}"} for step in steps]
    return [*links[:-1], {"label": links[-1]["label"], "url": ""}] if links else []


def place_name(request: HttpRequest, area: int) -> str:
    return labels([area], on=request.today)[area]


def register_url(place: Scope, request: HttpRequest) -> str:
    """The empty form for the same kelurahan."""
    mine: Scope = request.scope
    query = "" if place.area == mine.area else f"?{PARAMETER}={place.area}"
    return reverse("register") + query
