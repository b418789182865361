"""Opens a city: its kecamatan and kelurahan from the country's codes, its key, and the insurer's branches."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from payung.apps.territory.codes import Level, area_id
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.models import Area, Branch, City
from payung.identity import territory as country
from payung.shared.vault import VaultError, add_key, key_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What opening a city did; `areas` and `branches` count what was added, `key` says whether a key was made."""

    city: City
    created: bool
    key: bool
    areas: int
    branches: int

    @property
    def changed(self) -> bool:
        return self.created or self.key or bool(self.areas or self.branches)


def open_city(*, code: str, clock: dt.date | None = None, branches: Sequence[str] = ()) -> Opening:
    """Open the city of a Kemendagri code (`12.71`); doing it again adds what is missing and changes nothing else.

    `clock` makes it a demonstration whose today is fixed. Raises `TerritoryError` for an unknown code or a changed
    clock, and `VaultError` where the city holds sealed rows and its key is gone.
    """
    listed = _listed(code)
    root = area_id(listed.code)
    key = ensure_city_key(root)
    with transaction.atomic():
        city, created = City.objects.get_or_create(
            area_id=root,
            defaults={"code": listed.code, "name": listed.name, "clock": clock, "is_demo": clock is not None},
        )
        if clock and city.clock != clock:
            raise TerritoryError(
                _("%(city)s sudah dibuka dengan jam lain; jam sebuah kota tidak dapat diganti.") % {"city": city.name}
            )
        return Opening(
            city=city,
            created=created,
            key=key,
            areas=_add_areas(city, listed),
            branches=sum(Branch.objects.get_or_create(city=city, name=name.strip())[1] for name in branches),
        )


def _listed(code: str) -> country.City:
    try:
        return country.load_city(code)
    except country.UnknownCity as error:
        raise TerritoryError(str(error)) from error


def ensure_city_key(root: int) -> bool:
    """Make the key of a city that has none, before its first row; says whether it was made.

    Raises `VaultError` where the city is open and its key is gone: another key would open nothing of it.
    """
    if key_file(root).exists():
        return False
    if City.objects.filter(area_id=root).exists():
        raise VaultError(f"The key file {key_file(root)} of this city is gone: bring it back from its safe copy.")
    add_key(root)
    return True


def _add_areas(city: City, listed: country.City) -> int:
    known = set(Area.objects.filter(city=city).values_list("id", flat=True))
    missing = [area for area in _areas(city, listed) if area.id not in known]
    Area.objects.bulk_create(missing)
    return len(missing)


def _areas(city: City, listed: country.City) -> Iterator[Area]:
    yield _area(city, Level.CITY, listed.code, listed.name, listed.bps_code)
    for district in listed.districts:
        yield _area(city, Level.KECAMATAN, district.code, district.name, district.bps_code)
        for village in district.villages:
            yield _area(city, Level.KELURAHAN, village.code, village.name, village.bps_code)


def _area(city: City, level: Level, code: str, name: str, bps_code: str | None) -> Area:
    return Area(id=area_id(code), city=city, level=level, code=code, name=name, bps_code=bps_code or "")
