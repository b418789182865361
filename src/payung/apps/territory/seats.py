"""Offices as seats: which are vacant or held for the time being, since when, who was the last and who comes next."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from payung.apps.territory.codes import Level, ancestor, span
from payung.apps.territory.holders import Holder, as_holders, office_of
from payung.apps.territory.models import Area, Holding
from payung.apps.territory.queries import Place, places, valid_during
from payung.apps.territory.scope import Scope


@dataclass(frozen=True, slots=True)
class Seat:
    """An office on a day. `holder` None: vacant. `since`: the first day of it so, None where nobody ever held it.

    `last` held it before (a vacancy), `coming` will hold it from a later day.
    """

    place: Place
    role: str
    holder: Holder | None
    since: dt.date | None
    last: Holder | None
    coming: Holder | None

    @property
    def vacant(self) -> bool:
        return self.holder is None

    @property
    def ending(self) -> bool:
        """Whether it becomes vacant on a day that is known."""
        return self.holder is not None and self.holder.ends is not None and self.coming is None

    @property
    def acting(self) -> bool:
        return self.holder is not None and self.holder.acting


@dataclass(frozen=True, slots=True)
class Count:
    """Seats of heads under an area: how many there are, how many are vacant, how many held by somebody acting."""

    seats: int
    vacant: int
    acting: int


def seats(scope: Scope, area: int, level: Level, *, on: dt.date) -> list[Seat]:
    """The offices of all areas of a level inside an area (itself included) on the day, in the order of the areas."""
    role = office_of(level)
    standing = places(_areas(scope, area, level, on=on).order_by("id"), on=on)
    if role is None or not standing:
        return []
    terms: dict[int, list[Holder]] = {}
    held = Holding.objects.filter(role=role, area_id__in=[place.id for place in standing])
    for each in as_holders(held.order_by("starts")):
        terms.setdefault(each.area, []).append(each)
    return [_seat(place, role, terms.get(place.id, []), on=on) for place in standing]


def counted(scope: Scope, area: int, level: Level, *, on: dt.date) -> dict[int, Count]:
    """The seats of heads of lingkungan under each area of a level inside an area; two queries for a whole city."""
    ids = list(_areas(scope, area, Level.LINGKUNGAN, on=on).values_list("id", flat=True))
    lo, hi = span(area)
    held = Holding.objects.on(on).filter(role=office_of(Level.LINGKUNGAN), area__id__range=(lo, hi))
    acting = dict(held.values_list("area_id", "acting"))
    every = Counter(ancestor(pk, level) for pk in ids)
    vacant = Counter(ancestor(pk, level) for pk in ids if pk not in acting)
    meanwhile = Counter(ancestor(pk, level) for pk in ids if acting.get(pk))
    return {pk: Count(count, vacant[pk], meanwhile[pk]) for pk, count in every.items()}


def _areas(scope: Scope, area: int, level: Level, *, on: dt.date) -> QuerySet[Area]:
    lo, hi = span(area)
    inside = (max(lo, scope.lo), min(hi, scope.hi))
    return Area.objects.filter(valid_during(on, on), id__range=inside, level=level)


def _seat(place: Place, role: str, terms: list[Holder], *, on: dt.date) -> Seat:
    """`terms` in the order of their first days; an office has one holder a day."""
    holder = next((each for each in terms if each.on(on)), None)
    coming = next((each for each in terms if each.starts > on), None)
    past = [each for each in terms if each.ends and each.ends < on]
    last = max(past, key=lambda each: each.ends or dt.date.min, default=None)
    if holder:
        since: dt.date | None = holder.starts
    else:
        since = last.ends + dt.timedelta(days=1) if last and last.ends else None
    return Seat(place, role, holder, since, last, coming)
