"""Places as they stand on a day: children, names, paths, and how many lingkungan there are."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from payung.apps.territory.codes import BELOW, WIDTH, Level, ancestor, level_of, span, written
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.models import Area, AreaName, Branch, City
from payung.apps.territory.scope import Scope

NEAR = 4  # places named where one that was asked for is not known


@dataclass(frozen=True, slots=True)
class Place:
    """An area under the name it bore on the day asked for. `code` is Kemendagri's (a lingkungan: `…/serial`)."""

    id: int
    level: Level
    name: str
    code: str


def cities() -> list[City]:
    """All cities that have been opened, by code."""
    return list(City.objects.order_by("code"))


def branches(scope: Scope) -> list[Branch]:
    """The insurer's branches that serve the scope's city."""
    return list(Branch.objects.serving(scope.city).order_by("name", "id"))


def branch_named(scope: Scope, name: str) -> Branch:
    """The scope's branch of that name; raises `TerritoryError` naming those there are."""
    return one_named(branches(scope), name)


def one_named(known: Collection[Branch], name: str) -> Branch:
    """The one of these branches that bears a name, in any case; raises `TerritoryError` naming those there are."""
    for each in known:
        if each.name.casefold() == name.strip().casefold():
            return each
    raise TerritoryError(
        _("Tidak ada kantor cabang “%(name)s”. Yang ada: %(known)s.")
        % {"name": name, "known": ", ".join(each.name for each in known) or "–"}
    )


def hold_list(scope: Scope) -> None:
    """Keep everybody else from changing the city's list of places until this transaction ends."""
    City.objects.select_for_update(no_key=True).get(pk=scope.city)


def valid_during(first: dt.date, last: dt.date) -> Q:
    """Areas valid on some day from `first` to `last`; `valid_to` is an area's last day."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=last)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=first))


def area(scope: Scope, area_id: int) -> Area:
    """An area within the scope; raises `TerritoryError` where there is none."""
    found = Area.objects.filter(pk=area_id, id__range=(scope.lo, scope.hi)).first()
    if found is None and not Area.objects.filter(pk=area_id).exists():
        raise TerritoryError(
            _("Kode %(code)s tidak dikenal. Yang terdekat: %(near)s.")
            % {"code": written(area_id), "near": ", ".join(_near(scope, area_id)) or "–"}
        )
    if found is None:
        raise TerritoryError(_("Wilayah ini tidak ada di wilayah Anda."))
    return found


def _near(scope: Scope, area_id: int) -> list[str]:
    """The areas nearest to an id that none has, of the same level where there are any: `12.71.01.1001/3 (Mawar)`."""
    level: Level | None = level_of(area_id)
    for wider in reversed([step for step in Level if WIDTH[step] < WIDTH[level_of(area_id)]]):
        same = _within(scope, *span(ancestor(area_id, wider))).filter(level=level)
        known = sorted(same.values_list("id", "name"), key=lambda pair: abs(pair[0] - area_id))[:NEAR]
        if known:
            return [f"{written(pk)} ({name})" for pk, name in sorted(known)]
        level = wider
    return []


def is_valid(area_id: int, *, on: dt.date) -> bool:
    """Whether an area exists and is valid on a day, so that somebody may be registered there."""
    return Area.objects.filter(valid_during(on, on), pk=area_id).exists()


def children(scope: Scope, area_id: int, *, on: dt.date) -> list[Place]:
    """The areas directly below one, valid on the day, under their names of that day, in order of their ids."""
    return children_during(scope, area_id, first=on, last=on)


def children_during(scope: Scope, area_id: int, *, first: dt.date, last: dt.date) -> list[Place]:
    """The same for a period: also what has ended in it, because what was registered there still counts."""
    below = BELOW[level_of(area_id)]
    if below is None:
        return []
    found = _within(scope, *span(area_id)).filter(valid_during(first, last), level=below).order_by("id")
    return places(found, on=last)


def lingkungan(scope: Scope, *, on: dt.date) -> list[Place]:
    """Every lingkungan of the scope's territory that is valid on the day."""
    found = _within(scope, scope.lo, scope.hi).filter(valid_during(on, on), level=Level.LINGKUNGAN)
    return places(found.order_by("id"), on=on)


def lingkungan_counts(scope: Scope, area_id: int, *, on: dt.date) -> Counter[int]:
    """How many lingkungan are valid on the day under each child of an area (for a lingkungan: itself, 1)."""
    level = BELOW[level_of(area_id)] or Level.LINGKUNGAN
    found = _within(scope, *span(area_id)).filter(valid_during(on, on), level=Level.LINGKUNGAN)
    return Counter(ancestor(pk, level) for pk in found.values_list("id", flat=True))


def path(scope: Scope, area_id: int, *, on: dt.date) -> list[Place]:
    """From the city down to the area, the area included. The places above one's territory are named too."""
    level = level_of(area(scope, area_id).pk)
    above = {ancestor(area_id, step) for step in Level if WIDTH[step] <= WIDTH[level]}
    return places(Area.objects.filter(pk__in=above).order_by("id"), on=on)


def places(areas: Iterable[Area], *, on: dt.date) -> list[Place]:
    """The areas given, each under its name of that day; one query more, whatever their number."""
    found = list(areas)
    names = names_on([each.pk for each in found], on=on)
    return [Place(each.pk, Level(each.level), names.get(each.pk, each.name), each.code) for each in found]


def names_on(area_ids: Iterable[int], *, on: dt.date) -> dict[int, str]:
    """The names of the areas that have ever been renamed, as of the day; the others are named by `Area.name`."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    rows = AreaName.objects.filter(begun, area_id__in=list(area_ids))
    ordered = rows.values_list("area_id", "valid_from", "name")
    return {area_id: name for area_id, _first, name in sorted(ordered, key=lambda row: row[1] or dt.date.min)}


def _within(scope: Scope, lo: int, hi: int) -> QuerySet[Area]:
    return Area.objects.filter(id__range=(max(lo, scope.lo), min(hi, scope.hi)))
