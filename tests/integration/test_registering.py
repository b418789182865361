"""One worker is registered: once, in the right place, and the same answer when sent again."""

import datetime as dt
from uuid import uuid4

import pytest

from payung.apps.enrolment.enums import State
from payung.apps.enrolment.errors import AgeRefused, AlreadyRegistered, OutsideTerritory
from payung.apps.enrolment.intake import Registered, register
from payung.apps.enrolment.models import BatchLine, Registration, StateChange
from payung.apps.enrolment.particulars import Particulars
from payung.apps.people.models import Person
from payung.apps.people.queries import details_of
from payung.apps.territory import scope
from payung.apps.territory.codes import Level, ancestor
from payung.apps.territory.models import City, Holding
from tests import factories
from tests import factories_insurer as insurer

ON = dt.date(2025, 10, 29)


@pytest.fixture
def kepling(city: City) -> Holding:
    return factories.hold("kepling", factories.lingkungan(city))


def send(holding: Holding, **given: object) -> Registered:
    """Register a worker (invented anew unless given) in the holder's own scope."""
    values = {
        "by": holding.user_id,
        "client_id": uuid4(),
        "details": factories.details(),
        "particulars": Particulars(occupation="Pedagang", heir="ISTRI REKAAN"),
        "area_id": holding.area_id,
        "on": ON,
        **given,
    }
    with scope.opened(scope.of_holding(holding), reason="test"):
        return register(**values)


def test_a_worker_is_registered_with_person_registration_and_first_state(city: City, kepling: Holding) -> None:
    details = factories.details(name="SITI REKAAN")
    done = send(kepling, details=details)
    with factories.as_system(city) as opened:
        registration = Registration.objects.select_related("person").get(pk=done.registration_id)
        change = StateChange.objects.get(registration=registration)
        assert registration.person.name == "SITI REKAAN"
        assert opened.vault.open("nik", registration.person.nik) == details.nik
        assert opened.vault.open("heir", registration.heir) == "ISTRI REKAAN"
    assert (registration.state, change.state, change.by_id) == ("submitted", "submitted", kepling.user_id)
    assert (registration.registered_on, registration.area_id, registration.source) == (ON, kepling.area_id, "form")


def test_sent_again_it_answers_the_same_and_adds_nothing(city: City, kepling: Holding) -> None:
    again = {"client_id": uuid4(), "details": factories.details()}
    first, second = send(kepling, **again), send(kepling, **again)
    assert (first.registration_id, first.person_id) == (second.registration_id, second.person_id)
    assert (first.repeated, second.repeated) == (False, True)
    with factories.as_system(city):
        assert (Person.objects.count(), Registration.objects.count(), StateChange.objects.count()) == (1, 1, 1)


def test_a_nik_that_stands_already_is_told_apart_by_place_and_membership(city: City, kepling: Holding) -> None:
    other = factories.hold("kepling", factories.lingkungan(city, 3))
    member = factories.details()
    mine = factories.details()
    send(kepling, details=mine)
    with factories.as_system(city) as opened:
        person = factories.person(factories.lingkungan(city, 3), opened, nik=member.nik)
        factories.member(person.area_id, opened, person=person)
    for holding, details, where in ((kepling, mine, "here"), (other, mine, "elsewhere"), (kepling, member, "member")):
        with pytest.raises(AlreadyRegistered) as refused:
            send(holding, details=details)
        assert refused.value.where == where
        assert details.nik not in str(refused.value)


def test_a_person_whose_registration_was_refused_may_be_registered_anew(city: City, kepling: Holding) -> None:
    details = factories.details()
    first = send(kepling, details=details)
    with factories.as_system(city):
        Registration.objects.filter(pk=first.registration_id).update(state=State.REFUSED)
    second = send(kepling, details=details)
    assert second.person_id == first.person_id
    assert second.registration_id != first.registration_id
    with pytest.raises(AlreadyRegistered):
        send(kepling, details=details)


def test_whoever_is_registered_anew_in_another_place_stands_there_wholly(city: City) -> None:
    insurer.batch_of(city, 1)
    with factories.as_system(city):
        before = Registration.objects.select_related("person").get()
        details = details_of(before.person)
        Registration.objects.update(state=State.REFUSED)
    there = factories.lingkungan(city, 1)
    lurah = factories.hold("lurah", ancestor(there, Level.KELURAHAN))
    assert send(lurah, details=details, area_id=there).person_id == before.person_id
    with factories.as_system(city):
        tables = (Person, Registration, StateChange, BatchLine)
        assert before.area_id != there
        assert {area for table in tables for area in table.objects.values_list("area_id", flat=True)} == {there}


@pytest.mark.parametrize(
    ("birth", "outcome"),
    [
        (dt.date(2008, 10, 30), "too_young"),
        (dt.date(2008, 10, 29), "accepted"),
        (dt.date(1960, 10, 30), "accepted"),
        (dt.date(1960, 10, 29), "review"),
        (dt.date(1959, 10, 29), "too_old"),
    ],
)
def test_the_age_is_judged_on_the_day_of_registration(kepling: Holding, birth: dt.date, outcome: str) -> None:
    details = factories.details(birth_date=birth)
    if outcome in {"too_young", "too_old"}:
        with pytest.raises(AgeRefused) as refused:
            send(kepling, details=details)
        assert refused.value.decision == outcome
        return
    assert send(kepling, details=details).review is (outcome == "review")


def test_a_place_outside_the_territory_is_refused(city: City, kepling: Holding) -> None:
    with pytest.raises(OutsideTerritory):
        send(kepling, area_id=factories.lingkungan(city, 4))
