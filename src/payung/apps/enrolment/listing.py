"""Lists of registrations: filters, pages that cost the same however long the list is, and capped counts."""

import datetime as dt
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from payung.apps.coverage.standing_sql import month_of
from payung.apps.enrolment.enums import COUNTED, State
from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.models import Registration
from payung.apps.enrolment.narrowing import by_lack, by_protection, on_days_of, outside_the_city
from payung.apps.enrolment.ordering import in_order_of_an_index
from payung.apps.enrolment.sorting import NAME_KEY, Cursor, Key, Order, key_in, key_of, ordered, past
from payung.apps.people.queries import own_rows, within
from payung.apps.territory.codes import Level, divisor, level_of
from payung.apps.territory.scope import Scope
from payung.rules.protection import Standing, standing_in
from payung.shared.months import Month

PAGE_ROWS = 25
COUNTED_TO = 1000
SORTED_AT_ONCE = 20_000
WIDE = frozenset({Level.CITY, Level.KECAMATAN})
COLUMNS = (
    "id", "person_id", "person__name", "person__name_key", "state", "registered_on", "area_id", "occupation", "version",
    "person__home_regency", "person__protection__starts", "person__protection__ended_on",
    "person__protection__paid_months",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One registration in a list. `standing` is None for who is no member, or while no month is known."""

    id: UUID
    person_id: UUID
    name: str
    name_key: str
    state: State
    registered_on: dt.date
    area_id: int
    occupation: str
    version: int
    home_regency: str
    months_paid: int
    last_paid: Month | None
    standing: Standing | None

    @property
    def unpaid_yet(self) -> bool:
        """No month up to the asked one is paid; `months_paid` then counts later months alone."""
        return self.standing is Standing.NOT_YET_PAID


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in their order, the cursors of the pages before and after, and the capped count of all."""

    rows: list[Row]
    before: Cursor | None
    after: Cursor | None
    counted: int


def matching(scope: Scope, filters: Filters) -> QuerySet[Registration]:
    """The registrations of the scope's territory that the filters let through, unordered."""
    found = Registration.objects.filter(within(scope), own_rows(scope)).exclude(state=State.MERGED)
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.states:
        found = found.filter(state__in=filters.states)
    if filters.since:
        found = found.filter(registered_on__gte=filters.since)
    if filters.until:
        found = found.filter(registered_on__lte=filters.until)
    found = _where(found, scope, filters)
    if filters.head is not None:
        found = found.filter(on_days_of(filters.head))
    if filters.group:
        found = found.filter(group_id=filters.group)
    if filters.lacking:
        found = found.filter(*by_lack(filters))
    conditions = by_protection(filters)
    if conditions:
        found = found.filter(*conditions, state=State.ACCEPTED, person__protection__starts__isnull=False)
    return found


def _where(found: QuerySet[Registration], scope: Scope, filters: Filters) -> QuerySet[Registration]:
    """Those of the scope's own area alone, without a kelurahan, or living outside the city, where that is asked."""
    if filters.exact:
        found = found.filter(area_id=scope.area)
    if filters.unplaced:
        found = found.filter(area_id__in=_wider_than_a_kelurahan(scope))
    if filters.outside:
        found = outside_the_city(found, scope.city)
    elif filters.exact or filters.unplaced:
        found = found.filter(person__home_regency="")
    return found


def _wider_than_a_kelurahan(scope: Scope) -> list[int]:
    """The ids that the city and its kecamatan can have, as far as they lie in the scope."""
    ids = range(scope.city, scope.city + divisor(Level.CITY), divisor(Level.KECAMATAN))
    return [area for area in ids if scope.lo <= area <= scope.hi]


def page(
    scope: Scope,
    filters: Filters,
    cursor: Cursor | None = None,
    *,
    order: Order = Order.NEWEST,
    size: int = PAGE_ROWS,
) -> Page:
    """One page of the list, and how many match, counted no further than one past `COUNTED_TO`.

    What is counted to its end is sorted here. A longer list of a wide territory is read along the index that holds its
    order; one of a kelurahan is sorted by the database, which the planner chooses by itself.
    """
    found = matching(scope, filters)
    counted = _counted(found, order)
    at = key_of(Registration.objects.all(), order, cursor.id) if cursor else None
    back = cursor is not None and at is not None and cursor.back
    if len(counted) <= COUNTED_TO:
        keys = past(counted, order, at, back=back)[: size + 1]
    else:
        following = ordered(found, order, at, city=scope.city, back=back).values_list(*order.fields)[: size + 1]
        with in_order_of_an_index() if level_of(scope.area) in WIDE else nullcontext():
            keys = list(following)
    shown = keys[:size][::-1] if back else keys[:size]
    before, after = (len(keys) > size, True) if back else (at is not None, len(keys) > size)
    return _page([key[-1] for key in shown], filters, before=before, after=after, counted=len(counted))


def chunk(
    scope: Scope, filters: Filters, after: Row | None, *, order: Order = Order.NEWEST, size: int, long: bool = True
) -> list[Row]:
    """The rows of a whole list that follow one, in their order; fewer than `size` at its end.

    A list that is not `long` is sorted by the database: read along an index, few rows would be looked for among all.
    """
    at = key_in(after, order) if after else None
    following = ordered(matching(scope, filters), order, at, city=scope.city).values_list(*COLUMNS)[:size]
    with in_order_of_an_index() if long else nullcontext():
        return [row_of(values, filters.month) for values in following]


def is_long(scope: Scope, filters: Filters) -> bool:
    """Whether more match than the database sorts at once without effort."""
    return matching(scope, filters).values("pk")[: SORTED_AT_ONCE + 1].count() > SORTED_AT_ONCE


def _counted(found: QuerySet[Registration], order: Order) -> list[Key]:
    """The keys of what matches, no further than one past `COUNTED_TO`.

    Registrations are found first and named then: asked for names at once, the planner may begin with the people.
    """
    if NAME_KEY not in order.fields:
        return list(found.values_list(*order.fields)[: COUNTED_TO + 1])
    ids = [pk for (pk,) in found.values_list("pk")[: COUNTED_TO + 1]]
    if len(ids) > COUNTED_TO:
        return [(pk,) for pk in ids]
    return list(Registration.objects.filter(pk__in=ids).values_list(*order.fields))


def _page(ids: Sequence[UUID], filters: Filters, *, before: bool, after: bool, counted: int) -> Page:
    """The rows, and the cursors of the pages around them."""
    if not ids:
        return Page([], None, None, counted)
    return Page(
        _rows(ids, filters.month),
        Cursor(ids[0], back=True) if before else None,
        Cursor(ids[-1]) if after else None,
        counted,
    )


def _rows(ids: Sequence[UUID], month: Month | None) -> list[Row]:
    """The rows of these registrations, in this order."""
    found = {values[0]: values for values in Registration.objects.filter(pk__in=ids).values_list(*COLUMNS)}
    return [row_of(found[pk], month) for pk in ids if pk in found]


def row_of(values: tuple[Any, ...], month: Month | None) -> Row:
    """A row out of the values of `COLUMNS`, with the standing in the month."""
    *shown, starts, ended_on, numbers = values
    pk, person_id, name, name_key, state, registered_on, area_id, occupation, version, home_regency = shown
    paid = [month_of(number) for number in numbers or ()]
    standing = standing_in(month, paid=paid, ended_on=ended_on) if starts and month else None
    return Row(
        pk,
        person_id,
        name,
        name_key,
        State(state),
        registered_on,
        area_id,
        occupation,
        version,
        home_regency,
        months_paid=len(paid),
        last_paid=paid[-1] if paid else None,
        standing=standing,
    )


def count(scope: Scope, filters: Filters) -> int:
    """How many match, counted no further than one past `COUNTED_TO`."""
    return matching(scope, filters).values("pk")[: COUNTED_TO + 1].count()


ONE_STATE = """
(SELECT '{state}', count(*) FROM (
    SELECT 1 FROM enrolment_registration
    WHERE city_id = %(city)s AND area_id BETWEEN %(lo)s AND %(hi)s AND state = '{state}' {own}
    LIMIT {limit}) AS counted)
"""


def state_counts(scope: Scope) -> dict[State, int]:
    """How many registrations stand in each state, each counted no further than one past `COUNTED_TO`; one query."""
    own = "AND registered_by_id = %(own)s" if scope.own else ""
    each = (ONE_STATE.format(state=state.value, limit=COUNTED_TO + 1, own=own) for state in COUNTED)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each), {name: getattr(scope, name) for name in ("city", "lo", "hi", "own")})
        return {State(state): number for state, number in cursor.fetchall()}
