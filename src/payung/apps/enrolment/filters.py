"""Which registrations a list or a download holds: one value, so that a figure and its rows mean the same."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from payung.apps.enrolment.enums import State
from payung.rules.protection import Standing
from payung.shared.months import Month

SOON_DAYS = 30


class Soon(StrEnum):
    """What happens to a member within the next 30 days unless they pay."""

    DUE = "due"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which registrations. `standing` is that of a whole month; `months_paid` counts every month ever paid.

    `since` and `until` bound the day of registration, both included. `states` lets several states through; empty, all.
    `head` is the user who headed the lingkungan on that day (0: nobody did). `exact` leaves out the places below.
    `unplaced` are those known no further than a kecamatan or the city, which no lurah sees; `outside` live elsewhere.
    `lacking` names values of a column map: registrations not sent yet that lack any of them. `group`: enrolled with it.
    `ever_paid` asks for a month paid at any time: with the standing not yet paid, who paid for a later month.
    """

    today: dt.date
    month: Month | None = None
    state: State | None = None
    states: frozenset[State] = frozenset()
    standing: Standing | None = None
    months_paid: int | None = None
    ever_paid: bool = False
    soon: Soon | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    head: int | None = None
    exact: bool = False
    unplaced: bool = False
    outside: bool = False
    lacking: tuple[str, ...] = ()
    group: UUID | None = None
