"""Lists of registrations: filters, pages that cost the same however long the list is, capped counts, search by name."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from payung.apps.enrolment.enums import State
from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.models import Registration
from payung.apps.enrolment.narrowing import by_protection, on_days_of
from payung.apps.people.queries import within
from payung.apps.territory.scope import Scope
from payung.identity.names import search_key
from payung.rules.protection import Standing, standing_in
from payung.shared.months import MONTHS_IN_YEAR, Month

PAGE_ROWS = 25
SEARCH_ROWS = 50
COUNTED_TO = 1000
COLUMNS = (
    "id", "person_id", "person__name", "state", "registered_on", "area_id", "occupation", "version",
    "person__protection__starts", "person__protection__ended_on", "person__protection__paid_months",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One registration in a list. `standing` is None for who is no member, or while no month is known."""

    id: UUID
    person_id: UUID
    name: str
    state: State
    registered_on: dt.date
    area_id: int
    occupation: str
    version: int
    months_paid: int
    last_paid: Month | None
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the list between two rows; `back` reads upwards from it."""

    registered_on: dt.date
    id: UUID
    back: bool = False

    def __str__(self) -> str:
        return f"{'-' if self.back else ''}{self.registered_on:%Y%m%d}.{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """The cursor that a link carries; None for anything else, which starts the list from its top."""
        day, _, pk = text.removeprefix("-").partition(".")
        try:
            return cls(dt.date.fromisoformat(day), UUID(pk), text.startswith("-"))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, the newest registrations first, and the cursors of the pages before and after."""

    rows: list[Row]
    before: Cursor | None
    after: Cursor | None


def matching(scope: Scope, filters: Filters) -> QuerySet[Registration]:
    """The registrations of the scope's territory that the filters let through, unordered."""
    found = Registration.objects.filter(within(scope))
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.states:
        found = found.filter(state__in=filters.states)
    if filters.since:
        found = found.filter(registered_on__gte=filters.since)
    if filters.until:
        found = found.filter(registered_on__lte=filters.until)
    if filters.exact:
        found = found.filter(area_id=scope.area)
    if filters.head is not None:
        found = found.filter(on_days_of(filters.head))
    conditions = by_protection(filters)
    if conditions:
        found = found.filter(*conditions, state=State.ACCEPTED, person__protection__starts__isnull=False)
    return found


def page(scope: Scope, filters: Filters, cursor: Cursor | None = None, *, size: int = PAGE_ROWS) -> Page:
    """One page of the list. It reads one row more than it shows, to know whether the list goes on."""
    back = cursor is not None and cursor.back
    order = ("registered_on", "id") if back else ("-registered_on", "-id")
    found = matching(scope, filters).order_by(*order)
    if cursor:
        found = found.filter(_beyond(cursor))
    rows = [_row(values, filters.month) for values in found.values_list(*COLUMNS)[: size + 1]]
    more = len(rows) > size
    rows = rows[:size][::-1] if back else rows[:size]
    if not rows:
        return Page([], None, None)
    first, last = rows[0], rows[-1]
    has_before, has_after = (more, True) if back else (cursor is not None, more)
    return Page(
        rows,
        Cursor(first.registered_on, first.id, back=True) if has_before else None,
        Cursor(last.registered_on, last.id) if has_after else None,
    )


def _beyond(cursor: Cursor) -> Q:
    """Past the cursor; the first condition alone lets the index start there."""
    way = "gt" if cursor.back else "lt"
    day = Q(**{f"registered_on__{way}e": cursor.registered_on})
    return day & (
        Q(**{f"registered_on__{way}": cursor.registered_on})
        | Q(registered_on=cursor.registered_on, **{f"id__{way}": cursor.id})
    )


def _row(values: tuple[object, ...], month: Month | None) -> Row:
    *shown, starts, ended_on, numbers = values
    paid = [Month(number // MONTHS_IN_YEAR, number % MONTHS_IN_YEAR + 1) for number in numbers or ()]  # type: ignore[attr-defined]
    standing = standing_in(month, paid=paid, ended_on=ended_on) if starts and month else None  # type: ignore[arg-type]
    pk, person_id, name, state, *rest = shown
    return Row(pk, person_id, name, State(state), *rest, len(paid), paid[-1] if paid else None, standing)  # type: ignore[arg-type]


def _starts_with(prefix: str) -> list[Func]:
    """A prefix as a range by pattern operators, which use the index under row-level security; LIKE does not."""
    end = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    bounds = (("~>=~", prefix), ("~<~", end))
    return [
        Func(F("person__name_key"), Value(bound), arg_joiner=f" {sign} ", template="%(expressions)s",
             output_field=BooleanField())
        for sign, bound in bounds
    ]  # fmt: skip


def search(scope: Scope, filters: Filters, name: str) -> list[Row]:
    """Registrations of people whose name begins like this in any spelling; one more than `SEARCH_ROWS` at most."""
    key = search_key(name)
    if not key:
        return []
    found = matching(scope, filters).filter(*_starts_with(key), person__city_id=scope.city)
    ordered = found.order_by("person__name_key", "id")
    return [_row(values, filters.month) for values in ordered.values_list(*COLUMNS)[: SEARCH_ROWS + 1]]


def count(scope: Scope, filters: Filters) -> int:
    """How many match, counted no further than one past `COUNTED_TO`."""
    return matching(scope, filters).values("pk")[: COUNTED_TO + 1].count()


ONE_STATE = """
(SELECT '{state}', count(*) FROM (
    SELECT 1 FROM enrolment_registration
    WHERE city_id = %(city)s AND area_id BETWEEN %(lo)s AND %(hi)s AND state = '{state}' LIMIT {limit}) AS counted)
"""


def state_counts(scope: Scope) -> dict[State, int]:
    """How many registrations stand in each state, each counted no further than one past `COUNTED_TO`; one query."""
    each = (ONE_STATE.format(state=state.value, limit=COUNTED_TO + 1) for state in State)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each), {"city": scope.city, "lo": scope.lo, "hi": scope.hi})
        return {State(state): number for state, number in cursor.fetchall()}
