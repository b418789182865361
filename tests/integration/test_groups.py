"""Groups: made and described, their lists, and the covered share with each denominator named."""

import datetime as dt
import re
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.apps.campaigns import counting
from payung.apps.campaigns.counting import Question
from payung.apps.campaigns.figures import Figures
from payung.apps.campaigns.histories import Period
from payung.apps.enrolment import checking, group_queries, groups, intake, listing, staging, taking_in
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.filters import Filters
from payung.apps.enrolment.groups import Described, GroupError
from payung.apps.enrolment.models import Group, Registration, Roster
from payung.apps.enrolment.particulars import Particulars
from payung.apps.territory import owners, scope
from payung.apps.territory.models import Agency, City, Holding
from payung.shared.ids import ordered_id
from payung.shared.months import Month
from tests import factories
from tests.conftest import TODAY

AUGUST, SEPTEMBER = dt.date(2025, 8, 1), dt.date(2025, 9, 1)
SAID = Described(name="Becak Amplas", kind="drivers", coordinator="Rekaan Damanik", phone="+6281260000001")
NIKS = [f"1271990101{year:02d}0001" for year in range(80, 86)]


@pytest.fixture
def dishub(city: City) -> Agency:
    return factories.agency(city, "Dishub")


@pytest.fixture
def officer(dishub: Agency) -> Holding:
    return factories.officer(dishub)


@pytest.fixture
def drivers(officer: Holding) -> Group:
    return made(officer)


def made(by: Holding, described: Described = SAID, *, agency: int | None = None) -> Group:
    with scope.opened(scope.of_holding(by), reason="test"):
        return groups.create(by=by.user_id, described=described, agency=agency)


def member(drivers: Group, *months: dt.date, state: State = State.ACCEPTED, area: int | None = None) -> Registration:
    """A member of the group who paid these months."""
    area = area or factories.lingkungan(City.objects.get(pk=drivers.city_id))
    with scope.opened(scope.of_system(drivers.city_id), reason="test") as opened:
        values = {"registered_by_id": drivers.registered_by_id, "group": drivers, "on": AUGUST}
        if state is State.ACCEPTED:
            return factories.member(area, opened, months=months, **values)
        return factories.registration(area, opened, state=state, **values)


def test_a_group_is_its_agencys_and_its_coordinator_is_sealed(city: City, dishub: Agency, drivers: Group) -> None:
    assert drivers.registered_by_id == owners.of_agency(dishub.pk)
    assert b"Damanik" not in bytes(drivers.coordinator_name)
    other = factories.officer(factories.agency(city, "PUD Pasar"))
    with scope.opened(scope.of_holding(other), reason="test", read_only=True) as opened:
        assert group_queries.group(opened.scope, drivers.pk) is None
    with factories.as_system(city):
        assert group_queries.coordinator(drivers) == group_queries.Coordinator("Rekaan Damanik", "+6281260000001")


def test_an_officer_makes_groups_of_their_own_agency_alone(city: City, dishub: Agency) -> None:
    pud = factories.officer(factories.agency(city, "PUD Pasar"))
    assert made(pud, agency=dishub.pk).agency_id == pud.agency_id


def test_another_citys_agency_and_a_name_that_is_taken_are_refused(other_city: City, drivers: Group) -> None:
    manager = factories.hold("manager", drivers.city_id)
    with pytest.raises(GroupError, match="tidak ada di kota"):
        made(manager, agency=factories.agency(other_city).pk)
    with pytest.raises(GroupError, match="sudah ada"):
        made(manager, agency=drivers.agency_id)


def test_who_is_registered_for_an_agencys_group_is_the_agencys_whoever_types(drivers: Group) -> None:
    manager = factories.hold("manager", drivers.city_id)
    with scope.opened(scope.of_holding(manager), reason="test") as opened:
        made = intake.register(
            by=manager.user_id, client_id=ordered_id(), details=factories.details(),
            particulars=Particulars(group_id=drivers.pk), area_id=drivers.city_id, on=opened.today,
        )  # fmt: skip
        found = Registration.objects.get(pk=made.registration_id)
    assert (found.group_id, found.registered_by_id) == (drivers.pk, drivers.registered_by_id)


