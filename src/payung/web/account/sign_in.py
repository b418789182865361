"""allauth's pages as they stand here; in a demonstration they show its accounts and its current code."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from payung.apps.accounts import demo
from payung.web.paging import whole_number


class ShowsDemo:
    """Adds `demo_accounts` and `demo_totp` to the page of a demonstration."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.PAYUNG_DEMO:
            context |= {"demo_accounts": demo.shown_accounts(), "demo_totp": demo.current_code()}
        return context


class SignIn(ShowsDemo, LoginView):
    """User name and password."""


class SecondFactor(ShowsDemo, AuthenticateView):
    """The code after them."""


class AskCodeAgain(ShowsDemo, ReauthenticateView):
    """The code before something that changes how somebody signs in."""


class Sessions(ListUserSessionsView):
    """Where somebody is signed in; ends one session of theirs (`session`), or all but this one."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = request.POST.get("session", "")
        if not chosen:
            return super().post(request, *args, **kwargs)
        mine = UserSession.objects.filter(user_id=request.user.pk, pk=whole_number(chosen))
        for session in mine:
            session.end()
            get_adapter().add_message(request, messages.INFO, "usersessions/messages/sessions_logged_out.txt")
        return HttpResponseRedirect(reverse("usersessions_list"))
