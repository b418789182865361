"""The lurah verifies: accepts, returns, refuses; an old page, a second click and another's territory change nothing."""

from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.apps.enrolment import actions, queries
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.errors import ReasonMissing
from payung.apps.enrolment.models import Registration, StateChange
from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City
from tests import factories
from tests.factories_registering import text

PAGE = "/periksa-pendaftaran/"
KELURAHAN = area_id("12.71.01.1001")


@pytest.fixture
def lurah(city: City) -> Client:
    return factories.sign_in("lurah", KELURAHAN)


@pytest.fixture
def waiting(city: City) -> list[Registration]:
    with factories.as_system(city) as opened:
        areas = [factories.lingkungan(city, index % 2) for index in range(3)]
        return [factories.registration(area, opened, occupation="Pedagang") for area in areas]


def states(city: City) -> dict[UUID, str]:
    with factories.as_system(city):
        return dict(Registration.objects.values_list("pk", "state"))


def key(found: Registration) -> str:
    return f"{found.pk}:{found.version}"


def test_the_oldest_come_first_with_what_a_decision_needs(
    city: City, lurah: Client, waiting: list[Registration]
) -> None:
    clerk = factories.user(full_name="Pendaftar Rekaan")
    with factories.as_system(city) as opened:
        old = factories.registration(
            factories.lingkungan(city), opened, on=opened.today.replace(month=5), occupation="Nelayan",
            registered_by_id=clerk.pk,
        )  # fmt: skip
        twin = Person.objects.get(pk=waiting[0].person_id)
        Person.objects.filter(pk=old.person_id).update(name_key=twin.name_key, birth_date=twin.birth_date)
        StateChange.objects.filter(registration=old).update(reason="Umurnya 65 tahun.")
    page = lurah.get(PAGE)
    first = page.context["cards"][0]
    assert first["registration"].pk == old.pk
    assert (first["registered_by"], first["note"]) == ("Pendaftar Rekaan", "Umurnya 65 tahun.")
    assert [each["url"] for each in first["alike"]] == [f"/pekerja/{twin.pk}/"]
    assert "Nelayan" in text(page)


def test_one_is_accepted_and_a_second_click_changes_nothing(
    city: City, lurah: Client, waiting: list[Registration]
) -> None:
    for _ in range(2):
        answer = lurah.post(PAGE, {"langkah": f"terima:{key(waiting[0])}"}, follow=True)
        assert "diterima." in text(answer)
    assert list(states(city).values()).count("verified") == 1
    with factories.as_system(city):
        changes = list(StateChange.objects.filter(state="verified").values_list("by_id", flat=True))
    assert changes == [lurah.holding.user_id]


def test_the_ticked_ones_are_accepted_together(city: City, lurah: Client, waiting: list[Registration]) -> None:
    lurah.post(PAGE, {"langkah": "terima", "terpilih": [key(each) for each in waiting[:2]]})
    assert sorted(states(city).values()) == ["submitted", "verified", "verified"]
    lurah.post(PAGE, {"langkah": "terima", "semua": "1", "di-halaman": [key(each) for each in waiting]})
    assert set(states(city).values()) == {"verified"}


@pytest.mark.parametrize(("step", "end"), [("kembalikan", "returned"), ("tolak", "refused")])
def test_back_or_refused_needs_a_reason(
    city: City, lurah: Client, waiting: list[Registration], step: str, end: str
) -> None:
    one = waiting[1]
    form = {"langkah": f"{step}:{key(one)}"}
    assert "Tulis alasannya" in text(lurah.post(PAGE, form))
    assert states(city)[one.pk] == "submitted"
    lurah.post(PAGE, form | {f"alasan-{one.pk}": "Foto KTP buram.", "pasti": "1"})
    assert states(city)[one.pk] == end
    with factories.as_system(city):
        assert StateChange.objects.get(state=end).reason == "Foto KTP buram."


