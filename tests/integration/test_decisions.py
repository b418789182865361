"""A decision is taken back within a day: what nothing happened to goes back, the rest stays and is named."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client

from payung.apps.enrolment import actions, taking_back
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories
from tests.factories_registering import text

VERIFY, PAGE = "/periksa-pendaftaran/", "/periksa-pendaftaran/keputusan/"
KELURAHAN = area_id("12.71.01.1001")


@pytest.fixture
def lurah(city: City) -> factories.SignedIn:
    return factories.sign_in("lurah", KELURAHAN)


@pytest.fixture
def waiting(city: City) -> list[Registration]:
    with factories.as_system(city) as opened:
        return [factories.registration(factories.lingkungan(city, index % 2), opened) for index in range(3)]


def decide(client: Client, found: list[Registration], step: str = "terima") -> None:
    keys = [f"{each.pk}:{each.version}" for each in found]
    client.post(VERIFY, {"langkah": step, "terpilih": keys})


def sent(client: Client, place: int = 0) -> dict[str, str]:
    """What the button of a decision sends."""
    each = client.get(PAGE).context["found"][place]
    return {"saat": each.at.isoformat(), "keputusan": each.end.value}


def take_back(client: Client, form: dict[str, str]) -> Any:
    return client.post(f"{PAGE}batalkan/", form, follow=True)


def states(city: City) -> dict[UUID, tuple[str, int]]:
    with factories.as_system(city):
        return {
            pk: (state, version) for pk, state, version in Registration.objects.values_list("pk", "state", "version")
        }


def steps(city: City, found: Registration) -> list[str]:
    with factories.as_system(city):
        return list(StateChange.objects.filter(registration=found).order_by("id").values_list("state", flat=True))


def test_many_go_back_together_and_history_keeps_both(
    city: City, lurah: factories.SignedIn, waiting: list[Registration]
) -> None:
    decide(lurah, waiting)
    assert "3 pendaftaran diterima" in text(lurah.get(PAGE))
    form = sent(lurah)
    assert "3 pendaftaran kembali seperti sebelum diputuskan." in text(take_back(lurah, form))
    assert set(states(city).values()) == {("submitted", 3)}
    assert steps(city, waiting[0]) == ["submitted", "verified", "submitted"]
    assert "3 pendaftaran kembali seperti sebelum diputuskan." in text(take_back(lurah, form))
    assert set(states(city).values()) == {("submitted", 3)}
    assert "Tidak ada yang dapat dibatalkan" in text(lurah.get(PAGE))


def test_what_something_happened_to_stays_and_is_named(
    city: City, lurah: factories.SignedIn, waiting: list[Registration]
) -> None:
    decide(lurah, waiting)
    with factories.as_system(city):
        actions.return_(by=9, wanted={waiting[1].pk: 2}, reason="Foto KTP buram.")
        name = waiting[1].person.name
    assert "2 di antaranya masih dapat dibatalkan" in text(lurah.get(PAGE))
    said = text(take_back(lurah, sent(lurah)))
    assert "2 pendaftaran kembali" in said
    assert "1 pendaftaran tetap" in said
    assert name in said
    assert states(city)[waiting[1].pk] == ("returned", 3)


def test_a_return_goes_back_to_where_it_came_from(
    city: City, lurah: factories.SignedIn, waiting: list[Registration]
) -> None:
    decide(lurah, waiting[:1])
    with factories.as_system(city):
        actions.return_(by=lurah.holding.user_id, wanted={waiting[0].pk: 2}, reason="Salah orang.")
    form = sent(lurah)
    assert form["keputusan"] == "returned"
    take_back(lurah, form)
    assert states(city)[waiting[0].pk] == ("verified", 4)
    assert steps(city, waiting[0]) == ["submitted", "verified", "returned", "verified"]


def test_only_ones_own_decisions_of_the_last_day(
    city: City, lurah: factories.SignedIn, waiting: list[Registration]
) -> None:
    with factories.as_system(city):
        actions.verify(by=9, wanted={waiting[0].pk: 1})
        others = StateChange.objects.get(state="verified").at
    assert lurah.get(PAGE).context["found"] == []
    take_back(lurah, {"saat": others.isoformat(), "keputusan": "verified"})
    assert states(city)[waiting[0].pk] == ("verified", 2)
    decide(lurah, waiting[1:])
    form = sent(lurah)
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE enrolment_statechange SET at = at - interval '25 hours'")
    assert lurah.get(PAGE).context["found"] == []
    form["saat"] = (dt.datetime.fromisoformat(form["saat"]) - dt.timedelta(hours=25)).isoformat()
    take_back(lurah, form)
    assert states(city)[waiting[1].pk] == ("verified", 2)


def test_another_territory_is_not_touched(city: City, lurah: factories.SignedIn) -> None:
    with factories.as_system(city) as opened:
        far = factories.registration(factories.lingkungan(city, 4), opened)
        actions.verify(by=lurah.holding.user_id, wanted={far.pk: 1})
        at = StateChange.objects.get(state="verified").at
    assert lurah.get(PAGE).context["found"] == []
    take_back(lurah, {"saat": at.isoformat(), "keputusan": "verified"})
    assert states(city)[far.pk] == ("verified", 2)


@pytest.mark.parametrize(
    "form",
    [{}, {"saat": "kemarin", "keputusan": "verified"}, {"saat": "2025-10-29T10:00:00", "keputusan": "verified"},
     {"saat": "2025-10-29T10:00:00+07:00", "keputusan": "refused"}],
)  # fmt: skip
def test_what_no_page_sends_is_not_found(lurah: factories.SignedIn, form: dict[str, str]) -> None:
    assert take_back(lurah, form).status_code == 404


def test_who_does_not_verify_does_not_take_back(city: City) -> None:
    assert factories.sign_in("camat", area_id("12.71.01")).get(PAGE).status_code == 403


def test_every_end_can_be_reached_from_where_it_goes_back() -> None:
    assert {State.SUBMITTED, State.REJECTED} == set(taking_back.sources_of(State.VERIFIED))
    assert {State.SUBMITTED, State.VERIFIED} == set(taking_back.sources_of(State.RETURNED))
