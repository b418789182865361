"""Forms of sign-in: a code counts once, except the shared one of a demonstration; labels in plain Indonesian."""

from typing import Any

from allauth.account.forms import ChangePasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from payung.apps.accounts import demo

# a code is accepted one step early and late, so it must stay used for three steps; allauth remembers it for one
USED_S = demo.PERIOD_S * (2 * settings.PAYUNG_TOTP_GRACE_STEPS + 1)


class OnceOnly:
    """Mixed into the forms that ask for a code of somebody who has a second factor."""

    user: Any
    authenticator: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """A code is used up by its first use. The demonstration's is shared, so that it may be used again and again."""
        if shared := self._shared():
            self.authenticator = shared
            return str(self.cleaned_data["code"])
        code: str = super().clean_code()
        is_totp = self.authenticator.type == Authenticator.Type.TOTP
        if is_totp and not cache.add(f"payung.totp.{self.user.pk}.{code.strip()}", True, timeout=USED_S):
            raise get_adapter().validation_error("incorrect_code")
        return code

    def _shared(self) -> Authenticator | None:
        if not settings.PAYUNG_DEMO or not demo.is_current(self.cleaned_data["code"]):
            return None
        mine = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP)
        return next((each for each in mine if demo.is_shared(each)), None)


class SignInCodeForm(OnceOnly, AuthenticateForm):
    """The code asked for after the password."""


class AskAgainCodeForm(OnceOnly, ReauthenticateForm):
    """The code asked for before something that changes how somebody signs in."""


class NewPasswordForm(ChangePasswordForm):
    """The present password and, twice, the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Kata sandi sekarang"),
            "password1": _("Kata sandi baru"),
            "password2": _("Kata sandi baru, sekali lagi"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = _(
            "Paling sedikit 10 huruf atau angka, bukan kata yang umum, dan tidak mirip nama Anda."
        )
