"""Workers who live outside the city: shown so, counted so, verified by the programme manager, sent with their home."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from payung.apps.campaigns import queries as campaigns
from payung.apps.campaigns.models import Campaign
from payung.apps.enrolment import actions, checking, intake, listing, queries, staging, taking_in
from payung.apps.enrolment.addresses import Addresses
from payung.apps.enrolment.batch_values import Places
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.errors import OutsideTerritory
from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.models import Registration, RosterRow
from payung.apps.enrolment.particulars import Particulars
from payung.apps.enrolment.registration_needs import lacking_of
from payung.apps.people.models import Person
from payung.apps.territory import scope
from payung.apps.territory.models import City, Holding
from payung.shared.ids import ordered_id
from tests import factories
from tests.conftest import TODAY

DELI_SERDANG = "1207"


@pytest.fixture
def manager(city: City) -> Holding:
    return factories.hold("manager", city.pk)


def outside(city: City, opened: scope.Opened, **values: object) -> Registration:
    who = factories.person(city.pk, opened, home_regency=DELI_SERDANG)
    return factories.registration(city.pk, opened, person=who, **values)


def register(city: City, by: Holding, area: int) -> intake.Registered:
    with scope.opened(scope.of_holding(by), reason="test") as opened:
        return intake.register(
            by=by.user_id, client_id=ordered_id(), details=factories.details(home_regency=DELI_SERDANG),
            particulars=Particulars(), area_id=area, on=opened.today,
        )  # fmt: skip


def test_an_agency_registers_them_without_a_lingkungan_and_nobody_does_with_one(city: City) -> None:
    officer = factories.officer(factories.agency(city))
    made = register(city, officer, city.pk)
    with factories.as_system(city):
        assert Person.objects.get(pk=made.person_id).home_regency == DELI_SERDANG
    with pytest.raises(OutsideTerritory):
        register(city, officer, factories.lingkungan(city))
    with pytest.raises(OutsideTerritory):
        register(city, factories.hold("kepling", factories.lingkungan(city)), factories.lingkungan(city))


def test_the_database_keeps_home_and_area_together(city: City) -> None:
    with factories.as_system(city) as opened:
        person = factories.person(factories.lingkungan(city), opened)
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=person.pk).update(home_regency=DELI_SERDANG)


def test_the_manager_verifies_them_and_nobody_else(city: City, manager: Holding) -> None:
    with factories.as_system(city) as opened:
        theirs, other = outside(city, opened), factories.registration(factories.lingkungan(city), opened)
    with scope.opened(scope.of_holding(manager), reason="test") as opened:
        assert [each.pk for each in queries.waiting(opened.scope)] == [theirs.pk]
        moved = actions.verify(by=manager.user_id, wanted={theirs.pk: 1, other.pk: 1})
    assert (moved.moved, moved.stale) == (frozenset({theirs.pk}), frozenset({other.pk}))
    with factories.as_system(city):
        assert Registration.objects.get(pk=theirs.pk).state == State.VERIFIED
        assert Registration.objects.get(pk=other.pk).state == State.SUBMITTED


def test_the_managers_page_shows_them_and_decides(city: City, manager: Holding) -> None:
    with factories.as_system(city) as opened:
        theirs, other = outside(city, opened), factories.registration(factories.lingkungan(city), opened)
        names = theirs.person.name, other.person.name
    client = factories.client_of(manager)
    page = client.get("/periksa-pendaftaran/").content.decode()
    assert "Di luar kota: Kabupaten Deli Serdang" in page
    assert "1 pendaftaran pekerja dari luar kota menunggu." in page
    assert f">{names[0]}" in page or names[0] in page
    assert names[1] not in page.split()
    client.post("/periksa-pendaftaran/", {"langkah": f"terima:{theirs.pk}:1"})
    client.post("/periksa-pendaftaran/", {"langkah": f"terima:{other.pk}:1"})
    with factories.as_system(city):
        assert {row.pk: row.state for row in Registration.objects.all()} == {
            theirs.pk: State.VERIFIED,
            other.pk: State.SUBMITTED,
        }


@pytest.mark.parametrize(("role", "status"), [("kepling", 403), ("camat", 403), ("clerk", 403)])
def test_who_verifies_nobody_has_no_such_page(city: City, client_as: factories.SignIn, role: str, status: int) -> None:
    area = {"kepling": factories.lingkungan(city), "camat": city.pk + 100_000_000}.get(role, city.pk)
    assert client_as(role, area).get("/periksa-pendaftaran/").status_code == status


def test_lists_and_pages_say_so(city: City, manager: Holding) -> None:
    with factories.as_system(city) as opened:
        theirs = outside(city, opened)
        unknown = factories.registration(city.pk, opened)
    client = factories.client_of(manager)
    assert "Di luar kota: Kabupaten Deli Serdang" in client.get("/pendaftaran/").content.decode()
    page = client.get(f"/pekerja/{theirs.person_id}/").content.decode()
    assert "Di luar kota: Kabupaten Deli Serdang" in page
    assert "menunggu pemeriksaan pengelola program" in page
    with scope.opened(scope.of_holding(manager), reason="test", read_only=True) as opened:
        found = {
            name: {row.id for row in listing.page(opened.scope, Filters(today=TODAY, **{name: True})).rows}
            for name in ("outside", "exact", "unplaced")
        }
    assert found == {"outside": {theirs.pk}, "exact": {unknown.pk}, "unplaced": {unknown.pk}}


@pytest.mark.parametrize("with_unknown", [True, False])
def test_the_campaign_counts_them_on_a_line_of_their_own(city: City, manager: Holding, with_unknown: bool) -> None:
    with factories.as_system(city) as opened:
        campaign = Campaign.objects.create(city=city, area_id=city.pk, name="Uji", starts=factories.OPENED_ON, quota=2)
        theirs = outside(city, opened, state=State.ACCEPTED)
        factories.pay(factories.membership(theirs), factories.OPENED_ON)
        factories.registration(factories.lingkungan(city), opened)
        if with_unknown:
            factories.registration(city.pk, opened)
    mine = scope.of_holding(manager)
    with scope.opened(mine, reason="test", read_only=True):
        asked = campaigns.question(campaign, month=None, today=TODAY)
        seen = campaigns.overview(mine, mine.area, campaign, asked)
    lines = [
        (line.whole, line.outside, line.figures.submitted, line.figures.members) for line in seen.lines if line.whole
    ]
    assert lines == ([(True, False, 1, 0)] if with_unknown else []) + [(True, True, 1, 1)]
    assert seen.total.submitted == 2 + with_unknown
    page = factories.client_of(manager).get("/kampanye/").content.decode()
    assert "Tinggal di luar kota" in page
    assert "tinggal=luar" in page


def test_the_insurer_is_told_their_own_regency_and_asks_no_kelurahan(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = ("kecamatan", "kelurahan", "lingkungan")
    monkeypatch.setattr("payung.apps.enrolment.registration_needs.insurer_needs", lambda _city: needs)
    with factories.as_system(city) as opened:
        unknown = factories.registration(city.pk, opened)
        theirs = outside(city, opened)
        assert lacking_of(opened.scope, [theirs.pk, unknown.pk]) == {unknown.pk: needs}
        values = Places.of(city, [city.pk], on=TODAY).values(city.pk, DELI_SERDANG)
    assert values == {"city": "Kabupaten Deli Serdang", "province": "Sumatera Utara"}


@pytest.mark.parametrize(
    ("row", "home"),
    [
        ({"city": "Deli Serdang"}, DELI_SERDANG),
        ({"kecamatan": "Percut Sei Tuan"}, DELI_SERDANG),
        ({"city": "Deli Serdang", "kecamatan": "Medan Kota"}, ""),
        ({"city": "Deli Serdang", "kecamatan": "Percut Sei Tuan", "kelurahan": "Tembung"}, DELI_SERDANG),
        ({"city": "Medan"}, ""),
        ({"kecamatan": "Entah"}, ""),
        ({}, ""),
    ],
)
def test_a_roster_says_so_only_where_its_words_are_certain(city: City, row: dict[str, str], home: str) -> None:
    with factories.as_system(city) as opened:
        found = Addresses.load(opened.scope, today=TODAY)
        assert found.home_of(row) == home


def test_the_campaign_tells_the_manager_what_waits(city: City, manager: Holding) -> None:
    client: Client = factories.client_of(manager)
    with factories.as_system(city) as opened:
        Campaign.objects.create(city=city, area_id=city.pk, name="Uji", starts=factories.OPENED_ON, quota=2)
        outside(city, opened)
    assert "1 pekerja dari luar kota menunggu Anda periksa" in client.get("/kampanye/").content.decode()


def test_a_kelurahan_of_the_same_name_here_makes_nobody_of_the_city(city: City) -> None:
    """There is a Tembung in Medan and another next door, in Percut Sei Tuan."""
    officer = factories.officer(factories.agency(city))
    mine = scope.of_holding(officer)
    lines = ["NIK,Nama,Tanggal Lahir,Kota,Kecamatan,Kelurahan"]
    lines += ["1271990602810002,Jainab Rekaan,6 Februari 1981,Deli Serdang,Percut Sei Tuan,Tembung"]
    with scope.opened(mine, reason="test"):
        kept = staging.upload(
            by=officer.user_id, holding=officer.pk, name="a.csv", content="\n".join(lines).encode(), payer="SELF",
            consent=True,
        )  # fmt: skip
    checking.check(kept.roster_id, mine)
    with scope.opened(mine, reason="test"):
        assert RosterRow.objects.get().codes == ["nik_district_unknown"]
        staging.ask_intake(roster_id=kept.roster_id, holding=officer.pk)
    taking_in.take_in(kept.roster_id, mine)
    with scope.opened(mine, reason="test"):
        person = Person.objects.get()
        assert (person.area_id, person.home_regency) == (city.pk, DELI_SERDANG)
