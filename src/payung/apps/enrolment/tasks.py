"""Jobs of this app. Their arguments are ids alone; each can be run again after a killed worker."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from payung.apps.enrolment import answers, checking, taking_in
from payung.apps.territory.models import Holding
from payung.apps.territory.scope import Scope, of_holding

AGAIN = RetryStrategy(max_attempts=3, wait=1, linear_wait=4)  # at once where the database was away for a moment


@app.task(name="enrolment.check", retry=AGAIN)
def check(*, roster_id: str, holding_id: int) -> None:
    checking.check(UUID(roster_id), _scope(holding_id))


@app.task(name="enrolment.take_in", retry=AGAIN)
def take_in(*, roster_id: str, holding_id: int) -> None:
    taking_in.take_in(UUID(roster_id), _scope(holding_id))


def _scope(holding_id: int) -> Scope:
    return of_holding(Holding.objects.get(pk=holding_id))


@app.task(name=answers.TASK, retry=AGAIN)
def take_in_insurer_file(*, city: int, file_id: str, by: int, branch: int) -> None:
    answers.take_in(UUID(file_id), city=city, by=by, branch=branch)


@app.task(name=answers.AGAIN, retry=AGAIN)
def try_kept_lines(*, city: int, by: int) -> None:
    answers.try_kept(city=city, by=by)
