"""A campaign over time: how many were submitted and accepted day by day, and the same in steps of a day or a week."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection

from payung.apps.campaigns.histories import Period, values
from payung.apps.enrolment.enums import State
from payung.apps.territory.scope import Scope

DAY, WEEK = 1, 7


@dataclass(frozen=True, slots=True)
class Days:
    """Registrations of a period by the day of handing in, those accepted by the day of acceptance, all by state."""

    submitted: Counter[dt.date] = field(default_factory=Counter)
    accepted: Counter[dt.date] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Step:
    """The days from `first` to `last`. What is counted is None for days to come; `so_far` counts from the beginning."""

    first: dt.date
    last: dt.date
    submitted: int | None
    accepted: int | None
    submitted_so_far: int | None
    accepted_so_far: int | None


# One reading of the index for all three: by day of submission, by day of acceptance, by state.
BY_DAY = """
SELECT grouping(registered_on, accepted_on, state), registered_on, accepted_on, state, sum(number)::bigint
FROM (
    SELECT r.registered_on, r.accepted_on, r.state, count(*) AS number
    FROM enrolment_registration AS r
    WHERE r.area_id BETWEEN %(lo)s AND %(hi)s AND r.registered_on BETWEEN %(starts)s AND %(ends)s
      AND r.state <> 'merged'
    GROUP BY 1, 2, 3
) AS alike
GROUP BY GROUPING SETS ((registered_on), (accepted_on), (state))
"""
ACCEPTED = """
SELECT r.accepted_on, count(*) FROM enrolment_registration AS r
WHERE r.area_id BETWEEN %(lo)s AND %(hi)s AND r.registered_on BETWEEN %(starts)s AND %(ends)s
  AND r.state = 'accepted'
GROUP BY 1
"""
BY_SUBMISSION, BY_ACCEPTANCE = 0b011, 0b101  # a set bit is a column that the row is not grouped by


def by_day(scope: Scope, period: Period) -> Days:
    """The scope's registrations of the period, whatever became of them since."""
    found = Days()
    with connection.cursor() as cursor:
        cursor.execute(BY_DAY, values(scope, period))
        for group, submitted_on, accepted_on, state, number in cursor.fetchall():
            if group == BY_SUBMISSION:
                found.submitted[submitted_on] = number
            elif group != BY_ACCEPTANCE:
                found.states[state] = number
            elif accepted_on is not None:
                found.accepted[accepted_on] = number
    return found


def accepted_by_day(scope: Scope, period: Period) -> Counter[dt.date]:
    """The same as `by_day(...).accepted`, for who asks for that alone."""
    with connection.cursor() as cursor:
        cursor.execute(ACCEPTED, values(scope, period))
        return Counter(dict(cursor.fetchall()))


def steps(days: Days, *, starts: dt.date, ends: dt.date, today: dt.date, length: int) -> list[Step]:
    """The campaign from `starts` to `ends` or today, whichever is later; weeks end on Sundays, the running one today.

    An acceptance dated outside these days counts on the nearest, so that the last sum is what the headline says.
    """
    if today < starts:
        return []
    submitted, accepted = (_within(counts, starts, today) for counts in (days.submitted, days.accepted))
    found: list[Step] = []
    sums = [0, 0]
    for first, last in _spans(starts, max(ends, today), today, length):
        if first > today:
            found.append(Step(first, last, None, None, None, None))
            continue
        new = [
            sum(counts[first + dt.timedelta(n)] for n in range((last - first).days + 1))
            for counts in (submitted, accepted)
        ]
        sums = [before + more for before, more in zip(sums, new, strict=True)]
        found.append(Step(first, last, *new, *sums))
    return found


def _within(counts: Counter[dt.date], first: dt.date, last: dt.date) -> Counter[dt.date]:
    found: Counter[dt.date] = Counter()
    for day, number in counts.items():
        found[min(max(day, first), last)] += number
    return found


def _spans(first: dt.date, end: dt.date, today: dt.date, length: int) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of each step; a step that holds today ends with it, and the next begins after it."""
    while first <= end:
        last = first if length == DAY else first + dt.timedelta(days=(6 - first.weekday()))
        last = min(last, end)
        if first <= today < last:
            last = today
        yield first, last
        first = last + dt.timedelta(days=1)


def in_process(days: Days) -> int:
    """Handed in and not answered yet: what may still be accepted without anybody registering one more."""
    return sum(days.states[state] for state in (State.SUBMITTED, State.RETURNED, State.VERIFIED, State.BATCHED))
