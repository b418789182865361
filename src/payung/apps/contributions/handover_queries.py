"""Reads about cash: what somebody holds, hand-overs, and what is outstanding per head with its age."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, QuerySet, Sum, When

from payung.apps.contributions.enums import HandoverState, State
from payung.apps.contributions.models import Contribution, Handover
from payung.apps.contributions.queries import contributions
from payung.apps.enrolment.queries import user_names
from payung.apps.people.queries import within
from payung.apps.territory.codes import span
from payung.apps.territory.models import Holding
from payung.apps.territory.scope import Scope

MOST_RECEIPTS = 200


@dataclass(frozen=True, slots=True)
class Heap:
    """Some receipts that wait for the same step: how many, how much, and since which day the oldest waits."""

    receipts: int
    amount_idr: int
    since: dt.date | None

    def days(self, today: dt.date) -> int:
        """How long the oldest has waited."""
        return (today - self.since).days if self.since else 0


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What is outstanding with one person in one place. `in_office`: they may still hand it over there themselves."""

    user: int
    name: str
    area: int
    in_office: bool
    held: Heap
    handed: Heap
    confirmed: Heap


def held_by(scope: Scope, user: int) -> list[Contribution]:
    """Receipts whose cash somebody holds, the oldest first; `MOST_RECEIPTS` at most go into one hand-over."""
    mine = contributions(scope).filter(held_by_id=user, state=State.HELD)
    return list(mine.order_by("received_on", "number")[:MOST_RECEIPTS])


def cash_held(scope: Scope) -> dict[int, int]:
    """Who holds how much cash of receipts within the scope, whether they are still in office or not."""
    held = contributions(scope).filter(state=State.HELD).order_by("held_by_id")
    return dict(held.values_list("held_by_id").annotate(Sum("amount_idr")))


def handovers(scope: Scope) -> QuerySet[Handover]:
    """Hand-overs within the scope: those that wait first, the longest waiting before all, then the latest."""
    mine = Handover.objects.filter(within(scope)).select_related("city")
    waiting_since = Case(When(state=HandoverState.HANDED, then="handed_on"))
    return mine.order_by(waiting_since.asc(nulls_last=True), "-handed_on", "-created_at")


def handover(scope: Scope, handover_id: UUID) -> Handover | None:
    """One hand-over, or None where it lies outside the scope."""
    return Handover.objects.filter(within(scope), pk=handover_id).select_related("city").first()


def receipts_of(scope: Scope, found: Handover) -> list[Contribution]:
    """The receipts that stand in a hand-over, by number; none once it was returned."""
    return list(contributions(scope).filter(handover=found).order_by("number"))


def waiting(scope: Scope) -> int:
    """How many hand-overs wait for a second pair of eyes."""
    return Handover.objects.filter(within(scope), state=HandoverState.HANDED).count()


# Confirmed is not the end: the money has arrived once the insurer's file shows every month of the receipt.
OUTSTANDING = """
SELECT c.held_by_id, c.area_id,
       count(*) FILTER (WHERE c.state = 'held'), coalesce(sum(c.amount_idr) FILTER (WHERE c.state = 'held'), 0),
       min(c.received_on) FILTER (WHERE c.state = 'held'),
       count(*) FILTER (WHERE c.state = 'handed'), coalesce(sum(c.amount_idr) FILTER (WHERE c.state = 'handed'), 0),
       min(h.handed_on) FILTER (WHERE c.state = 'handed'),
       count(*) FILTER (WHERE c.state = 'confirmed'),
       coalesce(sum(c.amount_idr) FILTER (WHERE c.state = 'confirmed'), 0),
       min(h.decided_on) FILTER (WHERE c.state = 'confirmed')
FROM contributions_contribution AS c
LEFT JOIN contributions_handover AS h ON h.id = c.handover_id
LEFT JOIN coverage_protection AS p ON p.person_id = c.person_id
WHERE c.city_id = %(city)s AND c.area_id BETWEEN %(lo)s AND %(hi)s AND c.state IN ('held', 'handed', 'confirmed')
  AND (c.state <> 'confirmed' OR NOT coalesce(p.paid_months @> c.months, false))
GROUP BY c.held_by_id, c.area_id
ORDER BY least(min(c.received_on) FILTER (WHERE c.state = 'held'), min(h.handed_on)), c.area_id, c.held_by_id
LIMIT %(limit)s OFFSET %(offset)s
"""


def outstanding(scope: Scope, today: dt.date, *, limit: int, offset: int = 0) -> list[Outstanding]:
    """Received and not handed over, handed over and not confirmed, confirmed and not in the insurer's file: per head
    and lingkungan, the longest outstanding first."""
    values: dict[str, Any] = {"city": scope.city, "lo": scope.lo, "hi": scope.hi, "limit": limit, "offset": offset}
    with connection.cursor() as cursor:
        cursor.execute(OUTSTANDING, values)
        rows = cursor.fetchall()
    names = user_names(row[0] for row in rows)
    offices = _offices((row[0] for row in rows), today)
    return [_outstanding(row, names, offices) for row in rows]


def _outstanding(row: tuple[Any, ...], names: dict[int, str], offices: dict[int, list[tuple[int, int]]]) -> Outstanding:
    user, area, *heaps = row
    held, handed, confirmed = (Heap(heaps[at], int(heaps[at + 1]), heaps[at + 2]) for at in (0, 3, 6))
    in_office = any(lo <= area <= hi for lo, hi in offices.get(user, ()))
    return Outstanding(user, names.get(user, ""), area, in_office, held, handed, confirmed)


def _offices(users: Iterable[int], today: dt.date) -> dict[int, list[tuple[int, int]]]:
    """The territories in which each of these people holds a role today."""
    found: dict[int, list[tuple[int, int]]] = {}
    for user, area in Holding.objects.on(today).filter(user_id__in=set(users)).values_list("user_id", "area_id"):
        found.setdefault(user, []).append(span(area))
    return found
