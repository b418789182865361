"""One page on paper: a place's figures, with their days and sources, in either language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.campaigns import queries
from payung.integrations.letters.compiling import LetterError
from payung.integrations.letters.sheet import sheet
from payung.integrations.letters.typeface import TypefaceMissing
from payung.web.city.figures import report_words as words
from payung.web.city.figures.asked import around, asked
from payung.web.city.figures.pace import course
from payung.web.guards import needs

LANGUAGES = ("id", "en")


@require_safe
@needs(Permission.CAMPAIGN_SEE)
def report(request: HttpRequest, area: int) -> HttpResponse:
    """The sheet as PDF, made anew from the rows; it holds figures only, so no purpose is asked."""
    found = asked(request, area)
    wanted = request.GET.get("bahasa", "")
    language = wanted if wanted in LANGUAGES else "id"
    seen = queries.overview(found.scope, request.scope.area, found.campaign, found.question)
    city = request.holding.area.city
    try:
        with translation.override(language):
            content = sheet(words.sheet(seen, course(found), city=city, language=language))
            name = words.file_name(seen)
    except (LetterError, TypefaceMissing):
        return render(request, "city/figures/no_report.html", around(found, "campaign_pace"), status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Language"] = language
    response["Cache-Control"] = "no-store"
    return response
