"""A worker enters the register by the form (whole rosters: `taking_in`)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from payung.apps.enrolment import consent
from payung.apps.enrolment.carrying import carry
from payung.apps.enrolment.enums import CLOSED, Source, State
from payung.apps.enrolment.errors import AgeRefused, AlreadyRegistered, OutsideTerritory
from payung.apps.enrolment.groups import owner_of
from payung.apps.enrolment.known import known_niks
from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.enrolment.particulars import Particulars
from payung.apps.people.details import Details
from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.rules.registration import AgeDecision, bpu_age


@dataclass(frozen=True, slots=True)
class Registered:
    """A registration that stands. `repeated`: it stood before; `review`: the age is one that a person decides on."""

    registration_id: UUID
    person_id: UUID
    state: str
    repeated: bool = False
    review: bool = False


def register(
    *,
    by: int,
    client_id: UUID,
    details: Details,
    particulars: Particulars,
    area_id: int,
    on: dt.date,
) -> Registered:
    """Register one worker (state submitted), who agreed to the consent text of the day `on`.

    `client_id` becomes the registration's id: sent again, the same answer.

    The age is judged on the day `on` (`bpu_age`). A person whose registrations were all refused may be registered anew.
    Raises `AlreadyRegistered`, `AgeRefused` or `OutsideTerritory`, whose texts are for whoever registers.
    """
    opened = scope.current()
    if repeated := _repeated(client_id):
        return repeated
    outside = details.home_regency and area_id != opened.scope.city
    if outside or not opened.scope.lo <= area_id <= opened.scope.hi:
        raise OutsideTerritory
    age = bpu_age(details.birth_date, on=on)
    if age.refused:
        raise AgeRefused(age)
    place = {
        "city_id": opened.scope.city,
        "area_id": area_id,
        "registered_by_id": owner_of(particulars.group_id, by=by),
    }
    person = place | details.columns(opened.vault)
    registration = place | particulars.columns(opened.vault) | {"id": client_id, "registered_on": on}
    registration |= consent.given(on=on, by=by).columns()
    try:
        with transaction.atomic():
            person_id = _person(person)
            _begin(person_id, registration | {"source": Source.FORM}, by=by)
    except IntegrityError as error:  # somebody else was quicker, perhaps this very request sent twice
        return _repeated(client_id) or _refuse(person["nik"], error)
    except AlreadyRegistered:
        if repeated := _repeated(client_id):
            return repeated
        raise
    return Registered(client_id, person_id, State.SUBMITTED, review=age is AgeDecision.REVIEW)


def _repeated(client_id: UUID) -> Registered | None:
    found = Registration.objects.filter(pk=client_id).values_list("person_id", "state").first()
    return Registered(client_id, found[0], found[1], repeated=True) if found else None


def _refuse(nik: bytes, error: IntegrityError) -> Registered:
    known = known_niks([nik]).get(nik)
    if known is None:
        raise error
    raise AlreadyRegistered(known.where) from error


def _person(columns: dict[str, Any]) -> UUID:
    """A new person, or the known one whose registrations are all closed, with what is now said of them."""
    known = known_niks([columns["nik"]]).get(columns["nik"])
    if known is None:
        return Person.objects.create(id=uuid4(), **columns).pk
    person = Person.objects.filter(city_id=columns["city_id"], nik=columns["nik"]).first()
    if known.where != "here" or person is None or person.merged_into_id or _is_running(person):
        raise AlreadyRegistered(known.where)
    Person.objects.filter(pk=person.pk).update(**columns)
    carry(person.pk, area_id=columns["area_id"], registered_by_id=columns["registered_by_id"])
    return person.pk


def _is_running(person: Person) -> bool:
    return Registration.objects.filter(person=person).exclude(state__in=CLOSED).exists()


def _begin(person_id: UUID, columns: dict[str, Any], *, by: int) -> None:
    registration = Registration.objects.create(person_id=person_id, state=State.SUBMITTED, **columns)
    StateChange.objects.create(
        registration=registration,
        city_id=registration.city_id,
        area_id=registration.area_id,
        registered_by_id=registration.registered_by_id,
        state=State.SUBMITTED,
        on=registration.registered_on,
        by_id=by,
    )
