"""The addresses of the API, open to everybody: nothing here is about a person."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.utils.translation import gettext_noop
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from payung import __version__
from payung.api.v1 import contributions
from payung.api.v1.refusals import Refusal, refused
from payung.api.v1.schema import components

log = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


class DescribedAPI(NinjaAPI):
    """Adds the schemas of the questions to the description."""

    def get_openapi_schema(self, **given: Any) -> Any:
        schema = super().get_openapi_schema(**given)
        schema["components"]["schemas"].update(components())
        return schema


api = DescribedAPI(
    title="Payung",
    version=__version__,
    description="Contributions, benefits, deadlines and statuses of employment social security, from the law as data.",
    urls_namespace="api-v1",
    docs_url="/docs",
)
api.add_router("/contributions/", contributions.router)


@api.exception_handler(Refusal)
def refuse(_request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What the API refuses, in sentences."""
    response = refused([refusal.as_data()], status=refusal.status)
    if "seconds" in refusal.facts:
        response.headers["Retry-After"] = str(refusal.facts["seconds"])
    return response


@api.exception_handler(Exception)
def fail(request: HttpRequest, _fault: Exception) -> HttpResponse:
    """A fault of ours: the log holds it, the answer is a sentence."""
    log.exception("%s failed", request.path)
    return refuse(request, Refusal(500, "fault", gettext_noop("Terjadi kesalahan di sisi kami; coba lagi nanti.")))


def missing(request: HttpRequest) -> HttpResponse:
    """An address that is none."""
    sentence = gettext_noop("Alamat ini tidak ada; lihat /api/v1/openapi.json.")
    return refuse(request, Refusal(404, "no_address", sentence))


def _open_to_all(view: View) -> View:
    @csrf_exempt
    @login_not_required
    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 405:
            return response
        sentence = gettext_noop("Alamat ini hanya menerima %(methods)s.")
        told = refuse(request, Refusal(405, "method", sentence, methods=response.headers["Allow"]))
        told.headers["Allow"] = response.headers["Allow"]
        return told

    opened: Any = door
    opened.permissions = None
    return door


def _patterns() -> list[URLPattern]:
    made = [each for each in api.urls[0] if isinstance(each, URLPattern)]
    for pattern in made:
        pattern.callback = _open_to_all(missing if pattern.name == "api-root" else pattern.callback)
    return [*made, re_path("", _open_to_all(missing), name="missing")]


app_name = "api-v1"
urlpatterns = _patterns()
