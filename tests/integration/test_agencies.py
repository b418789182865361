"""Agencies: their officers share what the agency brought; the administrator makes them and appoints officers."""

import datetime as dt

import pytest
from django.test import Client

from payung.apps.accounts.models import User
from payung.apps.audit.models import History, JobProgress
from payung.apps.enrolment import intake, staged, staging, taking_in
from payung.apps.enrolment.enums import RosterState
from payung.apps.enrolment.models import Registration, Roster, StateChange
from payung.apps.enrolment.particulars import Particulars
from payung.apps.people.models import Person
from payung.apps.territory import agencies, offices, owners, scope
from payung.apps.territory.errors import OfficeError
from payung.apps.territory.models import Agency, City, Holding
from payung.shared.ids import ordered_id
from tests import factories

JUNE = dt.date(2025, 6, 1)


def registers(holding: Holding, area: int) -> Registration:
    """One worker by the form, in the name of whoever holds this."""
    with scope.opened(scope.of_holding(holding), reason="test") as opened:
        made = intake.register(
            by=holding.user_id, client_id=ordered_id(), details=factories.details(), particulars=Particulars(),
            area_id=area, on=opened.today,
        )  # fmt: skip
        return Registration.objects.get(pk=made.registration_id)


def seen_by(holding: Holding) -> set[object]:
    with scope.opened(scope.of_holding(holding), reason="test", read_only=True):
        return set(Registration.objects.values_list("pk", flat=True))


def test_officers_of_an_agency_share_what_it_brought_and_nothing_else(city: City) -> None:
    dishub, pud = factories.agency(city, "Dishub"), factories.agency(city, "PUD Pasar")
    first, second, other = factories.officer(dishub), factories.officer(dishub), factories.officer(pud)
    clerk = factories.hold("clerk", city.pk)
    area = factories.lingkungan(city)
    made = registers(first, area)
    registers(clerk, area)
    assert seen_by(first) == seen_by(second) == {made.pk}
    assert seen_by(other) == set()
    assert seen_by(clerk) == seen_by(clerk) - {made.pk}


def test_rows_are_the_agencys_and_the_history_names_the_officer(city: City) -> None:
    dishub = factories.agency(city, "Dishub")
    officer = factories.officer(dishub)
    made = registers(officer, factories.lingkungan(city))
    with factories.as_system(city):
        person, change = Person.objects.get(), StateChange.objects.get()
    assert {row.registered_by_id for row in (made, person, change)} == {owners.of_agency(dishub.pk)}
    assert change.by_id == officer.user_id


def test_what_an_officer_brought_stays_when_they_leave(city: City) -> None:
    dishub = factories.agency(city, "Dishub")
    gone, stays = factories.officer(dishub), factories.officer(dishub)
    made = registers(gone, factories.lingkungan(city))
    with factories.as_system(city) as opened:
        offices.end(holding=gone.pk, on=opened.today)
    assert seen_by(stays) == {made.pk}


def test_a_roster_is_the_agencys_and_names_who_declared_consent(city: City) -> None:
    dishub = factories.agency(city, "Dishub Rekaan")
    first, second = factories.officer(dishub), factories.officer(dishub)
    file = b"NIK;Nama\n"
    with scope.opened(scope.of_holding(first), reason="test"):
        kept = staging.upload(
            by=first.user_id, holding=first.pk, name="a.csv", content=file, payer="SELF", consent=True
        )
    with scope.opened(scope.of_holding(second), reason="test") as opened:
        again = staging.upload(
            by=second.user_id, holding=second.pk, name="b.csv", content=file, payer="SELF", consent=True
        )
        view = staged.roster(opened.scope, kept.roster_id)
    assert again.repeated
    assert again.roster_id == kept.roster_id
    assert view is not None
    assert view.uploaded_by == f"{first.user.full_name}, Dishub Rekaan"


def test_the_progress_of_its_jobs_is_seen_by_all_its_officers(city: City) -> None:
    dishub = factories.agency(city, "Dishub")
    first, second = factories.officer(dishub), factories.officer(dishub)
    mine = scope.of_holding(first)
    with scope.opened(mine, reason="test") as opened:
        roster = Roster.objects.create(
            city_id=city.pk, area_id=city.pk, registered_by_id=mine.owner(first.user_id), name="a", digest="a",
            content=opened.vault.seal_bytes("roster", b""), state=RosterState.TAKING_IN,
        )  # fmt: skip
    taking_in.take_in(roster.pk, mine)
    with scope.opened(scope.of_holding(second), reason="test", read_only=True):
        assert JobProgress.objects.filter(pk=roster.pk).exists()


