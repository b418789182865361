"""In which kelurahan somebody is registered: the one in one's own territory, or one chosen step by step."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment.group_queries import group
from payung.apps.enrolment.models import Group
from payung.apps.enrolment.places import labels
from payung.apps.territory.codes import Level, ancestor, level_of
from payung.apps.territory.queries import Place, children, lingkungan, path
from payung.apps.territory.scope import Scope, ScopeError
from payung.web.neighbourhood.outside import ASKED, may_live_outside

PARAMETER = "tempat"
GROUP = "kelompok"
TOO_WIDE = frozenset({Level.CITY, Level.KECAMATAN})


def asks_outside(request: HttpRequest, home: str = "") -> bool:
    """Whether the form is for somebody who lives outside the city: the address says so, else who they are known as."""
    asked = request.GET.get(PARAMETER, "")
    return may_live_outside(request.scope) and (asked == ASKED or (not asked and bool(home)))


def narrowed(request: HttpRequest, area: int | None = None) -> Scope:
    """One's scope narrowed to the place in the address, else to `area`; 404 for a place outside one's territory."""
    asked = request.GET.get(PARAMETER, "")
    if asked == ASKED and may_live_outside(request.scope):
        asked = ""
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
    """The kecamatan or kelurahan below by name, each a link to this page for it."""
    below = sorted(children(place, place.area, on=request.today), key=lambda each: each.name)
    return render(
        request,
        "neighbourhood/register/choose.html",
        {
            "below": below,
            "trail": trail(request, place.area),
            "level": level_of(place.area),
            "outside": ASKED if place.area == place.city else "",
            "carried": carried(request),
        },
    )


def trail(request: HttpRequest, area: int) -> list[dict[str, str]]:
    """The way down to an area as links to this same page, beginning at one's own territory."""
    scope: Scope = request.scope
    steps = [step for step in path(scope, area, on=request.today) if step.id >= scope.area]
    links = [{"label": step.name, "url": f"{request.path}?{PARAMETER}={step.id}{carried(request)}"} for step in steps]
    return [*links[:-1], {"label": links[-1]["label"], "url": ""}] if links else []


def place_name(request: HttpRequest, area: int) -> str:
    return labels([area], on=request.today)[area]


def register_url(place: Scope, request: HttpRequest, group_id: UUID | None = None) -> str:
    """The empty form for the same kelurahan and the same group."""
    mine: Scope = request.scope
    asked = "" if place.area == mine.area else f"{PARAMETER}={place.area}"
    shared = f"&{GROUP}={group_id}" if group_id and request.scope.may(Permission.GROUP_SEE) else ""
    query = f"{asked}{shared}".removeprefix("&")
    return reverse("register") + (f"?{query}" if query else "")


def carried(request: HttpRequest) -> str:
    """The group for which workers are registered, as the rest of an address."""
    found = group_of(request)
    return f"&{GROUP}={found.pk}" if found else ""


def group_of(request: HttpRequest) -> Group | None:
    """The group that the address names, where the role sees it."""
    try:
        wanted = UUID(request.GET.get(GROUP, ""))
    except ValueError:
        return None
    return group(request.scope, wanted) if request.scope.may(Permission.GROUP_SEE) else None
