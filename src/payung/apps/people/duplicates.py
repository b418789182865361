"""Who may be the same person as somebody else, behind one interface: form, verification, rosters and worklist ask it.

`finder` names what answers. Today it is simple keys; an engine that weighs evidence can stand there instead, as long as
it answers within the scope, with reasons.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol
from uuid import UUID

from django.db import connection
from django.db.models import Q

from payung.apps.people.details import Details
from payung.apps.people.models import Person
from payung.apps.people.queries import people
from payung.apps.territory import scope as scopes
from payung.apps.territory.scope import Scope
from payung.identity.names import search_key

NOBODY = UUID(int=0)
SHOWN_AT_MOST = 5


class Likeness(StrEnum):
    """Why somebody may be the same person."""

    NAME_AND_BIRTH = "name_and_birth"
    PHONE_AND_MOTHER = "phone_and_mother"


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
    def ways(self) -> list[Q]:
        """The conditions of which any makes somebody alike."""
        return [way for way in (self.by_name, self.by_phone) if way is not None]

    @property
    def by_name(self) -> Q | None:
        return Q(name_key=self.name_key, birth_date=self.birth_date) if self.name_key else None

    @property
    def by_phone(self) -> Q | None:
        both = self.phone and self.mother_name
        return Q(phone=self.phone, mother_name=self.mother_name) if both else None

    def reasons(self, person: Person) -> tuple[Likeness, ...]:
        """Why that person is alike; empty when they are not."""
        theirs = Keys.of_person(person)
        alike = {
            Likeness.NAME_AND_BIRTH: bool(self.name_key)
            and (theirs.name_key, theirs.birth_date) == (self.name_key, self.birth_date),
            Likeness.PHONE_AND_MOTHER: self.by_phone is not None
            and (theirs.phone, theirs.mother_name) == (self.phone, self.mother_name),
        }
        return tuple(reason for reason, holds in alike.items() if holds)


class Finder(Protocol):
    """Finds people within a scope who may be the same person."""

    def candidates(self, scope: Scope, keys: Keys, *, besides: UUID = NOBODY) -> list[Lookalike]:
        """Those who may be the one with these keys; a few at most."""

    def among(self, scope: Scope, asked: Sequence[Person]) -> dict[UUID, list[Lookalike]]:
        """The same for each of several people, by id, in as many queries as for one."""


class SimpleKeys:
    """The same name in any spelling and birth date, or the same phone and mother's name."""

    def candidates(self, scope: Scope, keys: Keys, *, besides: UUID = NOBODY) -> list[Lookalike]:
        found: dict[UUID, Person] = {}
        for way in keys.ways:  # one query for each key, so that each uses its index
            found |= {each.pk: each for each in people(scope).filter(way).exclude(pk=besides)[:SHOWN_AT_MOST]}
        return [Lookalike(each.pk, each.name, each.area_id, keys.reasons(each)) for each in found.values()]

    def among(self, scope: Scope, asked: Sequence[Person]) -> dict[UUID, list[Lookalike]]:
        keys = {each.pk: Keys.of_person(each) for each in asked}
        wanted = Q(pk__in=[])
        for each in keys.values():
            for way in each.ways:
                wanted |= way
        found = list(people(scope).filter(wanted)[: SHOWN_AT_MOST * max(len(asked), 1)])
        return {
            pk: [
                Lookalike(other.pk, other.name, other.area_id, reasons)
                for other in found
                if other.pk != pk and (reasons := own.reasons(other))
            ]
            for pk, own in keys.items()
        }


_finder: Finder = SimpleKeys()


def finder() -> Finder:
    """What answers who may be the same person."""
    return _finder


def look_elsewhere(scope: Scope, keys: Keys, *, besides: UUID = NOBODY) -> Elsewhere:
    """Whether somebody alike stands outside the scope, without saying who or where. Writes the log: not for a GET."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT same_name, same_phone FROM payung_look_elsewhere(%s, %s, %s, %s, %s, %s)",
            [scope.role, keys.name_key or None, keys.birth_date, keys.phone, keys.mother_name, besides],
        )
        same_name, same_phone = cursor.fetchone()
    if same_name is None:
        return Elsewhere(asked=False)
    alike = {Likeness.NAME_AND_BIRTH: same_name, Likeness.PHONE_AND_MOTHER: same_phone}
    return Elsewhere(tuple(reason for reason, holds in alike.items() if holds))
