"""Counts a campaign's figures from the rows at the moment of asking: one statement, whatever the territory's size."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection

from payung.apps.campaigns.figures import Figures
from payung.apps.campaigns.histories import Period, histories, values
from payung.apps.coverage.standing_sql import falls_due_sql, lapses_sql, standing_sql
from payung.apps.enrolment.filters import SOON_DAYS
from payung.apps.enrolment.narrowing import HEAD, NOBODY
from payung.apps.territory.codes import BELOW, Level, divisor, level_of
from payung.apps.territory.scope import Scope
from payung.rules.protection import Standing
from payung.shared.months import Month


@dataclass(frozen=True, slots=True)
class Question:
    """Which registrations are counted, and at which month and day it is asked how the accepted stand.

    `month` is None while no payment file is in: then nobody's standing is known.
    """

    period: Period
    month: Month | None
    today: dt.date


def by_place(scope: Scope, question: Question) -> dict[int, Figures]:
    """Figures of each area directly below `scope.area`, by its id (of the area itself for a lingkungan).

    Registrations whose place is known no further than `scope.area` stand under that id.
    """
    size = divisor(BELOW[level_of(scope.area)] or Level.LINGKUNGAN)
    return _count(scope, question, key=f"r.area_id / {size} * {size}")


def outside(scope: Scope, question: Question) -> Figures:
    """Of those in the city's own area: who lives outside the city, and so counts for no lingkungan."""
    whole = replace(scope, lo=scope.city, hi=scope.city)
    return _count(whole, question, key="1", joined=OUTSIDE).get(1, Figures())


def by_head(scope: Scope, question: Question) -> dict[int, Figures]:
    """Figures by the user who headed the lingkungan on the day of each registration; `NOBODY` for vacant days."""
    return _count(scope, question, key=f"coalesce(head.user_id, {NOBODY})", joined=HEADS)


def by_group(scope: Scope, question: Question, groups: Sequence[UUID]) -> dict[UUID, Figures]:
    """Figures of the members of each of these groups; a group without any is left out."""
    return _count(scope, question, key="r.group_id", joined=GROUPS, groups=list(groups))


OUTSIDE = "JOIN people_person AS who ON who.id = r.person_id AND who.home_regency <> ''"
GROUPS = "JOIN unnest(%(groups)s::uuid[]) AS wanted(id) ON wanted.id = r.group_id"
HEADS = f"""
LEFT JOIN territory_holding AS head ON head.area_id = r.area_id AND head.role = '{HEAD}'
    AND r.registered_on BETWEEN head.starts AND coalesce(head.ends, 'infinity')
"""

COUNT = """
SELECT key, state, member, {standing}, coalesce(cardinality(p.paid_months), 0), {later}, {due}, {lapsing}, number
FROM {histories} AS p
"""


def _count(scope: Scope, question: Question, *, key: str, joined: str = "", **more: Any) -> dict[Any, Figures]:
    found: dict[Any, Figures] = defaultdict(Figures)
    with connection.cursor() as cursor:
        cursor.execute(_statement(question, histories(key, joined=joined)), values(scope, question.period) | more)
        rows = cursor.fetchall()
    for row in rows:
        _add(found[row[0]], row[1:])
    return dict(found)


def _statement(question: Question, counted: str) -> str:
    standing = standing_sql(question.month) if question.month else "NULL"
    later = f"({standing}) = '{Standing.NOT_YET_PAID.value}' AND cardinality(p.paid_months) > 0"
    return COUNT.format(
        histories=counted,
        standing=standing,
        later=f"coalesce(member AND {later}, false)",
        due=f"member AND {falls_due_sql(question.today, SOON_DAYS)}",
        lapsing=f"member AND {lapses_sql(question.today, SOON_DAYS)}",
    )


def _add(place: Figures, row: tuple[str, bool, str | None, int, bool, bool, bool, int]) -> None:
    """Add one row of COUNT, its columns after the key in their order."""
    state, member, standing, months, later, due, lapsing, number = row
    place.states[state] += number
    if not member:
        return
    if standing is not None:
        place.standing[standing] += number
    place.months_paid[months] += number
    place.paid_later += number * later
    place.falls_due += number * due
    place.lapses += number * lapsing
