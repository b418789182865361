"""The campaign figures of each city of a province: counts alone, taken out of one city's scope after the other."""

import datetime as dt
from dataclasses import dataclass

from payung.apps.campaigns import queries
from payung.apps.campaigns.figures import Figures
from payung.apps.campaigns.models import Campaign
from payung.apps.coverage.file_queries import EndedMonth, last_ended_month
from payung.apps.territory import scope
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.models import City, Holding
from payung.apps.territory.regional import open_cities


@dataclass(frozen=True, slots=True)
class CityFigures:
    """One city: its campaign that runs (None: there is none), its figures as of `today`, its own clock's day.

    `ended` is the last month whose payments are known there, with the day of the file; None: none is.
    """

    city: City
    today: dt.date
    campaign: Campaign | None = None
    figures: Figures | None = None
    ended: EndedMonth | None = None


def by_city(holding: Holding) -> list[CityFigures]:
    """Every open city of the holding's province, by code. Outside any scope: each city's is opened and closed here."""
    return [_of(holding, city) for city in open_cities(holding.area_id)]


def _of(holding: Holding, city: City) -> CityFigures:
    mine = scope.of_region(holding, city.pk)
    with scope.opened(mine, reason="angka provinsi", read_only=True) as opened:
        today = opened.today
        ended = last_ended_month(mine, today)
        campaign = queries.chosen(list(queries.campaigns(mine)), today=today)
        if campaign is None:
            return CityFigures(city, today, ended=ended)
        asked = queries.question(campaign, month=ended.month if ended else None, today=today)
        try:
            figures = queries.overview(mine, mine.area, campaign, asked).total
        except TerritoryError:
            return CityFigures(city, today, campaign, ended=ended)
        return CityFigures(city, today, campaign, figures, ended)
