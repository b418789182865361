"""Places beside each other, fairly: who differs more than places of that size do of themselves, and with what heads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.campaigns import comparing
from payung.apps.territory.codes import Level
from payung.web.city.figures import comparison_words as words
from payung.web.city.figures.asked import address, around, asked
from payung.web.guards import needs

LEVELS = {Level.CITY: (Level.KECAMATAN, Level.KELURAHAN), Level.KECAMATAN: (Level.KELURAHAN,)}


@require_safe
@needs(Permission.CAMPAIGN_SEE)
def comparison(request: HttpRequest, area: int) -> HttpResponse:
    """The places of one level below; nothing is compared inside a kelurahan, where every number is small."""
    found = asked(request, area)
    levels = LEVELS.get(found.level, ())
    context = around(found, "campaign_comparison")
    if not levels:
        return render(request, "city/figures/comparison.html", context | {"lead": words.too_small()})
    wanted = request.GET.get("tingkat", "")
    level = next((each for each in levels if each.value == wanted), levels[0])
    seen = comparing.comparison(found.scope, found.campaign, found.question, level)
    url = address("campaign_comparison", found.campaign, area)
    measure = words.KEPT if request.GET.get("ukuran") == words.KEPT and seen.kept is not None else words.REACH
    context |= {
        "lead": words.answer(seen, measure),
        "levels": words.levels(url, levels, level, measure),
        "measures": words.measures(url, seen, found, measure),
        "table": words.table(seen, found, measure),
        "notes": words.notes(seen, measure),
    }
    return render(request, "city/figures/comparison.html", context)
