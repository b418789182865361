"""The notices of whoever acts: the list, opening one, and marking all as read."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from payung.apps.notify import actions, queries
from payung.apps.notify.kinds import PAGES, Kind
from payung.apps.notify.models import Notice
from payung.web.guards import signed_in
from payung.web.notice_words import WORDS, title_of
from payung.web.paging import numbered

ROWS = 25


@require_safe
@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """The latest first; those that were not opened stand out."""
    if not hasattr(request, "scope"):
        return redirect("home")
    found, pages = numbered(request, queries.notices(request.scope), size=ROWS)
    context = {
        "rows": [row(each, request.scope.actor) for each in found],
        "unread": queries.unread_count(request.scope),
        **pages,
    }
    return render(request, "today/notices.html", context)


@require_POST
@signed_in
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Read from now on; then its page."""
    found = queries.notice(request.scope, notice_id) if hasattr(request, "scope") else None
    if found is None:
        raise Http404
    actions.mark_read(request.scope, only=found.pk)
    page = PAGES[Kind(found.kind)]
    return redirect(page, found.subject) if page and found.subject else redirect("notices")


@require_POST
@signed_in
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything is read."""
    if hasattr(request, "scope"):
        actions.mark_read(request.scope)
    return redirect("notices")


def row(found: Notice, actor: int) -> dict[str, Any]:
    """One notice in words."""
    words = WORDS[Kind(found.kind)]
    return {
        "notice": found,
        "title": title_of(found),
        "text": words.text,
        "tone": words.tone,
        "icon": words.icon,
        "unread": not found.settled and actor not in found.read_by,
        "leads": bool(PAGES[Kind(found.kind)] and found.subject),
    }
