"""Agencies that bring workers, and their officers. All inside an open scope; an agency is the whole city's."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from payung.apps.accounts.roles import AgencyOfficer
from payung.apps.territory import holders, offices, queries, scope
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.holders import Holder
from payung.apps.territory.models import Agency, Holding
from payung.apps.territory.scope import Scope

NAME_ONCE = "in_city"


class AgencyError(TerritoryError):
    """An agency that cannot be written as asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What is said of an agency."""

    name: str
    short_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An agency and how many officers it has on the day."""

    agency: Agency
    officers: int


def agencies(found: Scope) -> list[Agency]:
    """The agencies of the scope's city by name."""
    return list(Agency.objects.filter(city_id=found.city).order_by("name"))


def agency(found: Scope, wanted: int) -> Agency | None:
    return Agency.objects.filter(pk=wanted, city_id=found.city).first()


def listed(found: Scope, *, on: dt.date) -> list[Listed]:
    """The agencies with the number of their officers on the day; two queries for any number."""
    held = Holding.objects.on(on).filter(agency__city_id=found.city, role=AgencyOfficer.code)
    counts = Counter(held.values_list("agency_id", flat=True))
    return [Listed(each, counts[each.pk]) for each in agencies(found)]


def officers(found: Scope, wanted: Agency, *, on: dt.date) -> list[Holder]:
    """Who acts for the agency on the day or later, by name."""
    return holders.of_agency(found, wanted.pk, on=on)


def create(*, described: Described) -> Agency:
    """A new agency of the scope's city; raises `AgencyError`."""
    with _named_once():
        return Agency.objects.create(city_id=_whole_city(), **_checked(described))


def edit(*, wanted: int, described: Described) -> Agency:
    """Say something else of an agency; what it brought stays its own. Raises `AgencyError`."""
    found = Agency.objects.select_for_update().filter(pk=wanted, city_id=_whole_city()).first()
    if found is None:
        raise AgencyError(_("Instansi ini tidak ada di kota Anda."))
    said = _checked(described)
    for name, value in said.items():
        setattr(found, name, value)
    with _named_once():
        found.save(update_fields=list(said))
    return found


def appoint_officer(*, user: int, wanted: Agency, starts: dt.date) -> Holding:
    """`user` acts for the agency from a day on, until ended (`offices.end`); raises `OfficeError`."""
    place = queries.area(scope.current().scope, wanted.city_id)
    return offices.give(user=user, kind=AgencyOfficer, place=place, starts=starts, agency_id=wanted.pk)


def _whole_city() -> int:
    mine = scope.current().scope
    if mine.area != mine.city:
        raise AgencyError(_("Instansi diatur untuk seluruh kota."))
    return mine.city


def _checked(described: Described) -> dict[str, str]:
    said = {name: " ".join(getattr(described, name).split()) for name in Described.__dataclass_fields__}
    if not said["name"] or not said["short_name"]:
        raise AgencyError(_("Isi nama instansi dan singkatannya."))
    return said


@contextmanager
def _named_once() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if NAME_ONCE not in str(error):
            raise
        raise AgencyError(_("Instansi dengan nama atau singkatan ini sudah ada.")) from error
