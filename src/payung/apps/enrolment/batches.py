"""Batches to the insurer: numbered without gaps, frozen when made; incomplete registrations go back to be mended."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from payung.apps.enrolment import telling
from payung.apps.enrolment.batch_errors import NothingReady, UnknownBranch
from payung.apps.enrolment.batch_needs import can_miss, incomplete_sql
from payung.apps.enrolment.batch_queries import READY, Choice, column_map, lacking
from payung.apps.enrolment.batch_values import Places, values_of
from payung.apps.enrolment.enums import BatchState, State
from payung.apps.enrolment.models import Batch, Registration
from payung.apps.territory import locks, scope
from payung.apps.territory.locks import Work
from payung.apps.territory.models import Branch, City
from payung.integrations.insurer.columns import ColumnMap

AT_A_TIME = 2000
REASON_LENGTH = 300
SNAPSHOT = "snapshot"

NEXT = "SELECT coalesce(max(number), 0) + 1 FROM enrolment_batch WHERE city_id = %s"
CREATE = """
CREATE TEMP TABLE batch_in
    (line integer, registration_id uuid, person_id uuid, nik bytea, snapshot bytea) ON COMMIT DROP
"""
COPY = "COPY batch_in (line, registration_id, person_id, nik, snapshot) FROM STDIN (FORMAT BINARY)"
# The branch stands on every row about a person, so that its officer sees all of them and nobody else's does.
BRANCH = """
UPDATE {table} AS t SET branch_id = %(branch)s FROM batch_in AS i
WHERE t.{key} = i.{of} AND t.branch_id IS DISTINCT FROM %(branch)s
"""
BRANCHED = (
    ("people_person", "id", "person_id"),
    ("enrolment_statechange", "registration_id", "registration_id"),
    ("coverage_membership", "person_id", "person_id"),
    ("coverage_payment", "person_id", "person_id"),
)
STATES = """
UPDATE enrolment_registration AS r SET state = 'batched', branch_id = %(branch)s, version = r.version + 1
FROM batch_in AS i WHERE r.id = i.registration_id
"""
LINES = """
INSERT INTO enrolment_batchline
    (batch_id, city_id, area_id, branch_id, registration_id, nik, line, snapshot, outcome, reason)
SELECT %(batch)s, r.city_id, r.area_id, %(branch)s, r.id, i.nik, i.line, i.snapshot, 'open', ''
FROM batch_in AS i JOIN enrolment_registration AS r ON r.id = i.registration_id
"""
CHANGES = """
INSERT INTO enrolment_statechange
    (registration_id, city_id, area_id, branch_id, registered_by_id, state, "on", at, by_id, reason)
SELECT r.id, r.city_id, r.area_id, r.branch_id, r.registered_by_id, 'batched', %(today)s, clock_timestamp(), %(by)s, ''
FROM batch_in AS i JOIN enrolment_registration AS r ON r.id = i.registration_id
"""
RETURN = """
WITH asked AS (SELECT * FROM unnest(%(ids)s::uuid[], %(reasons)s::text[]) AS a(id, reason)),
moved AS (
    UPDATE enrolment_registration AS r SET state = 'returned', version = r.version + 1 FROM asked
    WHERE r.id = asked.id AND r.state = 'verified'
    RETURNING r.id, r.city_id, r.area_id, r.branch_id, r.registered_by_id, asked.reason)
INSERT INTO enrolment_statechange
    (registration_id, city_id, area_id, branch_id, registered_by_id, state, "on", at, by_id, reason)
