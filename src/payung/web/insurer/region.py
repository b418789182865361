"""The regional reader's one page: the campaign figures of every city of the province, side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.apps.campaigns.regional import by_city
from payung.web.guards import needs_region


@require_safe
@needs_region
def region(request: HttpRequest) -> HttpResponse:
    """Counts alone; each city's with its own month and the day of its file, so that nothing is added up."""
    rows = by_city(request.holding)
    return render(request, "insurer/region.html", {"rows": rows, "place": request.holding.area.name})
