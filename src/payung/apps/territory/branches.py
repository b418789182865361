"""The insurer's branches: which cities each serves, which places it is responsible for, and where its officers sit.

A branch is no territory: it may serve several cities, and a city may have several. Its officer holds the branch, and
has a seat in every city that it serves: a scope is still one city's, with one key (decision 15).
"""

import copy
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import LiteralString

from django.utils.translation import gettext as _

from payung.apps.territory import queries, scope
from payung.apps.territory.codes import Level, ancestor, divisor
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.models import Area, Branch, BranchArea, BranchCity, Holding
from payung.apps.territory.queries import Place
from payung.apps.territory.scope import Scope

WIDER = (Level.KELURAHAN, Level.KECAMATAN, Level.CITY)
RESPONSIBLE = """
(SELECT of_place.branch_id FROM territory_brancharea AS of_place
 WHERE of_place.area_id = ANY(ARRAY[{around}]) ORDER BY of_place.area_id DESC LIMIT 1)
"""


def responsible_sql(area: LiteralString) -> str:
    """The branch responsible for the area in a column, NULL where none is: the narrowest place has the largest id."""
    around = ", ".join(f"{area} / {divisor(level)} * {divisor(level)}" for level in WIDER)
    return RESPONSIBLE.format(around=around)


def serve(*, branch: str, of: int, city: int) -> Branch:
    """A branch that stands under the city `of` serves `city` too; doing it again changes nothing.

    For whoever runs the program: it lets officers whom another city appointed see what this one sends to them. Raises
    `TerritoryError` for a name that none of the other city's branches bears.
    """
    found = queries.one_named(Branch.objects.filter(city_id=of).order_by("name"), branch)
    if found.city_id != city:
        BranchCity.objects.get_or_create(branch=found, city_id=city)
    return found


def answers_for(*, area: int, branch: int | None) -> None:
    """From now on a place's registrations go to this branch, unless a narrower place says otherwise; None: no rule.

    Raises `TerritoryError` for a place outside the territory or smaller than a kelurahan, and for a branch that does
    not serve the city.
    """
    mine = scope.current().scope
    place = queries.area(mine, area)
    if place.level == Level.LINGKUNGAN:
        raise TerritoryError(_("Kantor cabang ditetapkan untuk kelurahan, kecamatan, atau seluruh kota."))
    if branch is None:
        BranchArea.objects.filter(area=place).delete()
        return
    if not Branch.objects.serving(mine.city).filter(pk=branch).exists():
        raise TerritoryError(_("Kantor cabang ini tidak melayani kota ini."))
    BranchArea.objects.update_or_create(area=place, defaults={"branch_id": branch})


def places(scope: Scope) -> list[BranchArea]:
    """Every place of the territory with a branch of its own, the widest first, with names."""
    mine = BranchArea.objects.filter(area__id__range=(scope.lo, scope.hi))
    return list(mine.select_related("area", "branch").order_by("area_id"))


def divisible(scope: Scope, *, on: dt.date) -> list[tuple[Place, list[Place]]]:
    """Each kecamatan of the city on a day, and its kelurahan: the places that may have a branch of their own."""
    valid = Area.objects.filter(queries.valid_during(on, on), city_id=scope.city).order_by("id")
    found = queries.places(valid.filter(level__in=[Level.KECAMATAN, Level.KELURAHAN]), on=on)
    below: dict[int, list[Place]] = {}
    for each in found:
        if each.level is Level.KELURAHAN:
            below.setdefault(ancestor(each.id, Level.KECAMATAN), []).append(each)
    return [(each, below.get(each.id, [])) for each in found if each.level is Level.KECAMATAN]


def with_seats(held: Iterable[Holding]) -> list[Holding]:
    """The holdings, and for each one at a branch a seat in every other city that the branch serves.

    A seat is the holding with that city as its area; it is not saved anywhere.
    """
    found = list(held)
    branches = {each.branch_id for each in found if each.kind.by_branch and each.branch_id is not None}
    if not branches:
        return found
    cities = _cities(branches)
    known = {(each.role, each.branch_id, each.area_id) for each in found}
    for each in list(found):
        for area in cities.get(each.branch_id or 0, ()) if each.kind.by_branch else ():
            seat = (each.role, each.branch_id, area.pk)
            if seat not in known:
                known.add(seat)
                found.append(_seat(each, area))
    return found


def _cities(branches: Iterable[int]) -> Mapping[int, list[Area]]:
    """The cities that each branch serves, as areas, in order of their codes."""
    wanted = list(branches)
    pairs = {*Branch.objects.filter(pk__in=wanted).values_list("pk", "city_id")}
    pairs |= {*BranchCity.objects.filter(branch__in=wanted).values_list("branch_id", "city_id")}
    areas = Area.objects.select_related("city").in_bulk({city for _branch, city in pairs})
    found: dict[int, list[Area]] = {}
    for branch, city in sorted(pairs, key=lambda pair: pair[1]):
        found.setdefault(branch, []).append(areas[city])
    return found


def _seat(holding: Holding, area: Area) -> Holding:
    seat = copy.copy(holding)
    seat.area = area
    return seat
