"""Short names of many places at once, for lists of registrations."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Protocol

from django.utils.translation import gettext as _

from payung.apps.territory.codes import Level, ancestor, level_of
from payung.apps.territory.models import Area
from payung.apps.territory.queries import places
from payung.identity import regions


def outside(home: str) -> str:
    """`Di luar kota: Kabupaten Deli Serdang`, for the four digits of where somebody lives."""
    return _("Di luar kota: %(place)s") % {"place": regions.names().get(home, home)}


class Placed(Protocol):
    """Whose place is shown: a row of a list, or anything else about a registration."""

    @property
    def area_id(self) -> int: ...
    @property
    def home_regency(self) -> str: ...


def place_of(row: Placed, names: Mapping[int, str]) -> str:
    """Where a row's person lives, by the names of `labels`; outside the city it is the kota or kabupaten."""
    return outside(row.home_regency) if row.home_regency else names[row.area_id]


def labels(area_ids: Iterable[int], *, on: dt.date) -> dict[int, str]:
    """`Lingkungan III, Aur` for each lingkungan, the bare name for larger places; two queries for any number."""
    asked = set(area_ids)
    needed = asked | {ancestor(area, Level.KELURAHAN) for area in asked if level_of(area) is Level.LINGKUNGAN}
    names = {place.id: place.name for place in places(Area.objects.filter(pk__in=needed), on=on)}

    def label(area: int) -> str:
        own = names.get(area, "")
        above = names.get(ancestor(area, Level.KELURAHAN)) if level_of(area) is Level.LINGKUNGAN else None
        return f"{own}, {above}" if above else own

    return {area: label(area) for area in asked}
