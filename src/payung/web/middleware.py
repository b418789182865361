"""Who acts in which role, and the scoped transaction around everything that renders."""

from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from payung.apps.territory import scope
from payung.apps.territory.models import Holding
from payung.web.account.required import required_step
from payung.web.acting import holding_of

Next = Callable[[HttpRequest], HttpResponse]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class ActingMiddleware:
    """Sets `request.holding`: the role in which somebody acts. What they owe first (`account.required`) comes first."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.holding = holding_of(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., object], *_: object) -> HttpResponse | None:
        step = required_step(request)
        return redirect(step) if step else None


class ScopeMiddleware:
    """Opens the scope of `request.holding` for the whole of the view and its rendering.

    A reading request runs in a read-only transaction, so that a GET cannot write. An error rolls back. A regional
    reader has no scope: their page opens each city's by itself.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        holding: Holding | None = request.holding
        if holding is None or holding.kind.regional or is_open(request):
            return self.get_response(request)
        mine = scope.of_holding(holding)
        reading = request.method in SAFE
        with scope.opened(mine, reason=f"{request.method} {route(request)}", read_only=reading) as opened:
            request.scope, request.today, request.vault = mine, opened.today, opened.vault
            response = self.get_response(request)
            if response.status_code >= 500 and not connection.needs_rollback:
                transaction.set_rollback(True)
        return response


OPEN_PREFIXES = ("/static/", "/akun/", "/i18n/", "/healthz", "/api/v1/contributions/")


def is_open(request: HttpRequest) -> bool:
    """Pages outside every scope: sign-in and account pages, language, static files, calculations for other systems."""
    return request.path.startswith(OPEN_PREFIXES)


def route(request: HttpRequest) -> str:
    """The page without its ids, for the reason kept in history."""
    parts = [part for part in request.path.split("/") if part and not any(c.isdigit() for c in part)]
    return "/" + "/".join(parts)
