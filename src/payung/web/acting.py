"""In which of their roles somebody acts now."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from payung.apps.territory.branches import with_seats
from payung.apps.territory.models import Holding

SESSION_KEY = "holding"
SEAT_KEY = "seat"  # the city in which the insurer's officer sits now


def holdings_of(request: HttpRequest) -> list[Holding]:
    """The roles that the signed-in person holds today, by each city's own clock; read once a request."""
    if not request.user.is_authenticated:
        return []
    known: list[Holding] | None = getattr(request, "_holdings", None)
    if known is None:
        known = request._holdings = _holdings(request.user.pk)
    return known


def _holdings(user: int) -> list[Holding]:
    today = timezone.localdate()
    mine = Holding.objects.filter(user_id=user).select_related("area", "branch", "agency", "area__city", "user")
    held = [h for h in mine.order_by("id") if _is_in_force(h, today)]
    return [h for h in with_seats(held) if _is_in_force(h, today)]  # a seat goes by the clock of its own city


def _is_in_force(holding: Holding, today: dt.date) -> bool:
    """Today, or on the fixed day of a demonstration city; a province has no clock."""
    on = (holding.area.city.clock if holding.area.city else None) or today
    return holding.starts <= on and (holding.ends is None or holding.ends >= on)


def holding_of(request: HttpRequest) -> Holding | None:
    """The role chosen in this session, or the first one held today."""
    held = holdings_of(request)
    chosen = request.session.get(SESSION_KEY) if held else None
    mine = [h for h in held if h.pk == chosen] or held
    seat = request.session.get(SEAT_KEY) if len(mine) > 1 else None
    return next((h for h in mine if h.area_id == seat), mine[0] if mine else None)


def choose(request: HttpRequest, holding: int, city: str = "") -> Holding | None:
    """Act in another of one's own roles from now on; None for a role that is not one's own today.

    `city` is the code of the city in which to sit, for a role held at a branch that serves several; empty for any.
    """
    found = next((h for h in holdings_of(request) if h.pk == holding and city in ("", h.area.code)), None)
    if found:
        request.session[SESSION_KEY], request.session[SEAT_KEY] = found.pk, found.area_id
    return found
