"""What surrounds every request: its number, its line in the log, its figures; and probes, which need nothing else."""

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from payung.shared.log_lines import EXTRA, request_id
from payung.web.operations import figures
from payung.web.operations.probes import PROBES

HEADER = "X-Request-ID"
UNKNOWN, STATIC = "unknown", "static"

log = logging.getLogger("payung.requests")


class WatchedMiddleware:
    """Stands before all others. It answers the probes itself: they meet no session, no scope and no host check.

    A request is named by its view, never by its address, in which ids stand.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if probe := PROBES.get(request.path):
            return probe(request)
        number = uuid.uuid4().hex
        token = request_id.set(number)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            _note(request, response, seconds=time.perf_counter() - began)
        finally:
            request_id.reset(token)
        response.headers[HEADER] = number
        return response


def view_name(request: HttpRequest) -> str:
    """The name under which the address is known; one word for static files, and one for everything unknown."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or UNKNOWN
    return STATIC if request.path.startswith("/static/") else UNKNOWN


def _note(request: HttpRequest, response: HttpResponse, *, seconds: float) -> None:
    view = view_name(request)
    method = request.method if request.method in figures.METHODS else "OTHER"
    figures.count_request(view=view, method=str(method), status=response.status_code, seconds=seconds)
    if view == STATIC:
        return
    holding = getattr(request, "holding", None)
    said = {"view": view, "method": method, "status": response.status_code, "ms": round(seconds * 1000)}
    who = {"user": holding.user_id, "role": holding.role} if holding is not None else {}
    log.info("request", extra={EXTRA: said | who})
