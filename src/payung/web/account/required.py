"""What somebody must do before anything else: change a one-time password, then set up a second factor."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

# what stays open meanwhile, besides the page of the step itself
ALWAYS_OPEN = frozenset({"account_logout", "account_login", "set_language", "healthz"})
STEPS = {
    "account_change_password": frozenset({"account_reauthenticate"}),
    "mfa_activate_totp": frozenset({"account_reauthenticate", "mfa_reauthenticate"}),
}


def required_step(request: HttpRequest) -> str | None:
    """The name of the page that comes first; None where nothing is owed or the page asked for is allowed meanwhile."""
    step = _owed(request)
    match = request.resolver_match
    asked = match.url_name if match else None
    if step is None or asked == step or asked in ALWAYS_OPEN or asked in STEPS[step]:
        return None
    return step


def _owed(request: HttpRequest) -> str | None:
    user = request.user
    if not user.is_authenticated:
        return None
    if user.must_change_password:
        return "account_change_password"
    holding = getattr(request, "holding", None)
    if holding is None or not holding.kind.needs_second_factor():
        return None
    return None if is_mfa_enabled(user, [Authenticator.Type.TOTP]) else "mfa_activate_totp"
