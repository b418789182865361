"""A campaign's figures, counted from the rows at the moment of asking; no figure is kept or written anywhere."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet

from payung.apps.campaigns.models import Campaign
from payung.apps.coverage.standing_sql import falls_due_sql, lapses_sql, standing_sql
from payung.apps.enrolment.enums import EVER_VERIFIED, State
from payung.apps.territory.codes import BELOW, Level, divisor, level_of
from payung.apps.territory.scope import Scope
from payung.rules.protection import Standing
from payung.shared.months import Month

HORIZON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Period:
    """Which registrations count: dated from `starts` to `ends`, both included."""

    starts: dt.date
    ends: dt.date


@dataclass(slots=True)
class Figures:
    """One place's figures. `standing` counts the accepted by their standing in the month asked, one word each."""

    target: int = 0
    states: Counter[str] = field(default_factory=Counter)
    standing: Counter[str] = field(default_factory=Counter)
    months_paid: Counter[int] = field(default_factory=Counter)
    paid_later: int = 0
    falls_due: int = 0
    lapses: int = 0

    @property
    def submitted(self) -> int:
        """Every registration handed in, whatever became of it."""
        return self.states.total()

    @property
    def verified(self) -> int:
        """Handed in and verified, sent and answered ones included."""
        return sum(self.states[state] for state in EVER_VERIFIED)

    @property
    def accepted(self) -> int:
        return self.states[State.ACCEPTED]

    @property
    def paid(self) -> int:
        return self.standing[Standing.PAID]

    @property
    def missing(self) -> int:
        return max(self.target - self.accepted, 0)

    def add(self, other: "Figures") -> None:
        self.target += other.target
        for name in ("states", "standing", "months_paid"):
            getattr(self, name).update(getattr(other, name))
        for name in ("paid_later", "falls_due", "lapses"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def campaigns(scope: Scope) -> QuerySet[Campaign]:
    """The city's campaigns, the latest first."""
    return Campaign.objects.filter(city_id=scope.city).order_by("-starts", "-id")


def period_of(campaign: Campaign, *, today: dt.date) -> Period:
    """From the campaign's first day to its last, or to today while it runs."""
    return Period(campaign.starts, min(campaign.ends or today, today))


def total(figures: Iterable[Figures]) -> Figures:
    """The sum of disjoint places."""
    whole = Figures()
    for each in figures:
        whole.add(each)
    return whole


def by_place(
    scope: Scope, period: Period, *, month: Month | None, today: dt.date, targets: Mapping[int, int]
) -> dict[int, Figures]:
    """Figures of each area directly below `scope.area` (of the area itself for a lingkungan), by area id.

    `targets` gives each place's target; `month` is the month whose standing is asked, None while no payment file is in.
    Two queries, whatever the size of the territory.
    """
    level = BELOW[level_of(scope.area)] or Level.LINGKUNGAN
    found: dict[int, Figures] = defaultdict(Figures)
    for area, target in targets.items():
        found[area].target = target
    _count_states(found, scope, period, divisor(level))
    _count_protection(found, scope, period, divisor(level), month, today)
    return dict(found)


def _values(scope: Scope, period: Period) -> dict[str, object]:
    return {"lo": scope.lo, "hi": scope.hi, "starts": period.starts, "ends": period.ends}


STATES = """
SELECT area_id / {size} * {size}, state, count(*) FROM enrolment_registration
WHERE area_id BETWEEN %(lo)s AND %(hi)s AND registered_on BETWEEN %(starts)s AND %(ends)s
GROUP BY 1, 2
"""


def _count_states(found: dict[int, Figures], scope: Scope, period: Period, size: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(STATES.format(size=size), _values(scope, period))
        for area, state, count in cursor.fetchall():
            found[area].states[state] += count


PROTECTION = """
SELECT r.area_id / {size} * {size}, {standing}, coalesce(cardinality(p.paid_months), 0),
       {paid_later}, {falls_due}, {lapses}, count(*)
FROM enrolment_registration AS r JOIN coverage_protection AS p ON p.person_id = r.person_id
WHERE r.area_id BETWEEN %(lo)s AND %(hi)s AND r.state = 'accepted'
  AND r.registered_on BETWEEN %(starts)s AND %(ends)s
GROUP BY 1, 2, 3, 4, 5, 6
"""


def _count_protection(
    found: dict[int, Figures], scope: Scope, period: Period, size: int, month: Month | None, today: dt.date
) -> None:
    standing = standing_sql(month) if month else "NULL"
    sql = PROTECTION.format(
        size=size,
        standing=standing,
        paid_later=f"({standing}) = '{Standing.NOT_YET_PAID.value}' AND cardinality(p.paid_months) > 0",
        falls_due=falls_due_sql(today, HORIZON_DAYS),
        lapses=lapses_sql(today, HORIZON_DAYS),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, _values(scope, period))
        for area, state, months, later, due, lapsing, count in cursor.fetchall():
            _add(found[area], state, months, count, later=later, due=due, lapsing=lapsing)


def _add(
    place: Figures, standing: str | None, months: int, count: int, *, later: bool, due: bool, lapsing: bool
) -> None:
    if standing is not None:
        place.standing[standing] += count
    place.months_paid[months] += count
    place.paid_later += count if later else 0
    place.falls_due += count if due else 0
    place.lapses += count if lapsing else 0
