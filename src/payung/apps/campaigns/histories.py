"""Registrations of a period by whole payment histories: these are few, so the rules are asked once for each of them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from payung.apps.territory.scope import Scope


@dataclass(frozen=True, slots=True)
class Period:
    """Which registrations count: dated from `starts` to `ends`, both included; none where `ends` lies before."""

    starts: dt.date
    ends: dt.date


_HISTORIES = """(
SELECT key, state, member, paid_key::int[] AS paid_months, ended_on, number FROM (
    SELECT {key} AS key, r.state, p.person_id IS NOT NULL AS member, p.paid_key, p.ended_on, count(*) AS number
    FROM enrolment_registration AS r
    LEFT JOIN coverage_protection AS p
        ON p.person_id = r.person_id AND r.state = 'accepted' AND p.area_id BETWEEN %(lo)s AND %(hi)s
    {joined}
    WHERE r.area_id BETWEEN %(lo)s AND %(hi)s AND r.registered_on BETWEEN %(starts)s AND %(ends)s AND {which}
    GROUP BY 1, 2, 3, 4, 5
) AS history)"""

COUNTED = "r.state <> 'merged'"
ACCEPTED = "r.state = 'accepted'"


def histories(key: str, *, which: str = COUNTED, joined: str = "") -> str:
    """A query in brackets: `key`, `state`, whether a `member`, `paid_months`, `ended_on` and the `number` of such."""
    return _HISTORIES.format(key=key, which=which, joined=joined)


def values(scope: Scope, period: Period) -> dict[str, Any]:
    """What the query asks for."""
    return {"lo": scope.lo, "hi": scope.hi, "starts": period.starts, "ends": period.ends}
