"""The first page of each role: what to do today, of one's own territory alone, and what it says where there is nothing."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.apps.accounts.roles import ROLES
from payung.apps.audit.actions import record_disclosure
from payung.apps.audit.models import Disclosure
from payung.apps.campaigns.models import Campaign
from payung.apps.enrolment.enums import RosterState, State
from payung.apps.enrolment.models import BatchLine, Group, Registration, Roster
from payung.apps.territory.codes import Level, area_id
from payung.apps.territory.models import Area, City, Holding
from tests import factories, factories_insurer
from tests import factories_campaign as campaigns
from tests import factories_contributions as contributions

LINGKUNGAN, KELURAHAN, KECAMATAN = area_id("12.71.01.1001", 1), area_id("12.71.01.1001"), area_id("12.71.01")
PLACES = {"kepling": LINGKUNGAN, "helper": LINGKUNGAN, "lurah": KELURAHAN, "camat": KECAMATAN}
ROLES_WITH_HOME = sorted(set(ROLES) - {"insurer_officer", "regional_reader"})
# How many statements a page may ask for, whatever the number of rows (session, role, scope and notices included).
MOST_QUERIES = {
    "kepling": 40,
    "helper": 32,
    "lurah": 36,
    "camat": 32,
    "clerk": 26,
    "agency_officer": 26,
    "manager": 44,
    "mayor": 28,
    "data_protection_officer": 16,
    "administrator": 24,
}


def visitor(role: str, city: City) -> Client:
    if ROLES[role].by_agency:
        return factories.client_of(factories.officer(factories.agency(city)))
    return factories.sign_in(role, PLACES.get(role, city.area_id))


def shown(client: Client) -> str:
    response = client.get("/beranda/")
    assert response.status_code == 200
    return response.content.decode()


def titles(client: Client) -> list[str]:
    """The tasks in their order."""
    return [task.title for task in client.get("/beranda/").context["home"].tasks]


@pytest.mark.parametrize("role", ROLES_WITH_HOME)
def test_an_empty_city_teaches(city: City, role: str) -> None:
    client = visitor(role, city)
    text = shown(client)
    assert 'class="btn btn-primary btn-next"' in text or role == "mayor"
    assert "Belum ada kampanye di kota ini" in text or role not in {"kepling", "lurah", "camat", "manager", "mayor"}


def test_without_a_campaign_no_target_has_been_reached(city: City) -> None:
    text = shown(visitor("kepling", city))
    assert "Tidak ada yang mendesak hari ini" in text
    assert "sudah tercapai" not in text


def test_a_head_with_nobody_yet_is_told_how_to_begin(city: City) -> None:
    campaigns.campaign(city)
    text = shown(visitor("kepling", city))
    assert "Belum ada pekerja Lingkungan I yang didaftarkan" in text
    assert "Masih 10 pekerja lagi sampai target" in text
    assert text.index("btn-next") < text.index("Angkanya")


@pytest.fixture
def filled(city: City) -> Campaign:
    """Registrations of every state, and members, in three lingkungan, two of the first kelurahan."""
    made = campaigns.campaign(city)
    campaigns.fill(city)
    return made


@pytest.mark.usefixtures("filled")
def test_a_head_mends_what_came_back_first(city: City) -> None:
    client = visitor("kepling", city)
    home = client.get("/beranda/").context["home"]
    first = home.tasks[0]
    assert first.title == "2 pendaftaran kembali untuk diperbaiki"
    assert home.next["url"] == first.mentions[0].url
    with factories.as_system(city):
        mine = Registration.objects.filter(area_id=LINGKUNGAN, state__in=(State.RETURNED, State.REJECTED))
        names = set(mine.values_list("person__name", flat=True))
    assert {each.label for each in first.mentions} == names


@pytest.mark.usefixtures("filled")
def test_a_head_sees_the_own_lingkungan_alone(city: City) -> None:
    text = shown(visitor("kepling", city))
    with factories.as_system(city):
        others = Registration.objects.exclude(area_id=LINGKUNGAN).values_list("person__name", flat=True)
        assert not [name for name in others if name in text]


def test_a_head_is_reminded_of_cash_and_who_has_not_paid(city: City) -> None:
    campaigns.campaign(city)
    holding = factories.hold("kepling", LINGKUNGAN)
    with factories.as_system(city) as opened:
        made = [contributions.accepted(LINGKUNGAN, opened) for _ in range(2)]
        Registration.objects.filter(pk=made[1].pk).update(accepted_on=opened.today - dt.timedelta(days=60))
    contributions.receive(made[0], holding)
    found = titles(factories.client_of(holding))
    assert "1 orang diterima tetapi belum membayar iuran pertama" in found
    assert any("uang iuran belum Anda setor" in each for each in found)


@pytest.mark.usefixtures("filled")
def test_a_helper_sees_no_money(city: City) -> None:
    holding = factories.hold("kepling", LINGKUNGAN)
    with factories.as_system(city) as opened:
        made = contributions.accepted(LINGKUNGAN, opened)
    contributions.receive(made, holding)
    assert not [each for each in titles(visitor("helper", city)) if "iuran" in each]


@pytest.mark.usefixtures("filled")
def test_a_lurah_verifies_the_oldest_first_and_sees_who_is_behind(city: City) -> None:
    client = visitor("lurah", city)
    home = client.get("/beranda/").context["home"]
    assert home.tasks[0].title == "2 pendaftaran menunggu diperiksa"
    notes = [each.note for each in home.tasks[0].mentions]
    assert notes == sorted(notes, key=lambda note: -int(note.split()[1]))
    assert "2 lingkungan tanpa kepala lingkungan" in [task.title for task in home.tasks]
    assert home.next["url"] == "/periksa-pendaftaran/"


def test_a_lurah_with_nothing_to_verify_is_told_so(city: City) -> None:
    campaigns.campaign(city)
    for number in (1, 2):
        factories.hold("kepling", area_id("12.71.01.1001", number))
    assert "Tidak ada yang menunggu diperiksa" in shown(visitor("lurah", city))


@pytest.mark.usefixtures("filled")
def test_a_camat_compares_kelurahan_in_order_of_their_codes(city: City) -> None:
    home = visitor("camat", city).get("/beranda/").context["home"]
    [table] = home.tables
    names = [row[0]["text"] for row in table.rows]
    inside = [area for area in factories.areas(city, Level.KELURAHAN) if KECAMATAN <= area < KECAMATAN + 10**8]
    assert len(names) == len(inside) > 1
    with factories.as_system(city):
        assert names == list(Area.objects.filter(pk__in=inside).order_by("pk").values_list("name", flat=True))
    assert sum(int(row[1]["text"]) for row in table.rows) == home.counted.seen.total.accepted


@pytest.mark.usefixtures("filled")
def test_a_manager_sees_what_the_city_waits_for(city: City) -> None:
    branch = factories.branch(city)
    holding = factories.hold("manager", city.area_id)
    with factories.as_system(city):
        Roster.objects.create(
            city=city, area_id=city.area_id, registered_by_id=holding.user_id, name="a.csv", digest="1", content=b"",
            state=RosterState.CHECKED, rows_total=12, rows_error=3,
        )  # fmt: skip
        file = factories.insurer_file(city.area_id, month=None)
        type(file).objects.filter(pk=file.pk).update(unfit=4, state="taken_in")
    batch = factories_insurer.batch_of(city, 2, branch=branch)
    with factories.as_system(city):
        type(batch).objects.filter(pk=batch.pk).update(sent_on=dt.date(2025, 10, 1))
        assert BatchLine.objects.count() == 2
    home = factories.client_of(holding).get("/beranda/").context["home"]
    said = {task.title: task for task in home.tasks}
    assert said["1 daftar nama menunggu keputusan"].text.startswith("12 baris, 3 di antaranya")
    assert said["1 berkas menunggu jawaban BPJS"].text == "2 pekerja; berkas terlama dikirim 1 Oktober 2025 (28 hari)."
    assert "4 baris dari BPJS tidak cocok dengan siapa pun" in said
    assert "Data iuran September 2025 belum masuk" not in said


def test_a_manager_is_told_that_the_payment_file_is_missing(city: City) -> None:
    with factories.as_system(city) as opened:
        factories.member(LINGKUNGAN, opened)
    assert titles(visitor("manager", city))[0] == "Data iuran September 2025 belum masuk"


def test_an_agency_sees_its_own_rosters_and_registrations_alone(city: City) -> None:
    mine, other = (factories.officer(factories.agency(city, name)) for name in ("Dinas Satu", "Dinas Dua"))
    with factories.as_system(city) as opened:
        _came_back(opened, mine, LINGKUNGAN, "REKAAN PERTAMA")
        _came_back(opened, other, LINGKUNGAN, "REKAAN KEDUA")
    text = shown(factories.client_of(mine))
    assert "REKAAN PERTAMA" in text
    assert "REKAAN KEDUA" not in text
    assert "1 pendaftaran atas nama Anda" in text


def test_an_agency_reads_how_its_groups_stand(city: City) -> None:
    mine, other = (factories.officer(factories.agency(city, name)) for name in ("Dinas Satu", "Dinas Dua"))
    assert "Kelompok Anda" not in shown(factories.client_of(mine))
    with factories.as_system(city) as opened:
        for holding, name, size in (
            (mine, "Becak Rekaan", None),
            (mine, "Ojek Rekaan", 40),
            (other, "Nelayan Rekaan", 9),
        ):
            owner = -holding.agency_id
            group = Group.objects.create(
                city=city, area_id=city.pk, registered_by_id=owner, agency_id=holding.agency_id, name=name,
                kind="drivers", size=size, size_source="surat" if size else "", size_on=opened.today if size else None,
            )  # fmt: skip
            made = factories.member(
                LINGKUNGAN, opened, months=(dt.date(2025, 9, 1),), group=group, registered_by_id=owner
            )
            assert made.group_id == group.pk
    table = factories.client_of(mine).get("/beranda/").context["home"].tables[0]
    assert [[cell["text"] for cell in row] for row in table.rows] == [
        ["Becak Rekaan", "–", "1", "1"],
        ["Ojek Rekaan", "40", "1", "1"],
    ]
    assert table.columns[3]["label"] == "Terlindungi September 2025"


def _came_back(opened: object, holding: Holding, area: int, name: str) -> None:
    owner = -holding.agency_id
    who = factories.person(area, opened, by=owner, name=name)
    factories.registration(area, opened, state=State.RETURNED, person=who, registered_by_id=owner)


@pytest.mark.usefixtures("filled")
def test_the_mayor_reads_one_figure_and_what_is_not_known(city: City) -> None:
    text = " ".join(shown(visitor("mayor", city)).split())
    assert "45,00" in text
    assert "27 dari 60 pekerja sudah diterima BPJS Ketenagakerjaan." in text
    assert "9 di antaranya" in text
    assert "Yang belum diketahui" in text
    with factories.as_system(city):
        names = Registration.objects.values_list("person__name", flat=True)
        assert not [name for name in names if name in text]


@pytest.mark.usefixtures("filled")
def test_one_month_is_no_course_to_draw(city: City) -> None:
    mayor = visitor("mayor", city)
    assert len(mayor.get("/beranda/").context["chart"].points) > 1
    with factories.as_system(city):
        Campaign.objects.update(starts=dt.date(2025, 10, 1))
        Registration.objects.update(registered_on=dt.date(2025, 10, 2))
    response = mayor.get("/beranda/")
    assert response.context["found"].seen.total.accepted
    assert response.context["chart"] is None


@pytest.mark.usefixtures("filled")
def test_the_mayor_is_told_when_a_month_is_missing(city: City) -> None:
    city.clock = dt.date(2025, 12, 10)
    city.save()
    text = shown(visitor("mayor", city))
    assert "Keadaan sesudah September 2025 belum diketahui: data iuran November 2025 belum masuk." in text


def test_the_protection_officer_sees_what_was_opened(city: City) -> None:
    with factories.as_system(city) as opened:
        record_disclosure(
            opened.scope, kind=Disclosure.Kind.EXPORT, subject="registrations", rows=12, purpose="rapat kecamatan",
            area=city.area_id,
        )  # fmt: skip
    text = shown(visitor("data_protection_officer", city))
    assert "rapat kecamatan" in text
    assert "1 kali data pribadi dibuka" in text


def test_the_administrator_sees_vacant_offices_and_unused_accounts(city: City) -> None:
    factories.hold("kepling", LINGKUNGAN)
    found = titles(visitor("administrator", city))
    assert "5 dari 6 jabatan kepala lingkungan kosong" in found
    assert "1 pemegang jabatan belum pernah masuk" in found


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("role", ROLES_WITH_HOME)
def test_as_many_queries_for_few_as_for_many(city: City, role: str) -> None:
    client = visitor(role, city)
    few = asked(client)
    with factories.as_system(city) as opened:
        for area in factories.areas(city, Level.LINGKUNGAN):
            for state in (State.SUBMITTED, State.RETURNED, State.VERIFIED):
                for _ in range(3):
                    factories.registration(area, opened, state=state)
    many = asked(client)
    assert many <= few + 4  # what was empty before is now asked for
    assert many <= MOST_QUERIES[role], many


def asked(client: Client) -> int:
    client.get("/beranda/")
    with CaptureQueriesContext(connection) as statements:
        assert client.get("/beranda/").status_code == 200
    return len(statements)


def test_the_insurers_officer_begins_at_the_branch(city: City) -> None:
    client = factories.sign_in("insurer_officer", city.area_id, branch=factories.branch(city))
    assert client.get("/beranda/", follow=True).redirect_chain[-1][0] == "/bpjs/"


def test_the_insurers_officer_of_an_empty_city_is_told_what_comes(city: City) -> None:
    client = factories.sign_in("insurer_officer", city.area_id, branch=factories.branch(city))
    text = client.get("/bpjs/").content.decode()
    assert "Belum ada berkas dari kota" in text
    assert "Semua berkas sudah dijawab" not in text
    assert "belum masuk" not in text, "nobody is a member, so nobody pays"
    factories_insurer.batch_of(city, 1)
    factories_insurer.take_in(
        city, "answers", factories_insurer.answers_csv([factories_insurer.accepted(1, 1, "25000000001")])
    )
    text = client.get("/bpjs/").content.decode()
    assert "Semua berkas sudah dijawab" in text
    assert "Data iuran September 2025 belum masuk" in text
