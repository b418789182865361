"""The rules of `payung.rules.protection` as conditions over `coverage_protection.paid_months`.

Every month comes out of the rules; only their form is SQL. A generative test compares both on random histories.
Functions return text whose only values are whole numbers made here, so that it may stand in a query as it is.
"""

import datetime as dt

from payung.rules.protection import (
    Bounds,
    Standing,
    bounds,
    lapse_day,
    last_paid_lapsing_within,
    months_due_within,
)
from payung.shared.months import MONTHS_IN_YEAR, Month


def number(month: Month) -> int:
    """A month as `paid_months` holds it."""
    return month.year * MONTHS_IN_YEAR + month.month - 1


def month_of(number: int) -> Month:
    """The month that `paid_months` holds as this number."""
    return Month(number // MONTHS_IN_YEAR, number % MONTHS_IN_YEAR + 1)


def array_sql(first: Month, last: Month) -> str:
    return f"ARRAY[{','.join(str(each) for each in range(number(first), number(last) + 1))}]::int[]"


def standing_sql(month: Month, alias: str = "p") -> str:
    """A CASE that gives the `Standing` in a whole month; the same order as `Bounds.standing`."""
    found = bounds(month)
    return (
        f"CASE WHEN {alias}.ended_on < DATE '{found.ended_before}' THEN '{Standing.ENDED.value}'"
        f" WHEN {_paid_sql(found, alias)} THEN '{Standing.PAID.value}'"
        f" WHEN {_grace_sql(found, alias)} THEN '{Standing.GRACE.value}'"
        f" WHEN {_never_sql(found, alias)} THEN '{Standing.NOT_YET_PAID.value}'"
        f" ELSE '{Standing.NON_ACTIVE.value}' END"
    )


def paid_sql(month: Month, alias: str = "p") -> str:
    """True for whose standing in a whole month is paid: the same as `standing_sql`, for who asks for that alone."""
    found = bounds(month)
    return f"({_running_sql(found, alias)} AND {_paid_sql(found, alias)})"


def falls_due_sql(day: dt.date, days: int, alias: str = "p") -> str:
    """True for who owes a month whose due day is within so many days."""
    owing = [_owes_sql(bounds(month), alias) for month in months_due_within(day, days)]
    return f"({' OR '.join(owing)})" if owing else "false"


def lapses_sql(day: dt.date, days: int, alias: str = "p") -> str:
    """True for who becomes non-active within so many days unless they pay."""
    lapsing = [_lapses_sql(last, alias) for last in last_paid_lapsing_within(day, days)]
    return f"({' OR '.join(lapsing)})" if lapsing else "false"


def _paid_sql(found: Bounds, alias: str) -> str:
    return f"{alias}.paid_months @> {array_sql(found.paid, found.paid)}"


def _grace_sql(found: Bounds, alias: str) -> str:
    return f"{alias}.paid_months && {array_sql(found.grace_from, found.month)}"


def _never_sql(found: Bounds, alias: str) -> str:
    """Months are kept ascending, so the first says whether anything was paid up to the month."""
    return f"coalesce({alias}.paid_months[1] > {number(found.month)}, true)"


def _running_sql(found: Bounds, alias: str) -> str:
    return f"coalesce({alias}.ended_on >= DATE '{found.ended_before}', true)"


def _owes_sql(found: Bounds, alias: str) -> str:
    unpaid = f"NOT {_paid_sql(found, alias)}"
    return f"({_running_sql(found, alias)} AND {unpaid} AND ({_grace_sql(found, alias)} OR {_never_sql(found, alias)}))"


def _lapses_sql(last: Month, alias: str) -> str:
    day = lapse_day(last)
    later = array_sql(last + 1, Month.of(day))
    return (
        f"(coalesce({alias}.ended_on >= DATE '{day}', true) AND {alias}.paid_months @> {array_sql(last, last)}"
        f" AND NOT {alias}.paid_months && {later})"
    )
