"""In which of their roles somebody acts now."""

from django.http import HttpRequest
from django.utils import timezone

from payung.apps.territory.models import City, Holding

SESSION_KEY = "holding"


def holdings_of(request: HttpRequest) -> list[Holding]:
    """The roles that the signed-in person holds today, by each city's own clock."""
    if not request.user.is_authenticated:
        return []
    today = timezone.localdate()
    mine = Holding.objects.filter(user_id=request.user.pk).select_related("area", "branch", "area__city", "user")
    return [h for h in mine.order_by("id") if is_in_force(h, on=h.area.city.clock or today)]


def is_in_force(holding: Holding, *, on: object) -> bool:
    return holding.starts <= on and (holding.ends is None or holding.ends >= on)  # type: ignore[operator]


def holding_of(request: HttpRequest, held: list[Holding]) -> Holding | None:
    """The role of those held that was chosen in this session, or the first one."""
    chosen = request.session.get(SESSION_KEY) if held else None
    return next((h for h in held if h.pk == chosen), held[0] if held else None)


def today_in(city: City) -> object:
    return city.clock or timezone.localdate()
