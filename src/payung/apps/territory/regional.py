"""Who reads the figures of every city of a province: appointed by whoever runs the program, because no city may."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from payung.apps.accounts.roles import RegionalReader
from payung.apps.territory.codes import PROVINCE, PROVINCE_SIZE, province_of
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.models import Area, City, Holding
from payung.identity import regions


def appoint_reader(*, user: int, province: str, starts: dt.date | None = None) -> Holding:
    """`user` reads the figures of the province (`12`) from `starts` (default: today) on.

    Raises `TerritoryError` for a code that is no province, and for a province without an open city.
    """
    name = regions.names().get(province) if len(province) == 2 else None
    if name is None:
        raise TerritoryError(_("Kode provinsi “%(code)s” tidak dikenal. Contoh: 12.") % {"code": province})
    area_id = int(province) * PROVINCE_SIZE
    if not open_cities(area_id):
        raise TerritoryError(_("Belum ada kota yang dibuka di %(name)s.") % {"name": name})
    area, _made = Area.objects.get_or_create(pk=area_id, defaults={"level": PROVINCE, "code": province, "name": name})
    role = RegionalReader.code
    return Holding.objects.create(user_id=user, role=role, area=area, starts=starts or timezone.localdate())


def open_cities(area: int) -> list[City]:
    """The open cities of the province that an area lies in, by code."""
    first = province_of(area)
    return list(City.objects.filter(area_id__range=(first, first + PROVINCE_SIZE - 1)).order_by("code"))


def shows_only_demonstrations(area: int) -> bool:
    """Whether every open city of the province that an area lies in is a demonstration; false where none is open."""
    cities = open_cities(area)
    return bool(cities) and all(city.is_demo for city in cities)
