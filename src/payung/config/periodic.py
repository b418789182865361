"""The one list of periodic jobs."""

import logging

from procrastinate import App
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from payung.apps.audit.queue import SECONDS_SILENT

MOST_ATTEMPTS = 12  # a job that takes its worker down every time is given up
HOURS_KEPT = 24 * 30

log = logging.getLogger("payung.jobs")


def register(app: App) -> None:
    """Attach the periodic jobs to the queue; called when procrastinate is ready."""

    @app.periodic(cron="* * * * *")
    @app.task(name="payung.retry_stalled", queueing_lock="payung.retry_stalled", pass_context=False)
    async def retry_stalled_jobs(timestamp: int) -> None:
        await retry_stalled(app)

    @app.periodic(cron="15 1 * * *")
    @app.task(name="payung.remove_old", queueing_lock="payung.remove_old", pass_context=False)
    async def remove_old_jobs(timestamp: int) -> None:
        await app.job_manager.delete_old_jobs(nb_hours=HOURS_KEPT, include_failed=True, include_aborted=True)

    @app.periodic(cron="45 1 * * *")
    @app.task(name="payung.remove_notices", queueing_lock="payung.remove_notices", pass_context=False)
    def remove_notices(timestamp: int) -> None:
        remove_old_notices()

    @app.periodic(cron="50 1 * * *")
    @app.task(name="payung.remove_saved_filters", queueing_lock="payung.remove_saved_filters", pass_context=False)
    def remove_saved_filters(timestamp: int) -> None:
        remove_filters_of_ended_seats()

    @app.periodic(cron="55 1 * * *")
    @app.task(name="payung.count_name_words", queueing_lock="payung.count_name_words", pass_context=False)
    def count_words(timestamp: int) -> None:
        count_name_words()


def remove_old_notices() -> int:
    """Remove in every city the notices that are shown no more; answers how many."""
    from payung.apps.notify.actions import remove_old  # models are not ready yet when the queue is
    from payung.apps.territory import queries, scope

    removed = 0
    for city in queries.cities():
        with scope.opened(scope.of_system(city.pk), reason="pemberitahuan lama dihapus"):
            removed += remove_old()
    return removed


def remove_filters_of_ended_seats() -> int:
    """Remove in every city the saved filters of seats that ended; answers how many."""
    from payung.apps.enrolment.saved import remove_ended
    from payung.apps.territory import queries, scope

    removed = 0
    for city in queries.cities():
        with scope.opened(scope.of_system(city.pk), reason="saringan jabatan yang berakhir dihapus") as opened:
            removed += remove_ended(on=opened.today)
    return removed


def count_name_words() -> int:
    """Count in every city how many people bear each word of a name; answers in how many cities."""
    from payung.apps.people.name_words import count_anew
    from payung.apps.territory import queries, scope

    cities = queries.cities()
    for city in cities:
        with scope.opened(scope.of_system(city.pk), reason="kata nama dihitung"):
            count_anew(city.pk)
    return len(cities)


async def retry_stalled(app: App, *, alone: bool = False) -> int:
    """Queue again the jobs of workers that died; answers how many. Every job can be run again from its beginning.

    `alone`: no worker lives but the one that asks and has not begun, so that nobody need be silent for long first.
    """
    count = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=0 if alone else SECONDS_SILENT):
        if job.attempts >= MOST_ATTEMPTS:
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
            log.error("Job %s is given up after %s attempts: %s", job.id, job.attempts, job.task_name)
            continue
        count += await _queue_again(app, job)
    return count


async def _queue_again(app: App, job: Job) -> bool:
    """A periodic job of which another waits already is given up instead: only one may."""
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:
        await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=False)
        return False
    log.info("Job %s of a worker that died runs again: %s", job.id, job.task_name)
    return True
