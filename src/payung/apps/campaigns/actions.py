"""A campaign is created and changed. The history keeps who did it and what it said before."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace

from django.db import IntegrityError, transaction

from payung.apps.campaigns.errors import (
    EndsTooEarly,
    NameMissing,
    NameTaken,
    NoSuchCampaign,
    NotTheCity,
    QuotaOutOfRange,
)
from payung.apps.campaigns.models import Campaign
from payung.apps.territory import scope

QUOTA_MOST = 9_999
NAME_ONCE = "campaign_name_in_city"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a campaign says: registrations from `starts` to `ends` (None: open) count, `quota` for every lingkungan."""

    name: str
    starts: dt.date
    ends: dt.date | None
    quota: int


def create(*, terms: Terms) -> Campaign:
    """A new campaign of the scope's city. Raises a `CampaignError`."""
    city = _whole_city()
    with _name_once():
        return Campaign.objects.create(city_id=city, area_id=city, **asdict(_checked(terms)))


def edit(*, campaign: int, terms: Terms) -> Campaign:
    """Change a campaign; its figures follow at once, because none is kept. Raises a `CampaignError`."""
    found = Campaign.objects.select_for_update().filter(pk=campaign, city_id=_whole_city()).first()
    if found is None:
        raise NoSuchCampaign
    wanted = asdict(_checked(terms))
    if all(getattr(found, field) == value for field, value in wanted.items()):
        return found
    for field, value in wanted.items():
        setattr(found, field, value)
    with _name_once():
        found.save(update_fields=list(wanted))
    return found


def _whole_city() -> int:
    """The city's id; a campaign is nobody's who holds a part of the city only."""
    mine = scope.current().scope
    if mine.area != mine.city:
        raise NotTheCity
    return mine.city


def _checked(terms: Terms) -> Terms:
    name = " ".join(terms.name.split())
    if not name:
        raise NameMissing
    if terms.ends is not None and terms.ends < terms.starts:
        raise EndsTooEarly
    if not 1 <= terms.quota <= QUOTA_MOST:
        raise QuotaOutOfRange
    return replace(terms, name=name)


@contextmanager
def _name_once() -> Iterator[None]:
    """Turns the database's refusal of a second campaign of that name into a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if NAME_ONCE not in str(error):
            raise
        raise NameTaken from error