def test_nobody_registers_for_a_group_that_they_do_not_see(city: City, drivers: Group) -> None:
    other = factories.officer(factories.agency(city, "PUD Pasar"))
    with scope.opened(scope.of_holding(other), reason="test") as opened, pytest.raises(GroupError):
        intake.register(
            by=other.user_id, client_id=ordered_id(), details=factories.details(),
            particulars=Particulars(group_id=drivers.pk), area_id=city.pk, on=opened.today,
        )  # fmt: skip


def roster(drivers: Group, by: Holding, *niks: str, name: str = "a.csv") -> UUID:
    """A list brought for the group and checked."""
    rows = "".join(f"{nik},Orang Rekaan {chr(65 + n)},1 Januari 19{nik[10:12]}\n" for n, nik in enumerate(niks))
    mine = scope.of_holding(by)
    with scope.opened(mine, reason="test"):
        kept = staging.upload(
            by=by.user_id, holding=by.pk, name=name, content=f"NIK,Nama,Tanggal Lahir\n{rows}".encode(),
            payer="SELF", consent=True,
        )  # fmt: skip
        groups.bring(roster_id=kept.roster_id, group_id=drivers.pk, by=by.user_id)
    checking.check(kept.roster_id, mine)
    return kept.roster_id


def test_a_list_brought_for_a_group_makes_its_members(city: City, drivers: Group) -> None:
    manager = factories.hold("manager", city.pk)
    mine = scope.of_holding(manager)
    taken = roster(drivers, manager, *NIKS[:2])
    with scope.opened(mine, reason="test"):
        staging.ask_intake(roster_id=taken, holding=manager.pk)
    taking_in.take_in(taken, mine)
    with factories.as_system(city):
        found = {(each.group_id, each.registered_by_id) for each in Registration.objects.all()}
        assert Registration.objects.count() == 2
        assert found == {(drivers.pk, drivers.registered_by_id)}
        assert Roster.objects.get().brought_by_id == manager.user_id


def test_a_person_on_two_lists_is_counted_once(city: City, drivers: Group, officer: Holding) -> None:
    roster(drivers, officer, *NIKS[:3])
    roster(drivers, officer, *NIKS[2:5], name="b.csv")
    with factories.as_system(city):
        assert group_queries.rostered(drivers.pk) == 5


def figures(drivers: Group) -> Figures:
    with scope.opened(scope.of_system(drivers.city_id), reason="test", read_only=True) as opened:
        asked = Question(Period(dt.date(2000, 1, 1), TODAY), Month(2025, 9), TODAY)
        return counting.by_group(opened.scope, asked, [drivers.pk]).get(drivers.pk, Figures())


def test_figures_are_those_of_the_groups_own_members(city: City, officer: Holding, drivers: Group) -> None:
    other = made(officer, Described(name="Lain", kind="fishers"))
    member(drivers, SEPTEMBER)
    member(drivers, AUGUST)
    member(drivers)
    member(drivers, state=State.SUBMITTED)
    member(other, SEPTEMBER)
    found = figures(drivers)
    assert (found.submitted, found.accepted, found.paid) == (4, 3, 1)
    assert dict(found.standing) == {"paid": 1, "grace": 1, "not_yet_paid": 1}


@pytest.fixture
def client(officer: Holding) -> Client:
    return factories.client_of(officer)


def text(client: Client, address: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())


def test_the_share_names_each_denominator(city: City, client: Client, officer: Holding, drivers: Group) -> None:
    with scope.opened(scope.of_holding(officer), reason="test"):
        said = Described(name="Becak Amplas", kind="drivers", size=8, size_source="Surat Dishub 5", size_on=AUGUST)
        groups.edit(group_id=drivers.pk, described=said)
    roster(drivers, officer, *NIKS[:4])
    member(drivers, SEPTEMBER)
    member(drivers)
    page = text(client, f"/kelompok/{drivers.pk}/")
    assert (
        "1 dari 8 anggota terlindungi pada September 2025: 12,50\N{NO-BREAK SPACE}%"
        in client.get(f"/kelompok/{drivers.pk}/").content.decode()
    )
    assert "12,50 % dari jumlah anggota; 25,00 % dari yang ada di daftar nama" in page
    assert "Surat Dishub 5" in page
    assert "per 1 Agustus 2025" in page


