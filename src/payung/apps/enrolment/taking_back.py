"""Decisions of the last day that whoever made them takes back: nothing is erased, one more step is written.

A decision about many registrations is one statement, so all its steps bear the same moment; that moment names it. A
registration goes back to where it stood before, as long as nothing happened to it since.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration
from payung.apps.enrolment.transitions import sources_of
from payung.apps.territory import scope as scopes
from payung.apps.territory.scope import Scope

HOURS = 24
SHOWN = 20
NAMED = 50
NAMES = ("person_id", "person__name", "state")
ENDS = (State.VERIFIED, State.RETURNED)  # a refusal is asked twice and lets the person be registered anew
REASON = "Keputusan sebelumnya dibatalkan."


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: when, where to, about how many registrations, and how many of them could go back now."""

    at: dt.datetime
    end: State
    count: int
    open: int
    reason: str


@dataclass(frozen=True, slots=True)
class Stayed:
    """A registration that does not go back, because it stands elsewhere by now."""

    person_id: UUID
    name: str
    state: State


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many went back, and who did not: all are counted, the first `NAMED` are named."""

    done: int
    stayed: int
    named: list[Stayed]


MINE = """
    FROM enrolment_statechange AS c JOIN enrolment_registration AS r ON r.id = c.registration_id
    WHERE c.by_id = %(by)s AND c.area_id BETWEEN %(lo)s AND %(hi)s AND c.state = ANY(%(ends)s) AND c."on" >= %(since)s
      AND c.at > %(after)s
"""
BEFORE = """coalesce((SELECT b.state FROM enrolment_statechange AS b
    WHERE b.registration_id = c.registration_id AND b.id < c.id ORDER BY b.id DESC LIMIT 1), 'submitted')"""
SOURCES = "CASE c.state WHEN 'verified' THEN %(verified)s::text[] ELSE %(returned)s::text[] END"
UNTOUCHED = f"""(r.state = c.state AND {BEFORE} = ANY({SOURCES}) AND NOT EXISTS
    (SELECT 1 FROM enrolment_statechange AS l WHERE l.registration_id = c.registration_id AND l.id > c.id))
"""  # noqa: S608 - constants
RECENT = f"""
SELECT c.at, c.state, count(*), count(*) FILTER (WHERE {UNTOUCHED}), min(c.reason)
{MINE} GROUP BY c.at, c.state ORDER BY c.at DESC LIMIT {SHOWN}
"""
TAKE_BACK = f"""
WITH mine AS (SELECT c.id, c.registration_id, {BEFORE} AS before {MINE} AND c.at = %(at)s AND {UNTOUCHED}),
undone AS (
    UPDATE enrolment_registration AS r SET state = mine.before, version = r.version + 1 FROM mine
    WHERE r.id = mine.registration_id AND r.state = %(end)s
    RETURNING r.id, r.city_id, r.area_id, r.branch_id, r.registered_by_id, r.state)
INSERT INTO enrolment_statechange
    (registration_id, city_id, area_id, branch_id, registered_by_id, state, "on", at, by_id, reason)
SELECT id, city_id, area_id, branch_id, registered_by_id, state, %(today)s, statement_timestamp(), %(by)s, %(reason)s
FROM undone
"""  # noqa: S608 - constants
# What was taken back is followed by that step at once: also when the same button was pressed before.
DECIDED = f"""
SELECT c.registration_id, coalesce((SELECT l.by_id = %(by)s AND l.reason = %(reason)s FROM enrolment_statechange AS l
    WHERE l.registration_id = c.registration_id AND l.id > c.id ORDER BY l.id LIMIT 1), false)
{MINE} AND c.at = %(at)s
"""  # noqa: S608 - constants


def _values(scope: Scope, by: int, ends: Sequence[State]) -> dict[str, Any]:
    today = scopes.current().today
    return {
        "by": by,
        "lo": scope.lo,
        "hi": scope.hi,
        "ends": [end.value for end in ends],
        "since": today - dt.timedelta(hours=HOURS),
        "after": timezone.now() - dt.timedelta(hours=HOURS),
        "today": today,
        "verified": _sources(State.VERIFIED),
        "returned": _sources(State.RETURNED),
    }


def _sources(end: State) -> list[str]:
    return sorted(state.value for state in sources_of(end))


def recent(scope: Scope, *, by: int) -> list[Decision]:
    """What somebody accepted or returned within the last `HOURS`, the latest first, where any can still go back."""
    with connection.cursor() as cursor:
        cursor.execute(RECENT, _values(scope, by, ENDS))
        rows = cursor.fetchall()
    return [Decision(at, State(end), count, back, reason) for at, end, count, back, reason in rows if back]


def take_back(*, by: int, at: dt.datetime, end: State) -> TakenBack:
    """Undo one's own decision of a moment, as far as nothing happened since. Repeated, it answers the same."""
    opened = scopes.current()
    values = _values(opened.scope, by, [end])
    values |= {"at": at, "end": end.value, "reason": REASON}
    with connection.cursor() as cursor:
        cursor.execute(TAKE_BACK, values)
        cursor.execute(DECIDED, values)
        decided = dict(cursor.fetchall())
    stayed = [pk for pk, back in decided.items() if not back]
    found = Registration.objects.filter(pk__in=stayed).order_by("person__name", "pk")
    named = [Stayed(pk, name, State(state)) for pk, name, state in found.values_list(*NAMES)[:NAMED]]
    return TakenBack(len(decided) - len(stayed), len(stayed), named)
