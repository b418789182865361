"""Rosters: bring a file, see what can be enrolled, decide, and have it taken in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from payung.apps.accounts.permissions import Permission
from payung.apps.enrolment import staged, staging
from payung.apps.enrolment.errors import RosterError
from payung.web.city.roster_forms import RosterUploadForm
from payung.web.city.roster_page import no_roster, roster_context, rosters_context
from payung.web.guards import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ROSTER_SEE)
def rosters(request: HttpRequest) -> HttpResponse:
    """Earlier rosters, and the drop zone for a new one."""
    if request.method == "POST":
        return upload(request)
    return render(request, "city/rosters/list.html", rosters_context(request, RosterUploadForm()))


@needs(Permission.ROSTER_SEE, Permission.ROSTER_UPLOAD)
def upload(request: HttpRequest) -> HttpResponse:
    """Keep the file; a job checks it while the roster's own page shows how far it is."""
    sent = request.POST, request.FILES  # read first: reading is what notices a file that is too large
    form = RosterUploadForm(*sent, too_large=getattr(request, "upload_too_large", False))
    if not form.is_valid():
        return render(request, "city/rosters/list.html", rosters_context(request, form), status=422)
    file = form.cleaned_data["file"]
    try:
        kept = staging.upload(
            by=request.scope.actor,
            holding=request.holding.pk,
            name=file.name,
            content=file.read(),
            payer=form.cleaned_data["payer"],
            consent=form.cleaned_data["consent"],
        )
    except RosterError as error:
        form.add_error("file", str(error))
        return render(request, "city/rosters/list.html", rosters_context(request, form), status=422)
    if kept.repeated:
        messages.info(request, _("Berkas ini sudah pernah Anda unggah. Inilah daftarnya; tidak ada yang berubah."))
    return redirect("roster", roster_id=kept.roster_id)


@require_GET
@needs(Permission.ROSTER_SEE)
def roster(request: HttpRequest, roster_id: UUID) -> HttpResponse:
    """One roster. While a job works on it, htmx asks for the progress alone and reloads the page when it is over."""
    view = staged.roster(request.scope, roster_id)
    if view is None:
        return no_roster(request)
    if request.headers.get("HX-Request"):
        return _progress(request, view)
    return render(request, "city/rosters/roster.html", roster_context(request, view))


def _progress(request: HttpRequest, view: staged.RosterView) -> HttpResponse:
    context = roster_context(request, view)
    if context["waiting"]:
        return render(request, "city/rosters/_progress.html", context)
    answer = HttpResponse(status=204)
    answer["HX-Refresh"] = "true"
    return answer
