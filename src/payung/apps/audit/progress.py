"""How far a long job has come: written through a connection of its own, so that pages see it before the job commits."""

import contextlib
import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from payung.apps.audit.acting import Acting
from payung.apps.audit.models import JobProgress

SECONDS_BETWEEN_WRITES = 0.4
SILENT_AFTER = dt.timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Progress:
    """A job as a page shows it. `silent`: no word for long, so its worker has died and another will begin anew."""

    state: str
    percent: int
    text: str
    silent: bool

    @property
    def running(self) -> bool:
        return self.state == JobProgress.State.RUNNING


def of(job: UUID) -> Progress | None:
    """The progress of the job on the thing with this id, as far as the open scope sees it."""
    found = JobProgress.objects.filter(pk=job).first()
    if found is None:
        return None
    silent = found.state == JobProgress.State.RUNNING and timezone.now() - found.updated_at > SILENT_AFTER
    return Progress(found.state, found.percent, found.text, silent)


def await_turn(job: UUID) -> None:
    """Show the job as waiting again, in the caller's transaction: a new one has been queued."""
    waiting = {"state": JobProgress.State.RUNNING, "percent": 0, "text": "", "updated_at": timezone.now()}
    JobProgress.objects.filter(pk=job).update(**waiting)


class Report:
    """Call it with a percentage and a sentence: written at once when the sentence changes, else every 0.4 seconds."""

    def __init__(self, own: BaseDatabaseWrapper, job: UUID, place: Acting) -> None:
        self._own, self._job, self._place = own, job, place
        self._percent, self._text, self._written = 0, "", 0.0

    def __call__(self, percent: float, text: str) -> None:
        self._percent = min(100, max(0, int(percent)))
        if text != self._text or time.monotonic() - self._written > SECONDS_BETWEEN_WRITES:
            self._text = text
            self.write(JobProgress.State.RUNNING)

    def part(self, first: float, last: float, text: str) -> "Part":
        """Reports the stretch from `first` to `last` percent of the whole."""
        return Part(self, first, last, text)

    def write(self, state: JobProgress.State) -> None:
        self._written = time.monotonic()
        place = self._place
        with self._own.cursor() as cursor:
            cursor.execute(
                WRITE,
                [
                    self._job,
                    place.city,
                    place.area,
                    place.branch or None,
                    place.own or place.actor,
                    state,
                    self._percent,
                    self._text,
                ],
            )

    def finish(self) -> None:
        self._percent = 100
        self.write(JobProgress.State.DONE)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a job; call it with how many of how many are done."""

    report: Report
    first: float
    last: float
    text: str

    def __call__(self, done: int, total: int) -> None:
        self.report(self.first + (self.last - self.first) * done / max(total, 1), self.text)


# `own` stays 0 here: whoever runs the job writes its progress, and reading is by the reader's own scope.
DECLARE = """
SELECT set_config('payung.lo', %s, false), set_config('payung.hi', %s, false),
       set_config('payung.branch', %s, false), set_config('payung.own', '0', false)
"""
WRITE = """
INSERT INTO audit_jobprogress AS p
    (id, city_id, area_id, branch_id, registered_by_id, state, percent, text, updated_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, clock_timestamp())
ON CONFLICT (id) DO UPDATE
SET state = excluded.state, percent = excluded.percent, text = excluded.text, updated_at = excluded.updated_at
"""


@contextlib.contextmanager
def tracked(job: UUID, place: Acting) -> Iterator[Report]:
    """Report the progress of the job on the thing with id `job`; open it around the job's transaction.

    It ends as done, or as failed when the block raises. A killed worker leaves it running, and soon silent.
    """
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute(DECLARE, [str(place.lo), str(place.hi), str(place.branch)])
        report = Report(own, job, place)
        report(0, "")
        try:
            yield report
        except BaseException:
            report.write(JobProgress.State.FAILED)
            raise
        report.finish()
    finally:
        own.close()
