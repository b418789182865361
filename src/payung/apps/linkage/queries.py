"""Reads about pairs that may be one person, and about merges."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from payung.apps.enrolment.enums import Outcome as RowOutcome
from payung.apps.enrolment.models import Registration, RosterRow
from payung.apps.linkage.enums import Outcome
from payung.apps.linkage.models import Merge, Pair
from payung.apps.people.duplicates import Likeness, Lookalike, weigh
from payung.apps.people.models import Person
from payung.apps.people.queries import within
from payung.apps.territory.scope import Scope

PAGE_ROWS = 25
COUNTED_TO = 1000
RECENT = 10


@dataclass(frozen=True, slots=True)
class Alike:
    """A pair as it is listed: both people, the later one as what was found beside the earlier."""

    id: int
    one: Person
    other: Lookalike
    found_at: dt.datetime


def open_pairs(scope: Scope, *, after: int = 0, size: int = PAGE_ROWS) -> tuple[list[Alike], int | None]:
    """Undecided pairs, the oldest first, after an id; and the id after which the next page begins."""
    rows = list(_open(scope).filter(pk__gt=after).select_related("low", "high").order_by("pk")[: size + 1])
    weighed = weigh(scope, [(each.low, each.high) for each in rows[:size]])
    shown = [_alike(each, how.probability) for each, how in zip(rows, weighed, strict=False)]
    return shown, (shown[-1].id if len(rows) > size else None)


def count_open(scope: Scope) -> int:
    """How many are undecided, counted no further than one past `COUNTED_TO`."""
    return _counted(_open(scope))


def count_from_roster(scope: Scope, roster_id: UUID) -> int:
    """How many undecided pairs hold somebody whom a roster brought; counted no further than one past `COUNTED_TO`."""
    brought = RosterRow.objects.filter(roster_id=roster_id, outcome=RowOutcome.TAKEN).values("person_id")
    return _counted(_open(scope).filter(Q(low_id__in=brought) | Q(high_id__in=brought)))


def count_among(scope: Scope, registration_ids: Collection[UUID]) -> int:
    """How many undecided pairs hold somebody of these registrations; counted no further than one past `COUNTED_TO`."""
    asked = Registration.objects.filter(pk__in=registration_ids).values("person_id")
    return _counted(_open(scope).filter(Q(low_id__in=asked) | Q(high_id__in=asked)))


def pair(scope: Scope, pair_id: int) -> Pair | None:
    """One pair within the scope with both people, whatever was decided about it."""
    return Pair.objects.filter(within(scope), pk=pair_id).select_related("low", "high").first()


def pair_of(one: UUID, other: UUID) -> QuerySet[Pair]:
    """The pair of two people, if they are known as one."""
    return Pair.objects.filter(low_id=min(one, other), high_id=max(one, other))


def merges(scope: Scope) -> list[Merge]:
    """The latest merges within the scope, taken back or not."""
    found = Merge.objects.filter(within(scope)).select_related("kept", "absorbed")
    return list(found.order_by("-at")[:RECENT])


def merge(scope: Scope, merge_id: UUID) -> Merge | None:
    return Merge.objects.filter(within(scope), pk=merge_id).select_related("kept", "absorbed").first()


def of_person(scope: Scope, person_id: UUID) -> list[Merge]:
    """Merges that somebody came out of, the latest first; those taken back are not among them."""
    found = Merge.objects.filter(within(scope), kept_id=person_id, undone_at__isnull=True)
    return list(found.order_by("-at"))


def _open(scope: Scope) -> QuerySet[Pair]:
    return Pair.objects.filter(within(scope), Q(outcome=Outcome.OPEN))


def _counted(found: QuerySet[Pair]) -> int:
    return found.values("pk")[: COUNTED_TO + 1].count()


def _alike(found: Pair, probability: float) -> Alike:
    one, other = sorted((found.low, found.high), key=lambda each: (each.created_at, each.pk))
    reasons = tuple(Likeness(each) for each in found.reasons)
    return Alike(found.pk, one, Lookalike(other.pk, other.name, other.area_id, reasons, probability), found.found_at)
