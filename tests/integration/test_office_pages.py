"""The administrator's pages: who holds what, appointing, ending, handing over; accounts and their passwords."""

import datetime as dt
import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from payung.apps.accounts.models import User
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City, Holding
from tests import factories

KELURAHAN = area_id("12.71.01.1001")
OUTSIDE = area_id("12.76.01.1001")
APPOINT = {"role": "lurah", "username": "siti.rekaan", "full_name": "Siti Rekaan", "starts": "2025-10-01"}


@pytest.fixture
def administrator(city: City, client_as: factories.SignIn) -> Client:
    return client_as("administrator", city.pk)


def text(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_holders_and_vacancies_are_shown_down_to_the_lingkungan(administrator: Client) -> None:
    head = factories.hold("kepling", KELURAHAN + 1)
    factories.hold("lurah", KELURAHAN, acting=True)
    page = text(administrator, "offices")
    assert "5 lingkungan tidak mempunyai kepala" in page
    page = text(administrator, "office", KELURAHAN)
    assert head.user.full_name in page
    assert "pelaksana tugas" in page
    assert page.count("Kosong") == 1
    assert "Jabatan ini kosong" in text(administrator, "office", KELURAHAN + 2)


def test_a_new_account_gets_the_office_and_its_password_is_shown_once(administrator: Client) -> None:
    answer = administrator.post(reverse("office_appoint", args=[KELURAHAN]), APPOINT)
    found = re.search(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", answer.content.decode())
    assert found
    assert answer.headers["Cache-Control"] == "no-store"
    held = Holding.objects.get(role="lurah")
    assert (held.user.username, held.area_id, held.starts) == ("siti.rekaan", KELURAHAN, dt.date(2025, 10, 1))
    assert held.user.check_password(found[0])
    assert held.user.must_change_password


def test_an_account_that_exists_gets_the_office(administrator: Client, somebody: User) -> None:
    given = APPOINT | {"username": somebody.username.upper(), "full_name": "", "acting": "on"}
    answer = administrator.post(reverse("office_appoint", args=[KELURAHAN]), given)
    assert answer.headers["Location"] == reverse("office", args=[KELURAHAN])
    held = Holding.objects.get(role="lurah")
    assert (held.user_id, held.acting) == (somebody.pk, True)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"full_name": ""}, "Belum ada akun"),
        ({"username": "Siti Rekaan"}, "Nama pengguna berisi"),
        ({"starts": "kemarin"}, "Ini bukan tanggal yang ada."),
        ({"role": "mayor"}, "Pilihan ini tidak ada"),
    ],
)
def test_a_wrong_appointment_makes_nothing(administrator: Client, change: dict[str, str], sentence: str) -> None:
    before = User.objects.count()
    answer = administrator.post(reverse("office_appoint", args=[KELURAHAN]), APPOINT | change)
    assert sentence in answer.content.decode()
    assert User.objects.count() == before
    assert not Holding.objects.filter(role="lurah").exists()


def test_a_taken_office_makes_no_account(administrator: Client) -> None:
    first = factories.hold("lurah", KELURAHAN)
    answer = administrator.post(reverse("office_appoint", args=[KELURAHAN]), APPOINT)
    assert first.user.full_name in answer.content.decode()
    assert not User.objects.filter(username="siti.rekaan").exists()


def test_an_officer_of_the_insurer_needs_a_branch(administrator: Client, city: City) -> None:
    given = APPOINT | {"role": "insurer_officer"}
    answer = administrator.post(reverse("office_appoint", args=[city.pk]), given)
    assert "Pilih kantor cabang" in answer.content.decode()
    administrator.post(reverse("office_appoint", args=[city.pk]), given | {"branch": factories.branch(city).pk})
    assert Holding.objects.get(role="insurer_officer").branch == factories.branch(city)


def test_an_office_is_handed_over_and_ended(administrator: Client, somebody: User) -> None:
    first = factories.hold("lurah", KELURAHAN)
    given = {"then": "tetap", "username": somebody.username, "starts": "2025-10-15"}
    administrator.post(reverse("office_hand_over", args=[first.pk]), given)
    first.refresh_from_db()
    second = Holding.objects.get(user=somebody)
    assert (first.ends, second.starts) == (dt.date(2025, 10, 14), dt.date(2025, 10, 15))
    administrator.post(reverse("office_end", args=[second.pk]), {"on": "2025-10-20"})
    second.refresh_from_db()
    assert second.ends == dt.date(2025, 10, 20)
    assert administrator.get(reverse("office_end", args=[second.pk])).status_code == 404


def test_an_appointment_to_come_is_taken_back(administrator: Client) -> None:
    coming = factories.hold("lurah", KELURAHAN, starts=dt.date(2025, 12, 1))
    assert "Batalkan penunjukan" in text(administrator, "office_end", coming.pk)
    administrator.post(reverse("office_end", args=[coming.pk]))
    assert not Holding.objects.filter(pk=coming.pk).exists()


