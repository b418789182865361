"""Reads about people: somebody by id, and who may be the same person as somebody else."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from payung.apps.people.details import Details, opened
from payung.apps.people.models import Person
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
    """A person inside the scope who may be the one asked about, and why."""

    person_id: UUID
    name: str
    area_id: int
    reasons: tuple[Likeness, ...]


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
    def of_person(cls, person: Person) -> "Keys":
        phone, mother = (bytes(each) if each else None for each in (person.phone, person.mother_name))
        return cls(person.name_key, person.birth_date, phone, mother)

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


def within(scope: Scope) -> Q:
    """Rows of the scope's city and territory, said beside the database's own guard so that indexes are chosen."""
    return Q(city_id=scope.city, area_id__gte=scope.lo, area_id__lte=scope.hi)


def people(scope: Scope) -> QuerySet[Person]:
    """Everybody within the scope."""
    return Person.objects.filter(within(scope))


def person(scope: Scope, person_id: UUID) -> Person | None:
    """Somebody within the scope, or None: who is elsewhere does not exist for the asker."""
    return people(scope).filter(pk=person_id).first()


def by_nik(scope: Scope, nik: str) -> Person | None:
    """Whoever bears a NIK within the scope. Sealed values are compared, so no part of a NIK can be searched for."""
    sealed = scopes.current().vault.seal("nik", nik)
    return people(scope).filter(nik=sealed).first() if nik else None


def details_of(person: Person) -> Details:
    """Everything about a person in the open. Whoever shows it to somebody logs it first."""
    return opened(person, scopes.current().vault)


def possible_duplicates(scope: Scope, keys: Keys, *, besides: UUID = NOBODY) -> list[Lookalike]:
    """People within the scope with the same name and birth date, or the same phone and mother's name; a few at most."""
    ways = [way for way in (keys.by_name, keys.by_phone) if way is not None]
    found: dict[UUID, Person] = {}
    for way in ways:  # one query for each key, so that each uses its index
        found |= {each.pk: each for each in people(scope).filter(way).exclude(pk=besides)[:SHOWN_AT_MOST]}
    return [Lookalike(each.pk, each.name, each.area_id, keys.reasons(each)) for each in found.values()]


def alike_among(scope: Scope, asked: list[Person]) -> dict[UUID, list[Lookalike]]:
    """Possible duplicates within the scope of each of several people, in one query."""
    wanted = Q(pk__in=[])
    keys = {each.pk: Keys.of_person(each) for each in asked}
    for each in keys.values():
        for way in (each.by_name, each.by_phone):
            wanted |= way if way is not None else Q(pk__in=[])
    found = list(people(scope).filter(wanted)[: SHOWN_AT_MOST * max(len(asked), 1)])
    return {
        pk: [
            Lookalike(other.pk, other.name, other.area_id, reasons)
            for other in found
            if other.pk != pk and (reasons := own.reasons(other))
        ]
        for pk, own in keys.items()
    }


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
