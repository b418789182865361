"""The first page of the insurer's officer: what waits for an answer, and which data is still to come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from payung.apps.accounts.permissions import Permission
from payung.apps.coverage import branch_shares, file_queries
from payung.apps.coverage import queries as coverage
from payung.apps.enrolment import batch_queries as queries
from payung.apps.enrolment.enums import BatchState
from payung.apps.territory.models import Holding
from payung.shared.months import Month
from payung.web.acting import holdings_of
from payung.web.guards import needs

SHOWN = 10


@require_GET
@needs(Permission.BATCH_SEE, Permission.ANSWER_IMPORT)
def insurer_home(request: HttpRequest) -> HttpResponse:
    """Batches that wait, the oldest first, and the last month whose payments are known; no month before members."""
    found = queries.batches(request.scope).filter(state=BatchState.SENT).order_by("number")[:SHOWN]
    known = file_queries.last_ended_month(request.scope, request.today)
    wanted = Month.of(request.today) - 1 if coverage.anybody(request.scope) else None
    context = {
        "waiting": queries.waiting(request.scope),
        "tallies": [(each, queries.reference(each.batch)) for each in queries.tallies(list(found))],
        "known": known,
        "wanted": None if known and wanted and known.month >= wanted else wanted,
        "began": queries.batches(request.scope).exists(),
        "shared": branch_shares.undecided(request.scope),
        "seats": other_seats(request),
    }
    return render(request, "insurer/home.html", context)


def other_seats(request: HttpRequest) -> list[Holding]:
    """The other cities that the branch serves; each keeps its workers to itself, so one is open at a time."""
    mine = request.holding
    same = [each for each in holdings_of(request) if each.branch_id == mine.branch_id and each.role == mine.role]
    return [each for each in same if each.area_id != mine.area_id]