SELECT id, city_id, area_id, branch_id, registered_by_id, 'returned', %(today)s, clock_timestamp(), %(by)s, reason
FROM moved RETURNING registration_id
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A batch that stands: its number in the city, and how many registrations it holds."""

    batch_id: UUID
    number: int
    lines: int


def make(*, by: int, choice: Choice) -> Made:
    """Freeze the verified and complete registrations of a choice into a batch under the city's next number.

    The oldest come first. Registrations become `batched`; all rows about these people carry the branch from now on. In
    one transaction, one batch of a city at a time: numbers have no gaps and are never used twice. Raises `BatchError`.
    """
    opened = scope.current()
    city = City.objects.get(pk=opened.scope.city)
    branch = Branch.objects.serving(opened.scope.city).filter(pk=choice.branch_id).first()
    if branch is None:
        raise UnknownBranch
    columns = column_map(city)
    locks.hold(city.pk, Work.BATCH)
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [city.pk])
        number = cursor.fetchone()[0]
    chosen = _chosen(choice, columns)
    if not chosen:
        raise NothingReady
    batch = Batch.objects.create(
        id=uuid4(),
        city=city,
        area_id=city.pk,
        branch=branch,
        number=number,
        sent_on=opened.today,
        state=BatchState.SENT,
        column_map=columns.frozen(),
        created_by_id=by,
    )
    _fill(batch, chosen, columns)
    _send(batch, by=by)
    telling.batch_sent(batch, len(chosen))
    return Made(batch.pk, number, len(chosen))


def _chosen(choice: Choice, columns: ColumnMap) -> list[UUID]:
    """The registrations that go into the batch, in its order, held until the transaction ends."""
    complete = f"NOT {incomplete_sql(can_miss(columns))}"
    statement = f"SELECT r.id {READY} AND {complete} ORDER BY r.registered_on, r.id LIMIT %(limit)s FOR UPDATE OF r"
    with connection.cursor() as cursor:
        cursor.execute(statement, choice.values(scope.current().scope))
        return [row[0] for row in cursor.fetchall()]


def _fill(batch: Batch, chosen: list[UUID], columns: ColumnMap) -> None:
    """Copy the sealed snapshots of the lines into a temporary table."""
    kinds = ["int4", "uuid", "uuid", "bytea", "bytea"]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS batch_in")
        cursor.execute(CREATE)
        for start in range(0, len(chosen), AT_A_TIME):
            rows = list(_rows(batch, chosen[start : start + AT_A_TIME], columns, first=start + 1))
            with cursor.copy(COPY) as copy:
                copy.set_types(kinds)
                for row in rows:
                    copy.write_row(row)
        cursor.execute("ANALYZE batch_in")


def _rows(batch: Batch, ids: list[UUID], columns: ColumnMap, *, first: int) -> Iterator[tuple[object, ...]]:
    vault = scope.current().vault
    found = {each.pk: each for each in Registration.objects.select_related("person").filter(pk__in=ids)}
    places = Places.of(batch.city, [each.person.area_id for each in found.values()], on=batch.sent_on)
    for line, pk in enumerate(ids, start=first):
        registration = found[pk]
        values = values_of(registration, places, vault) | {
            "batch_number": batch.number,
            "line": line,
            "branch": batch.branch.name,
        }
        snapshot = json.dumps(columns.cells(values), ensure_ascii=False).encode()
        nik = bytes(registration.person.nik)
        yield line, pk, registration.person_id, nik, vault.seal_bytes(SNAPSHOT, snapshot)


def _send(batch: Batch, *, by: int) -> None:
    values: dict[str, Any] = {"batch": batch.pk, "branch": batch.branch_id, "today": batch.sent_on, "by": by}
    with connection.cursor() as cursor:
        for statement in (STATES, LINES):
            cursor.execute(statement, values)
        for table, key, of in BRANCHED:
            cursor.execute(BRANCH.format(table=table, key=key, of=of), values)
        cursor.execute(CHANGES, values)


def return_incomplete(*, by: int, choice: Choice) -> int:
    """Return verified registrations that lack what the insurer needs, each told what to fill in. Answers how many."""
    opened = scope.current()
    found = lacking(opened.scope, choice, limit=None)
    values: dict[str, Any] = {
        "ids": [each.registration_id for each in found],
        "reasons": [each.sentence[:REASON_LENGTH] for each in found],
        "today": opened.today,
        "by": by,
    }
    with connection.cursor() as cursor:
        cursor.execute(RETURN, values)
        returned = [row[0] for row in cursor.fetchall()]
    telling.came_back(State.RETURNED, returned)
    return len(returned)
