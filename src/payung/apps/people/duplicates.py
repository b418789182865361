"""Who may be the same person as somebody else, behind one interface: form, verification, rosters and worklist ask it.

`finder` names what answers. Today it is a few keys; an engine that weighs evidence can stand there instead, as long as
it answers within the scope, with reasons.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol
from uuid import UUID

from django.db import connection

from payung.apps.people.agreement_sql import ENOUGH
from payung.apps.people.details import Details
from payung.apps.people.models import Person
from payung.apps.territory import scope as scopes
from payung.apps.territory.scope import Scope
from payung.identity.names import agreement, search_key

NOBODY = UUID(int=0)
SHOWN_AT_MOST = 5
JUDGED_AT_MOST = 20  # a telephone may be a whole street's


class Likeness(StrEnum):
    """Why somebody may be the same person."""

    NAME_AND_BIRTH = "name_and_birth"
    PHONE_AND_MOTHER = "phone_and_mother"
    ALIKE_NAME_AND_BIRTH = "alike_name_and_birth"  # a slip, an initial, words in another order
    PHONE_AND_ALIKE_MOTHER = "phone_and_alike_mother"


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A person inside the scope who may be the one asked about, and why.

    `probability` is that of being the same person, where whoever found them can say it.
    """

    person_id: UUID
    name: str
    area_id: int
    reasons: tuple[Likeness, ...]
    probability: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What may be said of the city outside one's scope: for which reasons somebody there is alike.

    `asked` is False when the answer is unknown: too many questions were asked within an hour.
    """

    reasons: tuple[Likeness, ...] = ()
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Keys:
    """The simple keys by which two people may be one; empty ones match nobody."""

    name_key: str
    birth_date: dt.date
    phone: bytes | None
    mother_name: bytes | None

    @classmethod
    def of(cls, details: Details) -> "Keys":
        """The keys of somebody who is not in the register yet, sealed with the open scope's vault."""
        columns = details.columns(scopes.current().vault)
        return cls(search_key(details.name), details.birth_date, columns["phone"], columns["mother_name"])

    @classmethod
    def typed(cls, *, name: str, birth_date: dt.date | None, phone: str, mother_name: str) -> "Keys":
        """The keys of a form that is not whole yet; a key of which a part is missing matches nobody."""
        vault = scopes.current().vault
        both = phone and mother_name
        return cls(
            search_key(name) if birth_date else "",
            birth_date or dt.date.min,
            vault.seal("phone", phone) if both else None,
            vault.seal("mother_name", mother_name) if both else None,
        )

    @classmethod
    def of_person(cls, person: Person) -> "Keys":
        phone, mother = (bytes(each) if each else None for each in (person.phone, person.mother_name))
        return cls(person.name_key, person.birth_date, phone, mother)

    @property
    def any(self) -> bool:
        """Whether anybody can be found by them."""
        return bool(self.name_key or (self.phone and self.mother_name))

    def reasons(self, drawn: Person) -> tuple[Likeness, ...]:
        """Why somebody who was drawn is alike; empty when they are not."""
        return tuple(each for each in (self._by_name(drawn), self._by_phone(Keys.of_person(drawn))) if each)

    def _by_name(self, drawn: Person) -> Likeness | None:
        """The database judged names and birth dates while it drew."""
        if not getattr(drawn, "agrees", False):
            return None
        same = drawn.name_key == self.name_key
        return Likeness.NAME_AND_BIRTH if same else Likeness.ALIKE_NAME_AND_BIRTH

    def _by_phone(self, theirs: "Keys") -> Likeness | None:
        if not (self.phone and self.mother_name and theirs.mother_name) or theirs.phone != self.phone:
            return None
        if theirs.mother_name == self.mother_name:
            return Likeness.PHONE_AND_MOTHER
        vault = scopes.current().vault
        mothers = (vault.open("mother_name", sealed) for sealed in (theirs.mother_name, self.mother_name))
        return Likeness.PHONE_AND_ALIKE_MOTHER if agreement(*mothers) >= ENOUGH else None


