"""Everything that a list finds is given to a group at once, and within a day taken out of it again.

Who is given together bears the same moment (`Registration.group_given_at`); that moment, the group and whoever gave
them name the step. Who is in a group already stays there, and whose the rows are stays too: an agency does not come to
see somebody whom it did not bring.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from payung.apps.enrolment.enums import CLOSED, State
from payung.apps.enrolment.group_queries import group
from payung.apps.enrolment.groups import GroupError
from payung.apps.territory.scope import Scope

HOURS = 24
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Joined:
    """One step: when how many were given to which group, as far as they can still be taken out."""

    at: dt.datetime
    group: UUID
    name: str
    count: int


GIVE = """
WITH wanted AS (SELECT * FROM unnest(%(ids)s::uuid[], %(versions)s::int[]) AS w(id, version))
UPDATE enrolment_registration AS r
SET group_id = %(group)s, group_given_at = statement_timestamp(), group_given_by_id = %(by)s, version = r.version + 1
FROM wanted WHERE r.id = wanted.id AND r.version = wanted.version AND r.group_id IS NULL AND r.state <> ALL(%(closed)s)
"""
MINE = """
    r.group_given_by_id = %(by)s AND r.group_given_at > statement_timestamp() - make_interval(hours => %(hours)s)
    AND r.area_id BETWEEN %(lo)s AND %(hi)s AND r.state <> %(merged)s
"""
RECENT = f"""
SELECT r.group_given_at, g.id, g.name, count(*)
FROM enrolment_registration AS r JOIN enrolment_group AS g ON g.id = r.group_id
WHERE {MINE} GROUP BY 1, 2, 3 ORDER BY 1 DESC LIMIT {SHOWN}
"""  # noqa: S608 - constants
TAKE_OUT = f"""
UPDATE enrolment_registration AS r
SET group_id = NULL, group_given_at = NULL, group_given_by_id = NULL, version = r.version + 1
WHERE {MINE} AND r.group_given_at = %(at)s AND r.group_id = %(group)s
"""  # noqa: S608 - constants


def give(scope: Scope, *, group_id: UUID, wanted: Mapping[UUID, int]) -> int:
    """Make registrations members of a group, `wanted` with the version of each as it was read; answers how many are.

    Raises `GroupError` for a group outside the scope.
    """
    if group(scope, group_id) is None:
        raise GroupError(_("Kelompok ini tidak ada di wilayah Anda."))
    values = {"ids": list(wanted), "versions": list(wanted.values()), "group": group_id, "by": scope.actor}
    return _changed(GIVE, values | {"closed": sorted(CLOSED)})


def recent(scope: Scope) -> list[Joined]:
    """What whoever acts gave to groups within the last `HOURS`, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(RECENT, _mine(scope))
        return [Joined(*row) for row in cursor.fetchall()]


def take_out(scope: Scope, *, group_id: UUID, at: dt.datetime) -> int:
    """Undo one's own step of a moment; answers how many are in no group again. Harmless when repeated.

    Who was merged into somebody else since stays, and so does whatever was decided meanwhile.
    """
    return _changed(TAKE_OUT, _mine(scope) | {"group": group_id, "at": at})


def _mine(scope: Scope) -> dict[str, Any]:
    return {"by": scope.actor, "hours": HOURS, "lo": scope.lo, "hi": scope.hi, "merged": State.MERGED.value}


def _changed(sql: str, values: Mapping[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)
