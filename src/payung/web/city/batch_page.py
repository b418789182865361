"""What the page of one batch shows, put into words."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import batch_queries as queries
from payung.apps.enrolment.enums import LineOutcome
from payung.apps.enrolment.models import Batch, BatchLine
from payung.apps.enrolment.places import labels, outside
from payung.apps.enrolment.queries import user_names
from payung.identity.regions import describe
from payung.web.city.batch_forms import LinesForm
from payung.web.paging import LAST_FIRST, whole_number
from payung.web.state_words import StateWord
from payung.web.templatetags.payung_format import number

LINES_A_PAGE = 50
WORDS = {
    LineOutcome.OPEN: StateWord("wait", "clock", gettext_lazy("Belum dijawab")),
    LineOutcome.ACCEPTED: StateWord("good", "check", gettext_lazy("Diterima")),
    LineOutcome.REJECTED: StateWord("bad", "cross", gettext_lazy("Ditolak")),
}


def batch_context(request: HttpRequest, found: Batch) -> dict[str, Any]:
    """Everything on one batch's page; its open lines, while there are any, unless somebody asked for others."""
    tally = queries.tallies([found])[0]
    usual = {"hasil": LineOutcome.OPEN if tally.open else ""}
    form = LinesForm(request.GET if "hasil" in request.GET else usual | request.GET.dict())
    said = form.cleaned_data if form.is_valid() else {"hasil": "", "urut": ""}
    outcome, order = said["hasil"], said["urut"]
    after = whole_number(request.GET.get("sesudah", ""))
    wanted = queries.lines(
        found, outcome=LineOutcome(outcome) if outcome else None, after=after, last_first=order == LAST_FIRST
    )
    page = list(wanted[: LINES_A_PAGE + 1])
    shown = page[:LINES_A_PAGE]
    more = {**said, "sesudah": shown[-1].line} if len(page) > LINES_A_PAGE else {}
    places = labels({line.area_id for line in shown}, on=request.today)
    return {
        "batch": found,
        "tally": tally,
        "reference": queries.reference(found),
        "made_by": user_names([found.created_by_id]).get(found.created_by_id, ""),
        "days": (request.today - found.sent_on).days,
        "parts": parts(tally),
        "filter_form": form,
        "lines": [_row(line, places) for line in shown],
        "next_url": f"?{urlencode(more)}#baris" if more else "",
        "previous_url": f"?{urlencode(said)}#baris" if after else "",
        "may_export": request.scope.may(Permission.BATCH_EXPORT),
        "may_answer": request.scope.may(Permission.ANSWER_IMPORT),
        "may_see_people": request.scope.may(Permission.REGISTRATION_SEE),
        "places": [
            {"label": _("Berkas ke BPJS"), "url": reverse("batches")},
            {"label": _("Berkas nomor %(number)s") % {"number": number(found.number)}},
        ],
    }


def parts(tally: queries.Tally) -> list[dict[str, Any]]:
    """The outcomes as parts of a bar."""
    return [
        {**WORDS[outcome]._asdict(), "count": tally.counts.get(outcome, 0)}
        for outcome in (LineOutcome.ACCEPTED, LineOutcome.REJECTED, LineOutcome.OPEN)
    ]


def _row(line: BatchLine, places: dict[int, str]) -> dict[str, Any]:
    person = line.registration.person
    home = person.home_regency
    return {
        "line": line,
        "person": person,
        "place": outside(home) if home else places.get(line.area_id, ""),
        "region": describe(person.nik_region) or "",
        "word": WORDS[LineOutcome(line.outcome)],
    }
