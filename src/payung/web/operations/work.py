"""Files, batches and matchings with the jobs on them, for whoever keeps the programme or the installation running."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from payung.apps.accounts.permissions import Permission
from payung.apps.audit import queue
from payung.apps.enrolment import work as enrolment_work
from payung.apps.enrolment.enums import BatchState
from payung.apps.enrolment.queries import user_names
from payung.apps.enrolment.work import Work
from payung.apps.linkage.runs.work import MATCHINGS
from payung.web.city.matching_words import STATES as MATCHING
from payung.web.city.roster_words import ROSTER
from payung.web.guards import needs
from payung.web.insurer.file_page import STATES as FILE_STATES
from payung.web.paging import LAST_PAGE, whole_number
from payung.web.state_words import StateWord
from payung.web.templatetags.payung_format import number

ROWS = 25
KINDS = {
    "roster": gettext_lazy("Daftar nama"),
    "answers": gettext_lazy("Jawaban pendaftaran"),
    "payments": gettext_lazy("Data iuran"),
    "batch": gettext_lazy("Berkas ke BPJS"),
    "match": gettext_lazy("Pencocokan"),
}
# who may open what, and under which address
PAGES = {
    "roster": (Permission.ROSTER_SEE, "roster"),
    "answers": (Permission.PAYMENT_IMPORT, "insurer_file"),
    "payments": (Permission.PAYMENT_IMPORT, "insurer_file"),
    "batch": (Permission.BATCH_SEE, "batch"),
    "match": (Permission.ROSTER_MATCH, "match_run"),
}
TO_DECIDE = StateWord("wait", "pencil", gettext_lazy("Menunggu keputusan"))
FILE = {state.value: word for state, word in FILE_STATES.items()}
STATES = {
    "roster": ROSTER | {"checked": TO_DECIDE},
    "answers": FILE,
    "payments": FILE,
    "batch": {
        BatchState.SENT.value: StateWord("wait", "clock", BatchState.SENT.label),
        BatchState.ANSWERED.value: StateWord("good", "check", BatchState.ANSWERED.label),
    },
    "match": MATCHING,
}
STOPPED = StateWord("bad", "warning", gettext_lazy("Terhenti"))
AT_WORK = {
    ("roster", "uploaded"),
    ("roster", "taking_in"),
    ("answers", "received"),
    ("payments", "received"),
    ("match", "asked"),
}
TASKS = {
    "enrolment.check": gettext_lazy("Memeriksa daftar nama"),
    "enrolment.take_in": gettext_lazy("Memasukkan daftar nama"),
    "enrolment.take_in_insurer_file": gettext_lazy("Mencatat data dari BPJS"),
    "linkage.match": gettext_lazy("Mencocokkan dua daftar"),
    "payung.retry_stalled": gettext_lazy("Mengulang proses yang terhenti"),
    "payung.remove_old": gettext_lazy("Menghapus catatan proses yang lama"),
    "payung.remove_notices": gettext_lazy("Menghapus pemberitahuan yang lama"),
    "payung.remove_saved_filters": gettext_lazy("Menghapus saringan tersimpan dari jabatan yang berakhir"),
    "payung.count_name_words": gettext_lazy("Menghitung kata dalam nama, untuk menimbang kemungkinan ganda"),
}


class KindForm(forms.Form):
    """One kind; what is no kind narrows nothing."""

    jenis = forms.ChoiceField(
        label=gettext_lazy("Jenis"), choices=[("", gettext_lazy("Semua jenis")), *KINDS.items()], required=False
    )


@require_GET
@needs(Permission.WORK_SEE)
def work(request: HttpRequest) -> HttpResponse:
    """One page of the list. While something runs, htmx asks for the list alone."""
    kind = request.GET.get("jenis", "")
    kind = kind if kind in KINDS else ""
    page = min(whole_number(request.GET.get("hal", "")), LAST_PAGE) or 1
    found = enrolment_work.listed(request.scope, kind=kind, limit=ROWS + 1, offset=(page - 1) * ROWS, also=[MATCHINGS])
    shown = found[:ROWS]
    context = {
        "rows": _rows(request, shown),
        "running": page == 1 and any(_at_work(each) for each in shown),
        "here": _link(kind, page),
        "previous_url": _link(kind, page - 1) if page > 1 else "",
        "next_url": _link(kind, page + 1) if len(found) > ROWS else "",
    }
    if request.headers.get("HX-Request"):
        return render(request, "operations/_work.html", context)
    context |= {"form": KindForm(initial={"jenis": kind}), "narrowed": bool(kind), **_installation(request)}
    return render(request, "operations/work.html", context)


def _link(kind: str, page: int) -> str:
    return "?" + urlencode({"jenis": kind, "hal": page})


def _installation(request: HttpRequest) -> dict[str, Any]:
    """For the administrator: whether a worker lives, and the jobs of the whole installation by task."""
    if not request.scope.may(Permission.SETTINGS_SEE):
        return {}
    return {"worker_lives": queue.worker_lives(), "tasks": [_task(each) for each in queue.by_task()]}


def _task(counts: queue.TaskCounts) -> dict[str, Any]:
    return {"label": TASKS.get(counts.task, counts.task), "counts": counts}


def _rows(request: HttpRequest, shown: list[Work]) -> list[dict[str, Any]]:
    names = user_names(each.by_id for each in shown)
    return [
        {
            "it": each,
            "kind": KINDS[each.kind],
            **_subject(request, each),
            "word": _word(each),
            "by": names.get(each.by_id, _("Sistem")),
            "result": _result(each),
            **_running(each),
        }
        for each in shown
    ]


def _subject(request: HttpRequest, each: Work) -> dict[str, str]:
    """Name and address, for whoever may open it; the name of a file may name somebody."""
    permission, page = PAGES[each.kind]
    if not request.scope.may(permission):
        return {"name": "", "url": ""}
    return {"name": each.name, "url": reverse(page, args=[each.id])}


def _at_work(each: Work) -> bool:
    return (each.kind, each.state) in AT_WORK and not _stopped(each)


def _stopped(each: Work) -> bool:
    """The job gave up, and nothing of it was kept."""
    said_so = each.progress is not None and each.progress.state == "failed"
    return (each.kind, each.state) in AT_WORK and (each.failed or (said_so and each.job not in {"todo", "doing"}))


def _word(each: Work) -> StateWord:
    return STOPPED if _stopped(each) else STATES[each.kind][each.state]


def _running(each: Work) -> dict[str, Any]:
    if not _at_work(each):
        return {"percent": None, "doing": ""}
    if each.progress is None or not each.progress.running or each.job == "todo":
        return {"percent": None, "doing": _("Menunggu giliran")}
    if each.progress.silent:
        return {
            "percent": each.progress.percent,
            "doing": _("Terhenti sebentar. Pekerjaan ini akan dilanjutkan sendiri."),
        }
    return {"percent": each.progress.percent, "doing": _(each.progress.text) if each.progress.text else ""}


def _result(each: Work) -> str:
    counted = {"lines": number(each.lines), "done": number(each.done), "left": number(each.left_over)}
    if each.kind == "batch":
        return _("%(lines)s pekerja") % counted
    if each.state in {"uploaded", "received", "failed", "taking_in", "asked"}:
        return ""
    if each.kind == "match":
        return _("%(lines)s baris, %(left)s pasangan perlu dilihat") % counted
    if each.kind != "roster":
        return _("%(lines)s baris: %(done)s tercatat, %(left)s belum cocok") % counted
    if each.state == "taken_in":
        return _("%(lines)s baris: %(done)s masuk, %(left)s harus diperbaiki") % counted
    return _("%(lines)s baris, %(left)s harus diperbaiki") % counted
