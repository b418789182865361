"""What the insurer still needs of registrations that have not been sent yet: told wherever somebody decides on them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from payung.apps.enrolment.batch_needs import can_miss, missing_sql
from payung.apps.enrolment.batch_queries import column_map
from payung.apps.enrolment.enums import State
from payung.apps.territory.models import City
from payung.apps.territory.scope import Scope
from payung.integrations.insurer.errors import ColumnMapError

UNSENT = frozenset({State.SUBMITTED, State.RETURNED, State.VERIFIED, State.REJECTED})
SQL = """
SELECT r.id, {missing} FROM enrolment_registration AS r JOIN people_person AS p ON p.id = r.person_id
WHERE r.id = ANY(%(ids)s) AND r.state = ANY(%(states)s)
"""


def insurer_needs(city_id: int) -> tuple[str, ...]:
    """The values of the city's column map without which nobody is sent; none where the map cannot be read.

    What is wrong with a map is said where batches are made, and stops nothing before.
    """
    try:
        return tuple(can_miss(column_map(City.objects.get(pk=city_id))))
    except ColumnMapError:
        return ()


def lacking_of(scope: Scope, registration_ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """What each of these still lacks, by the names of column maps. Who was sent or refused, or lacks nothing, is left
    out."""
    ids, needed = list(registration_ids), insurer_needs(scope.city)
    if not ids or not needed:
        return {}
    values: dict[str, Any] = {"ids": ids, "states": sorted(state.value for state in UNSENT)}
    with connection.cursor() as cursor:
        cursor.execute(SQL.format(missing=missing_sql(needed)), values)
        return {pk: tuple(missing) for pk, missing in cursor.fetchall() if missing}
