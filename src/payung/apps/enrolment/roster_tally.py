"""How many rosters of a territory stand where, for a first page: by state, with the oldest and the rows to mend.

Rows of people whom the city knows already are neither new nor to be mended.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Func, IntegerField, JSONField, Min, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce

from payung.apps.enrolment.enums import RosterState
from payung.apps.enrolment.models import Roster
from payung.apps.territory.scope import Scope


@dataclass(frozen=True, slots=True)
class Tally:
    """Rosters in one state: how many, since when the oldest, their rows, and how many of these are to be mended."""

    rosters: int
    since: dt.datetime
    rows: int
    errors: int


KNOWN = Func(
    F("notes"), template="jsonb_path_query_first(%(expressions)s, '$[*].counts.known')", output_field=JSONField()
)
USABLE = Q(rows_total__gt=F("rows_error"))


def by_state(scope: Scope) -> dict[RosterState, Tally]:
    """The scope's own rosters; states without any are left out."""
    return {RosterState(state): tally for state, tally in _tallies(_mine(scope))}


def to_decide(scope: Scope) -> Tally | None:
    """The checked rosters of which something can be taken in; None where there are none."""
    return _checked(scope, USABLE)


def to_mend(scope: Scope) -> Tally | None:
    """The checked rosters of which nothing can be taken in before rows are mended; None where there are none."""
    return _checked(scope, ~USABLE & Q(wrong__gt=0))


def _mine(scope: Scope) -> QuerySet[Roster]:
    found = Roster.objects.filter(area_id__gte=scope.lo, area_id__lte=scope.hi)
    return found.annotate(wrong=F("rows_error") - Coalesce(Cast(KNOWN, IntegerField()), 0))


def _checked(scope: Scope, which: Q) -> Tally | None:
    return next((tally for _, tally in _tallies(_mine(scope).filter(which, state=RosterState.CHECKED))), None)


def _tallies(rosters: QuerySet[Roster]) -> list[tuple[str, Tally]]:
    told = rosters.values_list("state").annotate(
        rosters=Count("id"), since=Min("uploaded_at"), rows_of_all=Sum("rows_total"), rows_wrong=Sum("wrong")
    )
    return [(state, Tally(*rest)) for state, *rest in told.order_by("state")]
