"""Who registered how many in a lingkungan, month by month, by who headed it on the day of each registration."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection

from payung.apps.campaigns.counting import HEADS
from payung.apps.enrolment.enums import EVER_VERIFIED, State
from payung.apps.enrolment.narrowing import HEAD, NOBODY
from payung.apps.territory import holders
from payung.apps.territory.scope import Scope
from payung.shared.months import Month

MONTHS = 24

BY_MONTH = """
SELECT date_trunc('month', r.registered_on)::date, coalesce(head.user_id, %(nobody)s), count(*),
       count(*) FILTER (WHERE r.state = ANY(%(verified)s)), count(*) FILTER (WHERE r.state = %(accepted)s)
FROM enrolment_registration AS r {heads}
WHERE r.area_id = %(area)s AND r.registered_on >= %(since)s AND r.state <> 'merged'
GROUP BY 1, 2 ORDER BY 1 DESC, min(r.registered_on) DESC, 2
"""


@dataclass(frozen=True, slots=True)
class MonthCredit:
    """What was registered in one month on one head's days; `user` is `NOBODY`, and `name` empty, for vacant days."""

    month: Month
    user: int
    name: str
    submitted: int
    verified: int
    accepted: int


def by_month(scope: Scope, *, today: dt.date) -> list[MonthCredit]:
    """Of the scope's own lingkungan, the latest month first: the last two years, months without anything left out."""
    since = (Month.of(today) - (MONTHS - 1)).first_day
    values: dict[str, Any] = {"area": scope.area, "since": since, "nobody": NOBODY}
    values |= {"verified": sorted(EVER_VERIFIED), "accepted": State.ACCEPTED.value}
    with connection.cursor() as cursor:
        cursor.execute(BY_MONTH.format(heads=HEADS), values)
        rows = cursor.fetchall()
    terms = holders.holders_during(scope, HEAD, first=since, last=today).get(scope.area, [])
    names = {each.user: each.name for each in terms}
    return [MonthCredit(Month.of(day), user, names.get(user, ""), *counts) for day, user, *counts in rows]
