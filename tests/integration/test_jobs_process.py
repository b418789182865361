"""The process that does the jobs: it begins with what a dead worker left, and ends rather than lose track of a job."""

import asyncio
import os
import signal

import pytest
from django.db import connections
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from payung.cli.service import jobs

LEFT = """
INSERT INTO procrastinate_jobs (queue_name, task_name, status, args)
VALUES ('default', 'payung.remove_old', 'doing', '{"timestamp": 0}') RETURNING id
"""


def left_by_a_dead_worker() -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute(LEFT)
        return int(cursor.fetchone()[0])


def status(job: int) -> str:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        return str(cursor.fetchone()[0])


def work() -> int:
    async def for_a_while() -> int:
        return await asyncio.wait_for(jobs.work(alone=True), 30)

    return asyncio.run(for_a_while())


@pytest.mark.usefixtures("database")
def test_it_ends_rather_than_lose_a_job_and_the_next_one_begins_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    left = left_by_a_dead_worker()

    async def away(*_: object, **__: object) -> None:
        raise ConnectorException("the database is away")

    monkeypatch.setattr(JobManager, "finish_job", away)
    assert work() == 1
    assert status(left) == "doing"
    monkeypatch.undo()

    noted = JobManager.finish_job

    async def noted_then_ended(self: JobManager, job: Job, *arguments: object, **named: object) -> None:
        await noted(self, job, *arguments, **named)
        if job.id == left:
            os.kill(os.getpid(), signal.SIGTERM)  # as the service asks it to end

    monkeypatch.setattr(JobManager, "finish_job", noted_then_ended)
    assert work() == 0
    assert status(left) == "succeeded"
