"""Signing in: user name and password, a second factor that some roles must have, limits, sessions, languages."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.usersessions.models import UserSession
from django.conf import settings as configured
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from payung.apps.accounts import actions
from payung.apps.accounts.models import User
from payung.apps.accounts.roles import ROLES
from payung.apps.territory.codes import area_id
from payung.apps.territory.models import City, Holding
from payung.web.account.forms import USED_S
from tests import factories

PASSWORD = "rekaan-saja-12345"
NEW = "kalimat-sandi-baru-77"
KELURAHAN = area_id("12.71.01.1001")
STEP_S = 30


class Clock:
    """The time that second factors go by."""

    def __init__(self) -> None:
        self.now = 1_760_000_000.0

    def counters(self) -> Iterator[int]:
        """The steps whose codes are accepted: the present one, the one before and the one after."""
        now = int(self.now) // STEP_S
        return iter(range(now - 1, now + 2))

    def code(self, secret: str, steps: int = 0) -> str:
        return str(format_hotp_value(hotp_value(secret, int(self.now) // STEP_S + steps)))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time", made.counters)
    return made


@pytest.fixture
def lurah(city: City) -> User:
    return factories.hold("lurah", KELURAHAN).user


@pytest.fixture
def kepling(city: City) -> User:
    return factories.hold("kepling", KELURAHAN + 1).user


def sign_in(client: Client, user: User, password: str = PASSWORD) -> str:
    """Post the password; the page that follows."""
    answer = client.post(reverse("account_login"), {"login": user.username, "password": password})
    return answer.headers.get("Location", "")


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_head_signs_in_with_a_password_alone(anonymous: Client, kepling: User) -> None:
    assert sign_in(anonymous, kepling) == reverse("home")
    assert is_in(anonymous)


@pytest.mark.parametrize("name", ["account_login", "mfa_authenticate", "account_logout", "account_inactive"])
def test_the_door_stands_open(anonymous: Client, database: None, name: str) -> None:
    answer = anonymous.get(reverse(name))
    assert answer.status_code in {200, 302}
    assert "next=" not in answer.headers.get("Location", "")


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "confirm-email/", "password/reset/", "password/set/", "login/code/", "3rdparty/"]
)
def test_what_makes_no_sense_here_does_not_exist(anonymous: Client, database: None, path: str) -> None:
    assert anonymous.get(f"/akun/{path}").status_code == 404


def test_wrong_passwords_are_counted(anonymous: Client, kepling: User) -> None:
    for _ in range(5):
        answer = anonymous.post(reverse("account_login"), {"login": kepling.username, "password": "salah"})
        assert "Nama pengguna atau kata sandi salah" in answer.content.decode()
    for password in ("salah", PASSWORD):
        answer = anonymous.post(reverse("account_login"), {"login": kepling.username, "password": password})
        assert "Terlalu banyak percobaan" in answer.content.decode()
    assert not is_in(anonymous)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM payung_cache")
        assert cursor.fetchone()[0] > 0, "the count stands in the cache that all processes share"


def test_a_shut_account_is_out_at_once(anonymous: Client, kepling: User) -> None:
    sign_in(anonymous, kepling)
    actions.deactivate(by=0, user=kepling)
    assert anonymous.get(reverse("home")).headers["Location"].startswith(reverse("account_login"))
    assert sign_in(Client(), kepling) in {"", reverse("account_inactive")}


def test_signing_out_takes_a_post(anonymous: Client, kepling: User) -> None:
    sign_in(anonymous, kepling)
    anonymous.get(reverse("account_logout"))
    assert is_in(anonymous)
    anonymous.post(reverse("account_logout"))
    assert not is_in(anonymous)


def every_name() -> list[tuple[str, dict[str, object]]]:
    """All addresses of the site with arguments that fit."""
    found: list[tuple[str, dict[str, object]]] = []

    def walk(patterns: list[URLPattern | URLResolver], within: str = "") -> None:
        for each in patterns:
            if isinstance(each, URLResolver):
                walk(each.url_patterns, f"{within}{each.namespace}:" if each.namespace else within)
            elif each.name:
                given = {name: _fitting(kind) for name, kind in each.pattern.converters.items()}
                found.append((f"{within}{each.name}", given))

    walk(get_resolver().url_patterns)
    return found


def _fitting(converter: object) -> object:
    samples = {"IntConverter": 1, "UUIDConverter": "6f1c1c0e-0000-4000-8000-000000000000"}
    return samples.get(type(converter).__name__, "x")


ALLOWED_BEFORE_FACTOR = {
    "account_login", "account_logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_activate_totp",
    "set_language", "healthz", "readyz", "metrics",  # the last three for machines, about nobody
}  # fmt: skip


@pytest.mark.parametrize("role", [code for code, role in ROLES.items() if role.needs_second_factor()])
def test_no_page_is_reached_before_the_second_factor(city: City, role: str) -> None:
    place = {"kota": city.pk, "kelurahan": KELURAHAN}[ROLES[role].level]
    client = Client()
    client.force_login(factories.hold(role, place, branch=factories.branch(city)).user)
    reached = []
    for name, given in every_name():
        for send in (client.get, client.post):
            answer = send(reverse(name, kwargs=given))
            if answer.headers.get("Location") != reverse("mfa_activate_totp"):
                reached.append(name)
                break
        client.force_login(Holding.objects.get(role=role).user)
    assert set(reached) <= ALLOWED_BEFORE_FACTOR


def test_a_second_factor_is_set_up_and_asked_for(anonymous: Client, lurah: User, clock: Clock) -> None:
    sign_in(anonymous, lurah)
    page = anonymous.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = page.context["form"].secret
    answer = anonymous.post(reverse("mfa_activate_totp"), {"code": clock.code(secret)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = anonymous.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    anonymous.post(reverse("account_logout"))

    clock.now += 2 * STEP_S
    assert sign_in(anonymous, lurah) == reverse("mfa_authenticate")
    assert not is_in(anonymous)
    assert anonymous.get(reverse("home")).headers["Location"].startswith(reverse("account_login"))
    wrong = anonymous.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Kode salah" in wrong.content.decode()
    anonymous.post(reverse("mfa_authenticate"), {"code": clock.code(secret)})
    assert is_in(anonymous)

    other = Client()
    sign_in(other, lurah)
    other.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert is_in(other), "a recovery code opens when the phone is gone"
    again = Client()
    sign_in(again, lurah)
    again.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert not is_in(again), "but once only"


@pytest.mark.parametrize("later", [0, 1, 2])
def test_a_code_that_was_used_is_not_accepted_again(lurah: User, clock: Clock, later: int) -> None:
    secret = generate_totp_secret()
    TOTP.activate(lurah, secret)
    code = clock.code(secret, steps=1)
    first, second = Client(), Client()
    sign_in(first, lurah)
    first.post(reverse("mfa_authenticate"), {"code": code})
    assert is_in(first)
    clock.now += later * STEP_S
    cache.delete(f"allauth.mfa.totp.used?user={lurah.pk}&code={code}")  # which allauth forgets after one step
    assert USED_S == 3 * STEP_S
    sign_in(second, lurah)
    second.post(reverse("mfa_authenticate"), {"code": code})
    assert not is_in(second)


def test_wrong_codes_are_counted(anonymous: Client, lurah: User, clock: Clock) -> None:
    secret = generate_totp_secret()
    TOTP.activate(lurah, secret)
    sign_in(anonymous, lurah)
    for _ in range(5):
        anonymous.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = anonymous.post(reverse("mfa_authenticate"), {"code": clock.code(secret)})
    assert "Terlalu banyak percobaan" in answer.content.decode()
    assert not is_in(anonymous)


def test_secrets_of_second_factors_are_not_in_the_database(anonymous: Client, lurah: User, clock: Clock) -> None:
    sign_in(anonymous, lurah)
    secret = anonymous.get(reverse("mfa_activate_totp")).context["form"].secret
    anonymous.post(reverse("mfa_activate_totp"), {"code": clock.code(secret)})
    codes = anonymous.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert Authenticator.objects.count() == 2
    assert secret not in stored
    assert not [code for code in codes if code in stored]
    assert secret not in json.dumps([dict(anonymous.session)], default=str)


def test_a_one_time_password_opens_nothing_but_its_change(city: City, anonymous: Client) -> None:
    made = actions.create_account(by=0, username="siti.rekaan", full_name="Siti Rekaan")
    factories.hold("kepling", KELURAHAN + 1, by=made.user)
    assert not re.search(re.escape(made.password), repr(made))
    sign_in(anonymous, made.user, made.password)
    change = reverse("account_change_password")
    for path in (reverse("home"), reverse("mfa_index"), reverse("usersessions_list")):
        assert anonymous.get(path).headers["Location"] == change
        assert anonymous.post(path).headers["Location"] == change
    same = {"oldpassword": made.password, "password1": made.password, "password2": made.password}
    assert "harus berbeda" in anonymous.post(change, same).content.decode()
    answer = anonymous.post(change, same | {"password1": NEW, "password2": NEW})
    assert answer.headers["Location"] == reverse("home")
    assert anonymous.get(reverse("usersessions_list")).status_code == 200
    assert not is_in_with(made.user, made.password)
    assert is_in_with(made.user, NEW)


def is_in_with(user: User, password: str) -> bool:
    client = Client()
    sign_in(client, user, password)
    return is_in(client)


@pytest.mark.parametrize("renew", [actions.renew_password, actions.remove_second_factor])
def test_a_renewed_password_ends_every_session(lurah: User, renew: Callable[..., object]) -> None:
    TOTP.activate(lurah, generate_totp_secret())
    client = Client()
    client.force_login(lurah)
    renew(by=0, user=lurah)
    assert client.get(reverse("home")).headers["Location"].startswith(reverse("account_login"))
    assert Authenticator.objects.exists() is (renew is actions.renew_password)


def test_sessions_are_listed_and_ended(kepling: User) -> None:
    here, there, elsewhere = Client(), Client(headers={"user-agent": "Ponsel Rekaan"}), Client()
    for client in (here, there, elsewhere):
        sign_in(client, kepling)
    assert here.get(reverse("usersessions_list")).context["session_count"] == 3
    theirs = UserSession.objects.get(user_agent="Ponsel Rekaan")
    here.post(reverse("usersessions_list"), {"session": theirs.pk})
    assert [is_signed_in(client) for client in (here, there, elsewhere)] == [True, False, True]
    here.post(reverse("usersessions_list"))
    assert [is_signed_in(client) for client in (here, there, elsewhere)] == [True, False, False]


def test_nobody_ends_a_session_of_another(kepling: User, lurah: User) -> None:
    mine, theirs = Client(), Client()
    sign_in(mine, kepling)
    sign_in(theirs, lurah)
    mine.post(reverse("usersessions_list"), {"session": UserSession.objects.get(user=lurah).pk})
    assert is_signed_in(theirs)


def is_signed_in(client: Client) -> bool:
    answer = client.get(reverse("usersessions_list"))
    return reverse("account_login") not in answer.headers.get("Location", "")


def test_the_language_is_chosen_before_and_after_signing_in(anonymous: Client, kepling: User) -> None:
    for _ in range(2):
        for language, word in (("en", "English"), ("id", "Indonesia")):
            answer = anonymous.post(reverse("set_language"), {"language": language, "next": reverse("account_login")})
            assert answer.status_code == 302
            page = anonymous.get(answer.headers["Location"], follow=True).content.decode()
            assert f'lang="{language}"' in page[:200], word
        sign_in(anonymous, kepling)


def test_somebody_acts_in_the_role_that_they_chose(city: City, kepling: User) -> None:
    Holding.objects.filter(user=kepling).update(starts="2025-02-01")
    second = factories.hold("camat", area_id("12.71.01"), by=kepling)
    other = factories.hold("camat", area_id("12.71.02"))
    client = Client()
    client.force_login(kepling)
    assert client.get(reverse("roles")).context["holding"].role == "kepling"
    client.post(reverse("roles"), {"peran": other.pk})
    assert client.get(reverse("roles")).context["holding"].role == "kepling"
    client.post(reverse("roles"), {"peran": second.pk})
    assert client.get(reverse("roles")).context["holding"].role == "camat"
    Holding.objects.filter(pk=second.pk).update(ends="2025-10-28")
    assert client.get(reverse("roles")).context["holding"].role == "kepling"


def test_a_role_that_approves_asks_for_the_factor_once_it_is_chosen(city: City, kepling: User) -> None:
    second = factories.hold("lurah", KELURAHAN, by=kepling)
    client = Client()
    client.force_login(kepling)
    assert client.get(reverse("roles")).status_code == 200
    client.post(reverse("roles"), {"peran": second.pk})
    assert client.get(reverse("roles")).headers["Location"] == reverse("mfa_activate_totp")


def test_limits_count_by_account_and_by_address() -> None:
    assert configured.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    assert "key" in configured.ACCOUNT_RATE_LIMITS["login_failed"]


def test_what_changes_how_one_signs_in_asks_again_after_a_while(lurah: User) -> None:
    client = Client()
    client.force_login(lurah)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    wrong = client.post(answer.headers["Location"], {"password": "salah"})
    assert "Kata sandi salah" in wrong.content.decode()
    right = client.post(answer.headers["Location"], {"password": PASSWORD})
    assert right.headers["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
