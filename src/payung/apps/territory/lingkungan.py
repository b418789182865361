"""Renames, splits and merges lingkungan from a day on, today at the latest.

Ids are never reused and nothing earlier is rewritten.
"""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from payung.apps.territory import queries, scope
from payung.apps.territory.codes import Level, ancestor, serial_of, span
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.lingkungan_file import LONGEST_NAME
from payung.apps.territory.models import Area, AreaName, Holding, Succession
from payung.identity.folding import clean
from payung.identity.place_names import lingkungan_key

FEWEST = 2  # parts of a split, or places of a merge


def rename(*, area: int, name: str, on: dt.date) -> Area:
    """From `on` the area is called `name`; before it, as it was. Inside an open scope."""
    opened = scope.current()
    found = _standing(opened, area, on=on)
    name = _checked(name)
    _refuse_taken(opened, area, name, on=on, leaving={area})
    if not found.names.exists():
        AreaName.objects.create(area=found, name=found.name, valid_from=None)
    AreaName.objects.update_or_create(area=found, valid_from=on, defaults={"name": name})
    found.name = queries.places([found], on=opened.today)[0].name
    found.save(update_fields=["name"])
    return found


def split(*, area: int, into: Sequence[str], on: dt.date) -> list[Area]:
    """The lingkungan ends the day before `on`; from `on` those named in `into` stand in its place.

    What was registered in it stays there and still counts. Its head's term ends with it. Inside an open scope.
    """
    if len(into) < FEWEST or len({lingkungan_key(name) for name in into}) < len(into):
        raise TerritoryError(_("Sebutkan paling sedikit dua nama yang berbeda untuk lingkungan hasil pemecahan."))
    return _replace([area], into, on=on)


def merge(*, areas: Sequence[int], into: str, on: dt.date) -> Area:
    """The lingkungan of one kelurahan end the day before `on`; from `on` one new lingkungan stands in their place."""
    if len(set(areas)) < FEWEST:
        raise TerritoryError(_("Sebutkan paling sedikit dua lingkungan yang digabung."))
    if len({ancestor(area, Level.KELURAHAN) for area in areas}) > 1:
        raise TerritoryError(_("Hanya lingkungan dalam satu kelurahan yang dapat digabung."))
    return _replace(areas, [into], on=on)[0]


def _replace(areas: Sequence[int], into: Sequence[str], *, on: dt.date) -> list[Area]:
    opened = scope.current()
    queries.hold_list(opened.scope)
    old = [_lasting(opened, area, on=on) for area in areas]
    names = [_checked(name) for name in into]
    for name in names:
        _refuse_taken(opened, areas[0], name, on=on, leaving=set(areas))
    new = _create(opened.scope.city, ancestor(areas[0], Level.KELURAHAN), names, on=on)
    Succession.objects.bulk_create([Succession(predecessor=was, successor=now, on=on) for was in old for now in new])
    for each in old:
        _end(each, last=on - dt.timedelta(days=1))
    return new


def _standing(opened: scope.Opened, area: int, *, on: dt.date) -> Area:
    """A lingkungan of the scope that is valid on the day, which has come."""
    if on > opened.today:
        raise TerritoryError(_("Lingkungan berubah paling lambat mulai hari ini; ulangi pada tanggalnya."))
    found = queries.area(opened.scope, area)
    if found.level != Level.LINGKUNGAN:
        raise TerritoryError(_("%(name)s bukan lingkungan.") % {"name": found.name})
    if not queries.is_valid(area, on=on):
        raise TerritoryError(_("%(name)s tidak berlaku pada tanggal itu.") % {"name": found.name})
    return found


def _lasting(opened: scope.Opened, area: int, *, on: dt.date) -> Area:
    """The same, with at least one day before it ends."""
    found = _standing(opened, area, on=on)
    if found.valid_from == on:
        raise TerritoryError(_("%(name)s baru mulai berlaku pada tanggal itu.") % {"name": found.name})
    return found


def _checked(name: str) -> str:
    name = clean(name)
    if not name or len(name) > LONGEST_NAME:
        raise TerritoryError(_("Nama lingkungan kosong atau terlalu panjang."))
    return name


def _refuse_taken(opened: scope.Opened, area: int, name: str, *, on: dt.date, leaving: set[int]) -> None:
    kelurahan = ancestor(area, Level.KELURAHAN)
    for place in queries.children(opened.scope, kelurahan, on=on):
        if place.id not in leaving and lingkungan_key(place.name) == lingkungan_key(name):
            raise TerritoryError(_("Kelurahan ini sudah mempunyai “%(name)s”.") % {"name": place.name})


def _create(city: int, kelurahan: int, names: Sequence[str], *, on: dt.date) -> list[Area]:
    lo, hi = span(kelurahan)
    last = Area.objects.filter(id__range=(lo, hi)).order_by("-id").values_list("id", flat=True)[0]
    new = enumerate(names, start=serial_of(last) + 1)
    return Area.objects.bulk_create(
        Area.lingkungan(kelurahan, serial, city=city, name=name, valid_from=on) for serial, name in new
    )


def _end(area: Area, *, last: dt.date) -> None:
    """The area's last day; whoever holds its office then leaves it."""
    later = Holding.objects.filter(area=area, starts__gt=last)
    if later.exists():
        raise TerritoryError(
            _("%(name)s mempunyai pejabat yang mulai pada atau sesudah tanggal itu; hapus dahulu penunjukannya.")
            % {"name": area.name}
        )
    area.valid_to = last
    area.save(update_fields=["valid_to"])
    Holding.objects.on(last).filter(area=area).update(ends=last)
