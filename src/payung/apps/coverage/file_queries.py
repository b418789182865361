"""Reads about the insurer's files: which month is known, what came, what of it fits nothing, and who paid twice."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from payung.apps.territory.scope import Scope
from payung.shared.months import Month


@dataclass(frozen=True, slots=True)
class EndedMonth:
    """The last ended month whose payment file is in, and the day on which the insurer's figures stood."""

    month: Month
    as_of: dt.date


def last_ended_month(scope: Scope, today: dt.date) -> EndedMonth | None:
    """The last month before `today`'s whose payment file is in; None where none is. The same for every role of a city.

    A file counts when it is said to be for the month and its day is not before the month's end. Where several branches
    send files, each of them must have sent the month; the day is then the earliest of theirs.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT month, as_of FROM payung_last_ended_month(%s)", [today])
        found = cursor.fetchone()
    return EndedMonth(Month.of(found[0]), found[1]) if found else None