def test_what_is_not_known_is_said_to_be_unknown(client: Client, drivers: Group) -> None:
    page = text(client, f"/kelompok/{drivers.pk}/")
    assert "belum ada data iuran BPJS" in page
    assert "Jumlah anggota Belum diketahui" in page
    assert "Di daftar nama Belum ada daftar" in page
    member(drivers, SEPTEMBER)
    page = text(client, f"/kelompok/{drivers.pk}/")
    assert "1 orang terlindungi pada September 2025; jumlah anggotanya belum diketahui." in page
    assert "Bagiannya belum diketahui" in page


def test_every_figure_opens_to_its_rows(city: City, client: Client, drivers: Group) -> None:
    for months in ((SEPTEMBER,), (SEPTEMBER,), (AUGUST,), ()):
        member(drivers, *months)
    with factories.as_system(city) as opened:
        factories.member(factories.lingkungan(city), opened, months=(SEPTEMBER,))
    page = client.get(f"/kelompok/{drivers.pk}/").content.decode()
    links = dict.fromkeys(re.findall(r'href="(/pendaftaran/\?kelompok=[^"]*)"', page))
    counts = [re.search(r"(\d+) pendaftaran\.", text(client, link.replace("&amp;", "&"))) for link in links]
    assert sorted(int(count.group(1)) for count in counts if count) == [0, 1, 1, 2, 4, 4]
    assert "Kelompok: Becak Amplas" in text(client, next(iter(links)).replace("&amp;", "&"))


def test_who_lives_outside_is_a_member_all_the_same(city: City, client: Client, drivers: Group) -> None:
    with factories.as_system(city) as opened:
        who = factories.person(city.pk, opened, by=drivers.registered_by_id, home_regency="1207")
        values = {"registered_by_id": drivers.registered_by_id, "group": drivers}
        factories.registration(city.pk, opened, person=who, **values)
    assert "1 anggota tinggal di luar kota" in text(client, f"/kelompok/{drivers.pk}/")
    assert figures(drivers).submitted == 1


def test_an_officer_makes_a_group_on_a_page_and_changes_it(client: Client, dishub: Agency) -> None:
    assert "Belum ada kelompok" in text(client, "/kelompok/")
    said = {"name": "Becak Amplas", "kind": "drivers", "phone": "0812 6000 0001", "coordinator": "Rekaan"}
    answer = client.post("/kelompok/baru/", said)
    made = Group.objects.using("owner").get()
    assert answer["Location"] == f"/kelompok/{made.pk}/"
    assert made.agency_id == dishub.pk
    assert "+6281260000001" in text(client, f"/kelompok/{made.pk}/")
    changed = said | {"size": "120", "size_source": "Buku anggota", "size_on": "2025-10-01"}
    assert client.post(f"/kelompok/{made.pk}/ubah/", changed).status_code == 302
    assert "120" in text(client, "/kelompok/")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"name": ""}, "Isi nama kelompoknya."),
        ({"phone": "abc"}, "tidak dapat dibaca"),
        ({"size": "100"}, "Tulis dari mana jumlah itu."),
        ({"size": "100", "size_source": "x"}, "Isi tanggal keadaannya."),
        ({"size": "-3", "size_source": "x", "size_on": "2025-10-01"}, "Paling sedikit 1"),
        ({"kind": "raja"}, "Pilihan ini tidak ada"),
    ],
)
def test_a_wrong_group_is_refused_with_a_sentence(client: Client, said: dict[str, str], told: str) -> None:
    answer = client.post("/kelompok/baru/", {"name": "Uji", "kind": "drivers"} | said)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Group.objects.using("owner").exists()


def test_the_programme_makes_a_group_for_an_agency(city: City, dishub: Agency, client_as: factories.SignIn) -> None:
    manager = client_as("manager", city.pk)
    manager.post("/kelompok/baru/", {"name": "Becak", "kind": "drivers", "agency": str(dishub.pk)})
    assert Group.objects.using("owner").get().registered_by_id == owners.of_agency(dishub.pk)


def test_a_list_is_uploaded_for_a_group_on_the_page(client: Client, drivers: Group) -> None:
    page = client.get(f"/daftar-nama/?kelompok={drivers.pk}").content.decode()
    assert re.search(rf'value="{drivers.pk}"\s+selected', page)


