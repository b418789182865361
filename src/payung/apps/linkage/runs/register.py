"""The city's register as the second list: everybody registered within the scope, and how each stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from payung.apps.coverage.standing_sql import standing_sql
from payung.apps.enrolment.enums import CLOSED
from payung.apps.enrolment.models import Registration
from payung.apps.linkage.runs.enums import Reason
from payung.apps.linkage.runs.told import of_standing
from payung.apps.people.queries import own_rows, within
from payung.apps.territory.codes import Level, ancestor, level_of, serial_of
from payung.apps.territory.models import Area
from payung.apps.territory.queries import places
from payung.apps.territory.scope import Opened, Scope
from payung.rules.protection import Standing
from payung.shared.months import Month
from payung.shared.vault import Vault

AT_ONCE = 5000
SEALED = {"nik": "nik", "phone": "phone", "mother": "mother_name", "email": "email"}

# The tables' own policies keep rows of other territories out; the area stands here for the plan.
REGISTERED = """
SELECT r.person_id, who.nik, who.phone, who.mother_name, who.email, who.name, who.birth_date, who.sex, who.address,
       r.occupation, r.area_id,
       (SELECT m.member_number FROM coverage_membership AS m WHERE m.person_id = who.id ORDER BY m.starts DESC LIMIT 1),
       p.person_id IS NOT NULL, {standing}
FROM enrolment_registration AS r
JOIN people_person AS who ON who.id = r.person_id
LEFT JOIN coverage_protection AS p ON p.person_id = r.person_id
WHERE r.area_id BETWEEN %(lo)s AND %(hi)s AND r.state <> ALL(%(closed)s)
"""


@dataclass(slots=True)
class Registered:
    """Everybody in the open: what is said of each by column of the matching, their ids, and a reason for each."""

    cells: list[dict[str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def __repr__(self) -> str:
        """Says nothing of the people."""
        return f"Registered({len(self.cells)} people)"


def anybody_registered(scope: Scope) -> bool:
    """Whether `registered` finds anybody for the scope."""
    running = Registration.objects.filter(within(scope), own_rows(scope)).exclude(state__in=sorted(CLOSED))
    return running.exists()


def registered(opened: Opened, month: Month | None) -> Registered:
    """Everybody whose registration runs, opened for a job; `month` is None while no payment file is in."""
    standing = standing_sql(month) if month else "NULL"
    mine = opened.scope
    values: dict[str, Any] = {"lo": mine.lo, "hi": mine.hi, "closed": [state.value for state in CLOSED]}
    named = _places(opened)
    found = Registered()
    with connection.chunked_cursor() as cursor:
        cursor.execute(REGISTERED.format(standing=standing), values)
        while rows := cursor.fetchmany(AT_ONCE):
            for row in rows:
                found.cells.append(_cells(row, opened.vault, named))
                found.ids.append(str(row[0]))
                found.told.append(_told(*row[-2:], known=month is not None))
    return found


def _cells(row: tuple[Any, ...], vault: Vault, named: Mapping[int, Mapping[str, str]]) -> dict[str, str]:
    _person, *sealed, name, born, sex, address, occupation, area, number, _member, _standing = row
    opened = {
        column: vault.open(kept, value)
        for (column, kept), value in zip(SEALED.items(), sealed, strict=True)
        if value is not None
    }
    said = {"name": name, "dob": born.isoformat(), "sex": sex, "street": address, "occupation": occupation}
    return {
        column: text for column, text in (opened | said | {"kpj": number} | dict(named.get(area, {}))).items() if text
    }


def _told(member: bool, standing: str | None, *, known: bool) -> str:
    if not member:
        return Reason.REGISTERED.value
    return of_standing(Standing(standing)).value if known and standing else Reason.NO_STATUS.value


def _places(opened: Opened) -> dict[int, dict[str, str]]:
    """Each area's kecamatan, kelurahan and lingkungan as a list of people would write them."""
    areas = Area.objects.filter(city_id=opened.scope.city)
    names = {place.id: place.name for place in places(areas, on=opened.today)}
    return {area: _written(area, names) for area in names}


def _written(area: int, names: Mapping[int, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    level = level_of(area)
    if level is Level.LINGKUNGAN:
        found["rtrw"] = str(serial_of(area))
    if level in (Level.LINGKUNGAN, Level.KELURAHAN):
        found["kelurahan"] = names.get(ancestor(area, Level.KELURAHAN), "")
    if level in (Level.LINGKUNGAN, Level.KELURAHAN, Level.KECAMATAN):
        found["kecamatan"] = names.get(ancestor(area, Level.KECAMATAN), "")
    return found
