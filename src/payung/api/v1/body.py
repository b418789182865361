"""The body of a request: JSON of a bounded size, read strictly."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop

from payung.api.v1.refusals import Refusal

MOST_BYTES = 1024 * 1024
_KIBIBYTE = 1024


def read_object(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent; Refusal for another content type, a body too large, or what is no object."""
    if request.content_type != "application/json":
        raise Refusal(415, "content_type", gettext_noop("Kirim JSON dengan Content-Type: application/json."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        sentence = gettext_noop("Permintaan ini lebih besar dari %(most)s KiB; bagi menjadi beberapa permintaan.")
        raise Refusal(413, "too_large", sentence, most=MOST_BYTES // _KIBIBYTE)
    try:
        found = json.loads(request.body, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise Refusal(400, "no_json", gettext_noop("Isi permintaan bukan JSON; periksa penulisannya.")) from None
    if not isinstance(found, dict):
        raise Refusal(400, "no_object", gettext_noop("Isi permintaan harus berupa objek JSON, ditulis dalam { }."))
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name written twice is refused, because one of the two would be dropped in silence."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is written twice")
    return found
