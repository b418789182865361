"""Forms of which nothing typed is lost (frontend/modules/kept_form.js): the key of drafts, and where a form leads."""

import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.crypto import salted_hmac

SENT_BY_SCRIPT = "X-Payung-Kept"
GOES_TO = "X-Payung-Go"


def draft_key(request: HttpRequest) -> str:
    """The key, in base64, with which the device of whoever is signed in seals what they type.

    It follows from the account and its password: the server keeps no copy, and after a change of password older drafts
    cannot be read any more.
    """
    secret = f"{request.user.pk}:{request.user.get_session_auth_hash()}"
    return base64.b64encode(salted_hmac("payung.draft", secret, algorithm="sha256").digest()).decode()


def go(request: HttpRequest, to: str, *names: object) -> HttpResponse:
    """Lead on to a page; a form that was sent by the script is told the address, and goes there itself."""
    if SENT_BY_SCRIPT not in request.headers:
        return redirect(to, *names)
    return HttpResponse(status=204, headers={GOES_TO: resolve_url(to, *names)})
