"""The area in which a roster row registers somebody: what its kelurahan and lingkungan name, past names included."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from payung.apps.enrolment import roster_rows
from payung.apps.territory.codes import Level, kemendagri_code
from payung.apps.territory.models import AreaName
from payung.apps.territory.resolving import Places, places
from payung.apps.territory.scope import Scope
from payung.identity.elsewhere import regency_of
from payung.identity.place_names import lingkungan_key
from payung.identity.places import Territory

Asked = tuple[str, str, str]


@dataclass(frozen=True)
class Addresses:
    """The places of the scope's city; what was asked once is remembered."""

    scope: Scope
    places: Places
    _found: dict[Asked, int] = field(default_factory=dict)
    _homes: dict[tuple[str, str], str] = field(default_factory=dict)

    @staticmethod
    def load(scope: Scope, *, today: dt.date) -> "Addresses":
        """The city's places on a day; a lingkungan is also found by a name that it bore before."""
        now = places(scope, on=today)
        named = dict(now.lingkungan)
        earlier = AreaName.objects.filter(area__city=scope.city, area_id__in=now.lingkungan.values())
        for area, name in earlier.order_by("-valid_from").values_list("area_id", "name"):
            named.setdefault((kemendagri_code(area), lingkungan_key(name)), area)
        return Addresses(scope, Places(Territory.of(now.territory.city, named), named))

    @property
    def territory(self) -> Territory:
        """The same places as the roster engine takes them."""
        return self.places.territory

    def find(self, values: Mapping[str, Any]) -> int:
        """The narrowest area that the row names; the scope's own where it names none, or one outside the scope."""
        if values.get(roster_rows.HOME):
            return self.scope.area
        asked: Asked = (
            str(values.get("kecamatan") or ""),
            str(values.get("kelurahan") or ""),
            str(values.get("lingkungan") or ""),
        )
        if asked not in self._found:
            self._found[asked] = self._search(*asked)
        return self._found[asked]

    def home_of(self, values: Mapping[str, Any]) -> str:
        """The kota or kabupaten in which the row's person lives outside the city; empty where nothing says so surely.

        A row that names a kecamatan of the city is of the city, whatever else it says. A kelurahan proves nothing:
        there is a Tembung here and another next door.
        """
        kecamatan, home = (str(values.get(name) or "") for name in ("kecamatan", "city"))
        if self.scope.area != self.scope.city or not (home or kecamatan):
            return ""
        if (kecamatan, home) not in self._homes:
            inside = bool(kecamatan and self.territory.district(kecamatan))
            code = self.territory.city.code
            self._homes[kecamatan, home] = "" if inside else regency_of(code, city=home, kecamatan=kecamatan)
        return self._homes[kecamatan, home]

    def _search(self, kecamatan: str, kelurahan: str, lingkungan: str) -> int:
        found = self.places.resolve(kecamatan=kecamatan, kelurahan=kelurahan, lingkungan=lingkungan)
        inside = self.scope.lo <= found.area <= self.scope.hi
        return found.area if inside and found.level is not Level.CITY else self.scope.area
