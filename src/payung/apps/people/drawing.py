"""Draws the few people of a scope who share a key with somebody: by the database, along indexes, under its own guard.

It is the register itself that is asked, so it is never out of date, and nobody outside the scope can be drawn. Each key
survives other mistakes than the rest; each draws a bounded number, whatever the value and however many share it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from payung.apps.people.agreement_sql import ENOUGH
from payung.apps.people.likeness import Keys
from payung.apps.people.models import Person
from payung.apps.territory.scope import Scope

AGREEING = 5  # of those whose name agrees, the best
OF_ONE_PHONE = 20  # a telephone may be a whole street's
LOOKED_AT = 200  # of those who share a mother's name, a name, or a word of it and the birth date; the nearest are taken
UNKNOWN_DAY = (1, 1)  # 1 January is written for whoever knows the year alone: thousands share it

BIRTH = "birth"  # an agreeing name and the same birth date

_HERE = """p.city_id = %(city)s AND p.area_id BETWEEN %(lo)s AND %(hi)s AND p.merged_into_id IS NULL
       AND p.id <> w.besides"""
_AGREE = "payung_names_agree({}.name_key, w.name_key)"
_SHARES = "string_to_array(p.name_key, ' ') && string_to_array(w.name_key, ' ')"
# Cheap, and true of nearly all names that agree: before thousands of one date are compared letter by letter.
_BEGINS = f"left(p.name_key, 1) = left(w.name_key, 1) OR {_SHARES}"
_COMMON = """(SELECT count(*) FROM unnest(string_to_array(q.name_key, ' ')) AS word
               WHERE word = ANY(string_to_array(w.name_key, ' ')))"""

# A row for each key that drew somebody. Places are named as they are called today.
DRAWN = f"""
SELECT f.*, w.besides AS asked,
       (SELECT name FROM territory_area WHERE id = f.area_id / 10000 * 10000 AND level = 'kelurahan') AS kelurahan,
       (SELECT name FROM territory_area WHERE id = f.area_id / 100000000 * 100000000 AND level = 'kecamatan')
           AS kecamatan,
       (SELECT name FROM territory_area WHERE id = w.area / 10000 * 10000 AND level = 'kelurahan') AS asked_kelurahan,
       (SELECT name FROM territory_area WHERE id = w.area / 100000000 * 100000000 AND level = 'kecamatan')
           AS asked_kecamatan
FROM unnest(%(besides)s::uuid[], %(areas)s::bigint[], %(names)s::text[], %(born)s::date[], %(swapped)s::date[],
            %(crowded)s::boolean[], %(first_days)s::date[], %(last_days)s::date[], %(phones)s::bytea[],
            %(mothers)s::bytea[])
     AS w(besides, area, name_key, born, swapped, crowded, first_day, last_day, phone, mother)
CROSS JOIN LATERAL (
    (SELECT p.*, '{BIRTH}' AS key FROM people_person AS p
     WHERE {_HERE} AND w.name_key <> '' AND p.birth_date = w.born AND (NOT w.crowded OR {_BEGINS})
       AND {_AGREE.format("p")} >= {ENOUGH}
     ORDER BY {_AGREE.format("p")} DESC, p.id LIMIT {AGREEING})
    UNION ALL
    (SELECT q.*, 'birth and a word' FROM (
         SELECT p.* FROM people_person AS p
         WHERE {_HERE} AND p.birth_date = w.born AND {_SHARES} LIMIT {LOOKED_AT}) AS q
     ORDER BY {_COMMON} DESC, q.id LIMIT {AGREEING})
    UNION ALL
    (SELECT p.*, 'swapped' FROM people_person AS p
     WHERE {_HERE} AND w.name_key <> '' AND p.birth_date = w.swapped AND {_AGREE.format("p")} >= {ENOUGH}
     ORDER BY {_AGREE.format("p")} DESC, p.id LIMIT {AGREEING})
    UNION ALL
    (SELECT p.*, 'phone' FROM people_person AS p
     WHERE {_HERE} AND p.phone = w.phone ORDER BY p.id LIMIT {OF_ONE_PHONE})
    UNION ALL
    (SELECT p.*, 'mother and year' FROM people_person AS p
     WHERE {_HERE} AND p.mother_name = w.mother
       AND p.birth_date BETWEEN w.first_day AND w.last_day
     ORDER BY p.birth_date = w.born DESC, p.id LIMIT {AGREEING})
    UNION ALL
    (SELECT q.*, 'mother and name' FROM (
         SELECT p.* FROM people_person AS p WHERE {_HERE} AND p.mother_name = w.mother LIMIT {LOOKED_AT}) AS q
     WHERE w.name_key <> '' AND {_AGREE.format("q")} >= {ENOUGH}
     ORDER BY {_AGREE.format("q")} DESC, q.id LIMIT {AGREEING})
    UNION ALL
    (SELECT q.*, 'name' FROM (
         SELECT p.* FROM people_person AS p
         WHERE {_HERE} AND w.name_key <> '' AND p.name_key = w.name_key LIMIT {LOOKED_AT}) AS q
     ORDER BY (date_part('year', q.birth_date) = date_part('year', w.born))::int
              + (date_part('month', q.birth_date) = date_part('month', w.born))::int
              + (date_part('day', q.birth_date) = date_part('day', w.born))::int DESC, q.id LIMIT {AGREEING})) AS f
"""  # noqa: S608 - constants


@dataclass(slots=True)
class Drawn:
    """Somebody who shares at least one key with whoever was asked about."""

    person: Person
    agrees: bool = False  # name and birth date, as the database judges names


@dataclass(slots=True)
class Among:
    """Who was drawn for one person asked about, and the names of where that person lives."""

    drawn: dict[UUID, Drawn]
    kelurahan: str = ""
    kecamatan: str = ""


def draw(scope: Scope, wanted: Mapping[UUID, Keys]) -> dict[UUID, Among]:
    """Those of the scope who share a key, for each person asked about, in one query."""
    found = {pk: Among({}) for pk in wanted}
    for each in Person.objects.raw(DRAWN, _values(scope, wanted)):
        said = vars(each)
        among = found[said["asked"]]
        among.kelurahan, among.kecamatan = said["asked_kelurahan"] or "", said["asked_kecamatan"] or ""
        drawn = among.drawn.setdefault(each.pk, Drawn(each))
        drawn.agrees |= said["key"] == BIRTH
    return found


def _values(scope: Scope, wanted: Mapping[UUID, Keys]) -> dict[str, object]:
    keys = wanted.values()
    return {
        "besides": list(wanted),
        "areas": [each.area_id for each in keys],
        "names": [each.name_key for each in keys],
        "born": [each.birth_date for each in keys],
        "swapped": [_swapped(each.birth_date) for each in keys],
        "crowded": [(each.birth_date.month, each.birth_date.day) == UNKNOWN_DAY for each in keys],
        "first_days": [each.birth_date.replace(month=1, day=1) for each in keys],
        "last_days": [each.birth_date.replace(month=12, day=31) for each in keys],
        "phones": [each.phone for each in keys],
        "mothers": [each.mother_name for each in keys],
        "city": scope.city,
        "lo": scope.lo,
        "hi": scope.hi,
    }


def _swapped(born: dt.date) -> dt.date | None:
    """Day and month the other way round, where that is another date."""
    if born.day > 12 or born.day == born.month:
        return None
    return born.replace(month=born.day, day=born.month)
