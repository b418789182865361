"""What was brought into the city and sent out of it, with the jobs that work on it: one list, the latest first."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from payung.apps.audit.progress import SILENT_AFTER, Progress
from payung.apps.territory.scope import Scope


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing that jobs work on: which rows of the list are its own, its tasks, and the argument of a job
    that names it."""

    rows: str
    tasks: tuple[str, ...] = ()
    argument: str = ""


# The tables' own policies keep rows of other territories out; the areas stand here for the plan.
PARTS = (
    Part(
        """
    SELECT 'roster' AS kind, id, state, name, registered_by_id AS by_id, uploaded_at AS at, rows_total AS total,
           rows_taken AS done,
           rows_error - coalesce((jsonb_path_query_first(notes, '$[*].counts.known'))::int, 0) AS left_over
    FROM enrolment_roster WHERE area_id BETWEEN %(lo)s AND %(hi)s""",
        tasks=("enrolment.check", "enrolment.take_in"),
        argument="roster_id",
    ),
    Part(
        """
    SELECT kind, id, state, name, received_by_id, received_at, applied + repeated + unfit, applied, unfit
    FROM coverage_insurerfile WHERE area_id BETWEEN %(lo)s AND %(hi)s""",
        tasks=("enrolment.take_in_insurer_file",),
        argument="file_id",
    ),
    Part(
        """
    SELECT 'batch', batch.id, batch.state, city.code || '-' || lpad(batch.number::text, 4, '0'), batch.created_by_id,
           batch.created_at, 0, 0, 0
    FROM enrolment_batch AS batch JOIN territory_city AS city ON city.area_id = batch.city_id
    WHERE batch.area_id BETWEEN %(lo)s AND %(hi)s"""
    ),
)
LISTED = """
SELECT page.*, CASE kind WHEN 'batch' THEN (SELECT count(*) FROM enrolment_batchline WHERE batch_id = page.id)
                         ELSE total END AS lines,
       progress.state, progress.percent, progress.text, progress.updated_at
FROM ({parts}) AS page
LEFT JOIN audit_jobprogress AS progress ON progress.id = page.id
WHERE %(kind)s = '' OR kind = %(kind)s
ORDER BY at DESC, page.id LIMIT %(limit)s OFFSET %(offset)s
"""
TIMES = """
SELECT ({subject})::uuid, job.status::text,
       max(event.at) FILTER (WHERE event.type = 'started'),
       max(event.at) FILTER (WHERE event.type IN ('succeeded', 'failed', 'aborted'))
FROM procrastinate_jobs AS job JOIN procrastinate_events AS event ON event.job_id = job.id
WHERE job.task_name = ANY(%s) AND {subject} = ANY(%s)
GROUP BY job.id ORDER BY job.id
"""


@dataclass(frozen=True, slots=True)
class Work:
    """One file or batch, or one of what is added. `state` is its own table's; `done` and `left_over` are rows of it.

    `job`, `started` and `ended` tell of the last job on it, as long as jobs are kept; `failed`: that job gave up.
    `progress` is there where a job ever reported any.
    """

    kind: str
    id: UUID
    state: str
    name: str
    by_id: int
    at: dt.datetime
    lines: int
    done: int
    left_over: int
    progress: Progress | None
    job: str = ""
    started: dt.datetime | None = None
    ended: dt.datetime | None = None

    @property
    def failed(self) -> bool:
        return self.job in {"failed", "aborted"}


def listed(scope: Scope, *, kind: str, limit: int, offset: int = 0, also: Sequence[Part] = ()) -> list[Work]:
    """One page of the list, of one kind or ('') of all; `also` are parts of apps that this one does not know."""
    parts = (*PARTS, *also)
    values: dict[str, str | int] = {"lo": scope.lo, "hi": scope.hi, "kind": kind, "limit": limit, "offset": offset}
    with connection.cursor() as cursor:
        cursor.execute(LISTED.format(parts="\n    UNION ALL".join(part.rows for part in parts)), values)
        found = [_work(row) for row in cursor.fetchall()]
    times = _times(parts, [each.id for each in found])
    return [replace(each, **times.get(each.id, {})) for each in found]


def _work(row: tuple[Any, ...]) -> Work:
    kind, pk, state, name, by_id, at, _total, done, left_over, lines, *reported = row
    return Work(kind, pk, state, name, by_id, at, lines, done, left_over, _progress(*reported))


def _progress(state: str | None, percent: int, text: str, updated_at: dt.datetime) -> Progress | None:
    if state is None:
        return None
    return Progress(state, percent, text, state == "running" and timezone.now() - updated_at > SILENT_AFTER)


def _times(parts: Sequence[Part], ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    tasks = [task for part in parts for task in part.tasks]
    named = ", ".join(f"job.args ->> '{part.argument}'" for part in parts if part.argument)
    with connection.cursor() as cursor:
        cursor.execute(TIMES.format(subject=f"coalesce({named})"), [tasks, [str(pk) for pk in ids]])
        return {
            pk: {"job": status, "started": started, "ended": ended if ended and started and ended >= started else None}
            for pk, status, started, ended in cursor.fetchall()
        }