@pytest.mark.parametrize("step", ["kembalikan", "tolak"])
def test_a_reason_that_is_too_long_is_refused_and_stays_on_the_page(
    city: City, lurah: Client, waiting: list[Registration], step: str
) -> None:
    """A page sends no more than fits; what sends more anyway, such as a script or an old page, is told so."""
    one, long = waiting[1], "Foto KTP buram. " * 20
    page = text(lurah.post(PAGE, {"langkah": f"{step}:{key(one)}", f"alasan-{one.pk}": long}))
    assert "Alasannya 319 huruf, padahal paling banyak 300." in page
    assert long.strip() in page
    assert states(city)[one.pk] == "submitted"
    just = "x" * 300
    lurah.post(PAGE, {"langkah": f"{step}:{key(one)}", f"alasan-{one.pk}": just, "pasti": "1"})
    with factories.as_system(city):
        assert StateChange.objects.exclude(reason="").get(registration=one).reason == just


def test_a_registration_that_changed_meanwhile_is_left_alone(
    city: City, lurah: Client, waiting: list[Registration]
) -> None:
    with factories.as_system(city):
        Registration.objects.filter(pk=waiting[0].pk).update(version=2)
    answer = lurah.post(PAGE, {"langkah": "terima", "terpilih": [key(waiting[0]), key(waiting[1])]}, follow=True)
    assert "1 pendaftaran diterima." in text(answer)
    assert "1 pendaftaran sudah berubah" in text(answer)
    assert states(city)[waiting[0].pk] == "submitted"


def test_nothing_ticked_is_said(lurah: Client) -> None:
    assert "Belum ada yang dipilih" in text(lurah.post(PAGE, {"langkah": "terima"}, follow=True))


@pytest.mark.parametrize("form", [{"langkah": "hapus:1"}, {"langkah": "terima:x:1"}, {"langkah": ""}])
def test_what_no_page_sends_is_not_found(lurah: Client, form: dict[str, str]) -> None:
    assert lurah.post(PAGE, form | {"terpilih": "x"}).status_code == 404


def test_another_territory_is_neither_listed_nor_changed(city: City, lurah: Client) -> None:
    with factories.as_system(city) as opened:
        other = factories.registration(factories.lingkungan(city, 2), opened)
    assert "Tidak ada yang menunggu" in text(lurah.get(PAGE))
    lurah.post(PAGE, {"langkah": f"terima:{key(other)}"})
    assert states(city)[other.pk] == "submitted"
    assert lurah.post(f"{PAGE}{other.pk}/di-luar/").status_code == 404


def test_somebody_alike_outside_is_told_on_asking(city: City, lurah: Client, waiting: list[Registration]) -> None:
    address = f"{PAGE}{waiting[0].pk}/di-luar/"
    assert "Tidak ada yang serupa" in text(lurah.post(address, headers={"HX-Request": "true"}))
    with factories.as_system(city) as opened:
        twin = waiting[0].person
        factories.person(factories.lingkungan(city, 5), opened, name=twin.name, birth_date=twin.birth_date)
    assert "nama dan tanggal lahir sama" in text(lurah.post(address))


@pytest.mark.parametrize("state", [State.VERIFIED, State.BATCHED, State.ACCEPTED, State.REFUSED, State.RETURNED])
def test_only_allowed_moves_are_made(city: City, state: State) -> None:
    with factories.as_system(city) as opened:
        found = factories.registration(factories.lingkungan(city), opened, state=state)
        moved = actions.verify(by=1, wanted={found.pk: 1})
    assert (moved.moved, moved.stale) == (frozenset(), {found.pk})


def test_a_reason_of_blanks_is_none(city: City) -> None:
    with factories.as_system(city) as opened:
        found = factories.registration(factories.lingkungan(city), opened)
        with pytest.raises(ReasonMissing):
            actions.refuse(by=1, wanted={found.pk: 1}, reason="   ")


def test_the_number_of_queries_does_not_grow_with_the_cards(city: City, lurah: Client) -> None:
    counts = []
    for _ in range(2):
        with factories.as_system(city) as opened:
            for _ in range(3):
                factories.registration(factories.lingkungan(city), opened)
        with CaptureQueriesContext(connection) as asked:
            assert lurah.get(PAGE).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_outside_a_scope_nothing_is_verified(city: City, waiting: list[Registration]) -> None:
    with pytest.raises(scope.ScopeError):
        actions.verify(by=1, wanted={waiting[0].pk: 1})


