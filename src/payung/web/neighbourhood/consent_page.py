"""The text of consent as a page to print and hand over, in Indonesian and in the reader's language."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from payung.apps.enrolment.consent import text_of
from payung.web.guards import signed_in


@signed_in
def consent(request: HttpRequest, version: int) -> HttpResponse:
    """One version; 404 for a number that is none."""
    text = text_of(version)
    if text is None:
        raise Http404
    wordings = [("id", text.wordings["id"])]
    if get_language() != "id":
        wordings.insert(0, ("en", text.wordings["en"]))
    return render(request, "neighbourhood/register/consent.html", {"text": text, "wordings": wordings})
