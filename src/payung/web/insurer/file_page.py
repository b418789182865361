"""What the pages of the insurer's files show, put into words."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.apps.accounts.permissions import Permission
from payung.apps.audit import progress
from payung.apps.coverage import file_queries
from payung.apps.coverage.models import InsurerFile
from payung.apps.enrolment.queries import user_names
from payung.web.city.roster_words import PAYERS
from payung.web.paging import LAST_FIRST, numbered, whole_number
from payung.web.state_words import StateWord

FILES_A_PAGE = 20
STOPPED_AFTER = dt.timedelta(minutes=10)
State, Kind = InsurerFile.State, InsurerFile.Kind
STATES = {
    State.RECEIVED: StateWord("wait", "clock", gettext_lazy("Sedang dicatat")),
    State.TAKEN_IN: StateWord("good", "check", gettext_lazy("Tercatat")),
    State.FAILED: StateWord("bad", "cross", gettext_lazy("Tidak terbaca")),
}
KINDS = {Kind.ANSWERS: gettext_lazy("Jawaban pendaftaran"), Kind.PAYMENTS: gettext_lazy("Data iuran")}
COLUMNS = {
    "batch": gettext_lazy("Nomor berkas"),
    "line": gettext_lazy("Nomor baris"),
    "result": gettext_lazy("Hasil"),
    "member_number": gettext_lazy("Nomor peserta"),
    "starts": gettext_lazy("Mulai"),
    "answered_on": gettext_lazy("Dijawab"),
    "reason": gettext_lazy("Alasan"),
    "month": gettext_lazy("Bulan"),
    "programmes": gettext_lazy("Program"),
    "amount": gettext_lazy("Jumlah iuran"),
    "paid_on": gettext_lazy("Dibayar"),
    "payer": gettext_lazy("Pembayar"),
}


def list_context(request: HttpRequest) -> dict[str, Any]:
    """How far payments are known, and the files that came, the latest first."""
    shown, links = numbered(request, file_queries.files(request.scope), size=FILES_A_PAGE)
    return {
        "known": file_queries.last_ended_month(request.scope, request.today),
        "files": [_listed(each) for each in shown],
        "may_answer": request.scope.may(Permission.ANSWER_IMPORT),
        **links,
    }


def _listed(found: InsurerFile) -> dict[str, Any]:
    return {"it": found, "kind": KINDS[Kind(found.kind)], "word": STATES[State(found.state)]}


def file_context(request: HttpRequest, found: InsurerFile) -> dict[str, Any]:
    """Everything on one file's page."""
    receiving = found.state == State.RECEIVED
    at_work = progress.of(found.pk) if receiving else None
    silent = at_work is None and timezone.now() - found.received_at > STOPPED_AFTER
    stopped = receiving and (silent or (at_work is not None and at_work.state == "failed"))
    return {
        **_listed(found),
        "file": found,
        "error": file_queries.error_of(found),
        "waiting": receiving and not stopped,
        "stopped": stopped,
        "progress": at_work if at_work and at_work.running else None,
        "progress_text": _(at_work.text) if at_work and at_work.text else "",
        "received_by": user_names([found.received_by_id]).get(found.received_by_id, ""),
        "lines": found.applied + found.repeated + found.unfit,
        "months": file_queries.months_of(found) if found.kind == Kind.PAYMENTS else [],
        "twice": _twice(request, found) if found.kind == Kind.PAYMENTS else [],
        "places": [{"label": _("Data dari BPJS"), "url": reverse("insurer_files")}, {"label": found.name}],
        **(_unfit(request, found) if found.unfit else {}),
    }


def _unfit(request: HttpRequest, found: InsurerFile) -> dict[str, Any]:
    after = whole_number(request.GET.get("sesudah", ""))
    last_first = request.GET.get("urut") == LAST_FIRST
    order = {"urut": LAST_FIRST} if last_first else {}
    shown = file_queries.unfit_of(found, after=after, last_first=last_first)
    more = urlencode(order | {"sesudah": shown[-1].line}) if len(shown) == file_queries.SHOWN else ""
    return {
        "unfit": [(each, _said(each)) for each in shown],
        "turned": _turned(last_first) if found.unfit > 1 else {},
        "next_url": f"?{more}#belum-cocok" if more else "",
        "previous_url": f"?{urlencode(order)}#belum-cocok" if after else "",
    }


def _turned(last_first: bool) -> dict[str, str]:
    """The way to the same lines read from their other end."""
    if last_first:
        return {"label": _("Dari baris pertama"), "url": "?#belum-cocok"}
    return {"label": _("Dari baris terakhir"), "url": f"?{urlencode({'urut': LAST_FIRST})}#belum-cocok"}


def _said(line: file_queries.Unfit) -> list[tuple[str, str]]:
    return [(str(label), line.cells[name]) for name, label in COLUMNS.items() if name in line.cells]


def _twice(request: HttpRequest, found: InsurerFile) -> list[dict[str, Any]]:
    people = file_queries.paid_twice_in(request.scope, found)
    return [{"it": each, "payers": [PAYERS[payer] for payer in each.payers]} for each in people]
