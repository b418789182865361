"""How sign-in behaves here: nobody signs up by themselves, a second factor is TOTP, and its secrets are sealed."""

import time
from io import BytesIO
from typing import Any

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.apps.accounts import demo, second_factor
from payung.apps.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy("Nama pengguna atau kata sandi salah. Periksa, lalu coba lagi."),
        "too_many_login_attempts": gettext_lazy("Terlalu banyak percobaan. Tunggu 5 menit, lalu coba lagi."),
        "rate_limited": gettext_lazy("Terlalu banyak percobaan. Tunggu 5 menit, lalu coba lagi."),
        "enter_current_password": gettext_lazy("Kata sandi yang sekarang salah."),
        "incorrect_password": gettext_lazy("Kata sandi salah."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator."""
        return False

    def clean_password(self, password: str, user: Any = None) -> str:
        """A new password differs from the old one; those of a demonstration stay as they are shown."""
        if settings.PAYUNG_DEMO and user is not None and demo.is_shown(user.username):
            raise ValidationError(_("Kata sandi akun contoh tidak dapat diganti."))
        if user is not None and user.check_password(password):
            raise ValidationError(_("Kata sandi baru harus berbeda dari yang lama."))
        return str(super().clean_password(password, user))

    def is_reauthentication_required(self, *, app: str, **given: Any) -> bool:
        """Before something that changes how somebody signs in; whoever has just signed in is not asked again."""
        request = context.request
        last = max((each["at"] for each in get_authentication_records(request, request.user)), default=0)
        return time.time() - last >= app_settings.REAUTHENTICATION_TIMEOUT

    def set_password(self, user: User, password: str) -> None:
        user.must_change_password = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("Kode salah atau sudah dipakai. Tunggu kode berikutnya, lalu coba lagi."),
        "cannot_delete_authenticator": gettext_lazy("Kode dari ponsel akun contoh tidak dapat dimatikan."),
    }

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def build_totp_svg(self, url: str) -> str:
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=4, border=4, light="white", xmldecl=False)
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return second_factor.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not demo.is_shared(authenticator)
