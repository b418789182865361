"""Reads accounts."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from payung.apps.accounts.errors import AccountError
from payung.apps.accounts.models import User


def accounts() -> QuerySet[User]:
    """All accounts by user name."""
    return User.objects.order_by("username")


def has_demo_accounts() -> bool:
    """Whether the demonstration stands in this database."""
    return User.objects.filter(is_demo=True).exists()


def account_by_id(user: int) -> User | None:
    return User.objects.filter(pk=user).first()


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def account(username: str) -> User:
    """The account of a user name, however it is cased; raises `AccountError` where there is none."""
    found = User.objects.filter(username__iexact=username.strip()).first()
    if found is None:
        raise AccountError(_("Tidak ada akun dengan nama pengguna “%(username)s”.") % {"username": username.strip()})
    return found