@pytest.mark.parametrize("role", ["kepling", "lurah", "mayor", "clerk"])
def test_other_roles_have_no_such_pages(city: City, client_as: factories.SignIn, role: str) -> None:
    area = {"kepling": factories.lingkungan(city), "lurah": factories.lingkungan(city) // 10_000 * 10_000}
    assert client_as(role, area.get(role, city.pk)).get("/kelompok/").status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_groups(city: City, client: Client, officer: Holding) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/kelompok/")
        return len(found)

    member(made(officer, Described(name="A", kind="drivers")), SEPTEMBER)
    asked()
    before = asked()
    for name in "BCDE":
        member(made(officer, Described(name=name, kind="drivers")), SEPTEMBER)
    assert asked() == before


def test_a_list_of_members_is_narrowed_to_the_group(city: City, drivers: Group) -> None:
    theirs = member(drivers, state=State.SUBMITTED)
    with factories.as_system(city) as opened:
        factories.registration(factories.lingkungan(city), opened)
        page = listing.page(opened.scope, Filters(today=TODAY, group=drivers.pk))
    assert [row.id for row in page.rows] == [theirs.pk]


# somebody else registered them


@pytest.fixture
def known(city: City, drivers: Group, officer: Holding) -> None:
    """Three on the group's list whom heads registered: one paid, one in the grace, one waits; one nobody knows."""
    area = factories.lingkungan(city)
    with factories.as_system(city) as opened:
        for nik, months in zip(NIKS, ((SEPTEMBER,), (AUGUST,)), strict=False):
            factories.member(area, opened, months=months, on=AUGUST, person=factories.person(area, opened, nik=nik))
        waits = factories.person(area, opened, nik=NIKS[2], name="REKAAN TERSEMBUNYI")
        factories.registration(area, opened, person=waits)
    roster(drivers, officer, *NIKS[:4])


@pytest.mark.usefixtures("known")
def test_members_whom_somebody_else_registered_are_covered_too_and_not_named(client: Client, drivers: Group) -> None:
    page = text(client, f"/kelompok/{drivers.pk}/")
    assert "2 orang terlindungi pada September 2025" in page
    assert "50,00 % dari yang ada di daftar nama" in page
    assert "3 anggota didaftarkan pihak lain; 2 di antaranya peserta aktif" in page
    assert "Belum ada yang diterima BPJS" not in page
    assert "TERSEMBUNYI" not in page
    assert "Becak Amplas Pengemudi" in (row := text(client, "/kelompok/"))
    assert re.search(r"– 3 2", row)


@pytest.mark.usefixtures("known")
def test_only_whose_group_it_is_counts_them(city: City, drivers: Group, officer: Holding) -> None:
    def asked(by: Holding) -> group_queries.Others | None:
        with scope.opened(scope.of_holding(by), reason="test", read_only=True) as opened:
            return group_queries.others(opened.scope, [drivers.pk], today=TODAY).get(drivers.pk)

    assert asked(officer) == group_queries.Others(registered=3, members=2, active=2)
    assert asked(factories.hold("manager", city.pk)) == asked(officer)
    assert asked(factories.officer(factories.agency(city, "PUD Pasar"))) is None
    assert asked(factories.hold("kepling", factories.lingkungan(city))) is None


def test_whom_the_programme_gave_to_a_group_counts_for_its_agency_and_once(
    city: City, drivers: Group, officer: Holding, client: Client
) -> None:
    area = factories.lingkungan(city)
    with factories.as_system(city) as opened:
        given = factories.member(area, opened, months=(SEPTEMBER,), on=AUGUST, group=drivers)
    assert given.registered_by_id != drivers.registered_by_id
    assert "1 anggota didaftarkan pihak lain" in text(client, f"/kelompok/{drivers.pk}/")
    manager = factories.client_of(factories.hold("manager", city.pk))
    page = text(manager, f"/kelompok/{drivers.pk}/")
    assert "1 orang terlindungi" in page
    assert "didaftarkan pihak lain" not in page


def test_one_name_whatever_its_case_and_spaces(city: City, drivers: Group, officer: Holding) -> None:
    with pytest.raises(GroupError, match="sudah ada"):
        made(officer, Described(name="becak   AMPLAS", kind="drivers"))
    other = made(officer, Described(name="Lain", kind="drivers"))
    with scope.opened(scope.of_holding(officer), reason="test"), pytest.raises(GroupError, match="sudah ada"):
        groups.edit(group_id=other.pk, described=Described(name=" BECAK amplas", kind="drivers"))
