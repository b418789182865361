"""The queue of jobs as it stands: how many wait, run and ended, and whether a worker lives. Names no job's subject."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

SECONDS_SILENT = 45  # a living worker says so every ten seconds

COUNTS = (
    "SELECT queue_name, task_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
)
OLDEST = """
SELECT job.queue_name, max(extract(epoch FROM now() - greatest(queued.at, job.scheduled_at)))
FROM procrastinate_jobs AS job
JOIN LATERAL (SELECT max(at) AS at FROM procrastinate_events WHERE job_id = job.id) AS queued ON true
WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= now())
GROUP BY 1 ORDER BY 1
"""
HEARTBEAT = "SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers"
TASKS = """
SELECT task_name, count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'doing'),
       count(*) FILTER (WHERE status = 'succeeded'), count(*) FILTER (WHERE status = 'failed')
FROM procrastinate_jobs GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """Jobs of one task in one state, among those that are kept."""

    queue: str
    task: str
    outcome: str
    jobs: int


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """One task's jobs by state, among those that are kept."""

    task: str
    waiting: int
    running: int
    done: int
    failed: int


def counted() -> list[Counted]:
    """Jobs by queue, task and state."""
    return [Counted(*row) for row in _rows(COUNTS)]


def by_task() -> list[TaskCounts]:
    """The same, one row a task."""
    return [TaskCounts(*row) for row in _rows(TASKS)]


def oldest_waiting() -> dict[str, float]:
    """By queue: seconds since the job was queued that waits longest for a worker; a job for later does not wait."""
    return {queue: float(seconds) for queue, seconds in _rows(OLDEST)}


def seconds_since_heartbeat() -> float | None:
    """Since any worker last said that it lives; None where there is none."""
    [(seconds,)] = _rows(HEARTBEAT)
    return None if seconds is None else float(seconds)


def worker_lives() -> bool:
    """Whether a worker was heard of within `SECONDS_SILENT`."""
    seconds = seconds_since_heartbeat()
    return seconds is not None and seconds <= SECONDS_SILENT


def _rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
