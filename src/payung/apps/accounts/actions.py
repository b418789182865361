"""Makes accounts, gives them one-time passwords, and shuts them. What an account may do comes from its roles alone."""

import copy
import datetime as dt
import logging
import re
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.apps.accounts.errors import AccountError
from payung.apps.accounts.models import AccountLetter, User

log = logging.getLogger("payung.accounts")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that the eye takes for another
GROUPS, GROUP = 4, 4
LONGEST_NAME = 150
VALID_FOR = dt.timedelta(days=30)  # a one-time password opens its account no longer than this
QUICK_ROUNDS = 1000
ONE_TIME = ["password", "must_change_password", "one_time_until"]
USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58})[a-z0-9]")


@dataclass(frozen=True, slots=True)
class OneTimePassword:
    """An account and the password that its owner must change at first sign-in. Shown once, stored nowhere."""

    user: User
    password: str

    @property
    def until(self) -> dt.datetime | None:
        """The moment from which it opens nothing any more."""
        return self.user.one_time_until

    def __repr__(self) -> str:
        """Says nothing of the password, so that no log holds it."""
        return f"OneTimePassword({self.user.pk})"


def create_account(*, by: int, username: str, full_name: str) -> OneTimePassword:
    """A new account with a one-time password; raises `AccountError` for a name that is taken or no name.

    Everybody can sign in to a demonstration that is shown, and make one: what is made there belongs to it.
    """
    user = new_account(username=username, full_name=full_name)
    if User.objects.filter(username__iexact=user.username).exists():
        raise AccountError(
            _("Nama pengguna “%(username)s” sudah dipakai. Pilih yang lain.") % {"username": user.username}
        )
    made = _with_password(user)
    user.save()
    _tell("account %s made by %s", user.pk, by)
    return made


def new_account(*, username: str, full_name: str) -> User:
    """An account that is not saved yet and opens with no password; `AccountError` where a name is none."""
    username, full_name = username.strip().lower(), " ".join(full_name.split())
    if not USERNAME.fullmatch(username):
        raise AccountError(
            _("Nama pengguna berisi 3 sampai 60 huruf kecil, angka, titik, atau tanda hubung, misalnya siti.aminah.")
        )
    if not full_name or len(full_name) > LONGEST_NAME:
        raise AccountError(_("Isi nama lengkap pemilik akun."))
    user = User(username=username, full_name=full_name, must_change_password=True, is_demo=settings.PAYUNG_DEMO)
    user.set_unusable_password()
    return user


def open_accounts(*, by: int, names: Sequence[tuple[str, str]]) -> list[User]:
    """Many new accounts (user name, full name) at once, each of which opens with no password until a letter is made.

    Raises `AccountError` for a name that is none; the user names are known to be free.
    """
    users = [new_account(username=username, full_name=full_name) for username, full_name in names]
    made = User.objects.bulk_create(users)
    for user in made:
        _tell("account %s made by %s", user.pk, by)
    return made


def _with_password(user: User) -> OneTimePassword:
    """The account with a one-time password from now on, not saved yet."""
    password = one_time_password()
    user.password = _hashed(password)
    user.must_change_password, user.one_time_until = True, timezone.now() + VALID_FOR
    return OneTimePassword(user, password)


def _hashed(password: str) -> str:
    """In few rounds: what chance made of 79 bits needs no slow hash, and hundreds are made at once.

    At its first use Django hashes it anew in as many rounds as any other.
    """
    hasher: Any = copy.copy(get_hasher())
    hasher.iterations = QUICK_ROUNDS
    return str(hasher.encode(password, hasher.salt()))


def renew_password(*, by: int, user: User) -> OneTimePassword:
    """A new one-time password, for somebody who has forgotten theirs; all their sessions end."""
    made = _with_password(user)
    user.save(update_fields=ONE_TIME)
    _tell("password of account %s renewed by %s", user.pk, by)
    return made


def renew_by_letter(*, by: int, users: Collection[User]) -> list[OneTimePassword]:
    """A new one-time password for each, to be printed in a letter; earlier letters and all their sessions end."""
    made = [_with_password(user) for user in users]
    User.objects.bulk_update(users, ONE_TIME)
    now = timezone.now()
    AccountLetter.objects.bulk_create(
        AccountLetter(user=each.user, made_at=now, made_by_id=by, until=now + VALID_FOR) for each in made
    )
    for each in made:
        _tell("letter for account %s made by %s", each.user.pk, by)
    return made


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
