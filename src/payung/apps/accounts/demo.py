"""Sign-ins of the demonstration: one account a role, one password, one second factor whose code the program shows.

Only the loader of the demo city makes these accounts. They sign in while the demonstration is shown (`PAYUNG_DEMO`),
and never otherwise (`backend`).
"""

import base64
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.utils.crypto import salted_hmac

from payung.apps.accounts import second_factor
from payung.apps.accounts.models import User
from payung.apps.accounts.roles import ROLES

PASSWORD = "payung-contoh"  # noqa: S105 - shown to everybody on the sign-in page
PERIOD_S = 30
SECRET_BYTES = 20


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Who signs in as `username` acts in `role`."""

    username: str
    role: str


ACCOUNTS = (
    DemoAccount("pengelola", "manager"),
    DemoAccount("petugas", "clerk"),
    DemoAccount("dishub", "agency_officer"),
    DemoAccount("kepling", "kepling"),
    DemoAccount("pembantu", "helper"),
    DemoAccount("lurah", "lurah"),
    DemoAccount("camat", "camat"),
    DemoAccount("walikota", "mayor"),
    DemoAccount("bpjs", "insurer_officer"),
    DemoAccount("kanwil", "regional_reader"),
    DemoAccount("pelindung.data", "data_protection_officer"),
    DemoAccount("administrator", "administrator"),
)


def shown_accounts() -> list[dict[str, Any]]:
    """What the sign-in page of the demonstration lists: role_label, login, password."""
    return [{"role_label": ROLES[each.role].label, "login": each.username, "password": PASSWORD} for each in ACCOUNTS]


def secret() -> str:
    """The shared second factor's, in base32: this installation's own, so that its codes open no other."""
    digest = salted_hmac("payung.demo.second_factor", "", algorithm="sha256").digest()
    return base64.b32encode(digest[:SECRET_BYTES]).decode()


def seed(users: Iterable[User]) -> None:
    """Mark the demo's accounts and give them their shared second factor (doing it again changes nothing).

    One that was given under another secret, in a copied database say, is replaced.
    """
    known = {user.pk: user for user in users}
    User.objects.filter(pk__in=known).update(is_demo=True)
    having = Authenticator.objects.filter(user__in=known, type=Authenticator.Type.TOTP)
    right = {each.user_id for each in having if _holds_secret(each)}
    having.exclude(user__in=right).delete()
    Authenticator.objects.bulk_create(
        [
            Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": second_factor.seal(secret())})
            for user in known.values()
            if user.pk not in right
        ]
    )


def current_code(at: float | None = None) -> str:
    """The six digits of the shared second factor now (or at a moment in seconds)."""
    return str(format_hotp_value(hotp_value(secret(), int(at if at is not None else time.time()) // PERIOD_S)))


def is_shown(username: str) -> bool:
    """Whether the sign-in page of a demonstration shows this account to everybody."""
    return username in {each.username for each in ACCOUNTS}


def is_current(code: str) -> bool:
    """Whether these are the shared digits of now, of the step before or of the one after."""
    now = time.time()
    return code.strip() in {current_code(now + step * PERIOD_S) for step in (-1, 0, 1)}


def is_shared(authenticator: Authenticator) -> bool:
    """Whether somebody's second factor is the demonstration's."""
    is_totp = authenticator.type == Authenticator.Type.TOTP
    return bool(settings.PAYUNG_DEMO and is_totp and _holds_secret(authenticator))


def is_shut(user: User) -> bool:
    """Whether somebody may not sign in, or stay signed in, because the demonstration is not shown."""
    return user.is_demo and not settings.PAYUNG_DEMO


def _holds_secret(authenticator: Authenticator) -> bool:
    return second_factor.unseal(authenticator.data["secret"]) == secret()