def test_nothing_of_another_city_is_reached(administrator: Client, other_city: City) -> None:
    theirs = factories.hold("lurah", OUTSIDE)
    for name, number in (
        ("office", OUTSIDE),
        ("office_appoint", OUTSIDE),
        ("office_end", theirs.pk),
        ("office_hand_over", theirs.pk),
        ("office_account", theirs.user_id),
    ):
        assert administrator.get(reverse(name, args=[number])).status_code == 404, name
        assert administrator.post(reverse(name, args=[number]), APPOINT).status_code in {404, 405}, name
    change = reverse("office_account_change", args=[theirs.user_id, "kata-sandi"])
    assert administrator.post(change).status_code == 404


@pytest.mark.parametrize("role", ["manager", "clerk", "mayor", "data_protection_officer"])
def test_only_the_administrator_comes_here(city: City, client_as: factories.SignIn, role: str) -> None:
    client = client_as(role, city.pk)
    for name, args in (("offices", []), ("office", [city.pk]), ("office_appoint", [city.pk])):
        assert client.get(reverse(name, args=args)).status_code == 403
    assert client.post(reverse("office_appoint", args=[city.pk]), APPOINT).status_code == 403
    assert not User.objects.filter(username="siti.rekaan").exists()


def test_nobody_appoints_themselves(administrator: Client, city: City) -> None:
    me = Holding.objects.get(role="administrator").user
    given = APPOINT | {"role": "manager", "username": me.username}
    answer = administrator.post(reverse("office_appoint", args=[city.pk]), given)
    assert "diri sendiri" in answer.content.decode()


def do(client: Client, user: User, step: str) -> str:
    """Ask for a change of an account, then confirm it."""
    address = reverse("office_account_change", args=[user.pk, step])
    assert client.get(address).status_code == 200
    return client.post(address, follow=True).content.decode()


def test_a_forgotten_password_and_a_lost_phone(administrator: Client) -> None:
    user = factories.hold("lurah", KELURAHAN).user
    TOTP.activate(user, generate_totp_secret())
    before = user.password
    assert administrator.get(reverse("office_account_change", args=[user.pk, "kata-sandi"])).status_code == 200
    user.refresh_from_db()
    assert user.password == before, "asking changes nothing"
    assert re.search(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", do(administrator, user, "kata-sandi"))
    assert factories.has_second_factor(user)
    do(administrator, user, "ponsel-hilang")
    assert not factories.has_second_factor(user)
    assert "Ditutup" in do(administrator, user, "tutup")
    user.refresh_from_db()
    assert not user.is_active
    do(administrator, user, "buka")
    user.refresh_from_db()
    assert user.is_active
    assert administrator.post(reverse("office_account_change", args=[user.pk, "lain"])).status_code == 404


def test_an_account_that_works_in_another_city_too_is_not_opened_by_its_password(
    administrator: Client, other_city: City
) -> None:
    user = factories.hold("lurah", KELURAHAN).user
    factories.hold("lurah", OUTSIDE, by=user)
    refuse_all(administrator, user)


def test_accounts_that_a_demonstration_shows_stay_as_shown(administrator: Client, settings: LazySettings) -> None:
    settings.PAYUNG_DEMO = True
    user = factories.user(username="lurah")
    factories.hold("lurah", KELURAHAN, by=user)
    refuse_all(administrator, user)


def refuse_all(client: Client, user: User) -> None:
    before = user.password
    for step in ("kata-sandi", "ponsel-hilang", "tutup"):
        assert client.post(reverse("office_account_change", args=[user.pk, step])).status_code == 404
    user.refresh_from_db()
    assert (user.password, user.is_active) == (before, True)


def test_an_interim_head_stands_in_until_the_next_begins(administrator: Client) -> None:
    factories.hold("kepling", KELURAHAN + 2, starts=dt.date(2025, 12, 1))
    where = reverse("office_appoint", args=[KELURAHAN + 2])
    given = APPOINT | {"role": "kepling", "acting": "on"}
    refused = administrator.post(where, given | {"ends": "2025-12-05"})
    assert "mulai 1 Desember 2025" in refused.content.decode()
    assert (
        "hanya untuk pelaksana tugas"
        in administrator.post(where, given | {"acting": "", "ends": "2025-11-30"}).content.decode()
    )
    administrator.post(where, given)
    held = Holding.objects.get(user__username="siti.rekaan")
    assert (held.acting, held.ends) == (True, dt.date(2025, 11, 30))


def test_a_far_year_makes_no_account_and_no_password(administrator: Client) -> None:
    given = APPOINT | {"starts": "2099-01-01"}
    answer = administrator.post(reverse("office_appoint", args=[KELURAHAN]), given)
    assert "paling lambat" in answer.content.decode()
    assert not User.objects.filter(username="siti.rekaan").exists()
