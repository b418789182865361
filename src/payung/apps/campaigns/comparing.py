"""Places of one level beside each other, fairly: their size, what they work with, and limits for their size."""

from dataclasses import dataclass

from django.db import connection

from payung.apps.campaigns import funnel, heads
from payung.apps.campaigns.counting import Question
from payung.apps.campaigns.funnel import Funnel, Part
from payung.apps.campaigns.heads import Heads
from payung.apps.campaigns.histories import ACCEPTED, histories, values
from payung.apps.campaigns.models import Campaign
from payung.apps.campaigns.queries import target_day
from payung.apps.campaigns.reading import Reading, reading
from payung.apps.coverage.standing_sql import paid_sql
from payung.apps.territory import holders
from payung.apps.territory.codes import BELOW, Level, ancestor, divisor, level_of
from payung.apps.territory.scope import Scope
from payung.shared.months import Month

ABOVE = {narrower: wider for wider, narrower in BELOW.items() if narrower}


@dataclass(frozen=True, slots=True)
class Shares:
    """Registrations of one place: accepted, of them members, of them paid in the month asked (0: no month)."""

    accepted: int = 0
    members: int = 0
    paid: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """One place; `above` is the name of the place that it lies in."""

    area: int
    name: str
    above: str
    target: int
    heads: Heads
    shares: Shares


@dataclass(frozen=True, slots=True)
class Comparison:
    """Places of `level` in order of their codes. `reach`: accepted against the target; `kept`: paid of the members.

    `kept` is None while no payment file is in. `unplaced` were accepted and are known to live in none of the places.
    """

    level: Level
    places: list[Compared]
    unplaced: int
    reading: Reading
    reach: Funnel
    kept: Funnel | None


SHARES = """
SELECT p.key, sum(p.number)::bigint, coalesce(sum(p.number) FILTER (WHERE p.member), 0)::bigint,
       coalesce(sum(p.number) FILTER (WHERE {paid}), 0)::bigint
FROM {histories} AS p
GROUP BY 1
"""


def shares(scope: Scope, asked: Question, level: Level) -> dict[int, Shares]:
    """By the areas of a level; who is known no further than a wider place stands under that one's id."""
    size = divisor(level)
    counted = histories(f"r.area_id / {size} * {size}", which=ACCEPTED)
    paid = paid_sql(asked.month) if asked.month else "false"
    with connection.cursor() as cursor:
        cursor.execute(SHARES.format(histories=counted, paid=paid), values(scope, asked.period))
        return {row[0]: Shares(*row[1:]) for row in cursor.fetchall()}


def comparison(scope: Scope, campaign: Campaign, asked: Question, level: Level) -> Comparison:
    """Every place of a level in the scope with a lingkungan on the day of the target, or with anybody accepted."""
    day = target_day(campaign, today=asked.today)
    working = heads.by_place(scope, level, on=day, since=asked.period.starts)
    counted = shares(scope, asked, level)
    listed = sorted(area for area in working.keys() | counted.keys() if level_of(area) is level)
    above = {area: ancestor(area, ABOVE[level]) for area in listed}
    names = holders.area_names(scope, {*above.keys(), *above.values()})
    places = []
    for area in listed:
        here = working.get(area, Heads())
        target = here.lingkungan * campaign.quota
        name, name_above = names.get(area, ""), names.get(above[area], "")
        places.append(Compared(area, name, name_above, target, here, counted.get(area, Shares())))
    unplaced = sum(found.accepted for area, found in counted.items() if area not in above)
    return _judged(level, places, unplaced, asked.month, reading(asked.today))


def _judged(level: Level, places: list[Compared], unplaced: int, month: Month | None, read: Reading) -> Comparison:
    reach = funnel.funnel([Part(each.area, each.shares.accepted, each.target) for each in places], read, people=False)
    kept = None
    if month is not None:
        parts = [Part(each.area, each.shares.paid, each.shares.members) for each in places]
        kept = funnel.funnel(parts, read, people=True)
    return Comparison(level, places, unplaced, read, reach, kept)
