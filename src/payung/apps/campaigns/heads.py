"""What a place has to work with: its lingkungan, and how many of them have a head, an acting one, a new one or none."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection

from payung.apps.enrolment.narrowing import HEAD
from payung.apps.territory.codes import Level, divisor
from payung.apps.territory.scope import Scope


@dataclass(frozen=True, slots=True)
class Heads:
    """Of the lingkungan valid on a day: without a head, with an acting one, with one who began after a first day."""

    lingkungan: int = 0
    vacant: int = 0
    acting: int = 0
    new: int = 0

    @property
    def holding(self) -> int:
        return self.lingkungan - self.vacant

    def __add__(self, other: "Heads") -> "Heads":
        return Heads(
            self.lingkungan + other.lingkungan,
            self.vacant + other.vacant,
            self.acting + other.acting,
            self.new + other.new,
        )


COUNT = """
SELECT a.id / %(size)s * %(size)s, count(*), count(*) FILTER (WHERE h.id IS NULL), count(*) FILTER (WHERE h.acting),
       count(*) FILTER (WHERE h.starts > %(since)s)
FROM territory_area AS a
LEFT JOIN territory_holding AS h
    ON h.area_id = a.id AND h.role = %(role)s AND %(day)s BETWEEN h.starts AND coalesce(h.ends, 'infinity')
WHERE a.id BETWEEN %(lo)s AND %(hi)s AND a.level = %(level)s
  AND %(day)s BETWEEN coalesce(a.valid_from, '-infinity') AND coalesce(a.valid_to, 'infinity')
GROUP BY 1
"""


def by_place(scope: Scope, level: Level, *, on: dt.date, since: dt.date) -> dict[int, Heads]:
    """By the areas of a level within the scope; a head is new who began after `since`."""
    values: dict[str, Any] = {"size": divisor(level), "since": since, "day": on, "lo": scope.lo, "hi": scope.hi}
    values |= {"role": HEAD, "level": Level.LINGKUNGAN.value}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        return {row[0]: Heads(*row[1:]) for row in cursor.fetchall()}
