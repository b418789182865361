"""The campaign page: how far, and who stays protected; by place down to the lingkungan, and there by head."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.campaigns import queries
from payung.apps.campaigns.queries import Overview
from payung.apps.coverage.file_queries import EndedMonth, last_ended_month
from payung.apps.enrolment import listing
from payung.apps.enrolment.enums import State
from payung.apps.enrolment.filters import Filters
from payung.apps.territory.codes import Level, level_of
from payung.apps.territory.errors import TerritoryError
from payung.apps.territory.scope import Scope, ScopeError
from payung.web.city import campaign_charts as charts
from payung.web.city import campaign_page as words
from payung.web.city import campaign_table as tables
from payung.web.city.campaign_rows import RowLinks
from payung.web.city.figures import asked as figures
from payung.web.guards import needs
from payung.web.paging import whole_number


@require_safe
@needs(Permission.CAMPAIGN_SEE)
def campaign(request: HttpRequest, area: int | None = None) -> HttpResponse:
    """The campaign that runs, or the one asked for; the reader's whole territory, or a place inside it."""
    known = list(queries.campaigns(request.scope))
    shown = queries.chosen(known, today=request.today, wanted=_wanted(request))
    if shown is None and known:
        raise Http404
    if shown is None:
        return render(request, "city/campaign/none.html", {"create": words.create_button(request.scope)})
    place = _place(request, area)
    ended = last_ended_month(request.scope, request.today)
    asked = queries.question(shown, month=ended.month if ended else None, today=request.today)
    try:
        seen = queries.overview(place, request.scope.area, shown, asked)
    except TerritoryError as error:
        raise Http404 from error
    context = _context(request.scope, place, seen, ended)
    context |= {"unplaced": _unplaced(request, place), "from_outside": _from_outside(request)}
    context |= {"others": words.others(known, shown, area=area), "create": words.create_button(request.scope)}
    return render(request, "city/campaign/page.html", context)


def _wanted(request: HttpRequest) -> int | None:
    asked = request.GET.get("campaign", "")
    if not asked:
        return None
    return whole_number(asked)


def _place(request: HttpRequest, area: int | None) -> Scope:
    scope: Scope = request.scope
    if area is None:
        return scope
    try:
        return scope.within(area)
    except ScopeError as error:
        raise Http404 from error


def _unplaced(request: HttpRequest, place: Scope) -> dict[str, str] | None:
    """For who may mend them: those that wait without a kelurahan, so that no lurah sees them."""
    if not request.scope.may(Permission.REGISTRATION_CREATE) or level_of(place.area) not in listing.WIDE:
        return None
    waiting = Filters(today=request.today, state=State.SUBMITTED, unplaced=True)
    return words.unplaced(listing.count(place, waiting), place.area)


def _from_outside(request: HttpRequest) -> dict[str, str] | None:
    """For who verifies in a lurah's stead: workers who live outside the city."""
    if not request.scope.may(Permission.OUTSIDE_VERIFY):
        return None
    waiting = Filters(today=request.today, state=State.SUBMITTED, outside=True)
    return words.from_outside(listing.count(request.scope, waiting))


def _context(scope: Scope, place: Scope, seen: Overview, ended: EndedMonth | None) -> dict[str, object]:
    links = RowLinks(scope, seen.question, place.area)
    if seen.level is Level.LINGKUNGAN:
        table = tables.heads(queries.credit_by_head(place, seen.question), links, ended, seen.total)
    else:
        table = tables.places(seen, links, ended)
    return {
        **words.header(scope, seen, links),
        "seen": seen,
        "pages": figures.pages(seen.campaign, place.area),
        "report": figures.report(seen.campaign, place.area),
        "tiles": words.tiles(seen, links, ended),
        "ended": ended,
        "protection": charts.protection(seen, links, ended),
        "months": charts.months_paid(seen, links),
        "table": table,
        "state_of_time": words.begins(seen.campaign, seen.question.today),
    }
