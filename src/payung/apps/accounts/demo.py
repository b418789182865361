"""Sign-ins of the demonstration: one account a role, one password, one second factor whose code the program shows.

Only the loader of the demo city makes these accounts.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings

from payung.apps.accounts import second_factor
from payung.apps.accounts.models import User
from payung.apps.accounts.roles import ROLES

PASSWORD = "payung-contoh"  # noqa: S105 - shown to everybody on the sign-in page
SECRET = "PAYUNGCONTOHPAYUNGCONTOHPAYUNGCO"  # noqa: S105 - its codes are shown there too
PERIOD_S = 30


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Who signs in as `username` acts in `role`."""

    username: str
    role: str


ACCOUNTS = (
    DemoAccount("pengelola", "manager"),
    DemoAccount("petugas", "clerk"),
    DemoAccount("kepling", "kepling"),
    DemoAccount("lurah", "lurah"),
    DemoAccount("camat", "camat"),
    DemoAccount("walikota", "mayor"),
    DemoAccount("bpjs", "insurer_officer"),
    DemoAccount("pelindung.data", "data_protection_officer"),
    DemoAccount("administrator", "administrator"),
)


def shown_accounts() -> list[dict[str, Any]]:
    """What the sign-in page of the demonstration lists: role_label, login, password."""
    return [{"role_label": ROLES[each.role].label, "login": each.username, "password": PASSWORD} for each in ACCOUNTS]


def seed(users: Iterable[User]) -> None:
    """Give the demo's accounts their shared second factor (once; doing it again changes nothing)."""
    having = set(Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id", flat=True))
    Authenticator.objects.bulk_create(
        [
            Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": second_factor.seal(SECRET)})
            for user in users
            if user.pk not in having
        ]
    )


def current_code(at: float | None = None) -> str:
    """The six digits of the shared second factor now (or at a moment in seconds)."""
    return str(format_hotp_value(hotp_value(SECRET, int(at if at is not None else time.time()) // PERIOD_S)))


def is_shown(username: str) -> bool:
    """Whether the sign-in page of a demonstration shows this account to everybody."""
    return username in {each.username for each in ACCOUNTS}


def is_current(code: str) -> bool:
    """Whether these are the shared digits of now, of the step before or of the one after."""
    now = time.time()
    return code.strip() in {current_code(now + step * PERIOD_S) for step in (-1, 0, 1)}


def is_shared(authenticator: Authenticator) -> bool:
    """Whether somebody's second factor is the demonstration's."""
    return bool(
        settings.PAYUNG_DEMO
        and authenticator.type == Authenticator.Type.TOTP
        and second_factor.unseal(authenticator.data["secret"]) == SECRET
    )
