"""The demonstration's sign-ins: shown on its sign-in page, its code usable again and again, and only there."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from payung.apps.accounts import actions, demo
from payung.apps.accounts.models import User
from payung.apps.territory.models import City
from tests import factories


@pytest.fixture
def manager(city: City) -> User:
    account = factories.user(username="pengelola")
    account.set_password(demo.PASSWORD)
    account.save()
    factories.hold("manager", city.pk, by=account)
    demo.seed([account])
    demo.seed([account])
    return account


def enter(code: str) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": "pengelola", "password": demo.PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_sign_in_page_of_a_demonstration_shows_accounts_and_code(manager: User, settings: LazySettings) -> None:
    for shown in (False, True):
        settings.PAYUNG_DEMO = shown
        page = Client().get(reverse("account_login"))
        assert (demo.PASSWORD in page.content.decode()) is shown
        assert ("demo_totp" in page.context) is shown
    assert page.context["demo_totp"] == demo.current_code()
    assert {each["login"] for each in page.context["demo_accounts"]} == {each.username for each in demo.ACCOUNTS}


def test_the_shared_code_serves_many_in_the_demonstration_only(manager: User, settings: LazySettings) -> None:
    settings.PAYUNG_DEMO = True
    code = demo.current_code()
    assert all(is_in(enter(code)) for _ in range(3))
    settings.PAYUNG_DEMO = False
    assert not is_in(enter(demo.current_code()))


def test_accounts_of_the_demonstration_are_shut_where_it_is_not_shown(manager: User, settings: LazySettings) -> None:
    settings.PAYUNG_DEMO = True
    client = enter(demo.current_code())
    assert client.get(reverse("account_change_password")).status_code == 200
    settings.PAYUNG_DEMO = False
    assert client.get(reverse("account_change_password")).status_code == 302
    page = Client().post(reverse("account_login"), {"login": "pengelola", "password": demo.PASSWORD})
    assert "hanya dapat masuk selama contoh ditampilkan" in page.content.decode()
    page = Client().post(reverse("account_login"), {"login": "pengelola", "password": "salah"})
    assert "selama contoh ditampilkan" not in page.content.decode()
    settings.PAYUNG_DEMO = True
    assert client.get(reverse("account_change_password")).status_code == 200


def test_codes_of_another_installation_are_worth_nothing(manager: User, settings: LazySettings) -> None:
    settings.PAYUNG_DEMO = True
    mine = settings.SECRET_KEY
    settings.SECRET_KEY = "the secret of another installation"
    code, theirs = demo.current_code(1_760_000_000), demo.secret()
    settings.SECRET_KEY = mine
    assert demo.secret() != theirs
    assert demo.current_code(1_760_000_000) != code


def test_a_database_brought_from_elsewhere_gets_this_installations_code(manager: User, settings: LazySettings) -> None:
    settings.PAYUNG_DEMO = True
    settings.SECRET_KEY = "the secret of another installation"
    assert not is_in(enter(demo.current_code()))
    demo.seed([manager])
    assert is_in(enter(demo.current_code()))
    assert demo.Authenticator.objects.filter(user=manager).count() == 1


def test_no_other_account_is_opened_by_the_shared_code(manager: User, city: City, settings: LazySettings) -> None:
    settings.PAYUNG_DEMO = True
    demo.Authenticator.objects.all().delete()
    factories.client_of(manager.holdings.get())
    assert not is_in(enter(demo.current_code()))


def test_an_account_made_in_a_demonstration_changes_its_password(city: City, settings: LazySettings) -> None:
    settings.PAYUNG_DEMO = True
    made = actions.create_account(by=0, username="siti.rekaan", full_name="Siti Rekaan")
    client = Client()
    client.post(reverse("account_login"), {"login": "siti.rekaan", "password": made.password})
    new = {"oldpassword": made.password, "password1": "kata-sandi-lain-99", "password2": "kata-sandi-lain-99"}
    client.post(reverse("account_change_password"), new)
    made.user.refresh_from_db()
    assert not made.user.must_change_password
    settings.PAYUNG_DEMO = False
    client = Client()
    client.post(reverse("account_login"), {"login": "siti.rekaan", "password": "kata-sandi-lain-99"})
    assert not is_in(client)


def test_nobody_spoils_the_demonstration_for_the_next(manager: User, settings: LazySettings) -> None:
    settings.PAYUNG_DEMO = True
    client = enter(demo.current_code())
    new = {"oldpassword": demo.PASSWORD, "password1": "kata-sandi-lain-99", "password2": "kata-sandi-lain-99"}
    assert "tidak dapat diganti" in client.post(reverse("account_change_password"), new).content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    manager.refresh_from_db()
    assert manager.check_password(demo.PASSWORD)
    assert factories.has_second_factor(manager)
