"""What the roster pages show, put into words."""

from pathlib import PurePath
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import returning, staged
from payung.apps.enrolment.enums import RosterState
from payung.apps.linkage import queries as linkage
from payung.web.city.roster_forms import RosterUploadForm, RowFilterForm
from payung.web.city.roster_words import (
    ALREADY_THERE,
    FATE,
    INCOMPLETE,
    KNOWN,
    PAYERS,
    PROBLEMS,
    STATUS,
    UNKNOWN_PROBLEM,
    note_words,
    roster_word,
)
from payung.web.missing import missing
from payung.web.need_words import NEEDS, still_needed
from payung.web.paging import moment, newest_first, whole_number
from payung.web.state_words import StateWord

WAITING = frozenset({RosterState.UPLOADED, RosterState.TAKING_IN})
ROSTERS_A_PAGE = 20


def no_roster(request: HttpRequest) -> HttpResponse:
    """A roster that is not there, or not for these eyes."""
    return missing(
        request,
        title=_("Daftar ini tidak ditemukan"),
        text=_("Mungkin alamatnya keliru, atau daftar ini milik wilayah lain."),
        label=_("Ke daftar nama"),
        url=reverse("rosters"),
    )


def rosters_context(request: HttpRequest, form: RosterUploadForm) -> dict[str, Any]:
    """Earlier rosters, newest first, and the form for a new one."""
    found = staged.rosters(request.scope, limit=ROSTERS_A_PAGE + 1, before=moment(request))
    shown, links = newest_first(request, found, size=ROSTERS_A_PAGE, at=lambda each: each.uploaded_at)
    return {
        "form": form,
        "may_upload": request.scope.may(Permission.ROSTER_UPLOAD),
        "rosters": [(each, word_of(each)) for each in shown],
        **links,
    }


def word_of(view: staged.RosterView) -> StateWord:
    """The state as the list of rosters and the roster's page say it."""
    return roster_word(view.state, usable=view.usable, to_mend=view.to_mend)


def roster_context(request: HttpRequest, view: staged.RosterView) -> dict[str, Any]:
    """Everything on one roster's page; its rows only once they are staged."""
    working = view.state in WAITING
    at_work = view.progress if working else None
    reviewing = view.state in (RosterState.CHECKED, RosterState.TAKEN_IN)
    stopped = at_work is not None and at_work.state == "failed"
    context = {
        "roster": view,
        "word": word_of(view),
        "payer": PAYERS[view.payer],
        "waiting": working and not stopped,
        "stopped": stopped,
        "progress": at_work if at_work and at_work.running else None,
        "progress_text": _(at_work.text) if at_work and at_work.text else "",
        "may_upload": request.scope.may(Permission.ROSTER_UPLOAD),
        "may_match": request.scope.may(Permission.ROSTER_MATCH),
        "places": [{"label": _("Daftar nama"), "url": reverse("rosters")}, {"label": _("Hasil pemeriksaan")}],
        "problems": [(code, PROBLEMS.get(code, UNKNOWN_PROBLEM), count) for code, count in view.by_code.items()],
        "lacking": [(value, NEEDS[value], count) for value, count in view.lacking.items() if value in NEEDS],
        "notes": note_words(view.notes),
        "reviewing": reviewing,
        "outcomes": [(FATE[code], count) for code, count in view.outcomes.items()],
        "undecided": view.usable > view.taken,
        "returned": reviewing and returning.is_ready(view.id),
    }
    if view.state == RosterState.TAKEN_IN and request.scope.may(Permission.PEOPLE_MERGE):
        context["alike"] = linkage.count_from_roster(request.scope, view.id)
    return context | (_rows(request, view) if view.rows and not working else {})


def _rows(request: HttpRequest, view: staged.RosterView) -> dict[str, Any]:
    form = RowFilterForm(request.GET, codes=view.by_code, lacking=view.lacking)
    chosen = form.cleaned_data if form.is_valid() else {}
    first = staged.ATTENTION if view.ok < view.rows else staged.EVERY  # what is to be mended comes first
    which = staged.Filter(
        status=chosen.get("status") or (staged.EVERY if chosen.get("kurang") else first),
        code=chosen.get("code", ""),
        lacking=chosen.get("kurang", ""),
        fate=chosen.get("fate", ""),
    )
    after, before = (whole_number(request.GET.get(name, "")) for name in ("sesudah", "sebelum"))
    page = staged.page(request.vault, view.id, which, after=after, before=before)
    kept = {name: value for name, value in chosen.items() if value}
    return {
        "filter_form": form,
        "rows": [_row(row, view.name) for row in page.rows],
        "tickable": any(row.open for row in page.rows),
        "next_url": _url(view.id, kept, sesudah=page.after),
        "previous_url": _url(view.id, kept, sebelum=page.before),
        "back": request.get_full_path(),
    }


def _row(row: staged.Row, file: str) -> dict[str, Any]:
    fate = FATE[row.outcome or row.decision] if row.status != "error" or row.outcome == "identical" else None
    status = INCOMPLETE if row.lacking and row.status == "ok" else STATUS[row.status]
    if row.status == "error" and any(each.code in KNOWN for each in row.problems):
        status = ALREADY_THERE
    sheet = "" if row.sheet == PurePath(file).stem else row.sheet  # a csv has none, and bears the name of its file
    return {"it": row, "status": status, "fate": fate, "needs": still_needed(row.lacking), "sheet": sheet}


def _url(roster_id: UUID, kept: dict[str, str], **cursor: int | None) -> str:
    more = {name: value for name, value in cursor.items() if value is not None}
    return f"{reverse('roster', args=[roster_id])}?{urlencode(kept | more)}#baris" if more else ""
