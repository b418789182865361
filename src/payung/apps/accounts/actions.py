"""Makes accounts, gives them one-time passwords, and shuts them. What an account may do comes from its roles alone."""

import logging
import re
import secrets
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from payung.apps.accounts.errors import AccountError
from payung.apps.accounts.models import User

log = logging.getLogger("payung.accounts")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that the eye takes for another
GROUPS, GROUP = 4, 4
LONGEST_NAME = 150
USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58})[a-z0-9]")


@dataclass(frozen=True, slots=True)
class OneTimePassword:
    """An account and the password that its owner must change at first sign-in. Shown once, stored nowhere."""

    user: User
    password: str

    def __repr__(self) -> str:
        """Says nothing of the password, so that no log holds it."""
        return f"OneTimePassword({self.user.pk})"


def create_account(*, by: int, username: str, full_name: str) -> OneTimePassword:
    """A new account with a one-time password; raises `AccountError` for a name that is taken or no name.

    Everybody can sign in to a demonstration that is shown, and make one: what is made there belongs to it.
    """
    username, full_name = username.strip().lower(), " ".join(full_name.split())
    if not USERNAME.fullmatch(username):
        raise AccountError(
            _("Nama pengguna berisi 3 sampai 60 huruf kecil, angka, titik, atau tanda hubung, misalnya siti.aminah.")
        )
    if not full_name or len(full_name) > LONGEST_NAME:
        raise AccountError(_("Isi nama lengkap pemilik akun."))
    if User.objects.filter(username__iexact=username).exists():
        raise AccountError(_("Nama pengguna “%(username)s” sudah dipakai. Pilih yang lain.") % {"username": username})
    password = one_time_password()
    user = User(username=username, full_name=full_name, must_change_password=True, is_demo=settings.PAYUNG_DEMO)
    user.set_password(password)
    user.save()
    _tell("account %s made by %s", user.pk, by)
    return OneTimePassword(user, password)


def renew_password(*, by: int, user: User) -> OneTimePassword:
    """A new one-time password, for somebody who has forgotten theirs; all their sessions end."""
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    _tell("password of account %s renewed by %s", user.pk, by)
    return OneTimePassword(user, password)


def remove_second_factor(*, by: int, user: User) -> OneTimePassword:
    """For somebody who has lost their phone and their recovery codes: the factor goes, and the password is renewed."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        _tell("second factor of account %s removed by %s", user.pk, by)
        return renew_password(by=by, user=user)


def deactivate(*, by: int, user: User) -> None:
    """Nobody signs in with the account any more, and whoever is signed in is out at once."""
    _set_active(by, user, active=False)


def activate(*, by: int, user: User) -> None:
    """The account works again, with the password it had."""
    _set_active(by, user, active=True)


def _set_active(by: int, user: User, *, active: bool) -> None:
    user.is_active = active
    user.save(update_fields=["is_active"])
    _tell("account %s opened by %s" if active else "account %s shut by %s", user.pk, by)


def _tell(sentence: str, account: int, by: int) -> None:
    """Into the log, once it has truly happened; accounts by number, nobody by name."""
    transaction.on_commit(lambda: log.info(sentence, account, by))


def one_time_password() -> str:
    """Sixteen letters in four groups: easy to read out, hard to guess (79 bits)."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
