"""A whole list is given to a group: what was shown, no more; by who may; taken out again within a day."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from payung.apps.audit.models import History
from payung.apps.enrolment import group_queries, joining, whole_list
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.groups import GroupError
from payung.apps.enrolment.models import Group, Registration
from payung.apps.territory import owners, scope
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import Agency, City
from tests import factories
from tests.conftest import TODAY
from tests.factories_registering import errors, text

LIST, JOIN, JOINS, OUT = (
    "/pendaftaran/", "/pendaftaran/kelompokkan/", "/kelompok/baru-masuk/", "/kelompok/baru-masuk/keluarkan/",
)  # fmt: skip


@pytest.fixture
def drivers(city: City) -> Group:
    """Two wait, one is accepted; one was refused, and one is in another group."""
    with factories.as_system(city) as opened:
        groups = [group(opened, name) for name in ("Becak Amplas", "Pasar Petisah")]
        for index, state in enumerate((State.SUBMITTED, State.SUBMITTED, State.ACCEPTED, State.REFUSED)):
            factories.registration(factories.lingkungan(city, index % 2), opened, state=state)
        factories.registration(factories.lingkungan(city), opened, group=groups[1])
    return groups[0]


def group(opened: scope.Opened, name: str, by: int = 0, agency: Agency | None = None) -> Group:
    place = {"city_id": opened.scope.city, "area_id": opened.scope.city}
    return Group.objects.create(**place, registered_by_id=by, agency=agency, name=name, kind="drivers")


@pytest.fixture
def manager(city: City, drivers: Group) -> Client:
    return factories.sign_in("manager", city.area_id)


def form(client: Client, into: Group, **asked: str) -> dict[str, str]:
    """What the page sends."""
    return {"ke": str(into.pk), "sidik": client.get(JOIN, asked).context["found"].seal, **asked}


def members(city: City, of: Group) -> list[str]:
    with factories.as_system(city):
        return sorted(Registration.objects.filter(group=of).values_list("state", flat=True))


def step(client: Client) -> dict[str, str]:
    (found,) = client.get(JOINS).context["found"]
    return {"kelompok": str(found.group), "saat": found.at.isoformat()}


def test_the_list_leads_there_for_who_keeps_groups_alone(city: City, manager: Client) -> None:
    assert f'href="{JOIN}?keadaan=submitted"' in manager.get(f"{LIST}?keadaan=submitted").content.decode()
    lurah = factories.sign_in("lurah", area_id("12.71.01.1001"))
    assert JOIN not in lurah.get(LIST).content.decode()
    assert [lurah.get(page).status_code for page in (JOIN, JOINS)] == [403, 403]
    assert lurah.post(OUT).status_code == 403


def test_all_join_at_once_and_are_taken_out_again(city: City, drivers: Group, manager: Client) -> None:
    assert "Masukkan 3 pendaftaran" in text(manager.get(JOIN))
    answer = manager.post(JOIN, form(manager, drivers), follow=True)
    assert "3 pendaftaran masuk kelompok." in text(answer)
    assert members(city, drivers) == ["accepted", "submitted", "submitted"]
    assert "Becak Amplas 3 pendaftaran" in text(answer)
    sent = step(manager)
    assert "3 pendaftaran keluar dari kelompok." in text(manager.post(OUT, sent, follow=True))
    assert members(city, drivers) == []
    assert "Tidak ada lagi yang dapat dikeluarkan." in text(manager.post(OUT, sent, follow=True))


def test_the_history_keeps_both(city: City, drivers: Group, manager: Client) -> None:
    manager.post(JOIN, form(manager, drivers, keadaan="accepted"))
    manager.post(OUT, step(manager))
    with factories.as_system(city):
        one = Registration.objects.get(state=State.ACCEPTED)
        kept = History.objects.filter(table="enrolment_registration", row_id=str(one.pk)).order_by("-id")[:2]
        assert [row.row["group_id"] for row in kept] == [None, str(drivers.pk)]
        assert [row.row["version"] for row in kept] == [one.version, one.version - 1]


def test_the_filters_narrow_it(city: City, drivers: Group, manager: Client) -> None:
    manager.post(JOIN, form(manager, drivers, tempat=str(factories.lingkungan(city, 1))))
    assert members(city, drivers) == ["submitted"]
    assert "Tidak ada yang dapat dimasukkan" in text(manager.get(JOIN, {"kelompok": str(drivers.pk)}))
    assert "Tidak ada yang dapat dimasukkan" in text(manager.get(JOIN, {"keadaan": "refused"}))


def test_nothing_chosen_and_a_foreign_group_are_said(
    city: City, other_city: City, drivers: Group, manager: Client
) -> None:
    with factories.as_system(other_city) as opened:
        foreign = group(opened, "Di Tebing Tinggi")
    sent = form(manager, drivers)
    assert errors(manager.post(JOIN)) == {"ke": ["Pilih kelompoknya."]}
    for wrong in (str(foreign.pk), "ngawur"):
        answer = manager.post(JOIN, sent | {"ke": wrong})
        assert answer.status_code == 422
        assert "ke" in errors(answer)
    assert members(city, drivers) == []
    mine = scope.of_holding(factories.hold("manager", city.area_id))
    with scope.opened(mine, reason="test"), pytest.raises(GroupError):
        joining.give(mine, group_id=foreign.pk, wanted={})


def test_a_list_that_changed_meanwhile_is_shown_again(city: City, drivers: Group, manager: Client) -> None:
    sent = form(manager, drivers)
    with factories.as_system(city) as opened:
        factories.registration(factories.lingkungan(city), opened)
    answer = manager.post(JOIN, sent)
    assert "Daftarnya berubah" in text(answer)
    assert "Masukkan 4 pendaftaran" in text(answer)
    assert members(city, drivers) == []
    assert "Daftarnya berubah" in text(manager.post(JOIN, {"ke": str(drivers.pk)}))


def test_too_long_a_list_is_told_to_be_narrowed(
    city: City, drivers: Group, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = form(manager, drivers)
    monkeypatch.setattr(whole_list, "MOST", 2)
    assert "Daftarnya terlalu panjang" in text(manager.get(JOIN))
    manager.post(JOIN, sent)
    assert members(city, drivers) == []


def test_what_was_decided_since_stays_and_a_merged_one_is_left(city: City, drivers: Group, manager: Client) -> None:
    manager.post(JOIN, form(manager, drivers))
    with factories.as_system(city):
        one, other = Registration.objects.filter(group=drivers, state=State.SUBMITTED).order_by("pk")
        Registration.objects.filter(pk=one.pk).update(state=State.VERIFIED)
        Registration.objects.filter(pk=other.pk).update(state=State.MERGED)
    manager.post(OUT, step(manager))
    with factories.as_system(city):
        one.refresh_from_db()
        other.refresh_from_db()
    assert (one.state, one.group_id) == (State.VERIFIED, None)
    assert (other.state, other.group_id) == (State.MERGED, drivers.pk)


def test_another_persons_step_and_an_old_one_are_not_taken_back(city: City, drivers: Group, manager: Client) -> None:
    manager.post(JOIN, form(manager, drivers))
    sent = step(manager)
    colleague = factories.sign_in("manager", city.area_id)
    assert colleague.get(JOINS).context["found"] == []
    colleague.post(OUT, sent)
    assert len(members(city, drivers)) == 3
    long_ago = timezone.now() - dt.timedelta(hours=joining.HOURS, minutes=1)
    with factories.as_system(city):
        Registration.objects.filter(group=drivers).update(group_given_at=long_ago)
    assert manager.get(JOINS).context["found"] == []
    manager.post(OUT, sent | {"saat": long_ago.isoformat()})
    assert len(members(city, drivers)) == 3


@pytest.mark.parametrize(
    "sent", [{}, {"kelompok": "x", "saat": "2025-10-01T00:00:00+00:00"}, {"saat": "2025-10-01T00:00:00"}]
)
def test_what_no_page_sends_is_not_found(manager: Client, drivers: Group, sent: dict[str, Any]) -> None:
    assert manager.post(OUT, {"kelompok": str(drivers.pk), **sent} if "saat" in sent else sent).status_code == 404


def test_an_agencys_officer_gives_the_agencys_rows_to_its_own_groups(city: City, drivers: Group) -> None:
    dishub = factories.agency(city, "Dishub")
    owner = owners.of_agency(dishub.pk)
    with factories.as_system(city) as opened:
        ours = group(opened, "Betor Dishub", owner, dishub)
        factories.registration(factories.lingkungan(city), opened, registered_by_id=owner)
    officer = factories.client_of(factories.officer(dishub))
    assert [name for _, name in officer.get(JOIN).context["form"].fields["ke"].choices] == ["Pilih kelompok", ours.name]
    officer.post(JOIN, form(officer, ours))
    assert members(city, ours) == ["submitted"]
    assert errors(officer.post(JOIN, {"ke": str(drivers.pk)}))


def test_without_a_group_one_is_made_first(city: City) -> None:
    with factories.as_system(city) as opened:
        factories.registration(factories.lingkungan(city), opened)
    page = factories.sign_in("manager", city.area_id).get(JOIN)
    assert "Belum ada kelompok" in text(page)
    assert "/kelompok/baru/" in page.content.decode()


def test_a_row_that_changed_under_the_decision_is_left(city: City, drivers: Group) -> None:
    mine = scope.of_holding(factories.hold("manager", city.area_id))
    with scope.opened(mine, reason="test"):
        wanted = whole_list.joinable(mine, Filters(today=TODAY)).wanted
        stale = {pk: version - (index == 0) for index, (pk, version) in enumerate(wanted.items())}
        assert joining.give(mine, group_id=drivers.pk, wanted=stale) == 2
        assert group_queries.group(mine, drivers.pk)
        (found,) = joining.recent(mine)
        assert (found.name, found.count) == ("Becak Amplas", 2)
