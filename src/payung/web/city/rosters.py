"""Rosters: bring a file, see what can be enrolled, decide, and have it taken in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import group_queries, groups, staged, staging
from payung.apps.enrolment.errors import IntakeError
from payung.apps.territory.offices import undone_together
from payung.web.city.roster_forms import RosterUploadForm
from payung.web.city.roster_page import no_roster, roster_context, rosters_context
from payung.web.guards import needs
from payung.web.watched import watched


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ROSTER_SEE)
def rosters(request: HttpRequest) -> HttpResponse:
    """Earlier rosters, and the drop zone for a new one."""
    if request.method == "POST":
        return upload(request)
    return render(request, "city/rosters/list.html", rosters_context(request, upload_form(request)))


def upload_form(request: HttpRequest, *sent: Any, **more: Any) -> RosterUploadForm:
    """The form for a new roster, with the groups that it can be one of."""
    known = group_queries.choices(request.scope) if request.scope.may(Permission.GROUP_SEE) else []
    return RosterUploadForm(*sent, groups=known, initial={"group": request.GET.get("kelompok", "")}, **more)


@needs(Permission.ROSTER_SEE, Permission.ROSTER_UPLOAD)
def upload(request: HttpRequest) -> HttpResponse:
    """Keep the file; a job checks it while the roster's own page shows how far it is."""
    sent = request.POST, request.FILES  # read first: reading is what notices a file that is too large
    form = upload_form(request, *sent, too_large=getattr(request, "upload_too_large", False))
    if not form.is_valid():
        return render(request, "city/rosters/list.html", rosters_context(request, form), status=422)
    file = form.cleaned_data["file"]
    try:
        kept = _keep(request, form, name=file.name, content=file.read())
    except IntakeError as error:
        form.add_error("file", str(error))
        return render(request, "city/rosters/list.html", rosters_context(request, form), status=422)
    if kept.repeated:
        messages.info(request, _("Berkas ini sudah pernah Anda unggah. Inilah daftarnya; tidak ada yang berubah."))
    return redirect("roster", roster_id=kept.roster_id)


def _keep(request: HttpRequest, form: RosterUploadForm, *, name: str, content: bytes) -> staging.Uploaded:
    """The file, and the group whose list it is; neither without the other."""
    said, by = form.cleaned_data, request.scope.actor
    with undone_together():
        kept = staging.upload(
            by=by,
            holding=request.holding.pk,
            name=name,
            content=content,
            payer=said["payer"],
            consent=said["consent"],
        )
        if said.get("group") and not kept.repeated:
            groups.bring(roster_id=kept.roster_id, group_id=said["group"], by=by)
    return kept


@require_GET
@needs(Permission.ROSTER_SEE)
def roster(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """One roster, with what came of it once its job is over."""
    view = staged.roster(request.scope, roster_id)
    if view is None:
        return no_roster(request)
    context = roster_context(request, view)
    return watched(request, context, page="city/rosters/roster.html", progress="city/rosters/_progress.html")
