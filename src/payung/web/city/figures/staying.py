"""Do those who came in stay protected: months paid in all, and each month's newcomers in the months since."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.campaigns import cohorts
from payung.apps.campaigns.reading import reading
from payung.apps.coverage.file_queries import ended_months
from payung.rules.protection import Standing
from payung.web.city.campaign_charts import SHOWN_STANDINGS
from payung.web.city.figures import staying_words as words
from payung.web.city.figures.asked import address, around, asked
from payung.web.guards import needs


@require_safe
@needs(Permission.CAMPAIGN_SEE)
def staying(request: HttpRequest, area: int) -> HttpResponse:
    """One word of standing at a time, never several summed: paid unless another is asked for."""
    found = asked(request, area)
    told = {each.month: each.as_of for each in ended_months(request.scope, request.today)}
    seen = cohorts.staying(found.scope, found.question.period, told)
    wanted = request.GET.get("keadaan", "")
    standing = Standing(wanted) if wanted in SHOWN_STANDINGS else Standing.PAID
    fewest = reading(request.today).fewest_shared
    context = {
        **around(found, "campaign_staying"),
        "seen": seen,
        "lead": words.answer(seen, fewest=fewest),
        "chart": words.months_paid(seen, fewest=fewest),
        "grid": words.grid(seen, standing, told, fewest=fewest),
        "standings": words.standings(address("campaign_staying", found.campaign, area), standing),
    }
    return render(request, "city/figures/staying.html", context)
