"""Jobs of this app. Their arguments are ids alone; each can be run again after a killed worker."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from payung.apps.linkage.runs import asking, doing
from payung.apps.territory.models import Holding
from payung.apps.territory.scope import of_holding

AGAIN = RetryStrategy(max_attempts=3, wait=1, linear_wait=4)


@app.task(name=asking.TASK, retry=AGAIN)
def match(*, run_id: str, holding_id: int) -> None:
    doing.match(UUID(run_id), of_holding(Holding.objects.get(pk=holding_id)))
