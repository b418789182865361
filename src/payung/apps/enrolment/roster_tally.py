"""How many rosters of a territory stand where, for a first page: by state, with the oldest and the rows to mend."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Sum

from payung.apps.enrolment.enums import RosterState
from payung.apps.enrolment.models import Roster
from payung.apps.territory.scope import Scope


@dataclass(frozen=True, slots=True)
class Tally:
    """Rosters in one state: how many, since when the oldest, their rows, and how many of these have errors."""

    rosters: int
    since: dt.datetime
    rows: int
    errors: int


def by_state(scope: Scope) -> dict[RosterState, Tally]:
    """The scope's own rosters; states without any are left out."""
    mine = Roster.objects.filter(area_id__gte=scope.lo, area_id__lte=scope.hi)
    told = mine.values_list("state").annotate(
        rosters=Count("id"), since=Min("uploaded_at"), rows_of_all=Sum("rows_total"), rows_wrong=Sum("rows_error")
    )
    return {RosterState(state): Tally(*rest) for state, *rest in told.order_by("state")}
