"""Matching two lists: ask for it, see what came of it in words, its rows and the pairs that somebody has to look at."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import staged
from payung.apps.enrolment.enums import RosterState
from payung.apps.linkage.runs import asking, queries
from payung.apps.linkage.runs.enums import RunState
from payung.apps.linkage.runs.register import anybody_registered
from payung.web.city.matching_forms import MatchForm
from payung.web.city.matching_page import list_context, no_run, pairs_context, rows_context, run_context
from payung.web.guards import needs
from payung.web.templatetags.payung_format import happened
from payung.web.watched import watched

matches = needs(Permission.ROSTER_MATCH)


@require_http_methods(["GET", "HEAD", "POST"])
@matches
def matching(request: HttpRequest) -> HttpResponse:
    """Earlier matchings, and the form for a new one; a roster can be named in the address (`daftar`)."""
    if request.method != "POST":
        return _show(request, _form(request))
    sent = request.POST, request.FILES  # read first: reading is what notices a file that is too large
    form = _form(request, *sent, too_large=getattr(request, "upload_too_large", False))
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        asked = asking.ask(
            by=request.scope.actor,
            holding=request.holding.pk,
            left=form.left(),
            right=form.right(),
            all_covered=form.cleaned_data["all_covered"],
        )
    except asking.MatchError as error:
        form.add_error(f"{error.side}_file", str(error))
        return _show(request, form, status=422)
    if asked.repeated:
        messages.info(request, _("Kedua daftar ini sudah pernah dicocokkan. Inilah hasilnya; tidak ada yang diulang."))
    return redirect("match_run", match_id=asked.run_id)


def _form(request: HttpRequest, *sent: Any, **more: Any) -> MatchForm:
    readable = [each for each in staged.rosters(request.scope) if each.state != RosterState.FAILED]
    rosters = [(each.id, f"{each.name} ({happened(each.uploaded_at)})") for each in readable]
    first = {"left_roster": request.GET.get("daftar", "")}
    return MatchForm(*sent, rosters=rosters, register=anybody_registered(request.scope), initial=first, **more)


def _show(request: HttpRequest, form: MatchForm, *, status: int = 200) -> HttpResponse:
    return render(request, "city/matching/list.html", list_context(request, form), status=status)


@require_safe
@matches
def match_run(request: HttpRequest, match_id: UUID) -> HttpResponse:
    """One matching, with its result once its job is over."""
    view = queries.run(request.scope, match_id)
    if view is None:
        return no_run(request)
    context = run_context(request, view)
    return watched(request, context, page="city/matching/run.html", progress="city/matching/_progress.html")


@require_safe
@matches
def match_rows(request: HttpRequest, match_id: UUID) -> HttpResponse:
    """The rows of a word, and of a reason for it."""
    view = _done(request, match_id)
    if view is None:
        return no_run(request)
    return render(request, "city/matching/rows.html", rows_context(request, view))


@require_safe
@matches
def match_pairs(request: HttpRequest, match_id: UUID) -> HttpResponse:
    """The pairs of which nobody can be sure, both records side by side, and how each field of them compares."""
    view = _done(request, match_id)
    if view is None:
        return no_run(request)
    return render(request, "city/matching/pairs.html", pairs_context(request, view))


def _done(request: HttpRequest, match_id: UUID) -> queries.RunView | None:
    view = queries.run(request.scope, match_id)
    return view if view and view.state == RunState.DONE else None


@require_POST
@matches
def match_again(request: HttpRequest, match_id: UUID) -> HttpResponse:
    """Run a matching once more that failed, or whose job has stopped."""
    if queries.run(request.scope, match_id) is None:
        return no_run(request)
    try:
        asking.ask_again(run_id=match_id, holding=request.holding.pk)
    except asking.MatchError as error:
        messages.error(request, str(error))
    return redirect("match_run", match_id=match_id)


@require_http_methods(["GET", "HEAD", "POST"])
@matches
def match_remove(request: HttpRequest, match_id: UUID) -> HttpResponse:
    """Delete a matching with all its rows, once more asked for."""
    view = queries.run(request.scope, match_id)
    if view is None:
        return no_run(request)
    if request.method == "POST":
        asking.remove(run_id=match_id)
        messages.success(request, _("Hasil pencocokan dan berkasnya sudah dihapus."))
        return redirect("matching")
    context = {
        "title": _("Hapus hasil ini?"),
        "text": _("Hasil, pasangan, dan berkas yang Anda unggah untuknya dihapus. Pendaftaran tidak berubah."),
        "action": request.path,
        "confirm": _("Hapus"),
        "danger": True,
        "back_url": reverse("match_run", args=[match_id]),
    }
    return render(request, "ask.html", context)
