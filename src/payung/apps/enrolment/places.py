"""Short names of many places at once, for lists of registrations."""

import datetime as dt
from collections.abc import Iterable

from payung.apps.territory.codes import Level, ancestor, level_of
from payung.apps.territory.models import Area
from payung.apps.territory.queries import places


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