class Finder(Protocol):
    """Finds people within a scope who may be the same person."""

    def candidates(self, scope: Scope, keys: Keys, *, besides: UUID = NOBODY) -> list[Lookalike]:
        """Those who may be the one with these keys; a few at most."""

    def among(self, scope: Scope, asked: Sequence[Person]) -> dict[UUID, list[Lookalike]]:
        """The same for each of several people, by id, in as many queries as for one."""


# A row for each key that drew somebody, along its index.
DRAWN = f"""
SELECT f.*, w.besides AS asked
FROM unnest(%(besides)s::uuid[], %(names)s::text[], %(born)s::date[], %(phones)s::bytea[])
     AS w(besides, name_key, born, phone)
CROSS JOIN LATERAL (
    (SELECT p.*, true AS agrees FROM people_person AS p
     WHERE p.city_id = %(city)s AND p.area_id BETWEEN %(lo)s AND %(hi)s AND p.merged_into_id IS NULL
       AND p.id <> w.besides AND w.name_key <> '' AND p.birth_date = w.born
       AND payung_names_agree(p.name_key, w.name_key) >= {ENOUGH}
     ORDER BY payung_names_agree(p.name_key, w.name_key) DESC, p.id LIMIT {SHOWN_AT_MOST})
    UNION ALL
    (SELECT p.*, false FROM people_person AS p
     WHERE p.city_id = %(city)s AND p.area_id BETWEEN %(lo)s AND %(hi)s AND p.merged_into_id IS NULL
       AND p.id <> w.besides AND p.phone = w.phone AND p.mother_name IS NOT NULL
     ORDER BY p.id LIMIT {JUDGED_AT_MOST})) AS f
"""  # noqa: S608 - constants


class SimpleKeys:
    """A name that agrees and the same birth date, or the same phone and a mother's name that agrees."""

    def candidates(self, scope: Scope, keys: Keys, *, besides: UUID = NOBODY) -> list[Lookalike]:
        return self._found(scope, {besides: keys})[besides]

    def among(self, scope: Scope, asked: Sequence[Person]) -> dict[UUID, list[Lookalike]]:
        return self._found(scope, {each.pk: Keys.of_person(each) for each in asked})

    def _found(self, scope: Scope, wanted: Mapping[UUID, Keys]) -> dict[UUID, list[Lookalike]]:
        values = {
            "besides": list(wanted),
            "names": [keys.name_key for keys in wanted.values()],
            "born": [keys.birth_date for keys in wanted.values()],
            "phones": [keys.phone if keys.mother_name else None for keys in wanted.values()],
            "city": scope.city,
            "lo": scope.lo,
            "hi": scope.hi,
        }
        found: dict[UUID, dict[UUID, Lookalike]] = {pk: {} for pk in wanted}
        for each in Person.objects.raw(DRAWN, values):
            asked = vars(each)["asked"]
            if each.pk not in found[asked] and (why := wanted[asked].reasons(each)):
                found[asked][each.pk] = Lookalike(each.pk, each.name, each.area_id, why)
        return {pk: list(alike.values()) for pk, alike in found.items()}


_finder: Finder = SimpleKeys()


def finder() -> Finder:
    """What answers who may be the same person."""
    return _finder


def look_elsewhere(scope: Scope, keys: Keys, *, besides: UUID = NOBODY) -> Elsewhere:
    """Whether somebody alike stands outside the scope, without saying who or where. Writes the log: not for a GET."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT same_name, alike_name, same_phone FROM payung_look_elsewhere(%s, %s, %s, %s, %s, %s)",
            [scope.role, keys.name_key or None, keys.birth_date, keys.phone, keys.mother_name, besides],
        )
        same_name, alike_name, same_phone = cursor.fetchone()
    if same_name is None:
        return Elsewhere(asked=False)
    alike = {
        Likeness.NAME_AND_BIRTH: same_name,
        Likeness.ALIKE_NAME_AND_BIRTH: alike_name and not same_name,
        Likeness.PHONE_AND_MOTHER: same_phone,
    }
    return Elsewhere(tuple(reason for reason, holds in alike.items() if holds))
