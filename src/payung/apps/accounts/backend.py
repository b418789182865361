"""Who may sign in: allauth's backend; no one-time password after its day, no account of a demonstration not shown."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.apps.accounts import demo
from payung.apps.accounts.models import User


def is_past(user: User) -> bool:
    """Whether what the account opens with is a one-time password that nobody used in time."""
    return user.must_change_password and user.one_time_until is not None and user.one_time_until <= timezone.now()


class SignInBackend(AuthenticationBackend):  # type: ignore[misc] # allauth has no types
    """Asked at sign-in, and at every request for whoever is signed in."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """The account of a name and a password; the form shows what `ValidationError` says."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and demo.is_shut(user):
            raise ValidationError(
                _("Ini akun contoh; ia hanya dapat masuk selama contoh ditampilkan: jalankan payung run --demo.")
            )
        if user is not None and is_past(user):
            raise ValidationError(
                _("Kata sandi sekali pakai ini sudah tidak berlaku. Mintalah yang baru kepada administrator.")
            )
        return user

    def get_user(self, user_id: int) -> User | None:
        """The account of a session; none for the demonstration's once it is no longer shown."""
        user: User | None = super().get_user(user_id)
        return None if user is None or demo.is_shut(user) else user