def test_no_account_and_no_agency_share_a_number(city: City, somebody: User) -> None:
    dishub = factories.agency(city, "Dishub", pk=somebody.pk)
    both = owners.names([somebody.pk, owners.of_agency(dishub.pk), 0])
    assert both == {somebody.pk: somebody.full_name, -dishub.pk: "Dishub"}


def test_the_history_keeps_what_an_agency_was_called(city: City) -> None:
    found = factories.agency(city, "Dishub")
    with factories.as_system(city):
        agencies.edit(
            wanted=found.pk, described=agencies.Described(name="Dinas Perhubungan", short_name="Dishub", kind="office")
        )
        kept = History.objects.filter(table="territory_agency").order_by("id")
        names = [row.row["name"] for row in kept]
    assert names == ["Dishub", "Dinas Perhubungan"]


def test_an_officer_is_appointed_for_an_agency_only(city: City, somebody: User) -> None:
    with factories.as_system(city), pytest.raises(OfficeError, match="halaman instansinya"):
        offices.appoint(user=somebody.pk, role="agency_officer", area=city.pk, starts=JUNE)


@pytest.fixture
def administrator(city: City, client_as: factories.SignIn) -> Client:
    return client_as("administrator", city.pk)


def test_the_administrator_makes_an_agency_and_appoints_an_officer(city: City, administrator: Client) -> None:
    assert "Belum ada instansi" in administrator.get("/pejabat/instansi/").content.decode()
    said = {"name": "Dinas Perhubungan", "short_name": "Dishub", "kind": "office"}
    assert administrator.post("/pejabat/instansi/baru/", said).status_code == 302
    made = Agency.objects.get()
    page = administrator.get(f"/pejabat/instansi/{made.pk}/").content.decode()
    assert "Belum ada petugas" in page
    given = {"username": "siti.rekaan", "full_name": "Siti Rekaan", "starts": "01-10-2025"}
    answer = administrator.post(f"/pejabat/instansi/{made.pk}/tunjuk/", given)
    assert "Kata sandi sekali pakai" in answer.content.decode()
    held = Holding.objects.get(agency=made)
    assert (held.role, held.user.full_name) == ("agency_officer", "Siti Rekaan")
    assert "Siti Rekaan" in administrator.get(f"/pejabat/instansi/{made.pk}/").content.decode()
    ended = administrator.post(f"/pejabat/masa/{held.pk}/akhiri/", {"on": "29-10-2025"})
    assert ended["Location"] == f"/pejabat/instansi/{made.pk}/"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"name": "", "short_name": "X", "kind": "office"}, "Isi nama instansinya."),
        ({"name": "Dishub", "short_name": "Lain", "kind": "office"}, "sudah ada"),
        ({"name": "Lain", "short_name": "Dishub", "kind": "office"}, "sudah ada"),
    ],
)
def test_a_wrong_agency_is_refused_with_a_sentence(
    city: City, administrator: Client, said: dict[str, str], told: str
) -> None:
    factories.agency(city, "Dishub")
    answer = administrator.post("/pejabat/instansi/baru/", said)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Agency.objects.count() == 1


def test_an_officer_may_hold_a_place_at_two_agencies_and_hands_over_within_one(city: City, somebody: User) -> None:
    dishub, pud = factories.agency(city, "Dishub"), factories.agency(city, "PUD Pasar")
    with factories.as_system(city) as opened:
        held = agencies.appoint_officer(user=somebody.pk, wanted=dishub, starts=JUNE)
        agencies.appoint_officer(user=somebody.pk, wanted=pud, starts=JUNE)
        with pytest.raises(OfficeError, match="sudah memegang"):
            agencies.appoint_officer(user=somebody.pk, wanted=dishub, starts=JUNE)
        after = offices.hand_over(holding=held.pk, user=factories.user().pk, on=opened.today)
    assert after.agency_id == dishub.pk


def test_another_citys_agency_does_not_exist(other_city: City, administrator: Client) -> None:
    foreign = factories.agency(other_city, "Dinas Lain")
    for step in ("", "ubah/", "tunjuk/"):
        assert administrator.get(f"/pejabat/instansi/{foreign.pk}/{step}").status_code == 404
