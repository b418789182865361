"""Which campaign, place and months a page of figures is about, and what stands around every such page."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.apps.campaigns import queries
from payung.apps.campaigns.counting import Question
from payung.apps.campaigns.models import Campaign
from payung.apps.coverage.file_queries import EndedMonth, last_ended_month
from payung.apps.territory.codes import Level
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.queries import Place
from payung.apps.territory.scope import Scope, ScopeError
from payung.web.city import campaign_page as words
from payung.web.paging import whole_number

PAGES: dict[str, str | Promise] = {
    "campaign_pace": gettext_lazy("Laju"),
    "campaign_staying": gettext_lazy("Yang bertahan"),
    "campaign_comparison": gettext_lazy("Perbandingan wilayah"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """`scope` is narrowed to the place; `path` leads to it from the top of the reader's own territory."""

    scope: Scope
    campaign: Campaign
    question: Question
    ended: EndedMonth | None
    path: list[Place]

    @property
    def place(self) -> Place:
        return self.path[-1]

    @property
    def level(self) -> Level:
        return self.place.level


def asked(request: HttpRequest, area: int) -> Asked:
    """Raises Http404 for a place outside the reader's territory and for a campaign that is none."""
    known = list(queries.campaigns(request.scope))
    wanted = request.GET.get("campaign", "")
    campaign = queries.chosen(known, today=request.today, wanted=whole_number(wanted) if wanted else None)
    try:
        place = request.scope.within(area)
        if campaign is None:
            raise Http404
        path = queries.way_down(place, request.scope.area, on=queries.target_day(campaign, today=request.today))
    except (ScopeError, TerritoryError) as error:
        raise Http404 from error
    ended = last_ended_month(request.scope, request.today)
    question = queries.question(campaign, month=ended.month if ended else None, today=request.today)
    return Asked(place, campaign, question, ended, path)


def around(found: Asked, page: str) -> dict[str, Any]:
    """Title, way up, period, and the ways to the other pages of figures and to the sheet."""
    title = PAGES[page]
    place = words.place_title(found.place)
    return {
        "title": _("%(page)s: %(place)s") % {"page": title, "place": place},
        "places": [*_trail(found), {"label": str(title), "url": ""}],
        "period": words.period(found.campaign),
        "campaign": found.campaign,
        "pages": pages(found.campaign, found.place.id, page),
        "report": report(found.campaign, found.place.id),
        "today": found.question.today,
        "ended": found.ended,
        "state_of_time": words.begins(found.campaign, found.question.today),
    }


def pages(campaign: Campaign, area: int, current: str = "") -> list[dict[str, Any]]:
    """The pages of figures of a place; the current one is marked."""
    return [
        {"label": label, "url": address(name, campaign, area), "current": name == current}
        for name, label in PAGES.items()
    ]


def report(campaign: Campaign, area: int) -> list[dict[str, str]]:
    """The sheet in each language."""
    url = address("campaign_report", campaign, area)
    return [
        {"label": _("Laporan satu halaman (PDF)"), "url": f"{url}&bahasa=id", "language": "id"},
        {"label": _("Laporan satu halaman, bahasa Inggris (PDF)"), "url": f"{url}&bahasa=en", "language": "en"},
    ]


def address(name: str, campaign: Campaign, area: int) -> str:
    return f"{reverse(name, args=[area])}?campaign={campaign.pk}"


def _trail(found: Asked) -> list[dict[str, str]]:
    top = found.path[0]
    return [
        {"label": place.name, "url": words.address(found.campaign, None if place == top else place.id)}
        for place in found.path
    ]
