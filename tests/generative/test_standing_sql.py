"""The database's form of the protection rules says what the rules say, for random payment histories."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.apps.coverage import standing_sql as sql
from payung.rules import protection
from payung.shared.months import Month

MONTHS = st.integers(-8, 8).map(lambda step: Month(2025, 9) + step)
DAYS = st.dates(dt.date(2025, 7, 1), dt.date(2026, 1, 31))


@dataclass(frozen=True)
class History:
    paid: frozenset[Month]
    ended_on: dt.date | None


HISTORIES = st.builds(History, st.frozensets(MONTHS, max_size=8), st.none() | DAYS)


def ask(expressions: list[str], history: History) -> tuple[object, ...]:
    """What the database answers about one row of `coverage_protection`."""
    numbers = sorted(sql.number(month) for month in history.paid)
    query = f"SELECT {', '.join(expressions)} FROM (SELECT %s::int[] AS paid_months, %s::date AS ended_on) AS p"
    with connection.cursor() as cursor:
        cursor.execute(query, [numbers, history.ended_on])
        return tuple(cursor.fetchone())


@pytest.mark.usefixtures("cluster")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES, month=MONTHS, day=DAYS, horizon=st.integers(0, 45))
def test_database_and_rules_agree(history: History, month: Month, day: dt.date, horizon: int) -> None:
    expressions = [sql.standing_sql(month), sql.falls_due_sql(day, horizon), sql.lapses_sql(day, horizon)]
    facts = {"paid": history.paid, "ended_on": history.ended_on}
    assert ask(expressions, history) == (
        protection.standing_in(month, **facts),
        protection.falls_due_within(day, horizon, **facts),
        protection.lapses_within(day, horizon, **facts),
    )
