"""Keeps when a session was last used, to ten minutes: a reading page then writes nothing."""

import datetime as dt
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

EVERY = dt.timedelta(minutes=10)


class LastSeenMiddleware:
    """One UPDATE a request, which finds no row more than once in ten minutes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now()
            mine = UserSession.objects.filter(session_key=request.session.session_key, last_seen_at__lt=now - EVERY)
            mine.update(last_seen_at=now)
        return self.get_response(request)
