"""The process that does the jobs. It first queues again what workers that died were doing.

It holds on to no job in vain. When the database goes away, and with it every transaction, it begins anew (`--alone`);
when the end of a job could not be noted, it ends, and the next one begins with that job.
"""

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import django
import psycopg

JOBS_AT_ONCE = 2
LONGEST_END = 20  # seconds that a job is given to end when the service stops
SECONDS_BETWEEN_LOOKS = 2  # for jobs that wait for their time; a new job is heard of at once
PAUSE = 0.1
ENDING = {signal.SIGTERM}

log = logging.getLogger("payung.jobs")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="payung.cli.service.jobs", description=__doc__)
    parser.add_argument("--alone", action="store_true", help="No other worker can live: whoever was at work died.")
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    django.setup()
    return asyncio.run(work(alone=parser.parse_args(arguments).alone))


async def work(*, alone: bool) -> int:
    """Do jobs until asked to end; answers the exit code, 1 where it lost track of one."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector
    from procrastinate.contrib.django.utils import connector_params

    from payung.config.periodic import retry_stalled

    lifeline = _tied_to_database(connector_params("default")) if alone else contextlib.nullcontext()
    with app.replace_connector(DjangoConnector().get_worker_connector()):
        async with lifeline, app.open_async():
            await retry_stalled(app, alone=alone)
            worker = app.run_worker_async(
                concurrency=JOBS_AT_ONCE,
                shutdown_graceful_timeout=LONGEST_END,
                fetch_job_polling_interval=SECONDS_BETWEEN_LOOKS,
            )
            return await _until_it_ends(asyncio.ensure_future(worker))


@contextlib.asynccontextmanager
async def _tied_to_database(address: Mapping[str, Any]) -> AsyncIterator[None]:
    parent = os.getppid()
    async with await _reached(address) as database:
        tie = asyncio.ensure_future(_begin_anew_without(database, parent=parent))
        try:
            yield
        finally:
            tie.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await tie


async def _reached(address: Mapping[str, Any]) -> psycopg.AsyncConnection[Any]:
    """A connection as soon as the database takes one; the pool's own pauses would grow while it repairs itself."""
    while True:
        try:
            return await psycopg.AsyncConnection.connect(**address, autocommit=True)
        except psycopg.OperationalError:
            await asyncio.sleep(PAUSE)


async def _begin_anew_without(database: psycopg.AsyncConnection[Any], *, parent: int) -> None:
    """Put a new program into this process when the database goes away: what its threads still do comes to nothing.

    A supervisor that died has asked us to end; the new program would not know.
    """
    try:
        async for _ in database.notifies():
            pass
    except psycopg.OperationalError:
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # from here on it waits for the new program
        if os.getppid() != parent:
            os._exit(1)
        log.warning("The database went away: the jobs at work begin anew once it is back.")
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - our own command, as it was given


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
