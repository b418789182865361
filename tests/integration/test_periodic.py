"""Jobs of a worker that died are queued again; one that takes every worker down is given up."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connections
from procrastinate.contrib.django import app

from payung.config import periodic

WORKER = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second') RETURNING id"
JOB = """
INSERT INTO procrastinate_jobs (queue_name, task_name, status, args, attempts, worker_id)
VALUES ('default', 'enrolment.take_in', %s, '{}', %s, %s) RETURNING id
"""


def job(status: str, *, attempts: int = 1, silent: int | None = None) -> int:
    """A job in a state; `silent` seconds ago its worker was last heard of (None: it has no worker)."""
    with connections["owner"].cursor() as cursor:
        worker = None
        if silent is not None:
            cursor.execute(WORKER, [silent])
            worker = cursor.fetchone()[0]
        cursor.execute(JOB, [status, attempts, worker])
        return int(cursor.fetchone()[0])


def status(job_id: int) -> str:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job_id])
        return str(cursor.fetchone()[0])


@pytest.mark.usefixtures("database")
def test_only_jobs_of_dead_workers_run_again() -> None:
    dead, orphan, alive, waiting = (
        job("doing", silent=300),
        job("doing"),
        job("doing", silent=5),
        job("todo"),
    )
    assert async_to_sync(periodic.retry_stalled)(app) == 2
    assert [status(each) for each in (dead, orphan, alive, waiting)] == ["todo", "todo", "doing", "todo"]


@pytest.mark.usefixtures("database")
def test_a_job_that_takes_every_worker_down_is_given_up() -> None:
    poison = job("doing", attempts=periodic.MOST_ATTEMPTS, silent=300)
    assert async_to_sync(periodic.retry_stalled)(app) == 0
    assert status(poison) == "failed"


def test_both_periodic_jobs_are_registered() -> None:
    assert {"payung.retry_stalled", "payung.remove_old"} <= {name for name, _ in app.periodic_registry.periodic_tasks}


@pytest.mark.usefixtures("database")
def test_a_worker_that_is_alone_waits_for_nobody_to_fall_silent() -> None:
    doing = job("doing", silent=5)
    assert async_to_sync(periodic.retry_stalled)(app, alone=True) == 1
    assert status(doing) == "todo"


@pytest.mark.usefixtures("database")
def test_a_periodic_job_that_waits_already_is_not_queued_twice() -> None:
    """Such a job, left by a dead worker, must not keep the jobs after it from being queued again."""
    left, waiting, other = job("doing", silent=300), job("todo"), job("doing", silent=300)
    with connections["owner"].cursor() as cursor:
        name = "UPDATE procrastinate_jobs SET queueing_lock = 'payung.retry_stalled' WHERE id = ANY(%s)"
        cursor.execute(name, [[left, waiting]])
    assert async_to_sync(periodic.retry_stalled)(app) == 1
    assert [status(each) for each in (left, waiting, other)] == ["aborted", "todo", "todo"]