def test_a_link_from_a_workers_page_leads_to_that_registration_alone(
    lurah: Client, waiting: list[Registration]
) -> None:
    page = lurah.get(PAGE, {"satu": str(waiting[-1].pk)})
    assert [each["registration"].pk for each in page.context["cards"]] == [waiting[-1].pk]


@pytest.mark.parametrize("asked", ["", "bukan-id", "00000000-0000-4000-8000-000000000000"])
def test_a_link_that_names_nothing_that_waits_shows_the_list(
    lurah: Client, waiting: list[Registration], asked: str
) -> None:
    assert len(lurah.get(PAGE, {"satu": asked}).context["cards"]) == len(waiting)


def test_refusing_is_asked_once_more_by_name(city: City, lurah: Client, waiting: list[Registration]) -> None:
    one = waiting[0]
    with factories.as_system(city):
        name = Person.objects.get(pk=one.person_id).name
    sent = {"langkah": f"tolak:{key(one)}", f"alasan-{one.pk}": "Bukan warga kelurahan ini."}
    asked = lurah.post(PAGE, sent)
    assert f"Tolak pendaftaran {name}?" in text(asked)
    assert states(city)[one.pk] == "submitted"
    assert asked.context["sent"] == sent | {"pasti": "1"}
    assert f"Pendaftaran {name} ditolak." in text(lurah.post(PAGE, asked.context["sent"], follow=True))
    assert states(city)[one.pk] == "refused"


def test_the_card_leads_to_the_worker(city: City, lurah: Client, waiting: list[Registration]) -> None:
    assert f'href="/pekerja/{waiting[0].person_id}/"' in lurah.get(PAGE).content.decode()


def test_after_the_insurers_refusal_nothing_awaits_the_lurah(
    city: City, lurah: Client, waiting: list[Registration]
) -> None:
    page = f"/pekerja/{waiting[0].person_id}/"
    assert "satu=" in lurah.get(page).content.decode()
    with factories.as_system(city):
        Registration.objects.filter(pk=waiting[0].pk).update(state="rejected")
    assert "satu=" not in lurah.get(page).content.decode()


def test_pages_go_on_both_ways_and_stay_after_a_decision(
    city: City, lurah: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "VERIFIED_AT_ONCE", 2)
    with factories.as_system(city) as opened:
        made = [
            factories.registration(factories.lingkungan(city), opened, on=opened.today.replace(day=day))
            for day in range(1, 6)
        ]
    order = [each.pk for each in made]

    def shown(page: HttpResponse) -> list[UUID]:
        return [card["registration"].pk for card in page.context["cards"]]

    first = lurah.get(PAGE)
    assert shown(first) == order[:2]
    assert first.context["previous_url"] == ""
    assert "2 dari 5 pendaftaran" in text(first)
    second = lurah.get(PAGE + first.context["next_url"])
    assert shown(second) == order[2:4]
    third = lurah.get(PAGE + second.context["next_url"])
    assert (shown(third), third.context["next_url"]) == (order[4:], "")
    assert shown(lurah.get(PAGE + third.context["previous_url"])) == order[2:4]
    assert shown(lurah.get(second.context["previous_url"])) == order[:2]
    address = PAGE + first.context["next_url"]
    assert lurah.post(address, {"langkah": f"terima:{key(made[2])}"}).headers["Location"] == address
    assert shown(lurah.get(address)) == order[3:]
    unexplained = lurah.post(address, {"langkah": f"kembalikan:{key(made[3])}"})
    assert shown(unexplained) == order[3:]
    for one in made[3:]:
        lurah.post(address, {"langkah": f"terima:{key(one)}"})
    assert shown(lurah.get(address)) == order[:2]


@pytest.mark.parametrize("nonsense", ["x", "0b5c9f3a-8f0e-4a6e-9a42-000000000001"])
def test_a_page_after_nobody_is_the_first(lurah: Client, waiting: list[Registration], nonsense: str) -> None:
    assert len(lurah.get(PAGE, {"sesudah": nonsense}).context["cards"]) == 3
