"""The area that a roster row's kelurahan and lingkungan name, among those that the city has today."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from payung.apps.territory.codes import Level, area_id, kemendagri_code
from payung.apps.territory.models import Area, AreaName, City
from payung.apps.territory.scope import Scope
from payung.identity.place_names import lingkungan_key
from payung.identity.places import Territory
from payung.identity.territory import load_city


@dataclass(frozen=True)
class Addresses:
    """The city's places: `lingkungan` by (kelurahan id, key of the name), past names included."""

    scope: Scope
    territory: Territory
    ids: frozenset[int]
    lingkungan: Mapping[tuple[int, str], int]

    @staticmethod
    def load(scope: Scope, *, today: dt.date) -> "Addresses":
        """The places of the scope's city that exist on the day."""
        city = City.objects.get(area_id=scope.city)
        standing = Area.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), city=city)
        named = list(_named(standing))
        pairs = [(kemendagri_code(area), name) for area, name in named]
        territory = Territory.of(load_city(city.code), pairs)
        lingkungan = {(area // 10_000 * 10_000, lingkungan_key(name)): area for area, name in reversed(named)}
        return Addresses(scope, territory, frozenset(standing.values_list("id", flat=True)), lingkungan)

    @cached_property
    def _found(self) -> dict[tuple[str, str, str], int]:
        return {}

    def find(self, values: Mapping[str, Any]) -> int:
        """The lingkungan, else the kelurahan, else the kecamatan that the row names; the scope's own area without any.

        It may lie outside the scope (`is_inside`).
        """
        asked = tuple(str(values.get(name) or "") for name in ("kecamatan", "kelurahan", "lingkungan"))
        if asked not in self._found:
            self._found[asked] = self._search(*asked)
        return self._found[asked]

    def is_inside(self, area: int) -> bool:
        """Whether whoever brings the row may register there."""
        return self.scope.lo <= area <= self.scope.hi

    def _search(self, kecamatan: str, kelurahan: str, lingkungan: str) -> int:
        read = self.territory.read(kelurahan, kecamatan)
        if read.village is None:
            district = area_id(read.district.code) if read.district else 0
            return district if district in self.ids else self.scope.area
        village = area_id(read.village.code)
        if village not in self.ids:
            return self.scope.area
        return self.lingkungan.get((village, lingkungan_key(lingkungan)), village) if lingkungan else village


def _named(standing: Any) -> Iterator[tuple[int, str]]:
    """(id, name) of every lingkungan: present names first, then past ones, so that a present name wins."""
    lingkungan = standing.filter(level=Level.LINGKUNGAN)
    yield from lingkungan.order_by("id").values_list("id", "name")
    yield from AreaName.objects.filter(area__in=lingkungan).order_by("-valid_from").values_list("area_id", "name")
