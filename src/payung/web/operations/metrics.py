"""`/metrics`, for whoever bears the token of the settings. To anybody else the page does not exist."""

import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST

from payung.web.guards import public
from payung.web.operations.figures import exposition


@public
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures of operation; 404 without the right bearer token."""
    if not _bears_token(request):
        return HttpResponse("Not Found\n", status=404, content_type="text/plain")
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _bears_token(request: HttpRequest) -> bool:
    wanted: str = settings.PAYUNG_METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    return bool(wanted) and hmac.compare_digest(given.encode(), f"Bearer {wanted}".encode())
