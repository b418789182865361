"""A head of a lingkungan lets somebody help, dated; what the helper registers counts for the head."""

import datetime as dt

import pytest
from django.test import Client

from payung.apps.accounts.models import User
from payung.apps.accounts.permissions import Permission
from payung.apps.accounts.roles import Helper
from payung.apps.campaigns import queries as campaigns
from payung.apps.campaigns.models import Campaign
from payung.apps.territory import delegation, offices, scope
from payung.apps.territory.errors import OfficeError
from payung.apps.territory.models import City, Holding
from tests import factories
from tests.integration.test_agencies import registers, seen_by

TODAY, NEXT_YEAR = dt.date(2025, 10, 29), dt.date(2026, 9, 30)


@pytest.fixture
def head(city: City) -> Holding:
    return factories.hold("kepling", factories.lingkungan(city))


def helps(head: Holding, user: User, *, starts: dt.date = TODAY, ends: dt.date = NEXT_YEAR) -> Holding:
    with scope.opened(scope.of_holding(head), reason="test"):
        return delegation.appoint(user=user.pk, starts=starts, ends=ends)


def test_a_helper_registers_and_sees_that_lingkungan_and_the_head_has_the_credit(
    city: City, head: Holding, somebody: User
) -> None:
    helping = helps(head, somebody)
    made = registers(helping, head.area_id)
    assert seen_by(helping) == seen_by(head) == {made.pk}
    with factories.as_system(city):
        campaign = Campaign.objects.create(city=city, area_id=city.pk, name="Uji", starts=factories.OPENED_ON, quota=2)
    mine = scope.of_holding(head)
    with scope.opened(mine, reason="test", read_only=True):
        asked = campaigns.question(campaign, month=None, today=TODAY)
        credit = campaigns.credit_by_head(mine, asked)
    assert [(each.user, each.figures.submitted) for each in credit] == [(head.user_id, 1)]


def test_a_helper_may_register_and_see_and_nothing_more() -> None:
    assert Helper.permissions == {
        Permission.REGISTRATION_CREATE,
        Permission.REGISTRATION_SEE,
        Permission.CAMPAIGN_SEE,
    }


def test_help_ends_with_the_heads_term(city: City, head: Holding, somebody: User) -> None:
    now, later = helps(head, somebody), helps(head, factories.user(), starts=dt.date(2026, 1, 1))
    with factories.as_system(city):
        offices.hand_over(holding=head.pk, user=factories.user().pk, on=dt.date(2025, 12, 1))
    assert Holding.objects.get(pk=now.pk).ends == dt.date(2025, 11, 30)
    assert not Holding.objects.filter(pk=later.pk).exists()


def test_where_nobody_is_in_office_nobody_helps(city: City, somebody: User) -> None:
    area = factories.lingkungan(city, 1)
    with factories.as_system(city), pytest.raises(OfficeError, match="kosong pada hari itu"):
        offices.appoint(user=somebody.pk, role="helper", area=area, starts=TODAY)


@pytest.mark.parametrize(
    ("starts", "ends", "told"),
    [
        (TODAY, TODAY - dt.timedelta(days=1), "sebelum hari pertama"),
        (TODAY, TODAY + dt.timedelta(days=366), "satu tahun"),
        (dt.date(2024, 12, 1), TODAY, "satu tahun|kosong"),
    ],
)
def test_days_that_cannot_be_are_refused(
    head: Holding, somebody: User, starts: dt.date, ends: dt.date, told: str
) -> None:
    with pytest.raises(OfficeError, match=told):
        helps(head, somebody, starts=starts, ends=ends)


def test_nobody_helps_twice_at_once_and_no_longer_than_the_head_is_there(
    city: City, head: Holding, somebody: User
) -> None:
    helps(head, somebody)
    with pytest.raises(OfficeError, match="sudah menjadi pembantu"):
        helps(head, somebody, starts=dt.date(2026, 9, 30), ends=dt.date(2026, 12, 1))
    Holding.objects.filter(pk=head.pk).update(ends=dt.date(2025, 12, 31))
    with pytest.raises(OfficeError, match="berakhir lebih dahulu"):
        helps(head, factories.user())


def test_a_head_cannot_end_what_is_no_help_of_theirs(city: City, head: Holding, somebody: User) -> None:
    other = factories.hold("kepling", factories.lingkungan(city, 1))
    foreign = helps(other, somebody)
    for holding in (foreign.pk, other.pk, head.pk):
        with scope.opened(scope.of_holding(head), reason="test"), pytest.raises(OfficeError):
            delegation.end(holding=holding, on=TODAY)
    assert not Holding.objects.filter(ends=TODAY).exists()


@pytest.fixture
def client(head: Holding) -> Client:
    return factories.client_of(head)


def test_the_head_appoints_a_helper_on_a_page_and_ends_it(client: Client, head: Holding) -> None:
    assert "Belum ada pembantu" in client.get("/pembantu/").content.decode()
    said = {"full_name": "Siti Rekaan", "username": "siti.rekaan", "starts": "2025-10-29", "ends": "2026-04-01"}
    assert "Kata sandi sekali pakai" in client.post("/pembantu/baru/", said).content.decode()
    held = Holding.objects.get(role="helper")
    assert (held.area_id, held.ends) == (head.area_id, dt.date(2026, 4, 1))
    page = client.get("/pembantu/").content.decode()
    assert "Siti Rekaan" in page
    assert "1 orang membantu Anda hari ini." in page
    client.post(f"/pembantu/{held.pk}/akhiri/", {"on": "2025-10-29"})
    assert Holding.objects.get(pk=held.pk).ends == TODAY


def test_a_head_reaches_no_account_that_never_helped_here(client: Client, somebody: User) -> None:
    """Neither its name is shown nor is a role given; somebody who helped before comes back."""
    said = {"full_name": "Siapa Saja", "username": somebody.username, "starts": "2025-10-29", "ends": "2026-04-01"}
    answer = client.post("/pembantu/baru/", said)
    assert answer.status_code == 422
    assert "sudah dipakai" in answer.content.decode()
    assert somebody.full_name not in answer.content.decode()
    assert not Holding.objects.filter(role="helper").exists()


def test_who_helped_before_comes_back_with_the_same_account(client: Client, head: Holding, somebody: User) -> None:
    before = helps(head, somebody)
    Holding.objects.filter(pk=before.pk).update(starts=dt.date(2025, 2, 1), ends=dt.date(2025, 3, 1))
    said = {"full_name": "x", "username": somebody.username, "starts": "2025-10-29", "ends": "2026-04-01"}
    assert client.post("/pembantu/baru/", said).status_code == 302
    assert Holding.objects.filter(role="helper", user=somebody).count() == 2


def test_the_page_of_roles_says_whom_one_helps_and_until_when(head: Holding, somebody: User) -> None:
    helping = helps(head, somebody)
    page = factories.client_of(helping).get("/akun-saya/peran/").content.decode()
    assert f"Membantu {head.user.full_name}" in page
    assert "Sampai 30 September 2026" in page


def test_a_helper_appoints_nobody(head: Holding, somebody: User) -> None:
    client = factories.client_of(helps(head, somebody))
    assert client.get("/pembantu/").status_code == 403
