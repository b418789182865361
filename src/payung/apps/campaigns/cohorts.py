"""Who was registered in which month, and how those who were accepted stand in each month since: counted live."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from payung.apps.campaigns.histories import ACCEPTED, Period, histories, values
from payung.apps.coverage.standing_sql import standing_sql
from payung.apps.territory.scope import Scope
from payung.shared.months import Month, months

MOST = 12  # cohorts and months shown, the latest


@dataclass(frozen=True, slots=True)
class Cohort:
    """Members registered in `month`. `standings` has the months whose payment file is in, none before `month`."""

    month: Month
    members: int
    standings: dict[Month, Counter[str]]


@dataclass(frozen=True, slots=True)
class Staying:
    """The latest cohorts, the oldest first, and how many months all members of the period have paid in all.

    `earlier` are members of cohorts before those listed.
    """

    cohorts: list[Cohort] = field(default_factory=list)
    months_paid: Counter[int] = field(default_factory=Counter)
    earlier: int = 0

    @property
    def members(self) -> int:
        return self.months_paid.total()


# A cohort is the place of its month among the firsts.
HISTORIES = f"""
WITH history AS MATERIALIZED (
    SELECT key AS cohort, paid_months, ended_on, number
    FROM {histories("width_bucket(r.registered_on, %(firsts)s::date[])", which=ACCEPTED)} AS told WHERE member)
SELECT p.cohort, cardinality(p.paid_months), NULL, sum(p.number)::bigint FROM history AS p GROUP BY 1, 2
"""  # noqa: S608 - constants
STANDINGS = """
UNION ALL
SELECT p.cohort, told.month, told.standing, sum(p.number)::bigint FROM history AS p
CROSS JOIN LATERAL (VALUES {told}) AS told (month, standing)
WHERE p.cohort > 0 GROUP BY 1, 2, 3
"""


def staying(scope: Scope, period: Period, known: Collection[Month]) -> Staying:
    """The scope's members of the period; `known` are the months whose payment file is in."""
    if period.ends < period.starts:
        return Staying()
    listed = list(months(Month.of(period.starts), Month.of(period.ends)))[-MOST:]
    asked = sorted(month for month in known if month >= listed[0])[-MOST:]
    sizes: Counter[int] = Counter()
    paid: Counter[int] = Counter()
    standings: dict[int, dict[Month, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for cohort, value, standing, number in _rows(scope, period, listed, asked):
        if standing is None:
            sizes[cohort] += number
            paid[value] += number
        elif asked[value] >= listed[cohort - 1]:
            standings[cohort][asked[value]][standing] = number
    cohorts = [Cohort(month, sizes[n], dict(standings[n])) for n, month in enumerate(listed, start=1) if sizes[n]]
    return Staying(cohorts, paid, sizes[0])


def _rows(scope: Scope, period: Period, listed: Sequence[Month], asked: Sequence[Month]) -> list[tuple[Any, ...]]:
    told = ", ".join(f"({n}, {standing_sql(month)})" for n, month in enumerate(asked))
    statement = HISTORIES + (STANDINGS.format(told=told) if asked else "")
    firsts: list[dt.date] = [month.first_day for month in listed]
    with connection.cursor() as cursor:
        cursor.execute(statement, values(scope, period) | {"firsts": firsts})
        return list(cursor.fetchall())
