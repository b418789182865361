"""Finds the area that somebody wrote down: all spellings of all names, loaded once for any number of lines."""

import datetime as dt
from dataclasses import dataclass

from payung.apps.territory import queries
from payung.apps.territory.codes import Level, area_id, kemendagri_code
from payung.apps.territory.models import City
from payung.apps.territory.scope import Scope, of_system
from payung.identity.place_names import lingkungan_key
from payung.identity.places import Territory
from payung.identity.territory import load_city


@dataclass(frozen=True, slots=True)
class Resolution:
    """The narrowest area that the words name for certain, and the fields (`kelurahan`, …) that name none."""

    area: int
    level: Level
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """A city's areas on a day, by what they are called."""

    territory: Territory
    lingkungan: dict[tuple[str, str], int]

    def resolve(self, *, kecamatan: str = "", kelurahan: str = "", lingkungan: str = "") -> Resolution:
        """The area of an address, as narrow as its words allow; at least the city."""
        read = self.territory.read(kelurahan or None, kecamatan or None, lingkungan or None)
        if read.village is None:
            code = read.district.code if read.district else self.territory.city.code
            return Resolution(area_id(code), Level.KECAMATAN if read.district else Level.CITY, read.unknown)
        village = read.village.code
        found = self.lingkungan.get((village, lingkungan_key(lingkungan))) if lingkungan else None
        if found is None:
            return Resolution(area_id(village), Level.KELURAHAN, read.unknown)
        return Resolution(found, Level.LINGKUNGAN, read.unknown)


def places(scope: Scope, *, on: dt.date) -> Places:
    """The whole city of the scope: a row outside one's own territory is still recognised as such."""
    whole = queries.lingkungan(of_system(scope.city), on=on)
    named = [(kemendagri_code(place.id), place.name, place.id) for place in whole]
    listed = load_city(City.objects.get(pk=scope.city).code)
    territory = Territory.of(listed, [(code, name) for code, name, _ in named])
    return Places(territory, {(code, lingkungan_key(name)): pk for code, name, pk in named})
