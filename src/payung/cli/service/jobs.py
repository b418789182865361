"""The process that does the jobs. It first queues again what workers that died were doing.

Should it ever lose track of a job (the database went away just when the job's end was to be noted), it ends, and the
next one begins with that job: a worker that lives and says so would hold it for ever.
"""

import argparse
import asyncio
import logging
import sys
from collections.abc import Sequence
from typing import Any

import django

JOBS_AT_ONCE = 2
LONGEST_END = 20  # seconds that a job is given to end when the service stops
SECONDS_BETWEEN_LOOKS = 2  # for jobs that wait for their time; a new job is heard of at once

log = logging.getLogger("payung.jobs")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="payung.cli.service.jobs", description=__doc__)
    parser.add_argument("--alone", action="store_true", help="No other worker can live: whoever was at work died.")
    django.setup()
    return asyncio.run(work(alone=parser.parse_args(arguments).alone))


async def work(*, alone: bool) -> int:
    """Do jobs until asked to end; answers the exit code, 1 where it lost track of one."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from payung.config.periodic import retry_stalled

    with app.replace_connector(DjangoConnector().get_worker_connector()):
        async with app.open_async():
            await retry_stalled(app, alone=alone)
            worker = asyncio.ensure_future(
                app.run_worker_async(
                    concurrency=JOBS_AT_ONCE,
                    shutdown_graceful_timeout=LONGEST_END,
                    fetch_job_polling_interval=SECONDS_BETWEEN_LOOKS,
                )
            )
            return await _until_it_ends(worker)


async def _until_it_ends(worker: "asyncio.Future[None]") -> int:
    lost = False

    def lose(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        nonlocal lost
        lost = True
        error = context.get("exception")
        log.error("The worker lost track of a job (%s) and ends; the next one begins with it.", type(error).__name__)
        worker.cancel()

    asyncio.get_running_loop().set_exception_handler(lose)
    try:
        await worker
    except asyncio.CancelledError:
        if not lost:
            raise
    return int(lost)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
